"""What is made: composed sheets, sheets in type, the map of their pages, finished files."""

from dataclasses import dataclass, field

from octavo.findings import Place
from octavo.model.about import About
from octavo.model.config import Edition


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

    ``kind`` is one of: cover, half-title, series, title, copyright, dedication, contents, list, part, front, chapter,
    appendix, back, bibliography, index, home. ``xhtml`` is a whole well-formed XHTML document. ``running_verso`` and
    ``running_recto`` are the running heads; ``images`` are the resource paths that it shows; ``page_refs`` are the
    ids whose page numbers it prints as literals; ``text`` is its plain text, which inspection must find again;
    ``about`` is the metadata of a chapter.
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
    about: About = About()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of a page in the order of reading. Figures and tables are runs ``apart``, since a setter may move them; the
    ``anchor`` of such a run is the id of what begins with it.
    """

    text: str
    apart: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it stands on a page: its top and its height in points, its words, and whether it is running text, which
    a proof numbers: not a note, nor a part of a figure or a table.
    """

    top: float
    height: float
    text: str
    running: bool = True


@dataclass(frozen=True, slots=True)
class Leaf:
    """One typeset page of a sheet: ids that start on it, true when it is blank, its running section title, how many
    lines stay empty at its foot, above the notes (the last page of a sheet may end where it likes), its text
    without notes, and, in a draft, its lines.
    """

    anchors: tuple[str, ...] = ()
    blank: bool = False
    section: str = ""
    empty: int = 0
    runs: tuple[Run, ...] = field(default=(), repr=False)
    lines: tuple[SetLine, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Blemish:
    """What a proof-reader would mark on a typeset page: the kind of it, the leaf, and the words that stand there."""

    kind: str
    leaf: int
    text: str


@dataclass(frozen=True, slots=True)
class Forme:
    """A sheet in type: its PDF (no folios, no running heads) and its pages."""

    name: str
    pdf: bytes = field(repr=False)
    leaves: tuple[Leaf, ...] = ()
    warnings: tuple[str, ...] = ()
    blemishes: tuple[Blemish, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMap:
    """Which page everything stands on: the first page (index from 0) of each sheet, the folio of each page as
    printed ("iv", "12"), and the page index of each id ("sheet#id").
    """

    starts: tuple[tuple[str, int], ...] = ()
    folios: tuple[str, ...] = ()
    anchors: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintPage:
    """A page of the print edition, as other editions refer to it: its folio, the sheet that it belongs to ("" for a
    blank that the binder puts in), its place in the sheet, and its text.
    """

    folio: str
    sheet: str
    leaf: int
    runs: tuple[Run, ...] = field(default=(), repr=False)
    lines: tuple[SetLine, ...] = field(default=(), repr=False)


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
