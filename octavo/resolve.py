"""Resolve: citations, notes and references become what every edition prints. Total: what has no target is marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo import tree
from octavo.cite import Citations, CitedCluster, CitedEntry
from octavo.model import Book, Chapter, Node, Nodes, Number
from octavo.number import Numbering, safe_id
from octavo.punctuation import after_punctuation, within_note
from octavo.references import Target, split
from octavo.words import said, words


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A place that the index points to: its id, chapter, heading path, cross-references, range, importance."""

    anchor: str
    chapter: str
    path: tuple[str, ...]
    see: str = ""
    see_also: str = ""
    range: str = ""
    main: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedChapter:
    """A chapter ready to print: number, id, blocks. In them, Note nodes have "n" (number) and "id"; links into the
    book have the address "#id"; a page number to be printed is a span of class "page-ref".
    """

    chapter: Chapter
    number: str
    anchor: str
    blocks: Nodes
    notes: int


@dataclass(frozen=True, slots=True)
class ResolvedBook:
    """The whole book, resolved: chapters, bibliography, index marks, and where each id is (id, chapter name)."""

    book: Book
    chapters: tuple[ResolvedChapter, ...]
    entries: tuple[CitedEntry, ...]
    marks: tuple[IndexMark, ...]
    homes: tuple[tuple[str, str], ...]
    numbering: Numbering


def resolve(book: Book, numbering: Numbering, citations: Citations) -> ResolvedBook:
    """Put numbers, citations and references into the text."""
    keys = frozenset(entry.key for entry in book.bibliography.entries)
    results = dict(citations.clusters)
    openings = {opening.chapter: opening for opening in numbering.openings}
    start = 0
    noted: list[tuple[Chapter, Nodes, int]] = []
    notes: dict[tuple[str, str], Number] = {}
    for chapter in book.chapters:
        first = start if book.config.notes_restart == "book" else 0
        writer = _Notes(chapter, iter(results[chapter.name]), keys, first, citations.in_notes)
        blocks = writer.apply()
        notes.update(writer.labels)
        start = writer.count
        noted.append((chapter, blocks, writer.count - first))
    linker = _Linker(book, numbering, notes, keys, frozenset(entry.key for entry in citations.entries))
    chapters = tuple(
        ResolvedChapter(chapter, openings[chapter.name].number, openings[chapter.name].anchor, linker.apply(chapter, blocks), count)
        for chapter, blocks, count in noted
    )
    entries = tuple(CitedEntry(e.key, tree.rewrite(e.inlines, linker.inline_link)) for e in citations.entries)
    return ResolvedBook(book, chapters, entries, tuple(linker.marks), tuple(linker.homes.items()), numbering)


def entry_anchor(key: str) -> str:
    """The id of a source in the bibliography."""
    return safe_id(f"ref-{key}")


class _Notes:
    """Fills in citations and numbers the notes of one chapter."""

    def __init__(self, chapter: Chapter, results: Iterator[CitedCluster], keys: frozenset[str], first: int, in_notes: bool) -> None:
        self._chapter = chapter
        self._results = results
        self._keys = keys
        self._in_notes = in_notes
        self.count = first
        self.labels: dict[tuple[str, str], Number] = {}

    def apply(self) -> Nodes:
        blocks = tree.rewrite(self._chapter.blocks, self._cite)
        if self._in_notes:
            blocks = tree.rewrite_lists(tree.rewrite(blocks, _written_note), after_punctuation)
        return tree.rewrite(blocks, self._number)  # type: ignore[no-any-return]

    def _cite(self, node: Node) -> Nodes | None:
        if node["t"] != "Cite":
            return None
        result = next(self._results).inlines
        targets, items = split(node, self._keys)
        unknown = [item for item in items if item["citationId"] not in self._keys]
        nodes: Nodes = []
        if result:
            cited = [{**inline, "cited": True} if inline["t"] == "Note" else inline for inline in result]
            mode = node["c"][0][0]["citationMode"]["t"]
            nodes = cited if _is_note(cited) else [{**tree.span(cited, "", ("citation",)), "cite_mode": mode}]
        for item in unknown:
            nodes += [*([{"t": "Space"}] if nodes else []), unresolved(f"@{item['citationId']}")]
        if targets:
            bare = {**node, "t": "Reference", "targets": targets, "c": []}
            nodes += [*([{"t": "Space"}] if nodes else []), bare]
        return nodes

    def _number(self, node: Node) -> Nodes | None:
        if node["t"] != "Note":
            return None
        self.count += 1
        name = f"{self._chapter.name}-{self.count}"
        label = node.get("label", "")
        if label:
            found = Number(label, "note", str(self.count), "", self._chapter.name, f"fn-{name}")
            self.labels.setdefault((self._chapter.name, label), found)
        return [{"t": "Note", "c": node["c"], "n": str(self.count), "id": name}]


def _written_note(node: Node) -> Nodes | None:
    """A note of the author's, with the citations in it as parts of its sentences."""
    if node["t"] != "Note" or node.get("cited"):
        return None
    return [{**node, "c": tree.rewrite_lists(node["c"], within_note)}]


def _is_note(inlines: Nodes) -> bool:
    return any(node["t"] == "Note" for node in inlines)


def unresolved(label: str) -> Node:
    """The visible mark of something that has no target."""
    return tree.span([tree.string(f"[?{label}]")], "", ("unresolved",))


class _Linker:
    """Gives every labelled thing its id and every reference its words."""

    def __init__(
        self, book: Book, numbering: Numbering, notes: dict[tuple[str, str], Number], keys: frozenset[str], listed: frozenset[str]
    ) -> None:
        self._language = book.config.language
        self._words = words(self._language)
        self._notes = notes
        self._listed = listed
        self._local: dict[tuple[str, str], Number] = {}
        self._global: dict[str, Number] = {}
        self.homes: dict[str, str] = {}
        for found in numbering.numbers:
            self._local.setdefault((found.chapter, found.label), found)
            self._global.setdefault(found.label, found)
            self.homes[found.anchor] = found.chapter
        for opening in numbering.openings:
            self.homes[opening.anchor] = opening.chapter
        for found in notes.values():
            self.homes[found.anchor] = found.chapter
        self.marks: list[IndexMark] = []
        self._chapter = ""
        self._used: set[str] = set()

    def apply(self, chapter: Chapter, blocks: Nodes) -> Nodes:
        self._chapter = chapter.name
        self._used = set()
        return tree.rewrite(blocks, self._change)  # type: ignore[no-any-return]

    def _change(self, node: Node) -> Nodes | None:
        tag = node["t"]
        if tag == "Reference":
            return [self._reference(node["targets"])]
        if tag == "Link":
            return self.inline_link(node)
        if tag == "Span" and "index" in tree.attr(node)[1]:
            return [self._mark(node)]
        if tag in ("Header", "Figure", "Image", "Table", "CodeBlock", "Span", "Div", "Code"):
            return self._thing(node)
        return None

    def _thing(self, node: Node) -> Nodes | None:
        label, classes, pairs = tree.attr(node)
        if not label:
            return None
        found = self._local.get((self._chapter, label))
        if found is None or found.anchor in self._used:
            return [tree.with_attr(node, ("", classes, pairs))]
        self._used.add(found.anchor)
        fresh = tree.with_attr(node, (found.anchor, classes, pairs))
        return [{**fresh, "n": found.text, "kind": found.kind}]

    def _find(self, label: str) -> Number | None:
        return self._local.get((self._chapter, label)) or self._global.get(label)

    def _reference(self, targets: tuple[Target, ...]) -> Node:
        pieces: Nodes = []
        found = [(t, self._target(t)) for t in targets]
        for index, (target, number) in enumerate(found):
            if index:
                last = index == len(found) - 1
                pieces += tree.words(f" {self._words.range_and} ") if last else [tree.string(","), {"t": "Space"}]
            if number is None:
                pieces.append(unresolved(f"@{target.kind}:{target.label}" if target.kind in ("note", "page") else f"@{target.label}"))
                continue
            same = index > 0 and found[0][1] is not None and _kind(found[0][1]) == _kind(number)
            several = sum(1 for _, other in found if other and _kind(other) == _kind(number)) > 1
            pieces.append(self._said(target, number, first=not same, several=several))
        return tree.span(pieces, "", ("references",)) if len(pieces) > 1 else pieces[0]

    def _target(self, target: Target) -> Number | None:
        if target.kind == "note":
            own = self._notes.get((self._chapter, target.label))
            return own or next((n for (_, label), n in self._notes.items() if label == target.label), None)
        if target.kind == "page":
            return self._find(target.label) or self._notes.get((self._chapter, target.label))
        return self._find(target.label)

    def _said(self, target: Target, number: Number, first: bool, several: bool) -> Node:
        address = f"#{number.anchor}"
        if target.kind == "page":
            return tree.link([tree.string(_name(self._language, number) or "…")], address, ("reference", "page-ref"), bare=str(target.bare))
        if not number.text:
            inner: Nodes = [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, tree.words(number.title)]}] if number.title else [tree.string("…")]
            return tree.link(inner, address, ("reference",))
        word = said(self._language, _kind(number), several) if first and not target.bare else ""
        if target.capital and word:
            word = word[0].upper() + word[1:]
        gap = "" if self._language.startswith("zh") else "\u00a0"
        text = f"({number.text})" if number.kind == "eq" and not word else number.text
        return tree.link([tree.string(f"{word}{gap}{text}" if word else text)], address, ("reference",))

    def inline_link(self, node: Node) -> Nodes | None:
        """A link into the book gets the id that its target has; one that leads nowhere is marked."""
        if node["t"] != "Link":
            return None
        address = node["c"][2][0]
        if not address.startswith("#"):
            return None
        label = address[1:]
        if label.startswith("ref-") and label[4:] in self._listed:
            target = entry_anchor(label[4:])
            return [{**node, "c": [node["c"][0], node["c"][1], [f"#{target}", ""]]}]
        found = self._find(label)
        if found is None:
            return [*node["c"][1], {"t": "Space"}, unresolved(address)]
        return [{**node, "c": [node["c"][0], node["c"][1], [f"#{found.anchor}", ""]]}]

    def _mark(self, node: Node) -> Node:
        anchor = f"ix-{len(self.marks) + 1}"
        term = tree.value(node, "term") or tree.text(node["c"][1])
        path = tuple(piece.strip() for piece in term.split("!") if piece.strip()) or ("?",)
        _, classes, pairs = tree.attr(node)
        given = dict(pairs)
        mark = IndexMark(anchor, self._chapter, path, given.get("see", ""), given.get("seealso", ""), given.get("range", ""), "main" in classes)
        self.marks.append(mark)
        self.homes[anchor] = self._chapter
        kept = tuple((key, value) for key, value in pairs if key in ("lang", "dir"))
        return tree.with_attr(node, (anchor, ("index-mark",), kept))


def _kind(number: Number | None) -> str:
    return number.kind if number else ""


def _name(language: str, number: Number) -> str:
    word = said(language, number.kind, several=False)
    return f"{word}\u00a0{number.text}".strip() if number.text else number.title

