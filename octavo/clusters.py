"""Clusters: the book's Cite nodes in order, ready for the style, and those that first mentions ask for again."""

import json
from dataclasses import dataclass
from typing import Any

from octavo import tree
from octavo.model import Book, Node, Nodes
from octavo.references import split, target


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Cite node: its chapter, the note of the book that it stands in (0: none), its known citations; true for one
    that stands within the words of the cluster before it; the place of its note in the chapter, from 1.
    """

    chapter: str
    note: int
    items: Nodes
    fallback: Nodes
    nested: bool = False
    place: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """The sources that it cites."""
        return tuple(str(item["citationId"]) for item in self.items)


_CITE = frozenset(("Cite",))
# These stand for a reference to a figure, and for another citation, within a citation while the style is at work.
# The citation is put back here; the reference by ``octavo.notes``.
REFERENCE, NESTED = "octavo-reference", "octavo-citation"


def gather(book: Book, keys: frozenset[str], in_notes: bool) -> list[Cluster]:
    """Every Cite node in the order of the text, titles included; what stands inside a Cite belongs to it.

    Each item is given the number of its note as it will be printed, for styles that say "see note 12"; other styles
    measure distances with it, and for them the notes are counted through the book.
    """
    printed = "first-reference-note-number" in book.bibliography.style and book.config.notes_restart != "book"
    found: list[Cluster] = []
    notes = start = 0

    def walk(item: Any, chapter: str, note: int) -> None:
        nonlocal notes
        if isinstance(item, list):
            for inner in item:
                if isinstance(inner, list | dict):
                    walk(inner, chapter, note)
        elif item.get("t") == "Cite":
            _, items = split(item, keys)
            known = [i for i in items if i["citationId"] in keys]
            notes += in_notes and bool(known) and not note
            number = note or notes
            place = number - start
            found.append(Cluster(chapter, note, [_bare(i, number) for i in known], item["c"][1], place=place))
            for inner in _within(known):
                items = [_bare(i, number) for i in split(inner, keys)[1] if i["citationId"] in keys]
                found.append(Cluster(chapter, number * in_notes or note, items, inner["c"][1], True, place))
        elif item.get("t") not in ("Str", "Space", "SoftBreak"):
            if item.get("t") == "Note":
                notes += 1
                note = notes
            for inner in item.values():
                if isinstance(inner, list | dict):
                    walk(inner, chapter, note)

    for part in book.chapters:
        notes = start = 0 if printed else notes
        walk([part.title, part.blocks], part.name, 0)
    return found


def _bare(item: dict[str, Any], number: int) -> Node:
    """A citation item as pandoc knows it: without our place, and without other Cite nodes, which would confuse it."""
    sides = {side: tree.rewrite(item[side], _aside, _CITE, _CITE) for side in ("citationPrefix", "citationSuffix")}
    kept = ("citationId", "citationMode", "citationHash")
    return {**{key: item[key] for key in kept}, **sides, "citationNoteNum": number}


def _aside(node: Node) -> Nodes:
    """What stands for a Cite node within a citation."""
    words = [tree.string("\u2060")]
    if not _refers(node):
        return [tree.span(words, "", (NESTED,))]
    kept = [[item["citationId"], item["citationMode"]["t"], item.get("label", False)] for item in node["c"][0]]
    return [tree.span(words, "", (REFERENCE,), title=json.dumps(kept))]


def _refers(node: Node) -> bool:
    return all(target(item, frozenset()) for item in node["c"][0])


def _within(items: Nodes) -> Nodes:
    """The citations within the words of citations: ``[@a, as @b says]``."""
    sides = (item[side] for item in items for side in ("citationPrefix", "citationSuffix"))
    found: Nodes = []

    def keep(node: Node) -> None:
        if not _refers(node):
            found.append(node)

    for side in sides:
        tree.rewrite(side, keep, _CITE, _CITE)
    return found


def rounds(used: list[Cluster]) -> list[list[tuple[Cluster, int | None]]]:
    """What is a source's first mention in its chapter but not in the book, so grouped that no source comes twice.

    Each cluster comes with its index. One without is cited only so that its sources are no first mention afterwards; it
    is of no chapter, and its sources have the numbers of the notes that they are first cited in.
    """
    seen_in_book: set[str] = set()
    seen_in_chapter: dict[tuple[str, str], int] = {}
    rounds: list[tuple[list[tuple[Cluster, int | None]], set[str]]] = []
    for index, cluster in enumerate(used):
        keys = set(cluster.keys)
        again = {key for key in keys if key in seen_in_book and (cluster.chapter, key) not in seen_in_chapter}
        short = [item for item in cluster.items if (cluster.chapter, item["citationId"]) in seen_in_chapter]
        seen_in_book |= keys
        for item in cluster.items:
            seen_in_chapter.setdefault((cluster.chapter, item["citationId"]), item["citationNoteNum"])
        if not again:
            continue
        free = next((r for r in rounds if not r[1] & keys), None)
        if free is None:
            rounds.append(free := ([], set()))
        if short:
            noted = [_plain(item, seen_in_chapter[cluster.chapter, item["citationId"]]) for item in short]
            free[0].append((Cluster("", 0, noted, []), None))
        free[0].append((cluster, index))
        free[1].update(keys)
    return [found for found, _ in rounds]


def _plain(item: Node, number: int) -> Node:
    plain = {"citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"}}
    return {**item, **plain, "citationNoteNum": number}
