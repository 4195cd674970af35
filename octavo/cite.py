"""Cite: the book's citations become notes or author–date by a CSL style, on a skeleton of the Cite nodes alone.

Year letters, disambiguation and numbers are the book's, so the skeleton holds the whole book in its order. For styles
of notes, "first mention" may begin again in each chapter: what is first there but not in the book is cited once more
in a round of its own, where it comes first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Semaphore
from typing import Any

from octavo import pandoc, tree
from octavo.children import Beside
from octavo.citing import style as styles
from octavo.citing.chicago import Source
from octavo.citing.finish import finished
from octavo.citing.locators import fitted, own_again
from octavo.citing.order import in_order
from octavo.citing.roles import LANGUAGES, with_terms
from octavo.citing.sources import base, prepared
from octavo.citing.tongues import runs
from octavo.citing.wants import Wants, wants
from octavo.clusters import NESTED, Cluster, gather, rounds
from octavo.model import Book, Edition, Node, Nodes
from octavo.parse.guard import guard

# What is cited between two notes so that the later one is no "ibid." of the earlier.
_NOTHING = "octavo-nothing"
_NO_SOURCE: Source = {"id": _NOTHING, "type": "document", "title": _NOTHING}
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
    those to be listed besides (CSL-JSON by key), the style, where first mentions begin again, its wants, and the notes
    (chapter, place) that no "ibid." may begin.
    """

    chapters: tuple[str, ...]
    clusters: tuple[Cluster, ...]
    cited: tuple[tuple[str, str], ...]
    listed: tuple[tuple[str, str], ...]
    style: str
    first_mention: str
    wants: Wants = Wants()
    apart: tuple[tuple[str, int], ...] = ()

    @property
    def in_notes(self) -> bool:
        """True for a style of notes."""
        return styles.of_notes(self.style)


def asked(book: Book, apart: tuple[tuple[str, int], ...] = ()) -> Asked:
    """What a book asks of its style. Two books that ask the same are cited alike, whatever else stands in them."""
    style, config = book.bibliography.style, book.config
    known = {entry.key: entry.csl for entry in book.bibliography.entries}
    clusters = gather(book, frozenset(known), styles.of_notes(style))
    keys = dict.fromkeys(key for cluster in clusters if cluster.items for key in cluster.keys)
    return Asked(
        tuple(chapter.name for chapter in book.chapters), tuple(clusters), tuple((key, known[key]) for key in keys),
        tuple((key, csl) for key, csl in known.items() if key not in keys) if config.list_uncited else (),
        style, config.first_mention, wants(config), apart,
    )  # fmt: skip


def styled(book: Book, edition: Edition) -> Book:
    """The book with its style as the edition needs it: the same book where that is the style as it is."""
    bibliography = book.bibliography
    style = styles.for_edition(bibliography.style, edition.format.paged)
    return book if style == bibliography.style else replace(book, bibliography=replace(bibliography, style=style))


def cite(ask: Asked, workers: int = 1) -> Citations:
    """Cite the whole book, in so many processes at once. Unknown keys are left to ``resolve``, which marks them."""
    used = [cluster for cluster in ask.clusters if cluster.items]
    if not used and not ask.listed:
        return Citations(_by_chapter(ask, []), (), (), ask.in_notes)
    sources = {key: json.loads(csl) for key, csl in (*ask.cited, *ask.listed)}
    ready = {key: prepared(source, ask.style, ask.wants) for key, source in sources.items()}
    fit = [fitted(cluster, ready) for cluster in used]
    style = styles.with_shelf_marks(ask.style if styles.says_ibid(ask.style) else styles.without_ibid(ask.style))
    gate = Semaphore(workers)
    first = _begun(ask, fit, ready, style, gate)
    others = [
        (own, _begun(ask, fit, ready, with_terms(style, language, ask.wants), gate))
        for language, own in _languages(ready, ask.wants).items()
    ]
    printed = first()
    for own, other in others:
        printed = _merged(printed, other(), used, own)
    tongues = {key: runs(source, ask.wants) for key, source in sources.items()}
    results = [
        CitedCluster(
            finished(own_again(result.inlines, cluster), tuple(r for key in cluster.keys for r in tongues[key]))
        )
        for result, cluster in zip(printed.results, used, strict=True)
    ]
    entries = {
        entry.key: CitedEntry(entry.key, finished(entry.inlines, tongues[entry.key])) for entry in printed.entries
    }
    order = tuple(entries)
    if styles.files_by_name(ask.style):
        listed = [(entry.key, entry.inlines) for entry in entries.values()]
        order = tuple(in_order(listed, ready, ask.wants, styles.keeps_particles(ask.style)))
    return Citations(_by_chapter(ask, results), tuple(entries[key] for key in order), printed.warnings, ask.in_notes)


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the style printed, with the terms of one language."""

    results: tuple[CitedCluster, ...]
    entries: tuple[CitedEntry, ...]
    warnings: tuple[str, ...]


def _begun(
    ask: Asked, used: list[Cluster], ready: dict[str, Source], style: str, gate: Semaphore
) -> Callable[[], _Printed]:
    """Begin to cite the book once, and once more for the first mentions of its chapters; what gives the result."""
    language = ask.wants.language
    parted = ask.in_notes and styles.says_ibid(style)
    nothing = [_NO_SOURCE] if parted else []

    def begun(clusters: list[Cluster], uncited: Nodes, sources: list[Source]) -> Beside[tuple[Nodes, tuple[str, ...]]]:
        def run() -> tuple[Nodes, tuple[str, ...]]:
            with gate:
                blocks = _skeleton(clusters, parted, ask.apart)
                return pandoc.cite(blocks, uncited, [*sources, *nothing], style, language)

        return Beside(run)

    whole = begun(used, _nocite([key for key, _ in ask.listed]), [*ready.values()])
    later = []
    for again in rounds(used) if ask.in_notes and ask.first_mention == "chapter" else ():
        wanted = {key for cluster, _ in again for key in cluster.keys}
        known = [source for key, source in ready.items() if key in wanted]
        later.append((again, begun([cluster for cluster, _ in again], [], known)))

    def printed() -> _Printed:
        blocks, warnings = whole.result()
        results = _results(blocks)
        for again, fresh in later:
            for (_, index), result in zip(again, _results(fresh.result()[0]), strict=True):
                if index is not None:
                    results[index] = result
        return _Printed(tuple(results), tuple(_bibliography(blocks)), warnings)

    return printed


def _languages(ready: dict[str, Source], asked_for: Wants) -> dict[str, frozenset[str]]:
    """The languages whose terms are wanted, each with the sources in it; none where the book's own do for all."""
    if asked_for.terms != "item":
        return {}
    own = base(asked_for.language)
    spoken = {key: base(str(source.get("language", ""))) for key, source in ready.items()}
    return {
        language: frozenset(key for key, its in spoken.items() if its == language)
        for language in LANGUAGES
        if language != own and language in spoken.values()
    }


def _merged(first: _Printed, own: _Printed, used: list[Cluster], keys: frozenset[str]) -> _Printed:
    """What was printed, with these sources as another language has them; a note of several languages stays as it is."""
    entries = {entry.key: entry for entry in own.entries if entry.key in keys}
    return replace(
        first,
        results=tuple(
            new if set(cluster.keys) <= keys else old
            for old, new, cluster in zip(first.results, own.results, used, strict=True)
        ),
        entries=tuple(entries.get(entry.key, entry) for entry in first.entries),
    )


def _skeleton(clusters: list[Cluster], parted: bool, apart: tuple[tuple[str, int], ...]) -> Nodes:
    """A document of the Cite nodes alone. Each in a note has a note of its own, for pandoc puts what is not the first
    citation of a note in parentheses. Where ``parted``, a citation of nothing stands before each that must not be
    "ibid.": the first of a chapter or of an opening, and what another note comes before.
    """
    alone = frozenset(apart)
    blocks: Nodes = []
    before: Cluster | None = None
    for cluster in clusters:
        turned = before and cluster.place != before.place and (cluster.chapter, cluster.place) in alone
        if parted and before and (turned or not _follows(cluster, before)):
            blocks.append({"t": "Para", "c": [{"t": "Cite", "c": [[_item(_NOTHING)], [tree.string(_NOTHING)]]}]})
        before = cluster
        node: Node = {"t": "Para", "c": [{"t": "Cite", "c": [cluster.items, cluster.fallback]}]}
        blocks.append({"t": "Para", "c": [{"t": "Note", "c": [node]}]} if cluster.note else node)
    return blocks


def _follows(cluster: Cluster, before: Cluster) -> bool:
    """True where a note comes right after another of its chapter, or is the same."""
    gap = cluster.items[0]["citationNoteNum"] - before.items[0]["citationNoteNum"]
    return cluster.chapter == before.chapter and 0 <= gap <= 1


def _results(blocks: Nodes) -> list[CitedCluster]:
    """The filled Cite nodes in order; a Cite inside another's result belongs to that result."""
    found: list[CitedCluster] = []

    def gather(item: Any) -> None:
        if isinstance(item, list):
            for inner in item:
                gather(inner)
        elif isinstance(item, dict):
            if item.get("t") == "Cite":
                if item["c"][0][0]["citationId"] == _NOTHING:
                    return
                found.append(CitedCluster(guard(item["c"][1])))
            elif not (item.get("t") == "Div" and item["c"][0][0] == "refs"):
                for inner in item.values():
                    gather(inner)

    gather(blocks)
    return found


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


def _bibliography(blocks: Nodes) -> list[CitedEntry]:
    entries: list[CitedEntry] = []
    for node in tree.structure(blocks):
        identifier = tree.attr(node)[0]
        if node["t"] == "Div" and identifier.startswith("ref-") and identifier != f"ref-{_NOTHING}":
            inlines = [inline for block in node["c"][1] if "c" in block for inline in block["c"]]
            entries.append(CitedEntry(identifier.removeprefix("ref-"), guard(inlines)))
    return entries


def _nocite(keys: list[str]) -> Nodes:
    return [{"t": "Cite", "c": [[_item(key)], [tree.string(f"[@{key}]")]]} for key in keys]


def _item(key: str) -> Node:
    return {
        "citationId": key, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
