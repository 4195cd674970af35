"""Where a text of the print edition begins in another edition, which has the same words but for a few."""

from octavo.make.flow import letters, words

# How many letters are looked for together, and how far from the expected place: fewer are found more often.
_PROBES = ((64, 10**9), (32, 1200), (16, 400))
_LEAST = 6
# How far a page may lie from where its letters would put it.
_SLACK = 2500
# How many words at the beginning of a page may be other words.
_WORDS = 60
_NEAR = 90


def locate(stream: str, text: str, low: int, expected: int) -> int | None:
    """The place in a stream of letters where the text begins: the nearest to the expected one, not before ``low``.

    Where the first words differ, later ones are looked for, and what stands before them is counted back.
    """
    wanted = letters(text)
    high = expected + len(wanted) + _SLACK
    for count, (at, _) in enumerate(words(text)):
        if count > _WORDS:
            break
        found = _nearest(stream, wanted[at:], low, expected + at, high)
        if found is not None:
            return found if at == 0 else _back(stream, wanted[:at], low, found)
    return None


def _nearest(stream: str, wanted: str, low: int, expected: int, high: int) -> int | None:
    """Where the beginning of ``wanted`` stands that is nearest to the expected place; little text must be near it."""
    for length, most in _PROBES:
        probe = wanted[:length]
        places = [place for place in _places(stream, probe, low, high) if abs(place - expected) <= most]
        if len(places) == 1 or (places and len(probe) >= _LEAST):
            return min(places, key=lambda place: (abs(place - expected), place))
    return None


def _places(stream: str, probe: str, low: int, high: int) -> list[int]:
    found: list[int] = []
    place = stream.find(probe, low, high)
    while place >= 0:
        found.append(place)
        place = stream.find(probe, place + 1, high)
    return found


def _back(stream: str, skipped: str, low: int, found: int) -> int:
    """The place from which one comes to ``found`` by way of other words than those that were skipped."""
    for length in range(len(skipped), 1, -1):
        place = stream.rfind(skipped[:length], max(low, found - len(skipped) - _NEAR), found)
        if place >= 0 and length >= min(_LEAST, len(skipped)):
            return place
    same = 0
    while same < len(skipped) and found - same > low and stream[found - same - 1] == skipped[-same - 1]:
        same += 1
    return max(low, found - same)
