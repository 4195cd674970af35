"""What a finished edition must hold: said before it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.findings import Place


@dataclass(frozen=True, slots=True)
class ExpectedSheet:
    """One sheet: its name, the plain text that must be in it, its notes, the ids that others point to, its source."""

    name: str
    text: str = ""
    notes: int = 0
    ids: tuple[str, ...] = ()
    title: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Origins:
    """What leads an edition back to the manuscript: the place of each id in it, and the text of each of its files."""

    anchors: Mapping[str, Place] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)

    def text(self, file: str) -> str:
        """The text of a file, "" where it is none of the manuscript's."""
        return self.texts.get(file, "")


@dataclass(frozen=True, slots=True)
class Witness:
    """A page of print as it is read from the finished file: its folio, its sheet, its letters."""

    folio: str
    sheet: str
    letters: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """One edition: the path of its file (for findings), title, language, sheets; for PDF also pages and fonts.

    ``fonts`` are the families that may be used, none meaning any. ``width`` and ``height`` are the trimmed page in
    points, 0 meaning any. ``page_labels`` asks for page labels, ``tagged`` for the tags that screen readers use.
    ``witness`` are the pages of the print edition, which others mark in their text; ``form`` is where the one form of a
    web edition may post to.
    """

    path: str
    title: str = ""
    language: str = ""
    sheets: tuple[ExpectedSheet, ...] = ()
    fonts: tuple[str, ...] = ()
    even_pages: bool = False
    page_labels: bool = False
    bookmarks: bool = False
    tagged: bool = False
    width: float = 0.0
    height: float = 0.0
    form: str = ""
    origins: Origins = field(default=Origins(), repr=False)
    witness: tuple[Witness, ...] = field(default=(), repr=False)

    def sheet(self, name: str) -> ExpectedSheet | None:
        """The sheet of this name, if one is expected."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def place(self, name: str = "") -> Place:
        """Where a finding about a sheet stands: its source when known, else the edition's file."""
        sheet = self.sheet(name) if name else None
        return sheet.place if sheet and sheet.place else Place(f"{self.path}/{name}" if name else self.path)
