"""Cures for known faults of WeasyPrint 70, applied while a galley is set and taken back afterwards.

Each wraps a private function whose signature is kept in SIGNATURES; a test compares them with the installed version,
so that a new WeasyPrint is noticed before it is trusted. The library itself is only handed in by its door.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from octavo.typeset import continuing, ideographs, once, tags
from octavo.typeset.balance import Balance
from octavo.typeset.cut import HAIR, Cutter
from octavo.typeset.cutting import REPLACED, cut_notes, moved_figures
from octavo.typeset.drawn import Pen
from octavo.typeset.fine import Fine
from octavo.typeset.floats import Floats
from octavo.typeset.foot import Foot

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
    "layout.block._in_flow_layout": (
        "(context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, "
        "bottom_space, position_y, skip_stack, first_letter_style, first_line_style, discard, next_page, max_lines)"
    ),
    "layout.inline.add_word_spacing": "(context, box, justification_spacing, x_advance)",
    "layout.inline.strut": "(style)",
    "layout.inline.resolve_percentages": "(box, containing_block)",
    "layout.block.resolve_percentages": "(box, containing_block)",
    "draw.draw_text": "(stream, textbox, offset_x, text_overflow, block_ellipsis)",
    "text.fonts.get_pango_font_key": "(pango_font)",
    "text.line_break.Layout.__init__": "(self, style, justification_spacing=0, max_width=None)",
    "text.line_break.Layout.get_first_line": "(self)",
    "text.line_break.Layout.set_text": "(self, text, justify=False)",
    "layout.inline.get_next_linebox": (
        "(context, linebox, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes, "
        "first_letter_style, first_line_style)"
    ),
    "layout.inline.split_inline_box": (
        "(context, box, position_x, max_x, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes, "
        "line_placeholders, waiting_floats, line_children, first_letter_style, first_line_style)"
    ),
    "layout.inline.text_align": "(context, line, available_width, last)",
    "layout.inline.justify_line": "(context, line, extra_width)",
    "layout.inline.count_expandable_spaces": "(box)",
    "text.line_break.create_layout": "(text, style, context, max_width, justification_spacing)",
    "text.line_break.line_size": "(line, style)",
    "text.line_break.get_log_attrs": "(text, lang)",
    "layout.percent.percentage": "(value, computed, refer_to)",
    "layout.make_margin_boxes": "(context, page, state)",
    "layout.LayoutContext._update_footnote_area": "(self)",
    "layout.LayoutContext.layout_footnote": "(self, footnote)",
    "layout.LayoutContext.unlayout_footnote": "(self, footnote)",
    "layout.page.make_page": "(context, root_box, page_type, resume_at, page_number, page_state)",
    "formatting_structure.build.create_anonymous_boxes": "(box)",
    "layout.block.table_layout": (
        "(context, table, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes)"
    ),
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
# A line that ends this many ems too early is looked at again, with a hair more room.
LOOSE = 3
_HEADING = re.compile(r"h[1-6]\Z")


@contextmanager
def applied(
    find: Find, tagged: bool, margins: bool = True, root: Element | None = None, fine: Fine | None = None
) -> Iterator[None]:
    """Apply the cures that this version of WeasyPrint needs; ``find`` gives its modules by name.

    ``margins`` is false when no stylesheet puts anything into the margins of a page; ``root`` is the sheet; ``fine``
    has its paragraphs, where their lines are to be chosen together.
    """
    with ExitStack() as stack:
        if known(find):
            stack.enter_context(_replaced(find("layout.inline"), "split_first_line", full_lines))
            for function in (*Cutter(find).cures(), *Pen(find).cures(), *once.cures(find)):
                stack.enter_context(_replaced(*function))
            stack.enter_context(_replaced(find("layout.inline"), "justify_line", ideographs.evened(find)))
            stack.enter_context(_replaced(find("text.line_break").Layout, "set_text", ideographs.spaced(find)))
            stack.enter_context(_replaced(find("layout.block"), "table_layout", continuing.quiet_first))
            floats = Floats(find, root)
            foot = Foot(find, _headed(root), floats.held)
            paragraphs = fine.cures() if fine else ()
            titles = Balance(find, root).cures()
            for function in (*cut_notes(find, foot), *moved_figures(find, floats), *paragraphs, *titles):
                stack.enter_context(_replaced(*function))
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
        outer, _, kind = module.rpartition(".")
        holder = getattr(find(outer), kind) if kind[:1].isupper() else find(module)
        if str(inspect.signature(getattr(holder, function))) != signature:
            found.append(name)
    source = inspect.getsource(find("layout.block")._linebox_layout)
    if any(source.count(old) != 1 for old, _ in REPLACED):
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


def _headed(root: Element | None) -> frozenset[Element]:
    """The elements that stand right below a heading."""
    pairs = (pair for parent in root.iter() for pair in pairwise(parent)) if root is not None else ()
    return frozenset(below for head, below in pairs if _HEADING.match(str(head.tag)))
