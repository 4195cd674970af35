"""Cite: the book's citations become notes or author–date by a CSL style, on a skeleton of the Cite nodes alone.

Year letters, disambiguation and numbers are the book's, so the skeleton holds the whole book in its order. For styles
of notes, "first mention" may begin again in each chapter: what is first there but not in the book is cited once more
in a round of its own, where it comes first.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from octavo import pandoc, tree
from octavo.model import Book, Node, Nodes
from octavo.parse.guard import guard
from octavo.references import split, target


@dataclass(frozen=True, slots=True)
class CitedCluster:
    """One Cite node's result: inlines as the style prints them (a Note where the style is of notes)."""

    inlines: Nodes


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """A source as the bibliography prints it."""

    key: str
    inlines: Nodes


@dataclass(frozen=True, slots=True)
class Citations:
    """The results of citing: for each chapter the clusters in the order of its text, and the bibliography."""

    clusters: tuple[tuple[str, tuple[CitedCluster, ...]], ...]
    entries: tuple[CitedEntry, ...]
    warnings: tuple[str, ...]
    in_notes: bool


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A Cite node: its chapter, the note of the book that it stands in (0: none), its known citations; true for one
    that stands within the words of the cluster before it.
    """

    chapter: str
    note: int
    items: Nodes
    fallback: Nodes
    nested: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The sources that it cites."""
        return tuple(str(item["citationId"]) for item in self.items)


_CITE = frozenset(("Cite",))
# These stand for a reference to a figure, and for another citation, within a citation while the style is at work.
# The citation is put back here; the reference by ``octavo.notes``.
REFERENCE, _NESTED = "octavo-reference", "octavo-citation"
_SPAN = frozenset(("Span",))


def cite(book: Book) -> Citations:
    """Cite the whole book. Unknown keys are left to ``resolve``, which marks them."""
    style = book.bibliography.style
    in_notes = bool(re.search(r"<style\b[^>]*\bclass=[\"']note[\"']", style))
    known = {entry.key: entry for entry in book.bibliography.entries}
    clusters = _clusters(book, frozenset(known), in_notes)
    used = [cluster for cluster in clusters if cluster.items]
    cited = [key for cluster in used for key in cluster.keys]
    uncited = [key for key in known if key not in set(cited)] if book.config.list_uncited else []
    if not used and not uncited:
        return Citations(_by_chapter(book, clusters, []), (), (), in_notes)
    references = [_reference(json.loads(known[key].csl)) for key in dict.fromkeys([*cited, *uncited])]
    language = book.config.language
    blocks, warnings = pandoc.cite(_skeleton(used), _nocite(uncited), references, style, language)
    results = _results(blocks)
    if in_notes and book.config.first_mention == "chapter":
        for again in _rounds(used):
            fresh = _results(pandoc.cite(_skeleton([c for c, _ in again]), [], _only(references, again), style, language)[0])
            for (_, index), result in zip(again, fresh, strict=True):
                if index is not None:
                    results[index] = result
    return Citations(_by_chapter(book, clusters, results), _bibliography(blocks), warnings, in_notes)


def _clusters(book: Book, keys: frozenset[str], in_notes: bool) -> list[_Cluster]:
    """Every Cite node in the order of the text, titles included; what stands inside a Cite belongs to it.

    Each item is given the number of its note as it will be printed, for styles that say "see note 12"; other styles
    measure distances with it, and for them the notes are counted through the book.
    """
    printed = "first-reference-note-number" in book.bibliography.style and book.config.notes_restart != "book"
    found: list[_Cluster] = []
    notes = 0

    def gather(item: Any, chapter: str, note: int) -> None:
        nonlocal notes
        if isinstance(item, list):
            for inner in item:
                if isinstance(inner, list | dict):
                    gather(inner, chapter, note)
        elif item.get("t") == "Cite":
            _, items = split(item, keys)
            known = [i for i in items if i["citationId"] in keys]
            notes += in_notes and bool(known) and not note
            number = note or notes
            found.append(_Cluster(chapter, note, [_bare(i, number) for i in known], item["c"][1]))
            for inner in _within(known):
                items = [_bare(i, number) for i in split(inner, keys)[1] if i["citationId"] in keys]
                found.append(_Cluster(chapter, number * in_notes or note, items, inner["c"][1], nested=True))
        elif item.get("t") not in ("Str", "Space", "SoftBreak"):
            if item.get("t") == "Note":
                notes += 1
                note = notes
            for inner in item.values():
                if isinstance(inner, list | dict):
                    gather(inner, chapter, note)

    for part in book.chapters:
        notes = 0 if printed else notes
        gather([part.title, part.blocks], part.name, 0)
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
        return [tree.span(words, "", (_NESTED,))]
    kept = [[item["citationId"], item["citationMode"]["t"], item.get("label", False)] for item in node["c"][0]]
    return [tree.span(words, "", (REFERENCE,), title=json.dumps(kept))]


def _refers(node: Node) -> bool:
    return all(target(item, frozenset()) for item in node["c"][0])


def _within(items: Nodes) -> Nodes:
    """The citations within the words of citations: ``[@a, as @b says]``."""
    sides = (item[side] for item in items for side in ("citationPrefix", "citationSuffix"))
    found: Nodes = []

    def gather(node: Node) -> None:
        if not _refers(node):
            found.append(node)

    for side in sides:
        tree.rewrite(side, gather, _CITE, _CITE)
    return found


def _skeleton(clusters: list[_Cluster]) -> Nodes:
    """A document of the Cite nodes alone. Each in a note has a note of its own, for pandoc puts what is not the first
    citation of a note in parentheses.
    """
    blocks: Nodes = []
    for cluster in clusters:
        node: Node = {"t": "Para", "c": [{"t": "Cite", "c": [cluster.items, cluster.fallback]}]}
        blocks.append({"t": "Para", "c": [{"t": "Note", "c": [node]}]} if cluster.note else node)
    return blocks


def _results(blocks: Nodes) -> list[CitedCluster]:
    """The filled Cite nodes in order; a Cite inside another's result belongs to that result."""
    found: list[CitedCluster] = []

    def gather(item: Any) -> None:
        if isinstance(item, list):
            for inner in item:
                gather(inner)
        elif isinstance(item, dict):
            if item.get("t") == "Cite":
                found.append(CitedCluster(guard(item["c"][1])))
            elif not (item.get("t") == "Div" and item["c"][0][0] == "refs"):
                for inner in item.values():
                    gather(inner)

    gather(blocks)
    return found


def _rounds(used: list[_Cluster]) -> list[list[tuple[_Cluster, int | None]]]:
    """What is a source's first mention in its chapter but not in the book, so grouped that no source comes twice.

    Each cluster comes with its index. One without is cited only so that its sources are no first mention afterwards.
    """
    seen_in_book: set[str] = set()
    seen_in_chapter: set[tuple[str, str]] = set()
    rounds: list[tuple[list[tuple[_Cluster, int | None]], set[str]]] = []
    for index, cluster in enumerate(used):
        keys = set(cluster.keys)
        again = {key for key in keys if key in seen_in_book and (cluster.chapter, key) not in seen_in_chapter}
        short = [item for item in cluster.items if (cluster.chapter, item["citationId"]) in seen_in_chapter]
        seen_in_book |= keys
        seen_in_chapter |= {(cluster.chapter, key) for key in keys}
        if not again:
            continue
        free = next((r for r in rounds if not r[1] & keys), None)
        if free is None:
            rounds.append(free := ([], set()))
        if short:
            free[0].append((_Cluster(cluster.chapter, 0, [_plain(item) for item in short], []), None))
        free[0].append((cluster, index))
        free[1].update(keys)
    return [found for found, _ in rounds]


def _plain(item: Node) -> Node:
    return {**item, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"}}


def _only(references: list[dict[str, Any]], clusters: list[tuple[_Cluster, int | None]]) -> list[dict[str, Any]]:
    wanted = {key for cluster, _ in clusters for key in cluster.keys}
    return [reference for reference in references if reference["id"] in wanted]


def _by_chapter(
    book: Book, clusters: list[_Cluster], results: list[CitedCluster]
) -> tuple[tuple[str, tuple[CitedCluster, ...]], ...]:
    """Results in the order of each chapter's Cite nodes; a Cite with no known citation has an empty result."""
    waiting = iter(results)
    filled: dict[str, list[CitedCluster]] = {chapter.name: [] for chapter in book.chapters}
    for cluster in clusters:
        result = next(waiting) if cluster.items else CitedCluster([])
        if not cluster.nested:
            filled[cluster.chapter].append(result)
            continue
        outer = filled[cluster.chapter].pop()
        shown = result.inlines or [tree.span(cluster.fallback, "", ("unresolved",))]
        shown = shown[:-1] if shown[-1].get("c") == "." else shown
        filled[cluster.chapter].append(CitedCluster(_put_back(outer.inlines, shown)))
    return tuple((name, tuple(found)) for name, found in filled.items())


def _put_back(inlines: Nodes, shown: Nodes) -> Nodes:
    """The inlines with the first place that is kept for a nested citation taken by it."""
    waiting = [shown]

    def put(node: Node) -> Nodes | None:
        return waiting.pop() if waiting and _NESTED in tree.attr(node)[1] else None

    filled: Nodes = tree.rewrite(inlines, put, _SPAN)
    return filled


def _bibliography(blocks: Nodes) -> tuple[CitedEntry, ...]:
    entries: list[CitedEntry] = []
    for node in tree.walk(blocks):
        identifier = tree.attr(node)[0]
        if node["t"] == "Div" and identifier.startswith("ref-"):
            inlines = [inline for block in node["c"][1] if "c" in block for inline in block["c"]]
            entries.append(CitedEntry(identifier.removeprefix("ref-"), guard(inlines)))
    return tuple(entries)


def _nocite(keys: list[str]) -> Nodes:
    nodes: Nodes = []
    for key in keys:
        item = {
            "citationId": key, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0, "citationHash": 0,
        }  # fmt: skip
        nodes.append({"t": "Cite", "c": [[item], [tree.string(f"[@{key}]")]]})
    return nodes


def _reference(csl: dict[str, Any]) -> dict[str, Any]:
    """A source as the style needs it: a translated title stands in brackets, upright, behind the title.

    Its original title would be the same once more: Chicago prints it as "Originally published as".
    """
    translated = csl.get("translated-title")
    left_out = ("custom", "translated-title", *(("original-title",) if translated else ()))
    plain = {key: value for key, value in csl.items() if key not in left_out}
    plain.update(_pseudonym(csl))
    if translated and csl.get("title"):
        plain["title"] = f"{csl['title']} <span class=\"nodecor\"><span class=\"nocase\">[{translated}]</span></span>"
    return plain


def _pseudonym(csl: dict[str, Any]) -> dict[str, Any]:
    """The author of a confidential source as every edition names them; nothing for other sources."""
    custom = csl.get("custom")
    confidential = custom.get("confidential") if isinstance(custom, dict) else None
    if not confidential:
        return {}
    named = confidential.get("pseudonym") if isinstance(confidential, dict) else ""
    return {"author": [{"literal": str(named or "Name withheld")}]}
