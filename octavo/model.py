"""The nouns of the house: what a book is made of, from the snapshot that is loaded to the files that are made."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from octavo.findings import Place

# A node of pandoc's document tree, as its JSON has it: {"t": tag, "c": content}. A node that has a place in the
# manuscript carries "at": (line, column). Nodes are never changed in place: who alters one makes another.
Node: TypeAlias = dict[str, Any]
Nodes: TypeAlias = list[Node]


# ---- what is read -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the book as it was read, once: path relative to the book folder, bytes, SHA-256 in hexadecimal."""

    path: str
    data: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A snapshot of all that a build may read; nothing outside it is opened afterwards.

    ``chapters`` follow the order of the configuration; ``resources`` are images and the like by path;
    ``templates`` and ``assets`` are the book's own, laid over the engine's (name relative to their folder).
    """

    config: SourceFile
    chapters: tuple[SourceFile, ...] = ()
    bibliographies: tuple[SourceFile, ...] = ()
    style: SourceFile | None = None
    abbreviations: SourceFile | None = None
    index_terms: SourceFile | None = None
    resources: tuple[SourceFile, ...] = ()
    templates: tuple[SourceFile, ...] = ()
    assets: tuple[SourceFile, ...] = ()

    def resource(self, path: str) -> SourceFile | None:
        """The resource of this path, if the snapshot holds it."""
        return next((file for file in self.resources if file.path == path), None)


# ---- the configuration: book.toml -----------------------------------------------------------------------------------


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
    """A person or body who made the book: name as printed, name as filed ("Family, Given"), role, ORCID."""

    name: str
    file_as: str
    role: str = "author"
    orcid: str = ""
    biography: str = ""


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
class ChapterEntry:
    """A chapter as book.toml lists it: path, kind, index of its part or None, and where it is listed."""

    path: str
    kind: Kind
    part: int | None = None
    place: Place = Place("book.toml")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the main text: its title; its number is its place in the order."""

    title: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover: a picture of the book's, or none, which means that a template draws one."""

    image: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as data. Lengths are points (1/72 inch); ``except_`` names the chapters it leaves out.

    ``options`` are the further keys of its table as (name, text) pairs, for templates.
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


@dataclass(frozen=True, slots=True)
class Allowance:
    """A silence that book.toml asks for: findings of this name (or code) about this subject, with a reason."""

    name: str
    subject: str
    reason: str
    place: Place


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
    number_depth: int = 0
    notes_restart: str = "chapter"
    resources: tuple[str, ...] = ()
    fallback_fonts: tuple[str, ...] = ()
    raw: str = "report"
    editions: tuple[Edition, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    house_style: tuple[str, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()

    def place(self, key: str) -> Place:
        """Where a key stands in book.toml, or the file alone."""
        return dict(self.places).get(key, Place(self.path))


# ---- the book, parsed ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that parsing saw and that a rule may object to: its kind ("raw-tex", "unused-note" …), text, place."""

    kind: str
    text: str
    place: Place
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One parsed chapter: ``blocks`` is its text as pandoc's tree without the title; ``title`` are inlines.

    ``name`` is unique in the book and safe in file names and XML ids ("ch01", "preface"); ``label`` is the author's
    label of the chapter ("sec:shield") or ""; ``numbered`` is false for front and back matter and where the author
    says {.unnumbered}.
    """

    name: str
    path: str
    kind: Kind
    part: int | None
    title: Nodes
    label: str
    numbered: bool
    blocks: Nodes
    place: Place
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One source of the bibliography: CSL-JSON as text (so that it stays frozen), its key, and where it stands."""

    key: str
    csl: str
    place: Place


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The sources, in the order of the files, each key once, and the CSL style by which they are printed."""

    entries: tuple[Entry, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book: configuration, chapters in order, sources."""

    config: Config
    chapters: tuple[Chapter, ...]
    bibliography: Bibliography


# ---- what is found in it ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """What a label is called: kind ("fig", "tbl", "sec", "eq", "lst", "chapter", "part", "appendix", "note"),
    the number as printed ("2.1", "II", "A", "" for unnumbered), the title as plain text, and where it is:
    the chapter's name and the id there.
    """

    label: str
    kind: str
    text: str
    title: str
    chapter: str
    anchor: str


# ---- what is composed -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading for contents, bookmarks and navigation: level 1 is a chapter (0 a part), number, plain title, id."""

    level: int
    number: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One composed document of an edition: what a chapter, the title page, the contents or the index becomes.

    ``kind`` is one of: cover, half-title, series, title, copyright, dedication, contents, part, front, chapter,
    appendix, back, bibliography, index, home. ``xhtml`` is a whole well-formed XHTML document. ``running_verso`` and
    ``running_recto`` are the running heads; ``images`` are the resource paths that it shows; ``page_refs`` are the
    ids whose page numbers it prints as literals; ``text`` is its plain text, which inspection must find again.
    """

    name: str
    kind: str
    title: str
    number: str
    xhtml: str
    headings: tuple[Heading, ...] = ()
    images: tuple[str, ...] = ()
    page_refs: tuple[str, ...] = ()
    running_verso: str = ""
    running_recto: str = ""
    text: str = field(default="", repr=False)
    notes: int = 0
    place: Place | None = None


# ---- what is typeset --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaf:
    """One typeset page of a sheet: ids that start on it, true when it is blank, its running section title."""

    anchors: tuple[str, ...] = ()
    blank: bool = False
    section: str = ""


@dataclass(frozen=True, slots=True)
class Forme:
    """A sheet in type: its PDF (no folios, no running heads) and its pages."""

    name: str
    pdf: bytes = field(repr=False)
    leaves: tuple[Leaf, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMap:
    """Which page everything stands on: the first page (index from 0) of each sheet, the folio of each page as
    printed ("iv", "12"), and the page index of each id ("sheet#id").
    """

    starts: tuple[tuple[str, int], ...] = ()
    folios: tuple[str, ...] = ()
    anchors: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file: path below the edition's folder, and its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MadeEdition:
    """A finished edition: its files, and the figures that the build reports (pages, words, notes)."""

    edition: Edition
    files: tuple[MadeFile, ...]
    pages: int = 0
