"""Resolve: citations, notes and references become what every edition prints. Total: what has no target is marked."""

from dataclasses import dataclass, replace
from urllib.parse import unquote

from octavo import tree
from octavo.cite import Citations, CitedEntry
from octavo.listed import listed_entries, shelved_entries
from octavo.model import Book, Chapter, Node, Nodes, Number
from octavo.notes import IN_NOTE, Notes, SourceUse, gap, unresolved
from octavo.number import Numbering, Opening, safe_id
from octavo.references import Target
from octavo.sections import Shelf, Shelves
from octavo.words import numbered, said, words

BIBLIOGRAPHY = "refs"
_LINKED = frozenset(("Reference", "Link", "Span", "Header", "Figure", "Image", "Table", "CodeBlock", "Div", "Code"))


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A place that the index points to: its id, chapter, heading path, cross-references, range, importance, the number
    of the note that it stands in, and what its heading is sorted as.
    """

    anchor: str
    chapter: str
    path: tuple[str, ...]
    see: str = ""
    see_also: str = ""
    range: str = ""
    main: bool = False
    note: str = ""
    sort: str = ""


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
    """The whole book, resolved: chapters, bibliography, index marks, where each id is (id, chapter name), numbers,
    where each source is cited, and the shelves of the bibliography.
    """

    book: Book
    chapters: tuple[ResolvedChapter, ...]
    entries: tuple[CitedEntry, ...]
    marks: tuple[IndexMark, ...]
    homes: tuple[tuple[str, str], ...]
    numbering: Numbering
    uses: tuple[SourceUse, ...] = ()
    shelved: Shelves = Shelves(())


def resolve(book: Book, numbering: Numbering, citations: Citations) -> ResolvedBook:
    """Put numbers, citations and references into the text."""
    keys = frozenset(entry.key for entry in book.bibliography.entries)
    results = dict(citations.clusters)
    openings = {opening.chapter: opening for opening in numbering.openings}
    start = 0
    noted: list[tuple[Chapter, Nodes, int]] = []
    notes: dict[tuple[str, str], Number] = {}
    uses: list[SourceUse] = []
    for chapter in book.chapters:
        first = start if book.config.notes_restart == "book" else 0
        writer = Notes(chapter, iter(results[chapter.name]), keys, first, citations.in_notes)
        title, blocks = writer.apply()
        notes.update(writer.labels)
        uses += writer.uses
        start = writer.count
        noted.append(
            (replace(chapter, title=title) if title is not chapter.title else chapter, blocks, writer.count - first)
        )
    shelved = shelved_entries(book, citations.entries)
    linker = _Linker(book, numbering, notes, listed_entries(book, citations.entries, shelved), shelved.shelves)
    chapters = tuple(linker.chapter(chapter, blocks, openings[chapter.name], count) for chapter, blocks, count in noted)
    linker.homes.update((use.anchor, use.chapter) for use in uses)
    homes = tuple(linker.homes.items())
    return ResolvedBook(book, chapters, linker.entries, tuple(linker.marks), homes, numbering, tuple(uses), shelved)


def entry_anchor(key: str) -> str:
    """The id of a source in the bibliography."""
    return safe_id(f"ref-{key}")


def shelf_anchor(number: int) -> str:
    """The id of a section of the bibliography."""
    return f"sources-{number}"


class _Linker:
    """Gives every labelled thing its id and every reference its words."""

    def __init__(
        self,
        book: Book,
        numbering: Numbering,
        notes: dict[tuple[str, str], Number],
        entries: tuple[CitedEntry, ...],
        shelves: tuple[Shelf, ...],
    ) -> None:
        self._language = book.config.language
        self._words = words(self._language)
        self._notes = notes
        self._shelves = shelves
        self._listed = frozenset(entry.key for entry in entries)
        self._local: dict[tuple[str, str], Number] = {}
        self._global: dict[str, Number] = {}
        self.homes: dict[str, str] = {}
        self.marks: list[IndexMark] = []
        self._chapter = ""
        self._used: set[str] = set()
        self._placed = False
        for found in numbering.numbers:
            if found.label:
                self._local.setdefault((found.chapter, found.label), found)
                self._global.setdefault(found.label, found)
            self.homes[found.anchor] = found.chapter
        for opening in numbering.openings:
            self.homes[opening.anchor] = opening.chapter
        for found in notes.values():
            self.homes[found.anchor] = found.chapter
        self.entries = tuple(CitedEntry(e.key, tree.rewrite(e.inlines, self._change, _LINKED)) for e in entries)

    def chapter(self, chapter: Chapter, blocks: Nodes, opening: Opening, notes: int) -> ResolvedChapter:
        """A chapter with its links and ids."""
        self._chapter = chapter.name
        self._used = {opening.anchor}
        title, linked = tree.rewrite([chapter.title, blocks], self._change, _LINKED)
        named = replace(chapter, title=title) if title is not chapter.title else chapter
        return ResolvedChapter(named, opening.number, opening.anchor, linked, notes)

    def _change(self, node: Node) -> Nodes | None:
        tag = node["t"]
        if tag == "Reference":
            return self._reference(node["targets"], node["sides"])
        if tag == "Span" and "index" in tree.attr(node)[1]:
            return [self._mark(node)]
        if tag == "Div" and tree.attr(node)[0] == BIBLIOGRAPHY:
            return [self._bibliography(node)]
        linked = self.inline_link(node) if tag == "Link" else None
        if linked is not None and linked[0]["t"] != "Link":
            return linked
        target = linked[0] if linked else node
        return self._thing(target) or linked

    def _bibliography(self, node: Node) -> Node:
        """The sources where the author wants them: ``::: {#refs}``, once in the book."""
        _, classes, pairs = tree.attr(node)
        if self._placed or not self.entries:
            return tree.with_attr(node, ("", classes, pairs))
        self._placed = True
        self.homes[BIBLIOGRAPHY] = self._chapter
        self.homes.update({entry_anchor(entry.key): self._chapter for entry in self.entries})
        blocks: Nodes = []
        by_key = {entry.key: entry for entry in self.entries}
        for number, shelf in enumerate(self._shelves, 1):
            if shelf.title:
                anchor = shelf_anchor(number)
                self.homes[anchor] = self._chapter
                blocks.append(
                    {"t": "Header", "c": [shelf.level + 1, [anchor, ["unnumbered"], []], tree.words(shelf.title)]}
                )
            if shelf.headnote:
                blocks.append({"t": "Para", "c": tree.words(shelf.headnote)})
            for key in shelf.keys:
                entry: Node = {"t": "Para", "c": by_key[key].inlines}
                blocks.append({"t": "Div", "c": [[entry_anchor(key), ["csl-entry"], []], [entry]]})
        return {"t": "Div", "c": [[BIBLIOGRAPHY, list(classes), []], [*node["c"][1], *blocks]]}

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

    def _reference(self, targets: tuple[Target, ...], sides: list[tuple[Nodes, Nodes]]) -> Nodes:
        """The words of one reference or of several, with what the author wrote around each."""
        pieces: Nodes = []
        found = [(t, self._target(t)) for t in targets]
        kinds = [_kind(number) for _, number in found if number]
        said_kinds: set[str] = set()
        for index, ((target, number), (prefix, suffix)) in enumerate(zip(found, sides, strict=True)):
            if index:
                last = index == len(found) - 1
                pieces += tree.words(f" {self._words.range_and} ") if last else [tree.string(","), {"t": "Space"}]
            pieces += [*prefix, *gap(prefix)]
            if number is None:
                pieces.append(
                    unresolved(
                        f"@{target.kind}:{target.label}" if target.kind in ("note", "page") else f"@{target.label}"
                    )
                )
            else:
                kind = _kind(number)
                pieces.append(self._said(target, number, kind not in said_kinds, kinds.count(kind) > 1))
                said_kinds.add(kind)
            pieces += suffix
        return [tree.span(pieces, "", ("references",))] if len(targets) > 1 else pieces

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
            return tree.link(
                [tree.string(_name(self._language, number) or "…")],
                address,
                ("reference", "page-ref"),
                bare=str(target.bare),
            )
        if not number.text:
            inner: Nodes = (
                [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, tree.words(number.title)]}]
                if number.title
                else [tree.string("…")]
            )
            return tree.link(inner, address, ("reference",))
        word = said(self._language, _kind(number), several) if first and not target.bare else ""
        if target.capital and word:
            word = word[0].upper() + word[1:]
        text = f"({number.text})" if number.kind == "eq" and not word else number.text
        return tree.link([tree.string(numbered(self._language, word, text) if word else text)], address, ("reference",))

    def inline_link(self, node: Node) -> Nodes | None:
        """A link into the book gets the id that its target has; one that leads nowhere is marked."""
        attributes, inner, (address, title) = node["c"]
        if not address.startswith("#"):
            return None
        label = unquote(address[1:])
        if label.startswith("ref-") and label[4:] in self._listed:
            return [{**node, "c": [attributes, inner, [f"#{entry_anchor(label[4:])}", title]]}]
        found = self._find(label)
        if found is None:
            return [*inner, {"t": "Space"}, unresolved(address)]
        return [{**node, "c": [attributes, inner, [f"#{found.anchor}", title]]}]

    def _mark(self, node: Node) -> Node:
        anchor = f"ix-{len(self.marks) + 1}"
        # pandoc puts no-break spaces into words, and none into attributes: they are one heading.
        term = (tree.value(node, "term") or tree.text(node["c"][1])).replace("\u00a0", " ")
        path = tuple(piece.strip() for piece in term.split("!") if piece.strip()) or ("?",)
        _, classes, pairs = tree.attr(node)
        given = dict(pairs)
        mark = IndexMark(
            anchor,
            self._chapter,
            path,
            given.get("see", ""),
            given.get("seealso", ""),
            given.get("range", ""),
            "main" in classes,
            given.get(IN_NOTE, ""),
            given.get("sort", ""),
        )
        self.marks.append(mark)
        self.homes[anchor] = self._chapter
        kept = tuple((key, value) for key, value in pairs if key in ("lang", "dir"))
        return tree.with_attr(node, (anchor, ("index-mark",), kept))


def _kind(number: Number | None) -> str:
    return number.kind if number else ""


def _name(language: str, number: Number) -> str:
    word = said(language, number.kind, several=False)
    return numbered(language, word, number.text).strip() if number.text else number.title
