"""How wide a text is on a terminal, and the part of a long line that stands around a column."""

import unicodedata
from dataclasses import dataclass

from octavo.report.escape import COMMAND, HIDDEN, visible

TAB = "    "
# More characters than this on either side of a column are not looked at: a line can be as long as a book.
_NEAR = 400
# Vowels and finals of Korean syllables, which a terminal draws into the cell of the consonant before them.
_JOINED = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a line as it can be printed: its text, how many cells stand before the place, how wide that is."""

    text: str
    before: int
    cells: int = 1


def cells(character: str) -> int:
    """How many cells of a terminal a character takes: 2 in East Asian scripts, 0 where it joins the one before."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me") or any(a <= ord(character) <= z for a, z in _JOINED):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def excerpt(line: str, column: int, width: int) -> Excerpt:
    """What stands around a column (from 1) of a line, in at most ``width`` cells; what was cut off is marked."""
    at = min(max(column - 1, 0), len(line))
    first = max(0, at - _NEAR)
    pieces = _pieces(line[first : at + _NEAR])
    here = at - first
    start, end = _window([size for _, size in pieces], here, width - 2)
    left = "…" if first + start else ""
    right = "…" if first + end < len(line) else ""
    shown = pieces[start:end]
    if shown and not shown[0][1]:  # a mark of its own, lest it be drawn over what is printed before it
        shown[0] = ("◌" + shown[0][0], 1)
    before = len(left) + sum(size for _, size in shown[: here - start])
    size = shown[here - start][1] if here - start < len(shown) else 1
    if not size:
        size = 1
        before = max(0, before - 1)
    return Excerpt(left + "".join(text for text, _ in shown) + right, before, size)


def _pieces(text: str) -> list[tuple[str, int]]:
    """Each character as it is printed, and how many cells that takes."""
    pieces = [_piece(character) for character in text]
    for match in COMMAND.finditer(text):
        pieces[match.start() + 1] = (r"\u0023", 6)
    return pieces


def _piece(character: str) -> tuple[str, int]:
    if character == "\t":
        return TAB, len(TAB)
    if unicodedata.category(character) in HIDDEN:
        escaped = visible(character)
        return escaped, len(escaped)
    return character, cells(character)


def _window(sizes: list[int], here: int, width: int) -> tuple[int, int]:
    """The first and the last piece to show: all when they fit, else some before the place and twice as many after."""
    if sum(sizes) <= width:
        return 0, len(sizes)
    start = end = here
    left = right = 0
    while start and left + sizes[start - 1] <= width // 3:
        start -= 1
        left += sizes[start]
    while end < len(sizes) and (not sizes[end] or left + right + sizes[end] <= width):
        right += sizes[end]
        end += 1
    while start and left + right + sizes[start - 1] <= width:
        start -= 1
        left += sizes[start]
    return start, end
