"""The web edition: one page a sheet, readable from any folder, without a server and without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from octavo.compose.webwords import web_words
from octavo.make.access import Claims, claims
from octavo.make.documents import Document, all_text, parse_xml, read
from octavo.make.errors import MakeError
from octavo.make.names import all_different, safe
from octavo.make.previews import previews
from octavo.make.webhead import ICON, Around, page_head, robots, sitemap
from octavo.make.webparts import addressed, body_attributes, folios, stylesheet, unstyled
from octavo.make.webreference import book_files
from octavo.model import Config, Edition, MadeFile, Sheet

_HEAD_END, _BODY = "</head>", "<body"
_ACCESSIBILITY, _SAVED = "<!--accessibility-->", "<!--references-->"
_DOWNLOADS, _CHAPTER = "<!--downloads-->", "<!--chapter-->"
_SUMMARISED = ("en", "ru")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page while it is made: its sheet, its file, its text, and that text as it was read."""

    sheet: Sheet
    file: str
    text: str = field(repr=False)
    root: Any = field(repr=False)


def make_web(
    config: Config,
    edition: Edition,
    sheets: tuple[Sheet, ...],
    images: tuple[MadeFile, ...] = (),
    assets: tuple[MadeFile, ...] = (),
    extras: tuple[MadeFile, ...] = (),
) -> tuple[MadeFile, ...]:
    """The files of the web edition, by path; the sheet of the kind "home" is index.html.

    Paths of ``images`` and ``assets`` are those inside the edition, as the pages name them; ``extras`` lie beside
    them to be downloaded: the bibliography as data, other editions, chapters as PDF.
    """
    documents = read(sheets, ".html")
    found = claims(documents, tuple(image.path for image in images), _has_pages(documents), config.language)
    rules: dict[str, str] = {}
    pages = [_page(document, rules) for document in documents]
    if not any(page.file == "index.html" for page in pages):
        raise MakeError("index.html", f"the edition {edition.name} has no home page")
    shown = previews({page.file: page.root for page in pages})
    around = Around(config, found, images, extras, bool(rules))
    data = [MadeFile(f"data/{file.removesuffix('.html')}.js", script) for file, script in shown.items()]
    data += [*book_files(config), *_page_list(pages)]
    finished = [MadeFile(safe(page.file), _finished(page, around, set(shown), pages)) for page in pages]
    given = (MadeFile(safe(file.path), file.data) for file in (*images, *assets, *extras))
    files = [*finished, *data, *given]
    files += [MadeFile("styles/own.css", stylesheet(rules))] if rules else []
    files += [MadeFile("icon.svg", ICON), MadeFile("robots.txt", robots(config))]
    files += [MadeFile("sitemap.xml", sitemap(config, tuple(page.file for page in pages)))] if config.url else []
    all_different(file.path for file in files)
    return tuple(sorted(files, key=lambda file: file.path))


def page_file(sheet: Sheet) -> str:
    """The file of a sheet: its name, and index.html for the home page, which a book's index may not take from it."""
    return "index.html" if sheet.kind == "home" else f"{sheet.name}.html"


def _has_pages(documents: tuple[Document, ...]) -> bool:
    return any("doc-pagebreak" in document.roles for document in documents)


def _page(document: Document, rules: dict[str, str]) -> _Page:
    """A sheet with addresses and classes; the text of its body is what was given, or an error."""
    sheet = document.sheet
    file = page_file(sheet)
    text = addressed(sheet.kind, unstyled(sheet.xhtml, rules))
    root = parse_xml(file, text.encode())
    if _body_text(root) != _body_text(document.root):
        raise MakeError(file, "the finished page differs from the text given")
    return _Page(sheet, file, text, root)


def _finished(page: _Page, around: Around, shown: set[str], pages: list[_Page]) -> bytes:
    """The page with its head for machines, what its scripts must know, and what is known of the whole edition."""
    before, end, after = page.text.partition(_HEAD_END)
    if not end:
        raise MakeError(page.file, "the page has no head to write into")
    head = page_head(around, page.sheet, page.file, tuple(folio for folio, _ in folios(page.text)))
    known = body_attributes(_known(page, around, shown, pages))
    after = after.replace(_BODY, f"{_BODY}{known}", 1)
    after = after.replace(_ACCESSIBILITY, _accessibility(around.claims, around.config.language))
    after = after.replace(_SAVED, _saved(around.extras))
    after = after.replace(_DOWNLOADS, _downloads(around.extras))
    after = after.replace(_CHAPTER, _chapter(page.sheet, around))
    # Who does not know the roles of books takes a page break for what it is in the words of the web.
    after = after.replace('role="doc-pagebreak"', 'role="doc-pagebreak separator"')
    data = f"{before}{head}{end}{after}".encode()
    parse_xml(page.file, data)
    return data


def _known(page: _Page, around: Around, shown: set[str], pages: list[_Page]) -> Iterator[tuple[str, str]]:
    if page.file in shown:
        yield "previews", f"data/{page.file.removesuffix('.html')}.js"
    if around.config.web.search:
        yield "search", "pagefind"
    index = next((other.file for other in pages if other.sheet.kind == "index"), "")
    if index:
        yield "index", index
    if any(folios(other.text) for other in pages):
        yield "pages", "data/pages.js"
    if around.config.web.offline:
        yield "offline", "service-worker.js"


def _page_list(pages: list[_Page]) -> tuple[MadeFile, ...]:
    """The address of each page of the print edition, for the scripts."""
    import json

    listed = {folio.lower(): f"{page.file}#{at}" for page in pages for folio, at in folios(page.text)}
    if not listed:
        return ()
    return (MadeFile("data/pages.js", f"octavo.printPages({json.dumps(listed, ensure_ascii=False)});\n".encode()),)


def _accessibility(found: Claims, language: str) -> str:
    """What the edition may claim, in words; English where the claims are not said in the book's language."""
    spoken = "" if language.partition("-")[0] in _SUMMARISED else ' lang="en" xml:lang="en"'
    return f"<p{spoken}>{escape(found.summary)}</p>"


def _saved(extras: tuple[MadeFile, ...]) -> str:
    """Links to the bibliography as data, where it is given."""
    names = (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))
    there = {file.path for file in extras}
    links = [
        f'<a href="data/bibliography.{end}">{said}</a>' for end, said in names if f"data/bibliography.{end}" in there
    ]
    return f'<p class="save">{", ".join(links)}</p>' if links else ""


def _downloads(extras: tuple[MadeFile, ...]) -> str:
    """Links to the editions that lie beside the pages."""
    paths = (file.path for file in extras if file.path.startswith("downloads/"))
    return " ".join(f'<a class="download" href="{path}">{path.rpartition(".")[2].upper()}</a>' for path in paths)


def _chapter(sheet: Sheet, around: Around) -> str:
    """A link to the PDF of a chapter, where there is one."""
    path = f"pdf/{sheet.name}.pdf"
    if not any(file.path == path for file in around.extras):
        return ""
    return f'<p class="chapter-pdf"><a href="{path}">{escape(web_words(around.config.language).pdf)}</a></p>'


def _body_text(root: Any) -> str:
    bodies = root.iter("{http://www.w3.org/1999/xhtml}body")
    return "".join(all_text(body) for body in bodies)
