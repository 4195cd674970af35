"""The best way to break a paragraph into lines, all of its lines weighed together.

It is Knuth's and Plass's shortest path: each place where a line may end is reached from the best of the places before
it, by what the lines cost that lie between. It knows widths and nothing of type.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# A space may lose or gain so much of itself. What loses all that it may is as bad as what gains this much.
SHRINK, STRETCH = 0.16, 0.5
# What a space may lose where a paragraph is asked to take fewer lines.
TIGHT = 0.22
# Lines with wider spaces are looked at only where there are no others.
LOOSEST = 2.4
_LINE, _HYPHEN = 10.0, 60.0
# What is added for two broken words one below the other, for a third, for one in the last line but one, for a tight
# line beside a loose one, for a last line that is hardly longer than the indent of the next paragraph, and for one that
# is the end of a word.
_TWO, _LADDER, _LAST_HYPHEN, _UNEVEN, _RUNT, _STUB = 12_000.0, 400_000.0, 5_000.0, 4_000.0, 50_000.0, 200_000.0
# Ems of the shortest last line.
RUNT = 2.5


class Chance(NamedTuple):
    """A place where a line may end: where the text goes on after it, how far the ink reaches, where that of the next
    line begins, the spaces up to both places, how far the end of this line and the beginning of the next may hang, and
    whether a hyphen stands there.
    """

    at: int
    end: float
    start: float
    spaces: int
    after: int
    right: float
    left: float
    hyphen: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """The room of a paragraph: the width of its lines, the indent of the first, a space, an em, and how much of itself
    a space may lose.
    """

    width: float
    indent: float
    space: float
    em: float
    shrink: float = SHRINK


class _Node(NamedTuple):
    cost: float
    chance: Chance
    before: "_Node | None"
    lines: int
    fitness: int
    hyphens: int


@dataclass(frozen=True, slots=True)
class Way:
    """A paragraph broken into lines: what they cost, how loose the loosest is, and where they end."""

    cost: float
    loosest: float
    ends: tuple[Chance, ...]


def best(chances: Sequence[Chance], measure: Measure, lines: int = 0) -> Way | None:
    """The best way through the chances, of which the first is where the paragraph begins and the last where it ends;
    none where a word is wider than a line. ``lines`` asks for so many of them.
    """
    for loosest in (LOOSEST, float("inf")):
        if ends := _ends(chances, measure, loosest):
            wanted = [node for node in ends if lines in (0, node.lines)]
            return _way(min(wanted, key=lambda node: node.cost), measure) if wanted else None
    return None


def _way(node: _Node, measure: Measure) -> Way:
    cost, ends, loosest = node.cost, [node.chance], 0.0
    while node.before is not None and node.before.before is not None:
        node = node.before
        ends.append(node.chance)
        loosest = max(loosest, _looseness(node.before or node, node.chance, measure))
    return Way(cost, loosest, tuple(reversed(ends)))


def _ends(chances: Sequence[Chance], measure: Measure, loosest: float) -> list[_Node]:
    """The best ways to the end of the paragraph, one for each number of lines and evenness of the last."""
    active = [_Node(0.0, chances[0], None, 0, 1, 0)]
    last = chances[-1]
    for chance in chances[1:]:
        found: dict[tuple[int, int, int], _Node] = {}
        still = []
        for node in active:
            looseness = _looseness(node, chance, measure)
            if looseness < -measure.shrink:
                continue
            still.append(node)
            if looseness <= loosest or chance is last:
                made = _step(node, chance, looseness, chance is last, measure)
                state = made.lines, made.fitness, min(made.hyphens, 2)
                kept = found.get(state)
                if kept is None or made.cost < kept.cost:
                    found[state] = made
        if chance is last:
            return list(found.values())
        active = still + list(found.values())
        if not active:
            return []
    return []


def _looseness(node: _Node, chance: Chance, measure: Measure) -> float:
    """How much each space of a line has to gain, as a share of itself."""
    from_ = node.chance
    room = measure.width + from_.left + chance.right - (measure.indent if node.before is None else 0.0)
    gap = room - (chance.end - from_.start)
    spaces = chance.spaces - from_.after
    if spaces > 0:
        return gap / (spaces * measure.space)
    return gap / measure.space if gap > 0 else (0.0 if gap > -0.01 else float("-inf"))


def _step(node: _Node, chance: Chance, looseness: float, last: bool, measure: Measure) -> _Node:
    """The node that is reached by one more line."""
    if last:
        looseness = min(looseness, 0.0)
    badness = 100.0 * abs(looseness / (STRETCH if looseness >= 0 else SHRINK)) ** 3
    cost = (_LINE + badness) ** 2
    fitness = 0 if looseness < -SHRINK / 2 else 1 if looseness < 0.25 or last else 2 if looseness < STRETCH else 3
    hyphens = node.hyphens + 1 if chance.hyphen else 0
    if hyphens:
        cost += _HYPHEN**2 + (_TWO if hyphens > 1 else 0.0) + (_LADDER if hyphens > 2 else 0.0)
    if abs(fitness - node.fitness) > 1:
        cost += _UNEVEN
    if last and node.before is not None:
        cost += _LAST_HYPHEN if node.hyphens else 0.0
        if chance.end - node.chance.start < RUNT * measure.em:
            cost += _STUB if node.hyphens else _RUNT
    return _Node(node.cost + cost, chance, node, node.lines + 1, fitness, hyphens)
