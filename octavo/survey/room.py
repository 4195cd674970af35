"""Room: how wide a picture or a table may be on the page of an edition, as the house's stylesheets have it."""

import re
from collections.abc import Iterator

from octavo.geometry import edition_geometry, edition_type
from octavo.model import Edition, Format
from octavo.survey.survey import Survey
from octavo.survey.uses import ImageUse, PictureState, TableUse

# Pixels an inch: below the first they show on paper, the second is what printers ask for.
LEAST, WANTED = 200, 300

# The lines that the page of a figure keeps for its caption.
_CAPTION = 6
_PIXEL = 0.75
_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "px": 0.75, "em": 10.4, "": 0.75}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(%|in|cm|mm|pt|px|em|\\textwidth|\\linewidth)?\s*\Z")
# The measures by which a width becomes a share of the house's own page, whatever the trim.
_HOUSE = 315.0
# Letters side by side that a table has room for: as it is set, and as small as it can be set.
_TABLE, _TIGHT = 76, 96
_ICON, _SEEN = 100, 0.25


def measure(edition: Edition) -> float:
    """The width of an edition's text in points."""
    return edition_geometry(edition).measure


def depth(edition: Edition) -> float:
    """The height of an edition's text in points: a whole number of lines."""
    return edition_geometry(edition).depth


def printed_width(use: ImageUse, picture: PictureState, edition: Edition) -> float:
    """How wide a picture of pixels is printed, in points: what the author asks for, or a pixel of the web for each of
    its own, at most the measure, and a figure at most as high as leaves room for its caption.
    """
    across = measure(edition)
    asked = _LENGTH.match(use.width)
    width = min(_asked(asked, across) if asked else picture.width * _PIXEL, across)
    highest = _length(use.height) or (
        depth(edition) - _CAPTION * edition_type(edition).line if use.figure else depth(edition)
    )
    return min(width, highest * picture.width / picture.height) if picture.height else width


def table_room(edition: Edition, small: bool = False) -> int:
    """How many letters a table has room for across the measure of an edition; ``small`` where it is set small."""
    return round((_TIGHT if small else _TABLE) * measure(edition) / _HOUSE / edition_type(edition).across)


def _asked(match: re.Match[str], across: float) -> float:
    """The stylesheet has widths in steps of a twentieth of the measure."""
    size, unit = float(match[1]), match[2] or ""
    if unit == "%" or unit.startswith("\\"):
        share = size / 100 if unit == "%" else size
    else:
        share = size * _POINTS[unit] / _HOUSE
    return across * min(1.0, max(0.05, round(share * 20) / 20))


def _length(given: str) -> float:
    match = _LENGTH.match(given)
    return float(match[1]) * _POINTS.get(match[2] or "", 0.0) if match else 0.0


def coarsest(survey: Survey) -> Iterator[tuple[ImageUse, str, int, float]]:
    """Each image of pixels with the printed edition in which they are largest: its name, how many pixels an inch has
    there, and how many inches wide it is. What is as small as an icon is passed over.
    """
    pictures = {picture.path: picture for picture in survey.beside.pictures if picture.width}
    printed = [edition for edition in survey.config.editions if edition.format is Format.PRINT]
    for use in survey.images:
        picture = pictures.get(use.path)
        if picture is None or (picture.width < _ICON and not use.figure):
            continue
        inches = [
            (printed_width(use, picture, edition) / 72, edition.name)
            for edition in printed
            if edition.name not in use.lacking
        ]
        widest, name = max(inches, default=(0.0, ""))
        if widest >= _SEEN:
            yield use, name, int(picture.width / widest), widest


def narrowest(survey: Survey, small: bool) -> Iterator[tuple[TableUse, str, int]]:
    """Each table that is not turned, with the paged edition that has the least room for it, and that in letters."""
    paged = [edition for edition in survey.config.editions if edition.format.paged]
    for table in survey.tables:
        rooms = [(table_room(edition, small), edition.name) for edition in paged if edition.name not in table.lacking]
        if rooms and not table.turned:
            room, name = min(rooms)
            yield table, name, room
