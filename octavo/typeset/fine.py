"""Fine paragraphs: their lines are chosen together (octavo/typeset/optimum.py), spaces may shrink as well as stretch,
and hyphens, commas and quotation marks hang in the margin.

No line is broken here. WeasyPrint breaks each one, as always, but is told how wide it may be, so that it ends where it
should; where it ends elsewhere, the rest of the paragraph is broken as it would have been. So a paragraph that holds
what is not plain text is set in the plain way.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from octavo.typeset.chances import HANGING, LEADING, Paragraph, letter_width, paragraph
from octavo.typeset.optimum import TIGHT, Measure, Way, best
from octavo.typeset.proof import children, kind

Find = Callable[..., Any]
Function = Callable[..., Any]
Wrap = Callable[[Function], Function]
# In pixels: what a line is given beyond its own width, and what it is tried with besides.
SLACK = 0.4
TRIED = (0.0, 1.2, -0.3)
# No line of a paragraph that takes a line more or less is looser.
LOOSEST = 0.8
_STYLE = ("font_size", "font_style", "font_weight", "font_variant_caps", "font_variant_position", "letter_spacing")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A paragraph and its room, what its lines cost, and how wide each has to be, by the byte at which it starts, with
    the byte at which it should end.
    """

    measured: Paragraph
    measure: Measure
    cost: float
    widths: Mapping[int, tuple[float, int]]


_Key = tuple[Any, float, str]


class Fine:
    """The paragraphs of one document."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._plan: tuple[Any, _Plan | None] = (None, None)
        self._free = False
        self._widths: dict[tuple[Any, ...], float] = {}
        self._plans: dict[_Key, _Plan | None] = {}
        self._asked: Mapping[Any, int] = {}

    def cures(self) -> list[tuple[Any, str, Wrap]]:
        """The functions that are put in the place of the library's own."""
        inline = self._find("layout.inline")
        return [
            (inline, "get_next_linebox", self._next_line),
            (inline, "split_inline_box", self._split),
            (inline, "text_align", self._align),
        ]

    def willing(self, elements: Sequence[Any], looser: int) -> list[Any]:
        """Those of the paragraphs that can well be longer by so many lines, or shorter; the most willing first."""
        own: dict[Any, list[_Plan]] = {element: [] for element in elements}
        for (element, _, _), plan in self._plans.items():
            if plan and element in own:
                own[element].append(plan)
        found = []
        for element, plans in own.items():
            way = _way(plans[0].measured, plans[0].measure, looser) if len(plans) == 1 else None
            if way and way.loosest <= LOOSEST:
                found.append((way.cost - plans[0].cost, element))
        return [element for _, element in sorted(found, key=lambda each: each[0])]

    def ask(self, asked: Mapping[Any, int]) -> None:
        """Have paragraphs set with so many lines more, or fewer, when the document is set again."""
        self._asked = asked

    def _next_line(self, original: Function) -> Function:
        def get_next_linebox(
            context: Any, line: Any, y: Any, bottom_space: Any, skip_stack: Any, around: Any, *rest: Any
        ) -> Any:
            before = self._plan, self._free
            letter, first = rest[-2:]
            self._free = not letter and not first and _is_justified(line.style) and _stands_free(context, y)
            self._plan = (line, self._planned(context, line, around) if self._free else None)
            try:
                return original(context, line, y, bottom_space, skip_stack, around, *rest)
            finally:
                self._plan, self._free = before

        return get_next_linebox

    def _planned(self, context: Any, line: Any, around: Any) -> _Plan | None:
        """The plan of a paragraph, made when its first line is asked for, and kept with it."""
        width = around.width
        if not isinstance(width, int | float) or not 0 < width < 1e6:
            return None
        plans = line.__dict__.setdefault("plans", {})
        if width not in plans:
            # The boxes are new whenever the document is set again, and their text is the same.
            key = (line.element, round(width, 2), "".join(box.text for box in _texts(line)))
            if key not in self._plans:
                self._plans[key] = self._made(context, line, around)
            plans[width] = _changed(self._plans[key], self._asked.get(line.element, 0))
        plan: _Plan | None = plans[width]
        return plan

    def _made(self, context: Any, line: Any, around: Any) -> _Plan | None:
        measured = paragraph(
            self._find, context, line, lambda style: self._width(context, style, style["hyphenate_character"])
        )
        if measured is None or len(measured.chances) < 3:
            return None
        percent, style = self._find("layout.percent").percentage, line.style
        indent = float(percent(style["text_indent"], style, around.width))
        measure = Measure(around.width, indent, self._space(context, style), float(style["font_size"]))
        return _planned(measured, measure)

    def _split(self, original: Function) -> Function:
        def split_inline_box(
            context: Any, box: Any, x: Any, max_x: Any, bottom_space: Any, skip_stack: Any, around: Any, *lists: Any
        ) -> Any:
            line, plan = self._plan
            if plan is None or box is not line:
                return original(context, box, x, max_x, bottom_space, skip_stack, around, *lists)
            width, end = plan.widths.get(plan.measured.offset(skip_stack), (0.0, 0))
            whole = len(plan.measured.text)
            for more in TRIED if width else ():
                found = original(
                    context, box, x, box.position_x + width + SLACK + more, bottom_space, skip_stack, around, *lists
                )
                if (whole if found[1] is None else plan.measured.offset(found[1])) == end:
                    return found
                lists[4].clear()
            return original(context, box, x, max_x, bottom_space, skip_stack, around, *lists)

        return split_inline_box

    def _align(self, original: Function) -> Function:
        def text_align(context: Any, line: Any, available: Any, last: Any) -> Any:
            if not self._free:
                return original(context, line, available, last)
            left, right = self._hang(context, line)
            room = available + left + (0.0 if last else right)
            if line.width > room:
                room = available + left + right
                spaces = self._find("layout.inline").count_expandable_spaces(line)
                most = 1.1 * TIGHT * self._space(context, line.style)
                if spaces and line.width - room <= spaces * most + SLACK:
                    self._find("layout.inline").justify_line(context, line, min(0.0, room - line.width))
            else:
                original(context, line, room, last)
            line.hangs = right
            return -left

        return text_align

    def _hang(self, context: Any, line: Any) -> tuple[float, float]:
        """How far the first and the last letter of a line hang."""
        texts = [box for box in _texts(line) if box.text.strip()]
        if not texts:
            return 0.0, 0.0
        first, last = texts[0].text.lstrip()[0], texts[-1].text.rstrip()[-1]
        left = LEADING.get(first, 0.0) and LEADING[first] * self._width(context, texts[0].style, first)
        right = HANGING.get(last, 0.0) and HANGING[last] * self._width(context, texts[-1].style, last)
        return left, right

    def _space(self, context: Any, style: Any) -> float:
        """A space of the text, as wide as it is asked for."""
        return self._width(context, style, "\u00a0") + float(style["word_spacing"])

    def _width(self, context: Any, style: Any, letter: str) -> float:
        key = (letter, *(style[name] for name in _STYLE), tuple(style["font_family"]))
        if key not in self._widths:
            plain = style
            if style["word_spacing"]:
                plain = style.copy()
                plain["word_spacing"] = 0
            self._widths[key] = letter_width(self._find("text.line_break"), context, plain, letter)
        return self._widths[key]


def _planned(measured: Paragraph, measure: Measure, looser: int = 0) -> _Plan | None:
    """The plan of a paragraph that has more than one line."""
    way = _way(measured, measure, looser)
    if way is None or len(way.ends) < 2:
        return None
    widths: dict[int, tuple[float, int]] = {}
    start = measured.chances[0]
    for end in way.ends:
        # The indent is part of the line for the typesetter too.
        widths[start.at] = (end.end - start.start + (0.0 if widths else measure.indent), end.at)
        start = end
    return _Plan(measured, measure, way.cost, widths)


def _way(measured: Paragraph, measure: Measure, looser: int) -> Way | None:
    if not looser:
        return best(measured.chances, measure)
    plain = best(measured.chances, measure)
    asked = replace(measure, shrink=TIGHT) if looser < 0 else measure
    if plain is None:
        return None
    return best(measured.chances, asked, len(plain.ends) + looser)


def _changed(plan: _Plan | None, looser: int) -> _Plan | None:
    """The plan with so many lines more, where there is one."""
    if plan is None or not looser:
        return plan
    return _planned(plan.measured, plan.measure, looser) or plan


def _is_justified(style: Any) -> bool:
    return (
        style["text_align_all"] == "justify"
        and style["text_align_last"] in ("auto", "start")
        and style["white_space"] == "normal"
        and style["direction"] == "ltr"
    )


def _stands_free(context: Any, y: float) -> bool:
    """True when nothing that floats stands beside a line, or may beside those that follow."""
    return all(shape.position_y + shape.margin_height() <= y for shape in context.excluded_shapes)


def _texts(box: Any) -> Any:
    if kind(box) == "TextBox":
        yield box
    else:
        for child in children(box):
            yield from _texts(child)
