"""Letters that no font of the book has: an empty box would be printed for each, so each is found in the source."""

from collections.abc import Iterator, Mapping

from octavo.findings import Finding, Place
from octavo.inspect.codes import NO_GLYPH, SETTING
from octavo.model import Sheet

_SAYS = "no font has the letters "
_SHOWN = 12


def missing_letters(
    warnings: tuple[tuple[str, str], ...], sheets: tuple[Sheet, ...], sources: Mapping[str, bytes]
) -> Iterator[Finding]:
    """A finding for each sheet with such letters, at the first of them. ``sources``: the manuscript's files."""
    places = {sheet.name: sheet.place for sheet in sheets}
    for name, warning in warnings:
        if not warning.startswith(_SAYS):
            continue
        letters = warning.removeprefix(_SAYS).split(" ")
        place = places.get(name) or Place(name)
        more = f" and {len(letters) - _SHOWN} more" if len(letters) > _SHOWN else ""
        message = f"no font has the letters {' '.join(letters[:_SHOWN])}{more}"
        yield NO_GLYPH.at(_first(letters, place, sources.get(place.file, b"")), message, letters[0])


def setting_faults(warnings: tuple[tuple[str, str], ...], sheets: tuple[Sheet, ...]) -> Iterator[Finding]:
    """A finding for whatever else the setter warned of: a note away from its call, a link that leads nowhere."""
    places = {sheet.name: sheet.place for sheet in sheets}
    for name, warning in warnings:
        if not warning.startswith(_SAYS):
            yield SETTING.at(places.get(name) or Place(name), f"in print, {warning}", name)


def _first(letters: list[str], place: Place, source: bytes) -> Place:
    """Where the first of the letters stands, at or after the beginning of the chapter."""
    lines = source.decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines[max(0, place.line - 1) :], max(1, place.line)):
        found = [at for letter in letters if (at := line.find(letter)) >= 0]
        if found:
            return Place(place.file, number, min(found) + 1)
    return place
