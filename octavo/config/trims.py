"""Trim sizes: the names and measures by which a page size can be given, as points."""

import re

from octavo.config.codes import BAD_VALUE
from octavo.config.fault import Fault, did_you_mean

INCH = 72.0
MILLIMETRE = 72.0 / 25.4

# Names of the trade, in millimetres.
NAMED: dict[str, tuple[int, int]] = {
    "a4": (210, 297),
    "a5": (148, 210),
    "a6": (105, 148),
    "b5": (176, 250),
    "b6": (125, 176),
    "a-format": (110, 178),
    "b-format": (129, 198),
    "c-format": (135, 216),
    "crown-octavo": (123, 186),
    "large-crown-octavo": (129, 198),
    "demy": (138, 216),
    "demy-octavo": (138, 216),
    "royal": (156, 234),
    "royal-octavo": (156, 234),
    "pinched-crown-quarto": (174, 248),
    "crown-quarto": (189, 246),
    "demy-quarto": (219, 276),
}
# Names of American printers, in inches.
NAMED_IN_INCHES: dict[str, tuple[float, float]] = {
    "mass-market": (4.25, 6.87),
    "trade": (6, 9),
    "us-trade": (6, 9),
    "digest": (5.5, 8.5),
    "letter": (8.5, 11),
    "us-letter": (8.5, 11),
    "executive": (7, 10),
}
SMALLEST, LARGEST = 3 * INCH, 18 * INCH


def trim(text: str) -> str | Fault:
    """A trim size that ``points`` can read."""
    return size if isinstance(size := _size(text), Fault) else text


def bleed(text: str) -> str | Fault:
    """How far pages reach beyond the trim: a length that ``length`` can read."""
    size = length(text)
    if size is None or not 0 <= size <= INCH:
        return Fault(BAD_VALUE, f"`{text}` is no bleed", 'write a length of at most an inch: "3mm" or "0.125in"')
    return text


def type_size(text: str) -> str | Fault:
    """A size of type in points."""
    size = length(text, "pt")
    if size is None or not 8 <= size <= 28:
        return Fault(BAD_VALUE, f"`{text}` is no size of type for a book", 'write points, from "8" to "28"')
    return text


def leading(text: str) -> str | Fault:
    """From line to line in points; that it suits the size of the type is looked at beside it."""
    size = length(text, "pt")
    if size is None or not 8 <= size <= 60:
        return Fault(BAD_VALUE, f"`{text}` is no leading", 'write points, such as "13.2"')
    return text


def length(text: str, unit: str = "") -> float | None:
    """A length with its unit (or the one given) in points; None where it is none."""
    match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*(mm|cm|in|pt|\"|)", text.strip().casefold())
    if not match or not (match[2] or unit or float(match[1]) == 0):
        return None
    units = {"mm": MILLIMETRE, "cm": 10 * MILLIMETRE, "in": INCH, '"': INCH, "pt": 1.0}
    return round(float(match[1]) * units.get(match[2] or unit, 1.0), 3)


def points(text: str) -> tuple[float, float]:
    """Width and height of a checked trim size in points."""
    size = _size(text)
    return (6 * INCH, 9 * INCH) if isinstance(size, Fault) else size


def _size(text: str) -> tuple[float, float] | Fault:
    name = re.sub(r"[\s_]+", "-", text.strip().casefold())
    if name in NAMED:
        across, down = NAMED[name]
        return round(across * MILLIMETRE, 3), round(down * MILLIMETRE, 3)
    if name in NAMED_IN_INCHES:
        return NAMED_IN_INCHES[name][0] * INCH, NAMED_IN_INCHES[name][1] * INCH
    number = r"([0-9]{1,4}(?:\.[0-9]{1,3})?)"
    match = re.fullmatch(rf"{number}\s*(mm|in|\"|)\s*[x×]\s*{number}\s*(mm|in|\"|)", text.strip().casefold())
    if not match:
        hint = (
            did_you_mean(name, (*NAMED, *NAMED_IN_INCHES))
            or 'a width and a height: "6x9" in inches, "152x229mm", or a name such as "A5"'
        )
        return Fault(BAD_VALUE, f"`{text}` is no trim size", hint)
    unit = MILLIMETRE if "mm" in (match[2], match[4]) else INCH
    width, height = round(float(match[1]) * unit, 3), round(float(match[3]) * unit, 3)
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        in_millimetres = unit == INCH and 76 <= width / INCH <= 457
        hint = f"did you mean `{match[1]}x{match[3]}mm`?" if in_millimetres else "a page has 3 to 18 inches a side"
        return Fault(BAD_VALUE, f"`{text}` is no size of a page", hint)
    return width, height
