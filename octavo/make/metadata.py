"""The package metadata of an EPUB as plain statements, from the one source: book.toml."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.make.access import Claims
from octavo.make.errors import MakeError
from octavo.model import Config, Contributor, Edition, Sheet

# Words for roles, as MARC codes them; https://www.loc.gov/marc/relators/
_RELATORS = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "illustrator": "ill",
    "photographer": "pht",
    "cartographer": "ctg",
    "compiler": "com",
    "annotator": "ann",
    "foreword": "aui",
    "introduction": "aui",
    "preface": "aui",
    "afterword": "aft",
    "designer": "bkd",
    "cover designer": "cov",
    "indexer": "rsp",
    "narrator": "nrt",
}
_CREATORS = frozenset({"aut", "edt", "com"})
_CODE = re.compile(r"[a-z]{3}\Z")
# What XML 1.0 cannot hold at all.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One element of the metadata: a Dublin Core name or "meta", its text, and its attributes."""

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if _NOT_XML.search(self.text):
            raise MakeError("content.opf", f"{self.name} holds a control character")


def identifier(config: Config, edition: Edition) -> str:
    """The edition's ISBN as a URN, or a UUID that is the same for the same book and edition."""
    if edition.isbn:
        return f"urn:isbn:{edition.isbn.replace('-', '').replace(' ', '')}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{config.slug} {config.title} {edition.name}')}"


def relator(role: str) -> str:
    """The MARC code of a role; a code stays as it is, a word we do not know is a contributor."""
    role = role.strip().lower()
    return _RELATORS.get(role, role if _CODE.match(role) else "ctb")


def makers(config: Config) -> tuple[Contributor, ...]:
    """Who made the book: its authors, else its editors, else all that it names."""
    for code in ("aut", "edt"):
        found = tuple(person for person in config.contributors if relator(person.role) == code)
        if found:
            return found
    return config.contributors


def package_metadata(
    config: Config, edition: Edition, claims: Claims, print_isbn: str, pages: bool, sheets: tuple[Sheet, ...] = ()
) -> tuple[Statement, ...]:
    """All statements about the book, its makers, its publication, its accessibility and its chapters, in this order."""
    return (
        Statement("identifier", identifier(config, edition), (("id", "id"),)),
        *_titles(config),
        Statement("language", config.language),
        *_people(config.contributors),
        *_publication(config, print_isbn),
        *_subjects(config),
        *_series(config),
        *_accessibility(config, edition, claims),
        *((_meta("pageBreakSource", _page_source(config, print_isbn)),) if pages else ()),
        *_chapters(config, sheets),
    )


def item_id(sheet: Sheet) -> str:
    """The id of a sheet in the manifest."""
    return f"sheet-{sheet.name}"


def _chapters(config: Config, sheets: tuple[Sheet, ...]) -> Iterator[Statement]:
    """Who wrote chapters and does not stand among the makers of the book; the authors and the DOI of each chapter."""
    known = {person.name for person in config.contributors}
    authors = dict.fromkeys(author.name for sheet in sheets for author in sheet.about.authors)
    for count, name in enumerate((name for name in authors if name not in known), 1):
        yield Statement("contributor", name, (("id", f"chapter-author-{count}"),))
        yield _meta("role", "aut", f"chapter-author-{count}", ("scheme", "marc:relators"))
    for sheet in sheets:
        for author in sheet.about.authors:
            yield _meta("dcterms:creator", author.name, item_id(sheet))
        if sheet.about.doi:
            yield _meta("dcterms:identifier", f"https://doi.org/{sheet.about.doi}", item_id(sheet))


def _page_source(config: Config, print_isbn: str) -> str:
    """The print edition, whose pages are given: its ISBN, or what a library would call it by."""
    made_by = config.publisher.imprint or config.publisher.name
    year = str(config.published.year) if config.published else ""
    return _urn(print_isbn) if print_isbn else ", ".join(filter(None, (config.title, made_by, year)))


def _urn(isbn: str) -> str:
    return f"urn:isbn:{isbn.replace('-', '').replace(' ', '')}"


def _meta(name: str, text: str, refines: str = "", *more: tuple[str, str]) -> Statement:
    refining = (("refines", f"#{refines}"),) if refines else ()
    return Statement("meta", text, (*refining, ("property", name), *more))


def _titles(config: Config) -> Iterator[Statement]:
    yield Statement("title", config.title, (("id", "title"),))
    yield _meta("title-type", "main", "title")
    if config.subtitle:
        yield Statement("title", config.subtitle, (("id", "subtitle"),))
        yield _meta("title-type", "subtitle", "subtitle")
    if config.short_title:
        yield Statement("title", config.short_title, (("id", "short-title"),))
        yield _meta("title-type", "short", "short-title")


def _people(contributors: tuple[Contributor, ...]) -> Iterator[Statement]:
    """Creators and contributors, each with role, filing name and place in the order."""
    has_author = any(relator(person.role) == "aut" for person in contributors)
    for count, person in enumerate(contributors, 1):
        code = relator(person.role)
        # The editor of a collection is its creator; beside an author an editor contributes.
        creator = code == "aut" or (code in _CREATORS and not has_author)
        key = f"{'creator' if creator else 'contributor'}-{count}"
        yield Statement("creator" if creator else "contributor", person.name, (("id", key),))
        yield _meta("role", code, key, ("scheme", "marc:relators"))
        if person.file_as:
            yield _meta("file-as", person.file_as, key)
        yield _meta("display-seq", str(count), key)


def _publication(config: Config, print_isbn: str) -> Iterator[Statement]:
    publisher = config.publisher.imprint or config.publisher.name
    if publisher:
        yield Statement("publisher", publisher)
    if config.published:
        yield Statement("date", config.published.isoformat())
    if config.rights:
        yield Statement("rights", config.rights)
    if config.licence:
        yield _meta("dcterms:license", config.licence)
    if config.blurb:
        yield Statement("description", config.blurb)
    if print_isbn:
        yield Statement("source", _urn(print_isbn))
    if config.doi:
        yield Statement("relation", f"https://doi.org/{config.doi}")


def _subjects(config: Config) -> Iterator[Statement]:
    for keyword in config.keywords:
        yield Statement("subject", keyword)
    coded = [("BISAC", code) for code in config.bisac] + [("Thema", code) for code in config.thema]
    for count, (authority, code) in enumerate(coded, 1):
        yield Statement("subject", code, (("id", f"subject-{count}"),))
        yield _meta("authority", authority, f"subject-{count}")
        yield _meta("term", code, f"subject-{count}")


def _series(config: Config) -> Iterator[Statement]:
    if config.series is None:
        return
    yield _meta("belongs-to-collection", config.series.title, "", ("id", "series"))
    yield _meta("collection-type", "series", "series")
    if config.series.number:
        yield _meta("group-position", config.series.number, "series")
    if config.series.issn:
        yield _meta("dcterms:identifier", f"urn:issn:{config.series.issn}", "series")


def _accessibility(config: Config, edition: Edition, claims: Claims) -> Iterator[Statement]:
    """Modes, features, hazard, summary; conformance only where the book names who has certified it."""
    for mode in claims.modes:
        yield _meta("schema:accessMode", mode)
    for modes in claims.sufficient:
        yield _meta("schema:accessModeSufficient", modes)
    for feature in claims.features:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", claims.hazard)
    yield _meta("schema:accessibilitySummary", claims.summary, "", ("xml:lang", _summary_language(config)))
    certifier = dict(edition.options).get("certified_by", "")
    if certifier and claims.complete:
        conformance = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        yield _meta("dcterms:conformsTo", conformance, "", ("id", "conformance"))
        yield _meta("a11y:certifiedBy", certifier, "conformance")


def _summary_language(config: Config) -> str:
    return "ru" if config.language.partition("-")[0] == "ru" else "en"
