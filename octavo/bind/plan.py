"""The plan of the bound book: the order of its pages, where blanks stand, what folio each page has.

Pure: it knows formes and their leaves, not PDF. The contents and the index are typeset again from it until the plan
stays as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from octavo.model import Forme, PageMap, Sheet
from octavo.typeset.stamps import Stamp

FRONT = frozenset({"half-title", "series", "title", "copyright", "dedication", "contents", "list", "front"})
BLIND = frozenset({"cover", "half-title", "series", "title", "copyright", "dedication", "part"})
# Sheets that follow on the next page, whatever side it is; all others open on the right when openings are recto.
FOLLOWING = frozenset({"cover", "series", "copyright", "list"})
COVER_LABEL = "Cover"


@dataclass(frozen=True, slots=True)
class Opening:
    """What the plan must know of a sheet: its name, its kind, its running heads, and whether its first page has no
    title, as that of an epigraph.
    """

    name: str
    kind: str
    verso: str = ""
    recto: str = ""
    untitled: bool = False

    @classmethod
    def of(cls, sheet: Sheet) -> "Opening":
        """The opening of a composed sheet."""
        untitled = sheet.kind == "front" and not sheet.title
        return cls(sheet.name, sheet.kind, sheet.running_verso, sheet.running_recto, untitled)


@dataclass(frozen=True, slots=True)
class BoundPage:
    """One page of the bound book: the sheet that it belongs to ("" for a blank put in by the binder), its place in
    it, its folio (counted even where it is not printed), the style of its number, and its stamp.
    """

    sheet: str
    leaf: int
    folio: str
    number: int
    style: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages of the bound book in order, and the map of what stands on them."""

    pages: tuple[BoundPage, ...] = ()
    map: PageMap = field(default_factory=PageMap)

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """The stamp of every page."""
        return tuple(page.stamp for page in self.pages)


def roman(number: int) -> str:
    """A number in lower-case roman numerals."""
    text = ""
    for value, sign in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
                        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):  # fmt: skip
        text += sign * (number // value)
        number %= value
    return text


def plan(formes: Sequence[Forme], openings: Sequence[Opening], recto: bool = True, even: bool = True) -> Plan:
    """Where every page of the book goes. Formes and openings are in the order of the book, one for one.

    ``recto`` begins sheets on right-hand pages; the first sheet of the main text does so in any case where ``even`` is
    asked for, which also makes the count of pages even: both are needs of the printing press.
    """
    pages: list[BoundPage] = []
    starts: list[tuple[str, int]] = []
    counted = 0
    style = ""
    for forme, opening in zip(formes, openings, strict=True):
        following = "cover" if opening.kind == "cover" else "r" if opening.kind in FRONT and style != "D" else "D"
        turns = following == "D" != style
        must = opening.kind not in FOLLOWING and (recto or (even and turns))
        physical = len(pages) - _covers(pages)
        if must and physical % 2:
            counted += 1
            pages.append(_blank(counted, style))
        if turns:
            counted = 0
        style = following
        starts.append((forme.name, len(pages)))
        for number, leaf in enumerate(forme.leaves):
            counted += 1 if style != "cover" else 0
            stamp = _stamp(opening, number, leaf.blank, counted, style)
            pages.append(BoundPage(forme.name, number, stamp_folio(counted, style), counted, style, stamp))
    if even and len(pages) % 2:
        pages.append(_blank(counted + 1, style))
    anchors = _anchors(formes, dict(starts))
    return Plan(tuple(pages), PageMap(tuple(starts), tuple(page.folio for page in pages), anchors))


def stamp_folio(number: int, style: str) -> str:
    """The folio as it is printed: roman in the front matter, arabic in the text, none on a cover."""
    return "" if style == "cover" else roman(number) if style == "r" else str(number)


def labels(pages: Iterable[BoundPage]) -> list[tuple[int, str, int]]:
    """The ranges of page labels: index of the first page, style ("r", "D", or "cover"), and first number."""
    found: list[tuple[int, str, int]] = []
    before: BoundPage | None = None
    for index, page in enumerate(pages):
        if before is None or before.style != page.style or (before.number + 1 != page.number and page.style != "cover"):
            found.append((index, page.style, page.number))
        before = page
    return found


def _covers(pages: Sequence[BoundPage]) -> int:
    return sum(page.style == "cover" for page in pages)


def _blank(number: int, style: str) -> BoundPage:
    return BoundPage("", 0, stamp_folio(number, style), number, style or "r", Stamp("bare", _side(number)))


def _side(number: int) -> str:
    return "right" if number % 2 else "left"


def _stamp(opening: Opening, number: int, blank: bool, counted: int, style: str) -> Stamp:
    side = _side(counted)
    if blank or opening.kind in BLIND or (opening.untitled and number == 0):
        return Stamp("bare", side)
    folio = stamp_folio(counted, style)
    if number == 0:
        return Stamp("opener", side, folio)
    return Stamp("plain", side, folio, opening.recto if side == "right" else opening.verso)


def _anchors(formes: Sequence[Forme], starts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for forme in formes:
        for number, leaf in enumerate(forme.leaves):
            for anchor in leaf.anchors:
                found.setdefault(f"{forme.name}#{anchor}", starts[forme.name] + number)
    return tuple(found.items())
