"""Prose: the text of a file as its author wrote it, for rules about words, with the places of what they find."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.findings import Place

# What stands in ``plain`` for each letter of a mark that is no prose. They are of the private use area: neither word
# nor space nor punctuation.
HIDDEN, NOTE, CITATION, CODE, MATH = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MARKS = HIDDEN + NOTE + CITATION + CODE + MATH
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")


@dataclass(frozen=True, slots=True)
class Prose:
    """One file: path, its text, the same text with all marks hidden (``plain``, letter for letter as long), digest.

    In ``plain`` the letters of notes' calls, citation keys, code and formulas are NOTE, CITATION, CODE and MATH;
    attributes, addresses, comments, tags and other marks are HIDDEN. What pandoc would print stays as it is.
    """

    path: str
    text: str
    plain: str
    digest: str = ""

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
        """Each match in ``plain`` with the place where it begins."""
        for match in pattern.finditer(self.plain):
            yield match, self.place(match.start())

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """The stretches of ``plain`` between blank lines, each with its offset."""
        for match in _PARAGRAPH.finditer(self.plain):
            yield match.start(), match.group()

    def place(self, offset: int) -> Place:
        """Where the letter at this offset stands."""
        line = self.text.count("\n", 0, offset)
        return Place(self.path, line + 1, offset - self.text.rfind("\n", 0, offset))

    def before(self, offset: int, most: int = 80) -> str:
        """The words before an offset, in its paragraph, at most so many letters; marks are spaces."""
        start = max(self.plain.rfind("\n\n", 0, offset) + 2, offset - most, 0)
        return self.plain[start:offset].translate(_SPACES)


class Offsets:
    """From lines and columns to offsets of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._starts[min(line, len(self._starts)) - 1] + max(0, column - 1)

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._starts, offset)


_SPACES = str.maketrans(dict.fromkeys(MARKS + "\n", " "))
