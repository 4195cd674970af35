"""The page of an edition in numbers: a small stylesheet from its trim size, so that all else can be written once."""

from dataclasses import dataclass

from octavo.model import Edition

# The house's page of 6 by 9 inches, from which all others are scaled.
WIDTH, HEIGHT = 432.0, 648.0
INNER, OUTER, TOP, BOTTOM = 54.0, 63.0, 60.0, 73.2
LINE = 13.2
WIDEST_MEASURE = 354.0
THICK_BOOK = 700
THICK_BOOK_INNER = 63.0


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


def geometry(width: float, height: float, facing: bool = True, pages: int = 0) -> Geometry:
    """The margins of a trim size: scaled, the measure readable, the depth a whole number of lines.

    ``facing`` is false when sheets may begin on either side, so that both margins must be equal; a book of more than
    700 pages needs a wider gutter.
    """
    measure = min(width * (WIDTH - INNER - OUTER) / WIDTH, WIDEST_MEASURE)
    rest = width - measure
    inner = rest * INNER / (INNER + OUTER) if facing else rest / 2
    if facing and pages > THICK_BOOK:
        inner = max(inner, min(THICK_BOOK_INNER, rest - 36))
    top = TOP * height / HEIGHT
    lines = int((height - top - BOTTOM * height / HEIGHT + 0.01) // LINE)
    sizes = (width, height, inner, rest - inner, top, height - top - lines * LINE)
    return Geometry(*(round(size, 2) for size in sizes))


def edition_geometry(edition: Edition, pages: int = 0) -> Geometry:
    """The page of this edition; its margins differ left and right only when every sheet opens on a right-hand page."""
    return geometry(edition.width, edition.height, edition.openings == "recto", pages)


def page_stylesheet(edition: Edition, pages: int = 0) -> str:
    """The stylesheet that gives a sheet its trim and its margins; it stands before all others.

    Print and screen editions of one trim have the same, so that they share their formes: the binder sees to the ink.
    """
    page = edition_geometry(edition, pages)
    return "\n".join(
        (
            f"@page {{ size: {page.width}pt {page.height}pt }}",
            f"@page {{ margin: {page.top}pt {page.outer}pt {page.bottom}pt {page.inner}pt }}",
            f"@page :left {{ margin-left: {page.outer}pt; margin-right: {page.inner}pt }}",
            f":root {{ --measure: {page.measure}pt; --depth: {page.depth}pt; --ink: #000;",
            f"  --trim-width: {page.width}pt; --trim-height: {page.height}pt }}",
            "html { color: #000 }",
            f".figure img {{ max-height: {page.depth - 6 * LINE:.1f}pt }}",
            f".cover img {{ width: {page.width}pt; height: {page.height}pt }}",
            f".turned table {{ width: {page.depth - 2 * LINE:.1f}pt }}",
            "",
        )
    )
