"""Openings: the notes of a set edition that begin one (two facing pages), where "ibid." would point over the leaf."""

import re
from collections import defaultdict
from itertools import pairwise

from octavo.bind.plan import Plan

_NOTE = re.compile(r"[^#]+#fn-(.+)-(\d+)\Z")

# Chapters, each with the place of a note in it, from 1.
Apart = tuple[tuple[str, int], ...]


def apart(plan: Plan) -> Apart:
    """The notes that stand on another opening than the note before them in their chapter."""
    pages: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for anchor, index in plan.map.anchors:
        found = _NOTE.match(anchor)
        if found:
            pages[found[1]].append((int(found[2]), index))
    return tuple(
        (chapter, place)
        for chapter, notes in sorted(pages.items())
        for place, (before, note) in enumerate(pairwise(index for _, index in sorted(notes)), 2)
        if _opening(plan, before) != _opening(plan, note)
    )


def every_note(plan: Plan) -> Apart:
    """All notes, so that none is called the same as the one before it."""
    found = (_NOTE.match(anchor) for anchor, _ in plan.map.anchors)
    chapters = [match[1] for match in found if match]
    return tuple((name, place) for name in sorted(set(chapters)) for place in range(1, chapters.count(name) + 1))


def _opening(plan: Plan, index: int) -> tuple[str, int]:
    """A left-hand page has an even number, and the one that faces it the next."""
    page = plan.pages[index]
    return page.style, page.number // 2
