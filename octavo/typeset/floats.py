"""Figures and tables that do not fit where they stand: the text runs on and fills the page, and they come at the head
of the next one.

WeasyPrint has no floats of a page. Where it sets the blocks of a sheet one below the other, a figure that finds no room
is passed over here, and set first when the next page of the same sheet begins. Their order is kept, none parts from its
caption, none is set before its place, and those that are left at the end of the text come behind it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from octavo.typeset.notes import is_note

Find = Callable[..., Any]
Function = Callable[..., Any]
Given = dict[str, Any]
# The class of a sheet whose figures may move, of a figure that may not, and of what stands behind the last of them.
SHEET, PINNED, END = "floats", "here", "floats-end"
# Lines that a page has room for beside a figure, at the least; what is higher stands where it stands, or is turned.
LEAST = 3
# What rounding may add, in pixels.
HAIR = 0.01
# What the typesetter's function returns in fourth to seventh place, by the names under which it is given it.
_RETURNED = ("position_y", "adjoining_margins", "next_page", "new_children")


@dataclass(slots=True)
class _Way:
    """How far a sheet is set on a page: the child that is set now, the figures that the page before left to this one,
    and those that wait, each with its place in the sheet.
    """

    at: int = -1
    carried: list[tuple[int, Any]] = field(default_factory=list)
    waiting: list[tuple[int, Any]] = field(default_factory=list)


def mark_ends(root: Element) -> None:
    """Put an empty block behind the text of each sheet that has figures, in place: the last place for them."""
    for section in root.iter("section"):
        if SHEET in _classes(section) and any(is_floating(child) for child in section):
            SubElement(section, "div", {"class": END})


def is_floating(element: Element) -> bool:
    """True for a figure or a table that may move. A turned one with notes fills a page that has no room for them."""
    classes = _classes(element)
    if (element.tag != "figure" and not {"table", "turned"} & set(classes)) or PINNED in classes:
        return False
    return "turned" not in classes or not _has_notes(element)


def _has_notes(element: Element) -> bool:
    return any(is_note(inner) for inner in element.iter())


class Floats:
    """The figures of the sheets of one document, page by page."""

    def __init__(self, find: Find, root: Element | None) -> None:
        self._find = find
        sections = root.iter("section") if root is not None else ()
        ended = [section for section in sections if len(section) and END in _classes(section[-1])]
        self._sheets = frozenset(ended)
        self._floating = frozenset(child for section in ended for child in section if is_floating(child))
        self._ways: dict[Any, _Way] = {}

    def begin(self) -> None:
        """A page begins, with what waited on the page before."""
        for way in self._ways.values():
            way.at, way.carried = -1, way.waiting

    def held(self) -> bool:
        """True while a figure with notes waits: no other note may come before them."""
        return any(_has_notes(figure.element) for way in self._ways.values() for _, figure in way.waiting)

    def in_flow(self, original: Function, given: Given) -> Any:
        """Set a block; ``given`` is what the typesetter says of it, by the names of its arguments."""
        box, child, index = given["box"], given["child"], given["index"]
        if box.element not in self._sheets:
            return original(**given)
        way = self._ways.setdefault(box, _Way())
        if way.at in range(index):
            first = False
        else:
            # A page may be tried more than once, from the same place; what comes again by itself does not wait.
            first, way.waiting = True, [waiting for waiting in way.carried if waiting[0] < index]
        way.at = index
        last = END in _classes(child.element)
        if (first or last) and way.waiting:
            given = self._set_waiting(original, given, way)
        if last and way.waiting:
            return _passed(given, stop=True)
        if child.element in self._floating and given["skip_stack"] is None and not _is_empty(given):
            if self._moves(given, way):
                way.waiting.append((index, child))
                return _passed(given)
            if way.waiting:
                # What is higher than a page does not move, and does not come before those that do.
                return _passed(given, stop=True)
        laid = _gone_on(original(**given), given)
        return self._on_the_grid(laid, given) if child.element in self._floating else laid

    def _set_waiting(self, original: Function, given: Given, way: _Way) -> Given:
        """Set the figures that wait, as many as the page has room for: one at least, if it is empty."""
        child = given["child"]
        while way.waiting:
            index, figure = way.waiting[0]
            figure.position_x, figure.position_y = child.position_x, given["position_y"]
            asked = {**given, "index": index, "child": figure, "skip_stack": None}
            others = way.waiting[1:]
            way.waiting = []
            if not _is_empty(given) and not self._fits(asked):
                way.waiting = [(index, figure), *others]
                break
            way.waiting = others
            laid = self._on_the_grid(original(**asked), asked)
            given = {**given, **dict(zip(_RETURNED, laid[3:7], strict=True))}
        child.position_y = given["position_y"]
        return given

    def _on_the_grid(self, laid: tuple[Any, ...], given: Given) -> tuple[Any, ...]:
        """A hair of room below a figure, so that the lines that follow stand level with those of the facing page."""
        if laid[0] or laid[1]:
            return laid
        half = float(self._find("text.line_break").strut(given["box"].style)[0]) / 2
        down = float(laid[3]) - float(given["context"].current_footnote_area.page.content_box_y())
        return (*laid[:3], laid[3] + (-down % half if down % half > HAIR else 0.0), *laid[4:])

    def _moves(self, given: Given, way: _Way) -> bool:
        """True for a figure that has to wait: it does not fit, or others wait already, and a page can hold it."""
        if not way.waiting and self._fits(given):
            return False
        if "turned" in _classes(given["child"].element):
            return True
        context, least = given["context"], LEAST * 1.27 * float(given["box"].style["font_size"])
        bottom = context.page_bottom
        with self._tried(given, float("-inf")) as (laid, _):
            notes = bottom - context.page_bottom
            high = float(laid.height) + notes + least if laid else float("inf")
        return high <= float(context.current_footnote_area.page.height)

    def _fits(self, given: Given) -> bool:
        """True when a figure fits here. Beside one that waits with its notes, none is tried."""
        if self.held():
            return False
        with self._tried(given, given["bottom_space"]) as (laid, rest):
            if laid is None or rest is not None:
                return False
            foot = laid.border_box_y() + laid.border_height()
            return not given["context"].overflows_page(given["bottom_space"], foot)

    @contextmanager
    def _tried(self, given: Given, bottom_space: float) -> Iterator[tuple[Any, Any]]:
        """A figure as it would stand here, with its notes, and what of it would not."""
        block, context = self._find("layout.block"), given["context"]
        laid = block.block_level_layout(
            context, given["child"], bottom_space, None, given["box"], page_is_empty=False,
            adjoining_margins=list(given["adjoining_margins"]),
        )  # fmt: skip
        try:
            yield laid[0], laid[1]
        finally:
            if laid[0]:
                block.remove_placeholders(context, [laid[0]], [], [])


def _is_empty(given: Given) -> bool:
    return bool(given["page_is_empty"]) and not given["new_children"]


def _passed(given: Given, stop: bool = False) -> tuple[Any, ...]:
    """As if the block had no height; or the page ends before it."""
    place = {given["index"]: None} if stop else None
    return (False, stop, place, *(given[name] for name in _RETURNED), given["max_lines"])


def _gone_on(laid: tuple[Any, ...], given: Given) -> tuple[Any, ...]:
    """A paragraph that finds no room below a figure goes on where it was, not from its first line."""
    index, start = given["index"], given["skip_stack"]
    if start is not None and laid[1] and laid[2] == {index: None}:
        return (*laid[:2], {index: start}, *laid[3:])
    return laid


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split() if element is not None else []
