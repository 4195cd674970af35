"""What WeasyPrint works out for each box again and again, worked out once for each style."""

from collections.abc import Callable
from typing import Any

Find = Callable[..., Any]
Function = Callable[..., Any]
Wrap = Callable[[Function], Function]
_SIDES = ("top", "right", "bottom", "left")
_SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
_USED = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *_SIZES,
)


def cures(find: Find) -> list[tuple[Any, str, Wrap]]:
    """The functions that are put in the place of the library's own."""
    box = find("formatting_structure.boxes").Box
    lengths = _lengths(box)
    return [
        (find("layout.inline"), "resolve_percentages", lengths),
        (find("layout.block"), "resolve_percentages", lengths),
        (find("layout.inline"), "strut", _strut),
    ]


def _lengths(kind: Any) -> Wrap:
    """Lengths in use, by style and by the size of what stands around."""
    known: dict[tuple[Any, ...], tuple[Any, dict[str, Any]]] = {}

    def wrap(original: Function) -> Function:
        def resolve_percentages(box: Any, around: Any) -> None:
            style = box.style
            if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
                original(box, around)
                return
            size = (around.width, around.height) if isinstance(around, kind) else tuple(around)
            # Styles of pages and of what is flexible are changed while they are laid out.
            key = (id(style), type(box), size, *(style[name] for name in _SIZES))
            if key not in known:
                original(box, around)
                own = box.__dict__
                known[key] = (style, {name: own[name] for name in _USED})
            else:
                box.__dict__.update(known[key][1])

        return resolve_percentages

    return wrap


def _strut(original: Function) -> Function:
    """The height of a line, and its baseline, by style."""
    known: dict[int, tuple[Any, Any]] = {}

    def strut(style: Any) -> Any:
        if id(style) not in known:
            # The style is kept, so that no other can stand where it stood.
            known[id(style)] = (style, original(style))
        return known[id(style)][1]

    return strut
