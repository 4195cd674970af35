"""Citing again: what a changed chapter asks of the style, from what was given before.

A citation that stood there before keeps what the style made of it. A new one is put to the style with the others of its
sources in the chapter alone, so that first and later mentions come out right; the whole draft has the last word.
"""

import json
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeAlias

from octavo.cite import Asked, Citations, CitedCluster, asked, cite
from octavo.clusters import Cluster
from octavo.model import Book

# A Cite node of the text with those that stand within its words.
_Group: TypeAlias = tuple[Cluster, ...]
_Results: TypeAlias = tuple[CitedCluster, ...]
# What a style that counts notes asks for: its results depend on where in the book a note stands.
_COUNTING = ("first-reference-note-number", "near-note")


def recited(part: Book, before: Asked, given: Citations) -> tuple[Asked, Citations]:
    """What is asked of the style now, and given: by the chapters of ``part`` as they are, by all others as before."""
    ask = replace(asked(part), listed=(), chapters=before.chapters)
    own = tuple(chapter.name for chapter in part.chapters)
    by_chapter = {name: tuple(c for c in before.clusters if c.chapter == name) for name in before.chapters}
    fresh = {name: tuple(c for c in ask.clusters if c.chapter == name) for name in own}
    known = dict(given.clusters)
    made: dict[str, _Results] = {}
    for name in own:
        ahead = [c for n in before.chapters[: before.chapters.index(name)] for c in fresh.get(n, by_chapter[n])]
        results = _renewed(
            ask, _Change(_groups(by_chapter[name]), known[name], _groups(fresh[name]), name, ahead), before
        )
        made[name] = dict(cite(ask).clusters)[name] if results is None else results
    clusters = tuple(c for name in before.chapters for c in fresh.get(name, by_chapter[name]))
    return replace(before, clusters=clusters), replace(given, clusters=tuple({**known, **made}.items()))


@dataclass(frozen=True, slots=True)
class _Change:
    """A chapter's Cite nodes before, with their results, and now; its name, and what is cited ahead of it."""

    old: list[_Group]
    results: _Results
    new: list[_Group]
    name: str
    ahead: list[Cluster]


def _renewed(ask: Asked, change: _Change, before: Asked) -> _Results | None:
    """The results for a chapter; None where it must be cited as a whole."""
    said = [[_said(group) for group in groups] for groups in (change.old, change.new)]
    found: list[CitedCluster | None] = [None] * len(change.new)
    gone = set(range(len(change.old)))
    for old, new, size in SequenceMatcher(None, said[0], said[1], autojunk=False).get_matching_blocks():
        found[new : new + size] = change.results[old : old + size]
        gone -= set(range(old, old + size))
    moved = [change.old[at] for at in gone] + [g for g, result in zip(change.new, found, strict=True) if result is None]
    if any(len(group) > 1 for group in moved) or (moved and any(word in ask.style for word in _COUNTING)):
        return None
    keys = {key for group in moved for key in group[0].keys}
    again = [len(group) == 1 and bool(keys.intersection(group[0].keys)) for group in change.new]
    asking = [group[0] for group, wanted in zip(change.new, again, strict=True) if wanted]
    ahead = [cluster for cluster in change.ahead if keys.intersection(cluster.keys)]
    answers = iter(_answers(ask, [*ahead, *asking], change.name, dict((*before.cited, *ask.cited))) if asking else ())
    for at, (group, wanted) in enumerate(zip(change.new, again, strict=True)):
        answer = next(answers) if wanted else None
        if answer is not None and (found[at] is None or keys.issuperset(group[0].keys)):
            found[at] = answer
    return tuple(result or CitedCluster([]) for result in found)


def _answers(ask: Asked, clusters: list[Cluster], name: str, known: dict[str, str]) -> _Results:
    """What the style makes of some citations of a chapter, with what is cited ahead of it."""
    plain = tuple(replace(cluster, nested=False) for cluster in clusters)
    wanted = {key: known[key] for cluster in plain for key in cluster.keys}
    return dict(cite(replace(ask, clusters=plain, cited=tuple(wanted.items()))).clusters)[name]


def _groups(clusters: tuple[Cluster, ...]) -> list[_Group]:
    found: list[_Group] = []
    for cluster in clusters:
        if cluster.nested and found:
            found[-1] = (*found[-1], cluster)
        else:
            found.append((cluster,))
    return found


def _said(group: _Group) -> str:
    """What is asked, wherever it stands."""
    items = [[{k: v for k, v in item.items() if k != "citationNoteNum"} for item in each.items] for each in group]
    return json.dumps([[bool(each.note), each.fallback, own] for each, own in zip(group, items, strict=True)])
