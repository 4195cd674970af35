"""Justified lines of Chinese and Japanese, which WeasyPrint leaves ragged: it widens spaces, and they have none.

Where a line is of ideographs, what it lacks is shared among them instead (https://www.w3.org/TR/css-text-3/#text-justify).
"""

import re
from collections.abc import Callable
from typing import Any

# Ideographs, kana and their punctuation, as a text has them and as Pango counts, in bytes.
_IDEOGRAPH = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_RUN = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+")
_SPACES = re.compile("[ \u00a0]")
# A line is of ideographs where it has so many for each space.
_SHARE = 4
# No more than this part of an em is put between two: a line that is shorter stays ragged.
_MOST = 0.3

Find = Callable[..., Any]


class Even(float):
    """Space that is put behind each ideograph of a line, not into its spaces alone."""


def evened(find: Find) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Justification that shares the room of a line of ideographs among them."""

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def justify_line(context: Any, line: Any, extra_width: Any) -> None:
            texts = [box.text for box in _texts(line)]
            ideographs = sum(len(_IDEOGRAPH.findall(text)) for text in texts)
            spaces = sum(len(_SPACES.findall(text)) for text in texts)
            if not ideographs or ideographs < _SHARE * spaces:
                original(context, line, extra_width)
                return
            each = extra_width / max(1.0, sum(map(_places, texts)))
            if 0 < each <= _MOST * float(line.style["font_size"]):
                _spread(find, context, line, Even(each), 0.0)

        return justify_line

    return wrap


def are_ideographs(text: str) -> bool:
    """True for a text that is justified between its letters, not by its spaces."""
    return len(_IDEOGRAPH.findall(text)) > _SHARE * len(_SPACES.findall(text))


def spaced(find: Find) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Text whose ideographs stand apart when it is drawn."""

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def set_text(self: Any, text: str, justify: bool = False) -> None:
            original(self, text, justify)
            if justify and isinstance(self.justification_spacing, Even):
                _set_apart(find("text.ffi"), self, float(self.justification_spacing))

        return set_text

    return wrap


def _set_apart(library: Any, layout: Any, spacing: float) -> None:
    ffi, pango = library.ffi, library.pango
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for run in _RUN.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(int(spacing * library.TO_UNITS))
        attribute.start_index = len(layout.text[: run.start()].encode())
        attribute.end_index = attribute.start_index + len(run.group().encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _texts(box: Any) -> list[Any]:
    if hasattr(box, "text") and hasattr(box, "justification_spacing"):
        return [box]
    return [found for child in getattr(box, "children", ()) for found in _texts(child)]


def _places(text: str) -> float:
    """How often a text can be widened: half of the space stands before and half behind, and none at a line's end."""
    ends = sum(bool(_IDEOGRAPH.match(end)) for end in (text[:1], text[-1:]))
    return len(_IDEOGRAPH.findall(text)) + len(_SPACES.findall(text)) - ends / 2


def _spread(find: Find, context: Any, box: Any, spacing: Even, advance: float) -> float:
    """Widen a box and move what stands in it; how far what follows has moved."""
    if hasattr(box, "text") and hasattr(box, "justification_spacing"):
        box.justification_spacing = spacing
        box.position_x += advance
        extra = spacing * _places(box.text)
        if extra:
            create = find("text.line_break").create_layout
            layout = create(box.text, box.style, context, max_width=None, justification_spacing=spacing)
            layout.deactivate()
            box.width += extra
            box.pango_layout = layout
        return advance + extra
    if not hasattr(box, "children") or not _inline(box):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    start = advance
    children = box.children[::-1] if box.style["direction"] == "rtl" else box.children
    for child in children:
        if child.is_in_normal_flow():
            advance = _spread(find, context, child, spacing, advance)
    box.width += advance - start
    return advance


def _inline(box: Any) -> bool:
    return type(box).__name__ in ("LineBox", "InlineBox")
