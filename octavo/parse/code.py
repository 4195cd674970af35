"""Which stretches of a Markdown text are code or comments, where no mark means anything."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = re.compile(r"`+|~{3,}|<!--")
_BEFORE_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\(?\w{1,4}[.)])[ \t]+)*")
# No code span goes on beyond its paragraph or its item of a list.
_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?:\n|(?:[-*+]|\d+[.)])[ \t]|#+[ \t])|\Z")
_MATHS = re.compile(
    r"\$(?:(?<!\\\$)\$(?:[^$]|\\\$)+?\$\$|(?<![\\$]\$)(?=[^\s$])(?:[^$\n]|\n(?![ \t]*\n))*?(?<=[^\s\\])\$(?!\d))"
)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Stretches of a text, in order, that do not overlap."""

    spans: tuple[tuple[int, int], ...]

    def inside(self, at: int) -> bool:
        """True for a character within one of the stretches."""
        index = bisect_right(self.spans, (at, 1 << 60)) - 1
        return index >= 0 and at < self.spans[index][1]


@lru_cache(maxsize=4)
def code_ranges(text: str) -> Ranges:
    """The fenced code, code spans and comments of a text."""
    found: list[tuple[int, int]] = []
    at = 0
    while match := _SIGNS.search(text, at):
        at = match.end()
        span = _span(text, match)
        if span:
            found.append(span)
            at = span[1]
    return Ranges(tuple(found))


def _span(text: str, sign: re.Match[str]) -> tuple[int, int] | None:
    """What a sign opens: a comment, fenced code with the whole line of its fence, or a code span."""
    start, marks = sign.start(), sign.group()
    if marks == "<!--":
        end = text.find("-->", sign.end())
        return (start, end + 3) if end >= 0 else None
    end = _fenced(text, marks, start) if len(marks) > 2 else 0
    if end:
        return text.rfind("\n", 0, start) + 1, end
    if marks[0] == "~" or (start and text[start - 1] == "\\"):
        return None
    end = _closing(text, marks, sign.end())
    return (start, end) if end else None


def _fenced(text: str, fence: str, at: int) -> int:
    """The end of the code that a fence opens; 0 where it opens none."""
    line = text.find("\n", at)
    before = _BEFORE_FENCE.match(text, text.rfind("\n", 0, at) + 1, at)
    if line < 0 or not before or before.end() != at or (fence[0] == "`" and "`" in text[at + len(fence) : line]):
        return 0
    closing = re.compile(rf"^[ \t>]*{fence}[`~]*[ \t]*$", re.M).search(text, line + 1)
    return closing.end() if closing else 0


def _closing(text: str, ticks: str, at: int) -> int:
    """The end of a code span that opened before ``at``; 0 when its paragraph does not close it."""
    stop = _PARAGRAPH_END.search(text, at)
    limit = stop.start() if stop else len(text)
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at, limit)
    return closing.end() if closing else 0


def math_ranges(text: str) -> Ranges:
    """The formulas between dollar signs."""
    return Ranges(tuple(match.span() for match in _MATHS.finditer(text)))
