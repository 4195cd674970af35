"""The nearest of many names, with case, accents and look-alikes folded: for "did you mean"."""

import difflib
import unicodedata
from collections.abc import Iterable

_LOOK_ALIKES = str.maketrans("аеорсухіјԁѕһкмтвн", "aeopcyxijdshkmtbh")


def fold(name: str) -> str:
    """A name without case, accents, and Cyrillic letters that look Latin."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LOOK_ALIKES)
    return "".join(c for c in plain if not unicodedata.combining(c))


def nearest(name: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names most like this one, best first; none when none is like it."""
    folded: dict[str, str] = {}
    for known in names:
        folded.setdefault(fold(known), known)
    found = difflib.get_close_matches(fold(name), list(folded), n=most, cutoff=0.72)
    return tuple(folded[key] for key in found)


def did_you_mean(name: str, names: Iterable[str], sign: str = "") -> str:
    """A hint, or "" when nothing is near."""
    found = nearest(name, names)
    return f"did you mean {' or '.join(f'`{sign}{key}`' for key in found)}?" if found else ""
