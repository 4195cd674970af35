"""The lines of a block that is laid out, each with the place from which the typesetter can go on at it.

The typesetter tells such a place by a stack: which child, and which child of that one, down to a letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from octavo.typeset.proof import HYPHEN, children, kind, text

Stack = dict[int, Any] | None
_PLAIN = frozenset({"BlockBox"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A line: its foot below the head of its block, in pixels, the place where it starts (none where the block cannot
    be cut before it), and whether a word is broken at its end.
    """

    foot: float
    start: Stack
    broken: bool


@dataclass(frozen=True, slots=True)
class _Found:
    line: Any
    path: tuple[int, ...]
    within: bool


def lines_of(block: Any) -> tuple[Mark, ...]:
    """The lines of a block, in order."""
    marks: list[Mark] = []
    before: _Found | None = None
    top = float(block.position_y)
    for found in _lines(block, (), True):
        foot = float(found.line.position_y + found.line.height) - top
        start = _start(before, found) if before and found.within and before.within else None
        marks.append(Mark(foot, start, text(found.line).rstrip().endswith(HYPHEN)))
        before = found
    return tuple(marks)


def _lines(box: Any, path: tuple[int, ...], within: bool) -> Iterator[_Found]:
    for child in children(box):
        if kind(child) == "LineBox":
            yield _Found(child, path, within)
        elif kind(child) in _PLAIN and hasattr(child, "index"):
            yield from _lines(child, (*path, child.index), within)
        else:
            # A table in a note, or the like, is not cut, nor is the note within it.
            yield from _lines(child, path, False)


def _start(before: _Found, found: _Found) -> Stack:
    """Where the second of two lines starts: within the block of the first, or where the next block begins."""
    if found.path == before.path:
        return _nested(found.path, {0: before.line.resume_at})
    depth = next((n for n, (one, two) in enumerate(zip(before.path, found.path, strict=False)) if one != two), None)
    return None if depth is None else _nested(found.path[:depth], {found.path[depth]: None})


def _nested(path: tuple[int, ...], stack: Stack) -> Stack:
    for index in reversed(path):
        stack = {index: stack}
    return stack
