"""The nearest of many names, with case, accents and look-alikes folded: for "did you mean"."""

import difflib
import unicodedata
from collections.abc import Iterable

_LOOK_ALIKES = str.maketrans("аеорсухіјԁѕһкмтвн", "aeopcyxijdshkmtbh")
# To look for the likes of one name among thousands takes a tenth of a second: a book with more faults has another cure.
_MOST_HINTS = 50


def fold(name: str) -> str:
    """A name without case, accents, and Cyrillic letters that look Latin."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LOOK_ALIKES)
    return "".join(c for c in plain if not unicodedata.combining(c))


class Near:
    """Many names, folded once, when they are first asked, to find the nearest of them again and again."""

    def __init__(self, names: Iterable[str], sign: str = "") -> None:
        self._sign = sign
        self._names = tuple(names)
        self._folded: dict[str, str] = {}
        self._hints: dict[str, str] = {}

    def names(self, name: str, most: int = 3) -> tuple[str, ...]:
        """The names most like this one, best first; none when none is like it."""
        if not self._folded:
            for known in sorted(self._names):
                self._folded.setdefault(fold(known), known)
        found = difflib.get_close_matches(fold(name), list(self._folded), n=most, cutoff=0.72)
        return tuple(self._folded[key] for key in found)

    def hint(self, name: str) -> str:
        """A hint, or "" when nothing is near, or too much was asked already."""
        if name not in self._hints:
            found = self.names(name) if len(self._hints) < _MOST_HINTS else ()
            meant = " or ".join(f"`{self._sign}{key}`" for key in found)
            self._hints[name] = f"did you mean {meant}?" if meant else ""
        return self._hints[name]


def by_case(names: Iterable[str]) -> dict[str, str]:
    """The names by their letters without case; those that differ in nothing else are not told apart, and left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name in names:
        twice.update({name.casefold()} if found.setdefault(name.casefold(), name) != name else ())
    return {folded: name for folded, name in found.items() if folded not in twice}


def nearest(name: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names most like this one, best first; none when none is like it."""
    return Near(names).names(name, most)


def did_you_mean(name: str, names: Iterable[str], sign: str = "") -> str:
    """A hint, or "" when nothing is near."""
    return Near(names, sign).hint(name)
