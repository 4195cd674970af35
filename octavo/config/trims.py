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
    "a-format": (110, 178),
    "b-format": (129, 198),
    "demy": (138, 216),
    "royal": (156, 234),
    "crown-quarto": (189, 246),
}
SMALLEST, LARGEST = 3 * INCH, 18 * INCH


def trim(text: str) -> str | Fault:
    """A trim size that ``points`` can read."""
    return size if isinstance(size := _size(text), Fault) else text


def points(text: str) -> tuple[float, float]:
    """Width and height of a checked trim size in points."""
    size = _size(text)
    return (6 * INCH, 9 * INCH) if isinstance(size, Fault) else size


def _size(text: str) -> tuple[float, float] | Fault:
    name = re.sub(r"[\s_]+", "-", text.strip().casefold())
    if name in NAMED:
        across, down = NAMED[name]
        return round(across * MILLIMETRE, 3), round(down * MILLIMETRE, 3)
    number = r"([0-9]{1,4}(?:\.[0-9]{1,3})?)"
    match = re.fullmatch(rf"{number}\s*(mm|in|\"|)\s*[x×]\s*{number}\s*(mm|in|\"|)", text.strip().casefold())
    if not match:
        hint = did_you_mean(name, NAMED) or 'a width and a height: "6x9" in inches, "152x229mm", or a name such as "A5"'
        return Fault(BAD_VALUE, f"`{text}` is no trim size", hint)
    unit = MILLIMETRE if "mm" in (match[2], match[4]) else INCH
    width, height = round(float(match[1]) * unit, 3), round(float(match[3]) * unit, 3)
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        in_millimetres = unit == INCH and 76 <= width / INCH <= 457
        hint = f"did you mean `{match[1]}x{match[3]}mm`?" if in_millimetres else "a page has 3 to 18 inches a side"
        return Fault(BAD_VALUE, f"`{text}` is no size of a page", hint)
    return width, height
