"""Balance: the lines of a title are made about as long as each other, so that none is left with a word alone.

A title is set by itself in ever narrower lines, as long as it takes no more of them; then it is broken into lines as
in the narrowest. It stands as it stood, centred or at the left. A line of contents that turns over turns early, so that
its last line has words before the number of the page.
"""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from octavo.typeset.proof import children, kind, text

Find = Callable[..., Any]
Function = Callable[..., Any]
Wrap = Callable[[Function], Function]
# The lines of a title: their words and widths.
_Lines = list[tuple[str, float]]
TITLES = frozenset({"h1", "h2", "h3"})
SUBTITLES = frozenset({"subtitle", "chapter-subtitle", "name"})
# Halvings of the width; titles of more lines are left alone; in pixels, what a line is given beyond its width.
STEPS, MOST, SLACK = 7, 6, 0.5
# The letters of a little word, what a line that ends with one costs, and what one that ends at a stop gains: shares of
# the measure.
LITTLE, AFTER_LITTLE, AT_STOP = 3, 0.3, 0.7
# The lists whose lines end with the number of a page, and the ems that are kept for it.
LISTS, KEPT = frozenset({"contents-list", "list-lines"}), 3.4


class Balance:
    """The titles of one document."""

    def __init__(self, find: Find, root: Element | None) -> None:
        self._find = find
        lists = (element for element in (root.iter("ul") if root is not None else ()))
        self._listed = {line for each in lists if LISTS & set((each.get("class") or "").split()) for line in each}
        self._line: Any = None
        self._width = 0.0

    def cures(self) -> list[tuple[Any, str, Wrap]]:
        """The functions that are put in the place of the library's own."""
        inline = self._find("layout.inline")
        return [(inline, "get_next_linebox", self._next_line), (inline, "split_inline_box", self._split)]

    def _next_line(self, original: Function) -> Function:
        def get_next_linebox(
            context: Any, line: Any, y: Any, bottom_space: Any, skip_stack: Any, around: Any, *rest: Any
        ) -> Any:
            if not _is_title(line) or not _is_wide(around.width) or context.excluded_shapes:
                return original(context, line, y, bottom_space, skip_stack, around, *rest)

            def lines(first: float, others: float) -> _Lines:
                """The lines of a title of which the first and the others are so wide."""
                stack: Any = None
                found: _Lines = []
                while len(found) <= MOST:
                    self._line, self._width = line, others if found else first
                    made, stack = original(context, line, y, bottom_space, stack, around, [], [], *rest[2:])
                    if made is not None:
                        found.append((text(made).strip(), float(made.width)))
                    if stack is None or made is None:
                        break
                return found

            before = self._line, self._width
            try:
                known = line.__dict__.setdefault("balanced", {})
                if around.width not in known:
                    known[around.width] = _best(lines, around.width)
                self._line, self._width = line, known[around.width][skip_stack is not None]
                return original(context, line, y, bottom_space, skip_stack, around, *rest)
            finally:
                self._line, self._width = before

        return get_next_linebox

    def _split(self, original: Function) -> Function:
        def split_inline_box(context: Any, box: Any, x: Any, max_x: Any, *rest: Any) -> Any:
            if box is self._line:
                max_x = min(max_x, box.position_x + self._width)
            found = original(context, box, x, max_x, *rest)
            if found[1] is not None and self._is_listed(box):
                # The children of the line, which are found anew.
                rest[7].clear()
                return original(context, box, x, max_x - KEPT * box.style["font_size"], *rest)
            return found

        return split_inline_box

    def _is_listed(self, box: Any) -> bool:
        return kind(box) == "LineBox" and box.element in self._listed


def _best(lines: Callable[[float, float], _Lines], full: float) -> tuple[float, float]:
    """The widths of the first line and of the others by which a title takes no more lines than at its full width, and
    looks best.
    """
    wanted = len(lines(full, full))
    if not 1 < wanted <= MOST:
        return full, full
    low, high = full / 2, full
    for _ in range(STEPS):
        middle = (low + high) / 2
        if len(lines(middle, middle)) > wanted:
            low = middle
        else:
            high = middle
    least = min(full, high + SLACK)
    steps = range(STEPS + 1)
    ways = [(width, width) for width in (least + (full - least) * step / STEPS for step in steps)]
    ways += [(full * (2 * STEPS - step) / (2 * STEPS), full) for step in range(2 * STEPS - 1)]
    set_ = [(way, made) for way in ways if len(made := lines(*way)) == wanted]
    return min(set_, key=lambda each: _ugliness(each[1], full))[0]


def _ugliness(lines: _Lines, full: float) -> float:
    """How uneven the lines of a title are; it is well broken at a colon, and badly behind a little word."""
    widths = [width for _, width in lines]
    ends = [said.split(" ")[-1] for said, _ in lines[:-1]]
    little = sum(len(word) <= LITTLE and word.isalpha() for word in ends)
    return (max(widths) - min(widths)) / full + AFTER_LITTLE * little - AT_STOP * sum(map(_is_stop, ends))


def _is_stop(word: str) -> bool:
    return word.endswith((":", ";", "?", "!", "—", "–", "："))


def _is_wide(width: Any) -> bool:
    """True for a width that is known and bounded."""
    return isinstance(width, int | float) and 0 < width < 1e6


def _is_title(line: Any) -> bool:
    element = line.element
    if element is None or "::" in str(line.element_tag or ""):
        return False
    classes = set((element.get("class") or "").split())
    return (element.tag in TITLES or bool(SUBTITLES & classes)) and not any(map(_is_apart, children(line)))


def _is_apart(box: Any) -> bool:
    """True for what is not set twice: a note, what floats, a break of the author's own."""
    if kind(box) == "TextBox":
        return False
    if not box.is_in_normal_flow() or box.element_tag == "br" or str(box.element_tag or "").endswith("footnote-call"):
        return True
    return any(map(_is_apart, children(box)))
