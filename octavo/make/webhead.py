"""What machines read at the head of a web page: address, description, citation tags, and the book as linked data."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape, quoteattr

from octavo.make.access import Claims
from octavo.make.metadata import makers, relator
from octavo.model import About, Author, Config, Format, MadeFile, Sheet

# An open book, for the browser's tab.
ICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#7a1f2b"/>'
    b'<path d="M16 10c-3-2-6-3-9-3v15c3 0 6 1 9 3 3-2 6-3 9-3V7c-3 0-6 1-9 3z" fill="#fdfcf9"/>'
    b'<path d="M16 10v15" stroke="#7a1f2b" stroke-width="1.2"/></svg>'
)
_PAGED = frozenset(("front", "chapter", "appendix", "back", "bibliography", "index"))
_CHAPTERS = frozenset(("front", "chapter", "appendix", "back"))
_HOST = re.compile(r"[A-Za-z0-9.-]+")
_BOOK_FORMATS = {Format.PRINT: "Paperback", Format.SCREEN: "EBook", Format.EPUB: "EBook", Format.WEB: "EBook"}
# Inside a script element markup is not decoded, so that what could end the element is written as JSON escapes.
_JSON_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Around:
    """What a head may say of the whole edition: the book, what may be claimed of it, its pictures, what lies beside the
    pages to be downloaded, and whether there is a stylesheet of its own.
    """

    config: Config
    claims: Claims
    images: tuple[MadeFile, ...] = field(repr=False)
    extras: tuple[MadeFile, ...] = field(repr=False)
    own_styles: bool


def page_head(around: Around, sheet: Sheet, file: str, folios: tuple[str, ...]) -> str:
    """The elements that go before ``</head>`` of this page."""
    config = around.config
    lines = [f'<meta http-equiv="Content-Security-Policy" content={quoteattr(policy(config))}/>']
    lines.append('<link rel="icon" type="image/svg+xml" href="icon.svg"/>')
    lines += ['<link rel="stylesheet" href="styles/own.css"/>'] if around.own_styles else []
    lines += [_tag(name, content) for name, content in _tags(config, sheet)]
    if folios and sheet.kind in _PAGED:
        lines += [_tag("citation_firstpage", folios[0]), _tag("citation_lastpage", folios[-1])]
    if config.url:
        address = page_address(config, file)
        lines.append(f'<link rel="canonical" href={quoteattr(address)}/>')
        lines.append(_property("og:url", address))
        lines += [_tag("citation_pdf_url", page_address(config, path)) for path in _pdf(around, sheet)]
    lines += [_property(name, content) for name, content in _open_graph(config, sheet, around.images)]
    data = _data(around, sheet, file, folios)
    if data:
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
        lines.append(f'<script type="application/ld+json">\n{text.translate(_JSON_ESCAPES)}\n</script>')
    return "\n".join(lines) + "\n"


def policy(config: Config) -> str:
    """The content security policy of every page: its own files and nothing else, and no script or style in the markup.

    A server does well to send the same as a header, with ``frame-ancestors 'none'``, which a page cannot say itself.
    """
    to = urlsplit(config.web.newsletter)
    host = to.hostname or ""
    form = f"{to.scheme}://{host}" + (f":{to.port}" if to.port else "") if _HOST.fullmatch(host) else "'none'"
    rules = (
        "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'",
        "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "base-uri 'none'", f"form-action {form}",
    )  # fmt: skip
    return "; ".join(rules)


def _pdf(around: Around, sheet: Sheet) -> Iterator[str]:
    """The PDF of a chapter, or on the home page that of the book."""
    paths = [file.path for file in around.extras if file.path.endswith(".pdf")]
    if sheet.kind == "home":
        yield from (path for path in paths if path.startswith("downloads/"))
    else:
        yield from (path for path in paths if path == f"pdf/{sheet.name}.pdf")


def _data(around: Around, sheet: Sheet, file: str, folios: tuple[str, ...]) -> dict[str, Any]:
    """The book on its home page, a chapter on its own, in the words of schema.org."""
    if sheet.kind == "home":
        return book_data(around.config, around.claims)
    return chapter_data(around.config, sheet, file, folios) if sheet.kind in _CHAPTERS else {}


def page_address(config: Config, file: str) -> str:
    """The public address of a page; the home page has that of its folder."""
    return urljoin(config.url.rstrip("/") + "/", "" if file == "index.html" else file)


def _tag(name: str, content: str) -> str:
    return f"<meta name={quoteattr(name)} content={quoteattr(content)}/>"


def _property(name: str, content: str) -> str:
    return f"<meta property={quoteattr(name)} content={quoteattr(content)}/>"


def _tags(config: Config, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The description, and the tags that scholarly search engines and reference managers read."""
    home = sheet.kind == "home"
    if home and config.blurb:
        yield "description", config.blurb
    full = f"{config.title}: {config.subtitle}" if config.subtitle else config.title
    yield "citation_title", full if home or not sheet.title else sheet.title
    if not home:
        yield "citation_inbook_title", full
    yield from _of_chapter(sheet.about)
    yield from _authors(config, sheet.about)
    if config.published:
        yield "citation_publication_date", config.published.strftime("%Y/%m/%d")
    if config.publisher.name:
        yield "citation_publisher", config.publisher.name
    for edition in config.editions:
        if edition.isbn:
            yield "citation_isbn", edition.isbn
    if config.doi and home:
        yield "citation_doi", config.doi
    yield "citation_language", config.language


def _of_chapter(about: About) -> Iterator[tuple[str, str]]:
    """What a chapter says of itself."""
    if about.abstract:
        yield "description", about.abstract
    if about.keywords:
        yield "keywords", ", ".join(about.keywords)
        yield "citation_keywords", "; ".join(about.keywords)
    if about.doi:
        yield "citation_doi", about.doi


def _authors(config: Config, about: About) -> Iterator[tuple[str, str]]:
    """The authors of a chapter that has its own, else those of the book."""
    filed = {person.name: person.file_as or person.name for person in config.contributors}
    for author in about.authors or [Author(person.name, person.orcid) for person in makers(config)]:
        yield "citation_author", filed.get(author.name, author.name)
        if author.orcid and about.authors:
            yield "citation_author_orcid", f"https://orcid.org/{author.orcid}"


def _open_graph(config: Config, sheet: Sheet, images: tuple[MadeFile, ...]) -> Iterator[tuple[str, str]]:
    yield "og:type", "book" if sheet.kind == "home" else "article"
    yield "og:title", config.title if sheet.kind == "home" or not sheet.title else sheet.title
    yield "og:site_name", config.title
    if sheet.about.abstract:
        yield "og:description", sheet.about.abstract
    cover = next((image.path for image in images if image.path.startswith("images/cover.")), "")
    if config.url and cover:
        yield "og:image", urljoin(config.url.rstrip("/") + "/", cover)


def book_data(config: Config, claims: Claims) -> dict[str, Any]:
    """The book in the words of schema.org."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": config.title,
        "alternativeHeadline": config.subtitle,
        "inLanguage": config.language,
        "author": _persons(config, "aut"),
        "editor": _persons(config, "edt"),
        "translator": _persons(config, "trl"),
        "publisher": {"@type": "Organization", "name": config.publisher.name} if config.publisher.name else "",
        "datePublished": config.published.isoformat() if config.published else "",
        "bookEdition": config.edition_statement,
        "description": config.blurb,
        "keywords": ", ".join(config.keywords),
        "license": config.licence,
        "url": config.url,
        "identifier": f"https://doi.org/{config.doi}" if config.doi else "",
        "isPartOf": {"@type": "BookSeries", "name": config.series.title} if config.series else "",
        "workExample": [
            {"@type": "Book", "isbn": e.isbn, "bookFormat": f"https://schema.org/{_BOOK_FORMATS[e.format]}"}
            for e in config.editions
            if e.isbn
        ],
        "accessMode": list(claims.modes),
        "accessModeSufficient": [
            {"@type": "ItemList", "itemListElement": modes.split(",")} for modes in claims.sufficient
        ],
        "accessibilityFeature": list(claims.features),
        "accessibilityHazard": claims.hazard,
        "accessibilitySummary": claims.summary,
    }
    return {key: value for key, value in data.items() if value}


def chapter_data(config: Config, sheet: Sheet, file: str, folios: tuple[str, ...]) -> dict[str, Any]:
    """A chapter in the words of schema.org."""
    about = sheet.about
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "name": sheet.title,
        "position": sheet.number,
        "inLanguage": config.language,
        "author": [{"@type": "Person", "name": author.name} for author in about.authors] or _persons(config, "aut"),
        "abstract": about.abstract,
        "keywords": ", ".join(about.keywords),
        "identifier": f"https://doi.org/{about.doi}" if about.doi else "",
        "url": page_address(config, file) if config.url else "",
        "license": config.licence,
        "pageStart": folios[0] if folios else "",
        "pageEnd": folios[-1] if folios else "",
        "isPartOf": {"@type": "Book", "name": config.title} | ({"url": config.url} if config.url else {}),
    }
    return {key: value for key, value in data.items() if value} if sheet.title else {}


def _persons(config: Config, role: str) -> list[dict[str, str]]:
    return [
        {"@type": "Person", "name": p.name} | ({"@id": f"https://orcid.org/{p.orcid}"} if p.orcid else {})
        for p in config.contributors
        if relator(p.role) == role
    ]


def robots(config: Config) -> bytes:
    """robots.txt: all may be read, and where the list of pages is."""
    where = f"Sitemap: {page_address(config, 'sitemap.xml')}\n" if config.url else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def sitemap(config: Config, files: tuple[str, ...]) -> bytes:
    """sitemap.xml: the public address of each page."""
    addresses = "".join(f"<url><loc>{escape(page_address(config, file))}</loc></url>\n" for file in files)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{addresses}</urlset>\n'
    ).encode()
