"""The page of an edition in numbers: trim, margins and type, from which stylesheets are made and space is reckoned."""

from dataclasses import dataclass

from octavo.model import Edition, Format

# The house's page of 6 by 9 inches, from which all others are scaled, and its type.
WIDTH, HEIGHT = 432.0, 648.0
INNER, OUTER, TOP, BOTTOM = 54.0, 63.0, 60.0, 73.2
SIZE, LINE = 10.4, 13.2
# From the text to the top of the running head, and to the foot of the folio of an opening.
HEAD, FOOT = 24.0, 37.4
WIDEST_MEASURE = 354.0
LARGE_SIZE, LARGE_LEADING = 16.0, 1.27
# No margin is less, the inner one of a thick book aside: presses ask for half an inch, folios included.
LEAST_MARGIN = 36.0
# Both side margins of a page in large print together, at least.
LARGE_MARGINS = 126.0
# The least inner margin by the number of pages, in points: a thicker book opens less wide.
GUTTERS = ((150, 27.0), (300, 36.0), (500, 45.0), (700, 54.0))
WIDEST_GUTTER = 63.0


@dataclass(frozen=True, slots=True)
class Type:
    """The text's size and leading in points, and whether nothing may be set smaller."""

    size: float = SIZE
    line: float = LINE
    large: bool = False

    @property
    def across(self) -> float:
        """How many times the house's sizes, and what lies across the page, are to be taken."""
        return self.size / SIZE

    @property
    def down(self) -> float:
        """How many times the house's lines, and the spaces between them, are to be taken."""
        return self.line / LINE


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page in points: its size, its margins."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """The width of the text."""
        return round(self.width - self.inner - self.outer, 2)

    @property
    def depth(self) -> float:
        """The height of the text: a whole number of lines."""
        return round(self.height - self.top - self.bottom, 2)


def edition_type(edition: Edition) -> Type:
    """The type of an edition."""
    size = edition.type_size or (LARGE_SIZE if edition.large else SIZE)
    ratio = LARGE_LEADING if edition.large else LINE / SIZE
    # Half a line is a whole number of tenths, so that spaces of half a line add up.
    line = edition.leading or (LINE if size == SIZE else round(size * ratio * 5) / 5)
    return Type(size, line, edition.large)


def gutter(pages: int) -> float:
    """The least inner margin of a book of so many pages."""
    return next((least for most, least in GUTTERS if pages <= most), WIDEST_GUTTER)


def geometry(width: float, height: float, facing: bool = True, pages: int = 0, type_: Type | None = None) -> Geometry:
    """The margins of a trim size: scaled, the measure readable, the depth a whole number of lines.

    ``facing`` is false when sheets may begin on either side, so that both margins must be equal. The measure leaves
    room for the gutter of the thickest book: more ``pages`` move the text, and set no line anew.
    """
    kind = type_ or Type()
    sides = LARGE_MARGINS if kind.large else WIDEST_GUTTER + LEAST_MARGIN
    share = width * (WIDTH - INNER - OUTER) / WIDTH
    measure = min(share, WIDEST_MEASURE * max(1.0, kind.across), width - sides)
    rest = width - measure
    inner = rest * INNER / (INNER + OUTER) if facing else rest / 2
    if facing:
        inner = max(inner, min(gutter(pages), rest - LEAST_MARGIN))
    # Running heads and folios stand between text and edge, and go with the type.
    top = max(TOP * height / HEIGHT, TOP + HEAD * (kind.down - 1))
    bottom = max(BOTTOM * height / HEIGHT, BOTTOM + FOOT * (kind.down - 1))
    lines = int((height - top - bottom + 0.01) // kind.line)
    sizes = (width, height, inner, rest - inner, top, height - top - lines * kind.line)
    return Geometry(*(round(size, 2) for size in sizes))


def edition_geometry(edition: Edition, pages: int = 0) -> Geometry:
    """The page on which sheets are set; its margins differ only when every sheet opens on a right-hand page."""
    return geometry(edition.width, edition.height, edition.openings == "recto", pages, edition_type(edition))


def bound_geometry(edition: Edition, pages: int) -> Geometry:
    """The page of the bound book: pages of print face each other, and its inner margin grows with their number."""
    facing = edition.format is Format.PRINT or edition.openings == "recto"
    return geometry(edition.width, edition.height, facing, pages, edition_type(edition))
