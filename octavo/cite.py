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
from octavo.clusters import NESTED, Cluster, gather, rounds
from octavo.model import Book, Node, Nodes
from octavo.parse.guard import guard

_SPAN = frozenset(("Span",))


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
class Asked:
    """What a book asks of its style: the names of its chapters, its Cite nodes in order, the sources that they cite and
    those to be listed besides (CSL-JSON by key), the style, the language, and where first mentions begin again.
    """

    chapters: tuple[str, ...]
    clusters: tuple[Cluster, ...]
    cited: tuple[tuple[str, str], ...]
    listed: tuple[tuple[str, str], ...]
    style: str
    language: str
    first_mention: str

    @property
    def in_notes(self) -> bool:
        """True for a style of notes."""
        return _of_notes(self.style)


def asked(book: Book) -> Asked:
    """What a book asks of its style. Two books that ask the same are cited alike, whatever else stands in them."""
    style, config = book.bibliography.style, book.config
    known = {entry.key: entry.csl for entry in book.bibliography.entries}
    clusters = gather(book, frozenset(known), _of_notes(style))
    keys = dict.fromkeys(key for cluster in clusters if cluster.items for key in cluster.keys)
    return Asked(
        tuple(chapter.name for chapter in book.chapters), tuple(clusters), tuple((key, known[key]) for key in keys),
        tuple((key, csl) for key, csl in known.items() if key not in keys) if config.list_uncited else (),
        style, config.language, config.first_mention,
    )  # fmt: skip


def cite(ask: Asked) -> Citations:
    """Cite the whole book. Unknown keys are left to ``resolve``, which marks them."""
    used = [cluster for cluster in ask.clusters if cluster.items]
    if not used and not ask.listed:
        return Citations(_by_chapter(ask, []), (), (), ask.in_notes)
    references = [_reference(json.loads(csl)) for _, csl in (*ask.cited, *ask.listed)]
    uncited = [key for key, _ in ask.listed]
    blocks, warnings = pandoc.cite(_skeleton(used), _nocite(uncited), references, ask.style, ask.language)
    results = _results(blocks)
    if ask.in_notes and ask.first_mention == "chapter":
        for again in rounds(used):
            skeleton, wanted = _skeleton([c for c, _ in again]), _only(references, again)
            fresh = _results(pandoc.cite(skeleton, [], wanted, ask.style, ask.language)[0])
            for (_, index), result in zip(again, fresh, strict=True):
                if index is not None:
                    results[index] = result
    return Citations(_by_chapter(ask, results), _bibliography(blocks), warnings, ask.in_notes)


def _of_notes(style: str) -> bool:
    return bool(re.search(r"<style\b[^>]*\bclass=[\"']note[\"']", style))


def _skeleton(clusters: list[Cluster]) -> Nodes:
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


def _only(references: list[dict[str, Any]], clusters: list[tuple[Cluster, int | None]]) -> list[dict[str, Any]]:
    wanted = {key for cluster, _ in clusters for key in cluster.keys}
    return [reference for reference in references if reference["id"] in wanted]


def _by_chapter(ask: Asked, results: list[CitedCluster]) -> tuple[tuple[str, tuple[CitedCluster, ...]], ...]:
    """Results in the order of each chapter's Cite nodes; a Cite with no known citation has an empty result."""
    waiting = iter(results)
    filled: dict[str, list[CitedCluster]] = {name: [] for name in ask.chapters}
    for cluster in ask.clusters:
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
        return waiting.pop() if waiting and NESTED in tree.attr(node)[1] else None

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
        plain["title"] = f'{csl["title"]} <span class="nodecor"><span class="nocase">[{translated}]</span></span>'
    return plain


def _pseudonym(csl: dict[str, Any]) -> dict[str, Any]:
    """The author of a confidential source as every edition names them; nothing for other sources."""
    custom = csl.get("custom")
    confidential = custom.get("confidential") if isinstance(custom, dict) else None
    if not confidential:
        return {}
    named = confidential.get("pseudonym") if isinstance(confidential, dict) else ""
    return {"author": [{"literal": str(named or "Name withheld")}]}
