"""Which stretches of a Markdown text are code or comments, where no mark means anything."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_PREFIX = r"[ \t>]*(?:(?:[-*+]|\(?\w{1,4}[.)])[ \t]+)*"
_FENCED = (
    rf"^{_PREFIX}(?P<fence>`{{3,}}(?![^\n]*`)|~{{3,}})(?P<info>[^\n]*)\n"
    r"(?:[^\n]*\n)*?[ \t>]*(?P=fence)[`~]*[ \t]*$"
)
_COMMENT = r"<!--.*?-->"
_FENCES = re.compile(rf"{_FENCED}|(?P<comment>(?s:{_COMMENT}))|(?P<open>(?<![`\\])`+)", re.M)
# No code span goes on beyond its paragraph or its item of a list.
_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?:\n|(?:[-*+]|\d+[.)])[ \t]|#+[ \t])|\Z")
_MATHS = re.compile(
    r"(?<!\\)\$\$(?:[^$]|\\\$)+?\$\$|(?<![\\$])\$(?=[^\s$])(?:[^$\n]|\n(?![ \t]*\n))*?(?<=[^\s\\])\$(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Stretches of a text, in order, that do not overlap."""

    spans: tuple[tuple[int, int], ...]

    def inside(self, at: int) -> bool:
        """True for a character within one of the stretches."""
        index = bisect_right(self.spans, (at, 1 << 60)) - 1
        return index >= 0 and at < self.spans[index][1]


def code_ranges(text: str) -> Ranges:
    """The fenced code, code spans and comments of a text."""
    found: list[tuple[int, int]] = []
    at = 0
    while match := _FENCES.search(text, at):
        start, end = match.span()
        ticks = match["open"]
        if ticks:
            end = _closing(text, ticks, end)
            if not end:
                at = match.end()
                continue
        found.append((start, end))
        at = end
    return Ranges(tuple(found))


def _closing(text: str, ticks: str, at: int) -> int:
    """The end of a code span that opened before ``at``; 0 when its paragraph does not close it."""
    stop = _PARAGRAPH_END.search(text, at)
    limit = stop.start() if stop else len(text)
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at, limit)
    return closing.end() if closing else 0


def math_ranges(text: str) -> Ranges:
    """The formulas between dollar signs."""
    return Ranges(tuple(match.span() for match in _MATHS.finditer(text)))
