"""Holes: how many lines of a page stay empty between its text and its notes, though the sheet goes on."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from octavo.typeset.proof import children, kind, parts

# Of a line: what rounding may take.
SLACK = 0.1
_FREE = frozenset({"auto", "avoid", "avoid-page", "avoid-column", "column"})
_APART = frozenset({"table", "turned"})
_SOLID = frozenset({"LineBox", "BlockReplacedBox", "InlineReplacedBox"})


def empty_lines(pages: Sequence[Any]) -> tuple[int, ...]:
    """The lines of text that would still stand on each page; none where the text of the sheet ends, with figures behind
    it or without, and before a page that has to begin anew.
    """
    last = max((number for number, page in enumerate(pages) if any(map(_has_text, parts(page)[0]))), default=0)
    counted = [
        0 if number >= last or _begins_anew(after) else _empty(page)
        for number, (page, after) in enumerate(pairwise(pages))
    ]
    return (*counted, *([0] if pages else []))


def _has_text(box: Any) -> bool:
    """True when something is read on a page beside figures and tables."""
    element = getattr(box, "element", None)
    if element is not None and (element.tag == "figure" or _APART & set((element.get("class") or "").split())):
        return False
    return kind(box) == "LineBox" or any(map(_has_text, children(box)))


def _begins_anew(page: Any) -> bool:
    """True when what stands at the head of a page asked for a page."""
    boxes: Sequence[Any] = parts(page)[0]
    while boxes:
        if boxes[0].style["break_before"] not in _FREE:
            return True
        boxes = children(boxes[0])
    return False


def _empty(page: Any) -> int:
    main, area = parts(page)
    lowest = max(map(lowest_ink, main), default=0.0)
    if not lowest or page._page_box.page_type.blank:
        return 0
    inner = page._page_box
    foot = float(inner.content_box_y() + inner.height)
    if area is not None and area.children:
        foot = float(area.position_y)
    line = float(main[0].style["font_size"]) * 1.27 if main else 1.0
    return max(0, int((foot - lowest) / line + SLACK))


def lowest_ink(box: Any) -> float:
    """How far down the page the lines and pictures of a box reach; 0 where there are none."""
    return max((float(solid.position_y) + float(solid.height) for solid in _solid(box)), default=0.0)


def _solid(box: Any) -> Iterator[Any]:
    """What leaves ink: lines and pictures, and what is turned, by its frame."""
    element = getattr(box, "element", None)
    if element is not None and "turned" in (element.get("class") or "").split():
        yield box
        return
    if kind(box) in _SOLID:
        yield box
        return
    for child in children(box):
        yield from _solid(child)
