"""Where the foot of a page is hung into WeasyPrint: the functions that it puts in the place of the library's own."""

import inspect
from collections.abc import Callable
from textwrap import dedent
from types import CodeType, FunctionType
from typing import Any

from octavo.typeset.floats import Floats
from octavo.typeset.foot import Find, Foot

Function = Callable[..., Any]
Wrap = Callable[[Function], Function]

# The statements of _linebox_layout that are replaced; a test looks for them in the installed version.
_SQUEEZE = "report = not context.in_column and can_break_now and not could_break_before"
_OVERFLOW = """\
            context.overflows_page(bottom_space, new_position_y + offset_y))
        if overflow:
"""
_FITS = """\
                overflow = (
                    overflow or
                    context.reported_footnotes or
                    context.overflows_page(bottom_space, new_position_y + offset_y))
"""
_SQUEEZED = """\
            context.overflows_page(bottom_space, new_position_y + offset_y))
        if overflow and not foot.squeezes(
                context, box, line, resume_at is None, new_children,
                new_position_y + offset_y + bottom_space):
"""
_FITTED = """\
                overflow = not foot.fits(
                    context, footnote, new_position_y + offset_y + bottom_space)
"""
REPLACED = (
    # A line is not squeezed in by sending a note away: the page would end at once, and forget the notes of that line.
    (_SQUEEZE, "report = False"),
    (_OVERFLOW, _SQUEEZED),
    (_FITS, _FITTED),
)


def cut_notes(find: Find, foot: Foot) -> list[tuple[Any, str, Wrap]]:
    """Cure of holes, and of lost and overprinted notes: what does not fit of a note is carried over."""
    context, page = find("layout").LayoutContext, find("layout.page")
    return [
        (find("layout.block"), "_linebox_layout", lambda original: _rewritten(original, foot)),
        (context, "_update_footnote_area", lambda _: lambda self: foot.update(self)),
        (context, "layout_footnote", lambda _: _laying(foot)),
        (context, "unlayout_footnote", lambda original: _forgetting(original, foot)),
        (page, "make_page", lambda original: _paging(original, foot.begin, foot.end)),
        (page, "block_level_layout", lambda original: _beginning(original, foot)),
        (find("formatting_structure.build"), "create_anonymous_boxes", _ready),
    ]


def moved_figures(find: Find, floats: Floats) -> list[tuple[Any, str, Wrap]]:
    """Cure of the holes that figures leave: see octavo/typeset/floats.py."""
    return [
        (find("layout.block"), "_in_flow_layout", lambda original: _flowing(original, floats)),
        (find("layout.page"), "make_page", lambda original: _paging(original, floats.begin)),
    ]


def _flowing(original: Function, floats: Floats) -> Function:
    names = tuple(inspect.signature(original).parameters)

    def in_flow_layout(*given: Any) -> Any:
        return floats.in_flow(original, dict(zip(names, given, strict=True)))

    return in_flow_layout


def _laying(foot: Foot) -> Function:
    def layout_footnote(self: Any, footnote: Any) -> bool:
        self.footnotes.remove(footnote)
        self.current_page_footnotes.append(footnote)
        return foot.lay(self)

    return layout_footnote


def _forgetting(original: Function, foot: Foot) -> Function:
    def unlayout_footnote(self: Any, footnote: Any) -> None:
        foot.forget(self, footnote)
        original(self, footnote)

    return unlayout_footnote


def _paging(original: Function, begin: Callable[[], None], end: Callable[[Any], None] | None = None) -> Function:
    def make_page(context: Any, *rest: Any, **named: Any) -> Any:
        begin()
        made = original(context, *rest, **named)
        if end:
            end(context)
        return made

    return make_page


def _beginning(original: Function, foot: Foot) -> Function:
    """The foot begins where the page before left off, and takes what the text leaves."""

    signature = inspect.signature(original)

    def block_level_layout(*given: Any, **named: Any) -> Any:
        asked = signature.bind(*given, **named)
        context, box = asked.arguments["context"], asked.arguments["box"]
        if _is_area(box) and getattr(box, "start", None):
            asked.arguments["skip_stack"] = {0: box.start}
        laid = original(*asked.args, **asked.kwargs)
        if box.is_for_root_element and laid[0]:
            foot.relax(context, laid[0])
        return laid

    return block_level_layout


def _ready(original: Function) -> Function:
    """Notes that were laid out once have their anonymous boxes."""
    return lambda box: box if _is_area(box) and hasattr(box, "start") else original(box)


def _is_area(box: Any) -> bool:
    return type(box).__name__ == "FootnoteAreaBox"


def _rewritten(original: Function, foot: Foot) -> Function:
    """The function that sets the lines of a block, with other statements where it asks what notes do to a page."""
    source = dedent(inspect.getsource(original))
    for old, new in REPLACED:
        source = source.replace(old, new)
    whole = compile(source, inspect.getfile(original), "exec")
    code = next(part for part in whole.co_consts if isinstance(part, CodeType) and part.co_name == original.__name__)
    names = {**getattr(original, "__globals__", {}), "foot": foot}
    made = FunctionType(code, names, original.__name__, getattr(original, "__defaults__", None))
    return made
