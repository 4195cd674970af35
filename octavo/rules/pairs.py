"""Pairs: quotation marks and brackets that have no partner, over the paragraphs of a text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from octavo.survey import Prose

# A quotation or a parenthesis that is longer than so many paragraphs was forgotten.
_MOST = 10
_BREAK = re.compile(r"\n[ \t>]*\n")
_BLANK = " \t>\n"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at an offset: it opens (1), closes (-1), or nobody can tell (0)."""

    offset: int
    role: int


@dataclass(slots=True)
class _State:
    starts: list[int]
    plain: str
    # Those that are open, each with its paragraph and the last paragraph that goes on with it.
    open: list[tuple[int, int, int]] = field(default_factory=list)
    found: list[tuple[int, int]] = field(default_factory=list)
    doubted: set[int] = field(default_factory=set)


def unpaired(prose: Prose, signs: Iterable[Sign], nests: bool) -> Iterator[tuple[int, int]]:
    """The offsets of signs of one kind without a partner, each with its role. In paragraphs with a sign that nobody can
    tell nothing is found; where ``nests`` is false neither is anything where a pair stands within another.
    """
    plain = prose.plain
    state = _State([0, *(match.end() for match in _BREAK.finditer(plain))], plain)
    for sign in signs:
        _take(state, sign, nests)
    state.found += [(offset, 1) for offset, _, _ in state.open]
    for offset, role in sorted(state.found):
        if _paragraph(state, offset) not in state.doubted:
            yield offset, role


def _take(state: _State, sign: Sign, nests: bool) -> None:
    paragraph = _paragraph(state, sign.offset)
    while state.open and _over(state, state.open[0], paragraph):
        state.found.append((state.open.pop(0)[0], 1))
    if sign.role == 0:
        state.doubted.update({paragraph, *(first for _, first, _ in state.open)})
        state.open.clear()
    elif sign.role > 0:
        if state.open and _begins(state.plain, sign.offset) and state.open[-1][2] < paragraph:
            first, opened, _ = state.open.pop()  # each paragraph of a long quotation opens anew
            state.open.append((first, opened, paragraph))
            return
        if not nests and any(opened == paragraph for _, opened, _ in state.open):
            state.doubted.add(paragraph)
        state.open.append((sign.offset, paragraph, paragraph))
    elif state.open:
        state.open.pop()
    else:
        state.found.append((sign.offset, -1))


def _paragraph(state: _State, offset: int) -> int:
    return bisect_right(state.starts, offset) - 1


def _over(state: _State, opened: tuple[int, int, int], paragraph: int) -> bool:
    """True where what is open was forgotten: too many paragraphs ago, or before a heading."""
    _, _, last = opened
    if paragraph - last > _MOST:
        return True
    return any(state.plain.startswith("#", state.starts[index]) for index in range(last + 1, paragraph + 1))


def _begins(plain: str, offset: int) -> bool:
    """True for what begins its line."""
    line = plain[plain.rfind("\n", 0, offset) + 1 : offset]
    return not line.strip(_BLANK + "|*_-—–") or not line.strip(_BLANK + "[(“«„")
