"""Tables turned sideways that are higher than a page is wide: they go on in pieces, each under the same head.

How high the rows are is known when they are set, so the turned tables of a sheet are set by themselves first. A table
whose rows are not cut apart, because one alone is too high or cells span them all, is set smaller.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from octavo.typeset.proof import children, kind

Setting = Callable[[Element], Any]
# The classes of a turned table, of what is printed again, and of a table in small type.
TURNED, AGAIN, TIGHT = "turned", "continued", "tight"
# A page on which every table is set whole.
TALL = "@page { size: 2000pt 90000pt }"
# Of an em: what the stylesheet gives the first and the last row of a table together.
EDGE = 0.75
# In pixels.
SLACK = 0.5


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a turned table: how high all else of it is, what the first and the last row of a piece have more,
    each row, and the room for all; and the rows before which it may be cut.
    """

    rest: float
    edge: float
    heights: tuple[float, ...]
    room: float
    cuts: frozenset[int]


def cut_turned(root: Element, set_: Setting, continued: str) -> list[str]:
    """Cut the turned tables of a sheet that are too high, in place, and say so. ``set_`` sets a sheet of the same
    kind, on a page as TALL as it needs; ``continued`` is what stands behind the caption of a piece.
    """
    told = []
    for small in (False, True):
        alone = _alone(root)
        if alone is None:
            break
        laid = {box.element: box for page in set_(alone).pages for box in _boxes(page._page_box) if _is_turned(box)}
        waiting = zip(list(_turned(root)), list(_turned(alone)), strict=True)
        for wrapper, rows in [(own, _rows(laid[copy])) for own, copy in waiting if copy in laid]:
            if rows is None or rows.rest + sum(rows.heights) <= rows.room + SLACK:
                continue
            pieces, name = _pieces(rows), _name(wrapper)
            if pieces:
                _cut(root, wrapper, pieces, continued)
                told.append(f"{name}, turned, is higher than a page is wide: it stands on {len(pieces)} pages")
            elif not small:
                _shrink(wrapper)
                told.append(f"{name}, turned, is higher than a page is wide: it is set smaller")
    return told


def _turned(root: Element) -> Iterator[Element]:
    """The turned tables of a sheet, the outer of two wrappers."""
    for element in root:
        if TURNED in _classes(element):
            yield element
        else:
            yield from _turned(element)


def _alone(root: Element) -> Element | None:
    """A sheet like this one, with its turned tables alone; none where it has none."""
    if TURNED in _classes(root) or root.tag == "head":
        return deepcopy(root)
    kept = [copy for child in root if (copy := _alone(child)) is not None]
    if not any(child.tag != "head" for child in kept):
        return None
    copy = Element(root.tag, root.attrib)
    copy.extend(kept)
    return copy


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in children(box):
        yield from _boxes(child)


def _is_turned(box: Any) -> bool:
    return kind(box) == "BlockBox" and TURNED in _classes(box.element)


def _rows(turned: Any) -> _Rows | None:
    """The rows of the body of a turned table as they were set."""
    tables = [box for box in _boxes(turned) if kind(box) == "TableBox"]
    bodies = [box for box in _boxes(turned) if kind(box) == "TableRowGroupBox" and box.element.tag == "tbody"]
    rows = [row for body in bodies for row in children(body) if kind(row) == "TableRowBox"]
    if len(tables) != 1 or len(bodies) != 1 or len(rows) != len(bodies[0].element):
        return None
    heights = tuple(float(row.height) for row in rows)
    foot = max(float(box.position_y) + float(box.margin_height()) for box in _boxes(turned) if _has_height(box, turned))
    whole = foot - min(float(box.position_y) for box in _boxes(turned) if _has_height(box, turned))
    open_ = {at + n for at, row in enumerate(rows) for cell in children(row) for n in range(1, int(cell.rowspan))}
    cuts = frozenset(range(1, len(rows))) - open_
    edge = EDGE * float(tables[0].style["font_size"])
    return _Rows(whole - sum(heights), edge, heights, float(turned.width), cuts)


def _has_height(box: Any, turned: Any) -> bool:
    return box is not turned and kind(box) in ("TableBox", "TableCaptionBox", "LineBox")


def _pieces(rows: _Rows) -> list[range] | None:
    """The rows of each piece, about as many in each; none where the rows between two cuts do not fit."""
    room = rows.room - rows.rest - rows.edge
    pieces = _filled(rows, room)
    if pieces:
        fair = sum(rows.heights) / len(pieces) + max(rows.heights)
        even = _filled(rows, min(room, fair))
        return even if even and len(even) == len(pieces) else pieces
    return None


def _filled(rows: _Rows, room: float) -> list[range] | None:
    """Pieces of which each takes as many rows as it has room for."""
    pieces, start, last = [], 0, 0
    for at in (*sorted(rows.cuts), len(rows.heights)):
        if sum(rows.heights[start:at]) > room:
            if last == start or sum(rows.heights[last:at]) > room:
                return None
            pieces.append(range(start, last))
            start = last
        last = at
    return [*pieces, range(start, len(rows.heights))]


def _cut(root: Element, wrapper: Element, pieces: Sequence[range], continued: str) -> None:
    """Put the pieces in the place of the table."""
    parents = {child: parent for parent in root.iter() for child in parent}
    parent = parents[wrapper]
    place = list(parent).index(wrapper)
    made = [deepcopy(wrapper) for _ in pieces]
    for number, (piece, rows) in enumerate(zip(made, pieces, strict=True)):
        for body in piece.iter("tbody"):
            for at, row in reversed(list(enumerate(list(body)))):
                if at not in rows:
                    body.remove(row)
        if number:
            _again(piece, continued)
        if number < len(made) - 1:
            piece.tail = None
    parent.remove(wrapper)
    for number, piece in enumerate(made):
        parent.insert(place + number, piece)


def _again(piece: Element, continued: str) -> None:
    """A piece that is not the first: its head is printed again, and no reference leads to it."""
    for element in _around_rows(piece):
        element.attrib.pop("id", None)
        if element.tag in ("caption", "thead"):
            element.set("class", f"{element.get('class') or ''} {AGAIN}".strip())
        if element.tag == "caption" and continued:
            last = element[-1] if len(element) else None
            if last is None:
                element.text = f"{element.text or ''} ({continued})"
            else:
                last.tail = f"{last.tail or ''} ({continued})"


def _around_rows(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if child.tag != "tbody":
            yield from _around_rows(child)


def _shrink(wrapper: Element) -> None:
    for element in wrapper.iter():
        if "table" in _classes(element):
            element.set("class", f"{element.get('class')} {TIGHT}")


def _name(wrapper: Element) -> str:
    return next((name for element in wrapper.iter() if (name := element.get("id"))), "a turned table")


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split() if element is not None else []
