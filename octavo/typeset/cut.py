"""Lines cut from text that is shaped once (octavo/typeset/shaped.py), at the places where WeasyPrint would end them.

The rules are its own: the longest line that fits at a place where the text may break, and of the word behind it as
much as fits with a hyphen. What does not fit at all is left to it.
"""

from bisect import bisect_right
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from octavo.typeset.shaped import BREAK, WORD_EDGE, WORD_END, Face, Run, Shaper, dictionary

Find = Callable[..., Any]
Function = Callable[..., Any]
Wrap = Callable[[Function], Function]
# In pixels: what a line may be too wide, and a whole text; the most that a letter is moved from a space behind it.
SLACK, HAIR, KERN, ROUNDING = 0.05, 0.3, 2.0, 0.01


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run, from one letter to another."""

    run: Run
    start: int
    end: int


class Cutter:
    """The functions that are put in the place of the library's own."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._shaper = Shaper(find)
        self._layout = find("text.line_break").Layout
        self._pyphen = find("text.line_break").pyphen

    def cures(self) -> list[tuple[Any, str, Wrap]]:
        """The functions that are put in the place of the library's own."""
        inline = self._find("layout.inline")
        return [(inline, "split_first_line", self._split), (inline, "add_word_spacing", self._spaced)]

    def _split(self, original: Function) -> Function:
        def split_first_line(
            text: str, style: Any, context: Any, max_width: Any, spacing: Any, is_line_start: bool = True,
            minimum: bool = False,
        ) -> Any:  # fmt: skip
            face = self._shaper.face(style)
            found = self._shaper.run(face, text) if face.usable and not minimum else None
            line = self._line(face, found, context, max_width, spacing) if found else None
            return line or original(text, style, context, max_width, spacing, is_line_start, minimum=minimum)

        return split_first_line

    def _line(self, face: Face, found: tuple[Run, int], context: Any, max_width: Any, spacing: Any) -> Any:
        run, start = found
        size = len(run.text)
        if max_width is None or max_width == inf or not face.wraps:
            return self._cut(Piece(run, start, size), None, max_width, spacing)
        room = run.edges[start] + max_width
        over = self._edge(run, max(len(run.text.rstrip(" ")), start)) - room
        if over <= HAIR:
            return self._cut(Piece(run, start, size), None, max_width, spacing, over=max(over, 0.0))
        end = self._last_break(run, start, room + SLACK)
        head = Piece(run, start, end)
        broken = self._broken(face, head, context, room) if face.language else None
        if broken:
            tail, length = broken
            return self._cut(head, (tail, length), max_width, spacing, self._rest(face, run, end + length))
        if end == start:
            return None
        return self._cut(head, None, max_width, spacing, self._rest(face, run, end))

    def _edge(self, run: Run, end: int) -> float:
        """Where a line ends that is cut there: its last letter is not kerned to what stood behind it."""
        return run.edges[end] + self._shaper.kerned(run, end) if end else 0.0

    def _last_break(self, run: Run, start: int, room: float) -> int:
        """The last place where a run may break so that what stands before it has room; its start if there is none."""
        text, marks = run.text, run.marks
        end = bisect_right(run.edges, room + KERN, start) - 1
        while end < len(text) and text[end] == " ":
            end += 1
        while end > start:
            if marks[end] & BREAK and self._edge(run, start + len(text[start:end].rstrip(" "))) <= room:
                return end
            end -= 1
        return start

    def _rest(self, face: Face, run: Run, end: int) -> int:
        self._shaper.rest(face, run, end)
        return end

    def _broken(self, face: Face, head: Piece, context: Any, room: float) -> tuple[Run, int] | None:
        """What of the word behind a line fits with a hyphen, and how many letters that are."""
        run, end = head.run, head.end
        inked = head.start + len(run.text[head.start : end].rstrip(" "))
        style = face.style
        zone = self._find("layout.percent").percentage(
            style["hyphenate_limit_zone"], style, room - run.edges[head.start]
        )
        if room - run.edges[inked] <= zone:
            return None
        word = _next_word(run, end, face.limits[0])
        if word is None:
            return None
        before, said = run.text[end : word[0]], run.text[word[0] : word[1]]
        for part, _ in dictionary(self._pyphen, context, face.language, face.limits).iterate(said):
            length = len(before) + len(part)
            if not said.startswith(part) or run.edges[end + length - 1] > room:
                continue
            tail = self._shaper.run(face, before + part + style["hyphenate_character"])
            if tail and run.edges[end] + tail[0].edges[-1] <= room + SLACK:
                return tail[0], length
        return None

    def _cut(
        self, head: Piece, tail: tuple[Run, int] | None, max_width: Any, spacing: Any, rest: int | None = None,
        over: float = 0.0,
    ) -> Any:  # fmt: skip
        """A line as the library gives it: its layout, its bytes, those to the next, its width, height and baseline."""
        run, start, end = head.run, head.start, head.end
        gone = len(run.text[start : rest or 0].encode()) if rest is not None else None
        text = run.text[start:end]
        if tail:
            text += tail[0].text
            pieces: tuple[Piece, ...] = (head, Piece(tail[0], 0, len(tail[0].text)))
            width = run.edges[end] - run.edges[start] + tail[0].edges[-1]
            length = gone or 0
        else:
            if rest is not None:
                text = text.rstrip(" ")
                end = start + len(text)
            pieces = (Piece(run, start, end),)
            width = (run.edges[end] if rest is None else self._edge(run, end)) - run.edges[start]
            length = len(text.encode())
        layout = self._layout.__new__(self._layout)
        layout.text, layout.justification_spacing, layout.max_width = text, spacing, max_width
        layout.first_line_direction, layout.pieces = 0, pieces
        if rest is not None:
            over = max(0.0, width - max_width)
        # A line that is a hair too wide is said to fit, or the words that made it so would be broken off.
        width -= over + ROUNDING if over else 0.0
        return layout, length, gone, width, run.height, run.baseline

    def _spaced(self, original: Function) -> Function:
        def add_word_spacing(context: Any, box: Any, spacing: Any, advance: Any) -> Any:
            layout = box.__dict__.get("pango_layout")
            if not hasattr(layout, "pieces"):
                return original(context, box, spacing, advance)
            box.justification_spacing = spacing
            box.position_x += advance
            pieces = _without_last(layout.pieces, len(layout.text) - len(box.text))
            extra = spacing * sum(len(piece.run.stretching(piece.start, piece.end)) for piece in pieces)
            if extra:
                box.width += extra
                box.pango_layout = spaced = copy(layout)
                spaced.text, spaced.justification_spacing, spaced.pieces = box.text, spacing, pieces
            return advance + extra

        return add_word_spacing


def _without_last(pieces: tuple[Piece, ...], count: int) -> tuple[Piece, ...]:
    """The pieces of a line from whose end so many spaces were taken."""
    last = pieces[-1]
    return (*pieces[:-1], replace(last, end=last.end - count)) if count else pieces


def _next_word(run: Run, at: int, least: int) -> tuple[int, int] | None:
    """The first word that is long enough to be broken, before the next place at which the text breaks anyway."""
    marks, begin, size = run.marks, at, len(run.text)
    for place in range(at, size + 1):
        if marks[place] & WORD_END and place > at and place - begin >= least:
            return begin, place
        if place > at and marks[place] & BREAK:
            break
        if marks[place] & WORD_EDGE:
            begin = place
    return None
