"""The configuration of a book: what book.toml says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from octavo.findings import Place, Severity
from octavo.model.about import About

# The words of book.toml for a rule that is not asked, and for all rules of the house style.
OFF, ALL = "off", "all"


class Kind(StrEnum):
    """What a chapter is in the book's order: front matter, main text, appendix, or back matter."""

    FRONT = "front"
    CHAPTER = "chapter"
    APPENDIX = "appendix"
    BACK = "back"


class Format(StrEnum):
    """The formats that editions can have."""

    PRINT = "print-pdf"
    SCREEN = "screen-pdf"
    EPUB = "epub"
    WEB = "web"

    @property
    def paged(self) -> bool:
        """True for the formats that are typeset in pages."""
        return self in (Format.PRINT, Format.SCREEN)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body who made the book: name as printed, name as filed ("Family, Given"), role, ORCID, a few
    sentences in Markdown, and where the person works.
    """

    name: str
    file_as: str
    role: str = "author"
    orcid: str = ""
    biography: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the book; address and contact are what EU product safety law asks for."""

    name: str = ""
    place: str = ""
    imprint: str = ""
    url: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The series that the book belongs to."""

    title: str
    number: str = ""
    issn: str = ""


@dataclass(frozen=True, slots=True)
class BibliographySection:
    """A section of the bibliography: its title, a note at its head, and which sources it takes, by CSL type, keyword,
    script (ISO 15924) or language; those that lie in an archive, grouped by archive and fond; or what is left.
    """

    title: str
    headnote: str = ""
    types: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    archives: bool = False
    rest: bool = False
    place: Place = Place("book.toml")


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """A chapter as book.toml lists it: path, kind, index of its part or None, and where it is listed."""

    path: str
    kind: Kind
    part: int | None = None
    place: Place = Place("book.toml")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the main text: its title, its label ("" for none) and where that stands; its number is its place in the
    order.
    """

    title: str
    label: str = ""
    place: Place = Place("book.toml")


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover: a picture of the book's, or none, which means that a template draws one."""

    image: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as data. Lengths are points (1/72 inch), 0 meaning the house's own.

    ``options`` are the further keys of its table as (name, text) pairs, for templates. Of a print edition ``standard``
    says what kind of file it is ("x-1a", "x-4", "plain"), and ``profile`` is the path of the press's colour profile.
    ``shop`` is where readers get the edition.
    """

    name: str
    format: Format
    isbn: str = ""
    width: float = 432.0
    height: float = 648.0
    openings: str = "recto"
    notes: str = ""
    leaves_out: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    place: Place = Place("book.toml")
    contents_depth: int = 0
    standard: str = "x-1a"
    bleed: float = 0.0
    profile: str = ""
    type_size: float = 0.0
    leading: float = 0.0
    large: bool = False
    ragged: bool = False
    shop: str = ""


@dataclass(frozen=True, slots=True)
class Website:
    """What the web edition offers beside the text: where its newsletter form posts to and what the publisher does with
    addresses; which other editions lie beside it to be downloaded; whether it can be searched and read offline.
    """

    newsletter: str = ""
    privacy: str = ""
    downloads: tuple[str, ...] = ()
    chapters: bool = False
    search: bool = True
    offline: bool = False


@dataclass(frozen=True, slots=True)
class Allowance:
    """A silence that book.toml asks for: findings of this name (or code) about this subject, or in this file, or about
    the one in the other, with a reason.
    """

    name: str
    subject: str
    reason: str
    place: Place
    file: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """All that book.toml says, checked and with its defaults filled in. Paths are relative to the book folder."""

    path: str
    title: str
    language: str = "en"
    subtitle: str = ""
    short_title: str = ""
    slug: str = "book"
    contributors: tuple[Contributor, ...] = ()
    publisher: Publisher = Publisher()
    series: Series | None = None
    rights: str = ""
    licence: str = ""
    cip: str = ""
    doi: str = ""
    url: str = ""
    edition_statement: str = ""
    published: date | None = None
    bisac: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    blurb: str = ""
    dedication: str = ""
    cover: Cover = Cover()
    parts: tuple[Part, ...] = ()
    chapters: tuple[ChapterEntry, ...] = ()
    bibliography: tuple[str, ...] = ()
    citation_style: str = "chicago-notes-bibliography"
    first_mention: str = "chapter"
    list_uncited: bool = False
    primary_types: tuple[str, ...] = ()
    bibliography_sections: tuple[BibliographySection, ...] = ()
    bibliography_preset: str = "none"
    bibliography_leaves_out: tuple[str, ...] = ()
    bibliography_pages: bool = False
    number_depth: int = 0
    number_floats: str = "chapter"
    romanisation: str = "ala-lc"
    scripts: str = "original"
    bibliography_scripts: str = "interfiled"
    terms: str = "book"
    index_sort: str = "letter"
    contents_depth: int = 0
    list_of_figures: bool = True
    list_of_tables: bool = True
    abbreviations_list: str = "none"
    contributors_list: bool = True
    credits_list: bool = True
    credits_in_captions: bool = False
    abstracts: bool = False
    drop_caps: bool = False
    floats: bool = True
    fine: bool = False
    running_verso: str = "part"
    about: tuple[tuple[str, About], ...] = ()
    notes_restart: str = "chapter"
    resources: tuple[str, ...] = ()
    fallback_fonts: tuple[str, ...] = ()
    raw: str = "report"
    editions: tuple[Edition, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    house_style: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    web: Website = Website()
    places: tuple[tuple[str, Place], ...] = ()

    def place(self, key: str) -> Place:
        """Where a key stands in book.toml, or the file alone."""
        return dict(self.places).get(key, Place(self.path))

    def weight(self, code: str, name: str, own: Severity) -> Severity | None:
        """What findings of a rule weigh in this book, or None when they are not asked for.

        ``own`` is the rule's own weight. House style is asked for by name, by "all", or by giving it another weight.
        """
        given = next((word for named, word in self.severities if named in (code, name)), own.word)
        if given == OFF:
            return None
        asked = given != Severity.STYLE.word or bool({code, name, ALL} & set(self.house_style))
        return Severity[given.upper()] if asked else None
