"""Cures for known faults of WeasyPrint 70, applied while a galley is set and taken back afterwards.

Each wraps a private function whose signature is kept in SIGNATURES; a test compares them with the installed version,
so that a new WeasyPrint is noticed before it is trusted. The library itself is only handed in by its door.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from textwrap import dedent
from types import CodeType, FunctionType
from typing import Any

from octavo.typeset import tags

# The version that the cures were written for.
VERSION = "70."

SIGNATURES: dict[str, str] = {
    "layout.inline.split_first_line": (
        "(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False)"
    ),
    "layout.block._linebox_layout": (
        "(context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, "
        "bottom_space, position_y, skip_stack, first_letter_style, first_line_style, draw_bottom_decoration, max_lines)"
    ),
    "layout.make_margin_boxes": "(context, page, state)",
    "layout.LayoutContext._update_footnote_area": "(self)",
    "layout.block_level_layout": (
        "(context, box, bottom_space, skip_stack, containing_block, page_is_empty=True, absolute_boxes=None, "
        "fixed_boxes=None, adjoining_margins=None, first_letter_style=None, first_line_style=None, discard=False, "
        "max_lines=None)"
    ),
    "pdf.add_tags": "(pdf, document, pdf_version, page_streams)",
    "pdf.build_fonts_dictionary": "(pdf, fonts, compress, subset, options)",
    "document.gather_anchors": (
        "(box, anchors, links, bookmarks, forms, parent_matrix=None, parent_form=None, parent_link=None)"
    ),
    "anchors.gather_anchors": (
        "(box, anchors, links, bookmarks, forms, parent_matrix=None, parent_form=None, parent_link=None)"
    ),
}

Find = Callable[..., Any]
# The statement that no_squeezed_line takes out; the test looks for it too.
SQUEEZE = "report = not context.in_column and can_break_now and not could_break_before"
# A line that ends this many ems too early is looked at again, with a hair more room (in pixels).
LOOSE, HAIR = 3, 0.3
# Lines of text that a page keeps beneath which notes may not grow, so that a heading and its paragraph still fit.
ROOM = 6


@contextmanager
def applied(find: Find, tagged: bool, margins: bool = True) -> Iterator[None]:
    """Apply the cures that this version of WeasyPrint needs; ``find`` gives its modules by name.

    ``margins`` is false when no stylesheet puts anything into the margins of a page.
    """
    with ExitStack() as stack:
        if known(find):
            stack.enter_context(_replaced(find("layout.inline"), "split_first_line", full_lines))
            stack.enter_context(_replaced(find("layout.block"), "_linebox_layout", no_squeezed_line))
            stack.enter_context(_replaced(find("layout").LayoutContext, "_update_footnote_area", measured_notes(find)))
            if not margins:
                # Sixteen boxes a page are made to find that all are empty.
                stack.enter_context(_replaced(find("layout"), "make_margin_boxes", _nothing))
            if tagged:
                for function in tags.cures(find):
                    stack.enter_context(_replaced(*function))
        yield


def known(find: Find) -> bool:
    """True when the installed WeasyPrint is the one that the cures were written for."""
    return str(find().__version__).startswith(VERSION)


def changed(find: Find) -> list[str]:
    """The wrapped functions whose signature is not what the cures expect."""
    found = []
    for name, signature in SIGNATURES.items():
        module, _, function = name.rpartition(".")
        holder = find("layout").LayoutContext if module == "layout.LayoutContext" else find(module)
        if str(inspect.signature(getattr(holder, function))) != signature:
            found.append(name)
    if inspect.getsource(find("layout.block")._linebox_layout).count(SQUEEZE) != 1:
        found.append("layout.block._linebox_layout (its text)")
    return found


@contextmanager
def _replaced(module: Any, name: str, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Iterator[None]:
    original = getattr(module, name)
    setattr(module, name, wrap(original))
    try:
        yield
    finally:
        setattr(module, name, original)


def _nothing(original: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: iter(())


def full_lines(original: Callable[..., Any]) -> Callable[..., Any]:
    """Cure of lines of one word: a run that fits, but for the space at its end or for a rounding error, is not cut
    after its first word or syllable.
    """

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, spacing: Any, is_line_start: bool = True, **rest: Any
    ) -> Any:
        def split(part: str, width: Any) -> Any:
            return original(part, style, context, width, spacing, is_line_start=is_line_start, **rest)

        line = split(text, max_width)
        if max_width is None or style["white_space"] not in ("normal", "pre-line"):
            return line
        line = _trimmed(line, max_width)
        if line[2] is None:
            return line
        bare = text.rstrip(" ")
        if bare and bare != text:
            whole = split(bare, None)
            if whole[2] is None and whole[3] <= max_width:
                return split(text, None)
        if max_width - line[3] > LOOSE * style["font_size"]:
            # The shaper's own line was a hair too wide and was thrown away: take it, if it is only a hair.
            wider = _trimmed(split(text, max_width + HAIR), max_width)
            if wider[1] > line[1] and wider[3] <= max_width:
                return wider
        return line

    return split_first_line


def _trimmed(line: tuple[Any, ...], width: float) -> tuple[Any, ...]:
    """A line that is a hair too wide is said to fit, or the words that made it so would be broken off."""
    return (*line[:3], width, *line[4:]) if width < line[3] <= width + HAIR else line


def no_squeezed_line(original: Callable[..., Any]) -> Callable[..., Any]:
    """Cure of lost notes: a second line of a paragraph is not squeezed in by sending the first line's note away.

    WeasyPrint then ends the page at once and forgets the notes of the squeezed line. Without that statement the
    paragraph begins on the next page, with its notes, which is what a compositor would do.
    """
    source = dedent(inspect.getsource(original))
    if source.count(SQUEEZE) != 1:
        return original
    whole = compile(source.replace(SQUEEZE, "report = False"), inspect.getfile(original), "exec")
    code = next(part for part in whole.co_consts if isinstance(part, CodeType) and part.co_name == original.__name__)
    return FunctionType(code, original.__globals__, original.__name__, original.__defaults__, original.__closure__)


def measured_notes(find: Find) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Cure of lost and overprinted notes, and of the time that they cost.

    The original lays all notes of the page out again for each one that is added, and lets those that are carried over
    from the page before fill a page to the brim and beyond; the line that is then squeezed in loses its note. Here
    each note is laid out once, and the area of notes is full while some lines of text still fit.
    """
    heights: dict[tuple[Any, float], float] = {}

    def height(context: Any, area: Any, note: Any) -> float:
        key = (note, float(area.page.width))
        if key not in heights:
            area.children = [note]
            copy = find("formatting_structure.build").create_anonymous_boxes(area.deepcopy())
            laid = find("layout").block_level_layout(context, copy, float("-inf"), None, area.page)[0]
            heights[key] = float(laid.height)
        return heights[key]

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def _update_footnote_area(self: Any) -> bool:
            area = self.current_footnote_area
            if self.in_column:
                return bool(original(self))
            if area.height != "auto":
                self.page_bottom += area.margin_height()
            area.height = sum(height(self, area, note) for note in self.current_page_footnotes)
            area.children = self.current_page_footnotes
            self.page_bottom -= area.margin_height()
            room = ROOM * _line_height(area)
            return len(area.children) > 1 and area.margin_height() + room > area.page.height

        return _update_footnote_area

    return wrap


def _line_height(area: Any) -> float:
    """About the height of a line of text, in pixels: the note area has the font of the page, not that of the text."""
    return 1.4 * float(area.style["font_size"])
