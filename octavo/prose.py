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
_LANGUAGE = re.compile(r"lang=(?<![\w-]lang=)[\"']?([A-Za-z][\w-]*)")
_FENCE = re.compile(r"^[ \t>]*(:{3,})([^\n]*)$", re.M)


@dataclass(frozen=True, slots=True)
class Prose:
    """One file: path, its text, the same text with all marks hidden (``plain``, letter for letter as long), digest,
    and what is known of its letters.

    In ``plain`` the letters of notes' calls, citation keys with their locators, code and formulas are NOTE, CITATION,
    CODE and MATH; attributes, addresses, comments, tags and other marks are HIDDEN. What pandoc would print stays as it
    is, and so do the signs of emphasis, headings, lists, quotations and tables.
    """

    path: str
    text: str
    plain: str
    digest: str = ""
    given: str = ""

    @property
    def letters(self) -> str:
        """The different characters of its text that are not ASCII."""
        return self.given or letters_of(self.text)

    def find(self, pattern: re.Pattern[str], group: int | str = 0) -> Iterator[tuple[re.Match[str], Place]]:
        """Each match in ``plain`` with the place where it, or a group of it, begins."""
        offsets: Offsets | None = None
        for match in pattern.finditer(self.plain):
            offsets = offsets or Offsets(self.text)
            yield match, offsets.place(self.path, match.start(group))

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """The stretches of ``plain`` between blank lines, each with its offset."""
        for match in _PARAGRAPH.finditer(self.plain):
            yield match.start(), match.group()

    def place(self, offset: int) -> Place:
        """Where the letter at this offset stands."""
        line = self.text.count("\n", 0, offset)
        return Place(self.path, line + 1, offset - self.text.rfind("\n", 0, offset))

    def line(self, offset: int) -> str:
        """The whole line of ``plain`` that holds an offset."""
        end = self.plain.find("\n", offset)
        return self.plain[self.plain.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(self.plain)]

    def before(self, offset: int, most: int = 80) -> str:
        """The words before an offset, in its paragraph, at most so many letters; marks are spaces."""
        paragraph = self.plain.rfind("\n\n", 0, offset)
        start = max(paragraph + 2 if paragraph >= 0 else 0, offset - most, 0)
        return self.plain[start:offset].translate(_SPACES)

    def foreign(self) -> "Runs":
        """The runs and passages whose language is marked."""
        return Runs(tuple(self._foreign()) if "lang=" in self.text else ())

    def _foreign(self) -> Iterator[tuple[int, int, str]]:
        for match in _LANGUAGE.finditer(self.text):
            opened = self.text.rfind("{", 0, match.start())
            if self.plain[match.start()] != HIDDEN or opened < 0:
                continue
            line = self.text.rfind("\n", 0, opened) + 1
            if self.text.startswith(":::", line + len(self.text[line:opened]) - len(self.text[line:opened].lstrip())):
                yield opened, self._closing(opened), match[1].lower()
            elif self.plain[opened - 1 : opened] == "]":
                yield self._opening(opened - 1), opened, match[1].lower()

    def _opening(self, at: int) -> int:
        """The offset of the bracket that is closed here."""
        depth = 0
        while at >= 0:
            depth += {"]": 1, "[": -1}.get(self.plain[at], 0)
            if not depth:
                return at
            at = max(self.plain.rfind("[", 0, at), self.plain.rfind("]", 0, at))
        return 0

    def _closing(self, at: int) -> int:
        """Where the passage ends that is opened in this line."""
        depth = 0
        for match in _FENCE.finditer(self.text, self.text.rfind("\n", 0, at) + 1):
            depth += 1 if match[2].strip(" :") else -1
            if depth <= 0:
                return match.start()
        return len(self.text)


def letters_of(text: str) -> str:
    """The different characters of a text that are not ASCII, in their order; "" where there is none."""
    return "" if text.isascii() else "".join(sorted(letter for letter in set(text) if ord(letter) > 127))


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of a text, each with its language."""

    spans: tuple[tuple[int, int, str], ...] = ()

    def language(self, offset: int, book: str) -> str:
        """The language of the letter at an offset, without its region: that of the innermost run, or the book's."""
        found = book
        for start, end, language in self.spans:
            if start <= offset < end:
                found = language
        return found.split("-")[0].lower()


class Offsets:
    """From lines and columns to offsets of a text, and back."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._starts[min(line, len(self._starts)) - 1] + max(0, column - 1)

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._starts, offset)

    def place(self, path: str, offset: int) -> Place:
        """The place of an offset."""
        line = self.line(offset)
        return Place(path, line, offset - self._starts[line - 1] + 1)


_SPACES = str.maketrans(dict.fromkeys(MARKS + "\n", " "))
