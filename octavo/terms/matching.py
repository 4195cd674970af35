"""Matching: the phrases of the index in running text, the longest at each word."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.terms.rows import Row

_WORD = re.compile(r"\w+")
_SIGNS = {"'": "['’]", "’": "['’]", "-": "[-‐‑]", "*": r"\w*"}
_GAP = r"[\s\u00a0]+"


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase in a text: where it begins and ends, and the rows whose heading it leads to."""

    start: int
    end: int
    rows: tuple[int, ...]


class Matcher:
    """Finds the phrases of rows in running text. A word within a longer phrase that is found counts for that alone."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._forms = _Lexicon([(form, row.case, at) for at, row in enumerate(rows) for form in row.forms])
        # Whatever its row says of capitals, a phrase is left out as it is written.
        self._shut = _Lexicon([(phrase, row.case, at) for at, row in enumerate(rows) for phrase in row.exclude])

    def find(self, text: str) -> Iterator[Match]:
        """Every phrase in its order."""
        end = 0
        shut: list[tuple[int, int, int]] | None = None
        for word in _WORD.finditer(text):
            start = word.start()
            if start < end:
                continue
            ends = self._forms.at(text, start, word.group())
            if not ends:
                continue
            if shut is None:
                shut = list(self._left_out(text))
            for longest in sorted(ends, reverse=True):
                rows = tuple(row for row in ends[longest] if not _within(start, longest, row, shut))
                if rows:
                    end = longest
                    yield Match(start, end, rows)
                    break

    def _left_out(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The phrases in which a row's words do not count: beginning, end and row."""
        for word in _WORD.finditer(text) if self._shut else ():
            for end, rows in self._shut.at(text, word.start(), word.group()).items():
                yield from ((word.start(), end, row) for row in rows)


def _within(start: int, end: int, row: int, shut: list[tuple[int, int, int]]) -> bool:
    return any(low <= start and end <= high and row == other for low, high, other in shut)


class _Lexicon:
    """Phrases by the word that they begin with, or by the beginning of that word where a star follows it; most words
    of a text are in neither list, and so cost next to nothing.
    """

    def __init__(self, forms: list[tuple[str, bool, int]]) -> None:
        self._whole: dict[str, list[tuple[re.Pattern[str], int]]] = defaultdict(list)
        self._begun: dict[str, list[tuple[re.Pattern[str], int]]] = defaultdict(list)
        for form, case, row in forms:
            first = _WORD.search(form)
            if first:
                bare = form[first.start() :]
                starred = form[first.end() : first.end() + 1] == "*"
                (self._begun if starred else self._whole)[first.group().casefold()].append((_pattern(bare, case), row))
        self._lengths = sorted({len(beginning) for beginning in self._begun})

    def __bool__(self) -> bool:
        return bool(self._whole or self._begun)

    def at(self, text: str, start: int, word: str) -> dict[int, list[int]]:
        """The rows of the phrases that begin with the word at this offset, by where they end."""
        folded = word.casefold()
        found = list(self._whole.get(folded, ()))
        for length in self._lengths:
            if length > len(folded):
                break
            found += self._begun.get(folded[:length], ())
        ends: dict[int, list[int]] = {}
        for pattern, row in found:
            match = pattern.match(text, start)
            if match and row not in ends.setdefault(match.end(), []):
                ends[match.end()].append(row)
        return ends


def _pattern(form: str, case: bool) -> re.Pattern[str]:
    """A form as an expression: its words with any space between, the same whatever its apostrophes and hyphens are."""
    words = ("".join(_SIGNS.get(letter) or re.escape(letter) for letter in word) for word in form.split())
    ending = r"(?!\w)" if form[-1].isalnum() or form[-1] in "*_" else ""
    return re.compile(_GAP.join(words) + ending, 0 if case else re.IGNORECASE)
