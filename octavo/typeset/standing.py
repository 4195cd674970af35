"""The lines of laid-out pages where they stand, for those who number them and put marks beside them."""

from collections.abc import Iterator, Sequence
from typing import Any

from octavo.model import SetLine
from octavo.typeset.proof import children, kind, parts, text

_APART = frozenset({"table", "figure"})
# Points in a pixel of the typesetter.
_POINTS = 0.75


def lines(pages: Sequence[Any]) -> Iterator[tuple[SetLine, ...]]:
    """The lines of each page, those of notes behind those of the text."""
    for page in pages:
        main, notes = parts(page)
        found = [line for box in main for line in _lines(box, True)]
        yield (*found, *(_lines(notes, False) if notes else ()))


def _lines(box: Any, running: bool) -> Iterator[SetLine]:
    if kind(box) == "LineBox":
        said = text(box)
        if said.strip():
            yield SetLine(round(box.position_y * _POINTS, 1), round(box.height * _POINTS, 1), said, running)
        return
    element = getattr(box, "element", None)
    if element is not None and _APART & {str(element.tag), *(element.get("class") or "").split()}:
        running = False
    for child in children(box):
        yield from _lines(child, running)
