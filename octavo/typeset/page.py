"""The page of an edition as a small stylesheet, so that all else can be written once; and the house's own stylesheets
in another size of type.
"""

import re

from octavo.geometry import Type, edition_geometry, edition_type
from octavo.model import Edition

_BLOCK = re.compile(r"([^{}]*)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([-\w]+)(\s*:\s*)([^;{}]+)")
_POINTS = re.compile(r"(?<![\w.%#])(-?(?:\d+\.?\d*|\.\d+))pt\b")
_EM = re.compile(r"(?<![\w.])(0?\.\d+)em\b")
# What lies along the lines goes with the size, what lies down the page with the leading; rules keep their weight.
_DOWN = frozenset((
    "line-height", "margin-top", "margin-bottom", "padding-top", "padding-bottom", "height", "min-height", "max-height",
    "top", "bottom",
))  # fmt: skip
_SIDES = frozenset(("margin", "padding"))
_AS_IT_IS = frozenset(("background", "border", "border-top", "border-bottom"))
_RAGGED = """\
body, .note { text-align: left }
"""


def page_stylesheet(edition: Edition) -> str:
    """The stylesheet that gives a sheet its trim and its margins; it stands before all others.

    Print and screen editions of one trim have the same, so that they share their formes: the binder sees to the ink,
    and to the inner margin of a thick book.
    """
    page, line = edition_geometry(edition), edition_type(edition).line
    return "\n".join(
        (
            f"@page {{ size: {page.width}pt {page.height}pt }}",
            f"@page {{ margin: {page.top}pt {page.outer}pt {page.bottom}pt {page.inner}pt }}",
            f"@page :left {{ margin-left: {page.outer}pt; margin-right: {page.inner}pt }}",
            f":root {{ --measure: {page.measure}pt; --depth: {page.depth}pt; --ink: #000;",
            f"  --trim-width: {page.width}pt; --trim-height: {page.height}pt }}",
            "html { color: #000 }",
            f".figure img {{ max-height: {page.depth - 6 * line:.1f}pt }}",
            f".cover img {{ width: {page.width}pt; height: {page.height}pt }}",
            f".turned table {{ width: {page.depth - 2 * line:.1f}pt }}",
            "",
        )
    )


def in_type(stylesheet: str, edition: Edition) -> str:
    """A stylesheet of the house in the type of an edition. All that was a multiple of half a line stays one."""
    kind = edition_type(edition)
    if kind == Type():
        scaled = stylesheet
    else:
        scaled = _BLOCK.sub(lambda match: f"{match[1]}{{{_block(match[1], match[2], kind)}}}", stylesheet)
    return scaled + _RAGGED if edition.ragged else scaled


def _block(selector: str, block: str, kind: Type) -> str:
    """The declarations of one block."""
    # A figure above the line is smaller than its line by its nature.
    least = kind.size if kind.large and not re.search(r"\bsu[pb]\b", selector) else 0.0
    return _DECLARATION.sub(lambda match: f"{match[1]}{match[2]}{_value(match[1], match[3], kind, least)}", block)


def _value(name: str, value: str, kind: Type, least: float) -> str:
    if name in _AS_IT_IS:
        return value
    if name == "font":
        size, slash, rest = value.partition("/")
        line, space, family = rest.partition(" ")
        return f"{_times(size, kind.across, least)}{slash}{_line(line, kind, least)}{space}{family}"
    if name == "font-size":
        scaled = _times(value, kind.across, least)
        return _EM.sub("1em", scaled) if least else scaled
    if name == "line-height":
        return _line(value, kind, least)
    if name in _SIDES:
        sides = value.split(" ")
        return " ".join(_times(side, kind.across if at % 2 else kind.down) for at, side in enumerate(sides))
    return _times(value, kind.down if name in _DOWN else kind.across)


def _line(value: str, kind: Type, least: float) -> str:
    """A line's height; where nothing is set small, no line is narrower than that of the text."""
    return _times(value, kind.down, kind.line if least else 0.0)


def _times(value: str, factor: float, least: float = 0.0) -> str:
    """A value with its points multiplied; what is something at all is at least so much."""

    def scaled(match: re.Match[str]) -> str:
        points = float(match[1]) * factor
        return f"{max(points, least) if points > 0 else points:.4f}".rstrip("0").rstrip(".") + "pt"

    return _POINTS.sub(scaled, value)
