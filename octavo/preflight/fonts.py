"""Fonts as a preflight sees them: whether they are in the file, whole or in part, and how wide their letters are."""

from dataclasses import dataclass, field
from struct import unpack
from typing import Any

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_MOST_WIDTHS = 70_000


class _Widths(dict[int, float]):
    """Widths by code, and one for all others."""

    def __init__(self, other: float, widths: dict[int, float]) -> None:
        super().__init__(widths)
        self._other = other

    def __missing__(self, code: int) -> float:
        return self._other


@dataclass(slots=True)
class Font:
    """One font: its name, whether it is in the file, whether all of it is, and its widths in thousandths."""

    name: str
    inside: bool
    whole: bool
    wide: bool = False
    other: float = 500.0
    widths: dict[int, float] = field(default_factory=dict)
    scale: float = 0.001

    def advance(self, text: bytes) -> tuple[float, int]:
        """How wide a string is at a size of one point, and how many letters it has."""
        codes = unpack(f">{len(text) // 2}H", text[: len(text) // 2 * 2]) if self.wide else text
        if not isinstance(self.widths, _Widths):
            self.widths = _Widths(self.other, self.widths)
        return sum(map(self.widths.__getitem__, codes)) * self.scale, len(codes)


def read_font(font: Any, pikepdf: Any) -> Font:
    """A font of a page's resources. What is broken in it is passed over."""
    below = font.get("/DescendantFonts")
    inner = below[0] if isinstance(below, pikepdf.Array) and len(below) else font
    kind, name = str(font.get("/Subtype")), str(font.get("/BaseFont", "/Type3")).removeprefix("/")
    descriptor = inner.get("/FontDescriptor")
    inside = kind == "/Type3" or (
        isinstance(descriptor, pikepdf.Dictionary) and any(key in descriptor for key in _FILES)
    )
    found = Font(name, inside, len(name) < 8 or name[6] != "+", kind == "/Type0")
    if kind == "/Type3":
        matrix = [float(each) for each in font.get("/FontMatrix", [0.001])]
        found.scale, found.whole = abs(matrix[0]), False
    widths = inner.get("/W") if found.wide else font.get("/Widths")
    found.other = float(inner.get("/DW", 1000)) if found.wide else 500.0
    if isinstance(widths, pikepdf.Array) and len(widths) < _MOST_WIDTHS:
        found.widths = _wide(widths, pikepdf) if found.wide else _simple(widths, int(font.get("/FirstChar", 0)))
    return found


def _simple(widths: Any, first: int) -> dict[int, float]:
    return {first + at: float(width) for at, width in enumerate(widths)}


def _wide(widths: Any, pikepdf: Any) -> dict[int, float]:
    """The widths of a composite font: runs of single widths, or one width for a range."""
    found: dict[int, float] = {}
    at, items = 0, list(widths)
    while at + 1 < len(items):
        start = int(items[at])
        if isinstance(items[at + 1], pikepdf.Array):
            found.update((start + n, float(width)) for n, width in enumerate(items[at + 1]))
            at += 2
        elif at + 2 < len(items):
            last = min(int(items[at + 1]), start + _MOST_WIDTHS)
            found.update((code, float(items[at + 2])) for code in range(start, last + 1))
            at += 3
        else:
            break
    return found
