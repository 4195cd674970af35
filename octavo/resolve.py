"""Resolve: citations, notes and references become what every edition prints. Total: what has no target is marked."""

from dataclasses import dataclass, replace
from urllib.parse import unquote

from octavo import tree
from octavo.cite import Citations, CitedEntry
from octavo.listed import listed_entries, shelved_entries
from octavo.model import Book, Chapter, Node, Nodes, Number
from octavo.notes import IN_NOTE, Notes, SourceUse, unresolved
from octavo.number import Numbering, Opening, safe_id
from octavo.references import Target
from octavo.referring import Reference, Standpoint, refer, referred
from octavo.sections import Shelf, Shelves

BIBLIOGRAPHY = "refs"
_LINKED = frozenset(("Reference", "Link", "Span", "Header", "Figure", "Image", "Table", "CodeBlock", "Div", "Code"))


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A place that the index points to: its id, chapter, heading path, cross-references, range, importance, the number
    of the note that it stands in, what its heading is sorted as, and true where its paragraph has been pointed to.

    One without an id is no place: it says where its heading leads on to, or how it is sorted.
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
    again: bool = False

    @property
    def places(self) -> bool:
        """True for one that makes its heading a line of the index; the others only say how a heading is sorted."""
        return bool(self.anchor or self.see or self.see_also)


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


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a part of a book that is resolved by itself: so many notes, so many index marks."""

    notes: int = 0
    marks: int = 0


def resolve(
    book: Book,
    numbering: Numbering,
    citations: Citations,
    lines: tuple[IndexMark, ...] = (),
    before: Before = Before(),
) -> ResolvedBook:
    """Put numbers, citations and references into the text. ``lines`` of the index have no mark in it."""
    keys = frozenset(entry.key for entry in book.bibliography.entries)
    results = dict(citations.clusters)
    openings = {opening.chapter: opening for opening in numbering.openings}
    start = before.notes
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
    linker = _Linker(
        book, numbering, notes, listed_entries(book, citations.entries, shelved), shelved.shelves, before.marks
    )
    chapters = tuple(linker.chapter(chapter, blocks, openings[chapter.name], count) for chapter, blocks, count in noted)
    linker.homes.update((use.anchor, use.chapter) for use in uses)
    homes = tuple(linker.homes.items())
    return ResolvedBook(book, chapters, linker.entries, (*linker.marks, *lines), homes, numbering, tuple(uses), shelved)


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
        before: int,
    ) -> None:
        self._language = book.config.language
        self._restarting = book.config.notes_restart != "book"
        self._notes = notes
        self._paths = {chapter.name: chapter.path for chapter in book.chapters}
        self._shelves = shelves
        self._listed = frozenset(entry.key for entry in entries)
        self._local: dict[tuple[str, str], Number] = {}
        self._global: dict[str, Number] = {}
        self._chapters: dict[str, Number] = {}
        self.homes: dict[str, str] = {}
        self.marks: list[IndexMark] = []
        self._before = before
        self._chapter = ""
        self._used: set[str] = set()
        self._placed = False
        for found in numbering.numbers:
            if found.label:
                self._local.setdefault((found.chapter, found.label), found)
                self._local.setdefault((self._paths.get(found.chapter, ""), found.label), found)
                self._global.setdefault(found.label, found)
            if found.kind in ("chapter", "appendix"):
                self._chapters.setdefault(found.chapter, found)
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
            return self._reference(node)
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
        """What has this label: in the same chapter, else in the same file, else anywhere."""
        near = (self._local.get((place, label)) for place in (self._chapter, self._paths.get(self._chapter, "")))
        return next((found for found in near if found), None) or self._global.get(label)

    def _noted(self, label: str) -> Number | None:
        """The note of this label: in the same chapter, else in the same file, else anywhere."""
        path = self._paths.get(self._chapter)
        named = [note for (_, name), note in self._notes.items() if name == label]
        near = [note for note in named if self._paths.get(note.chapter) == path]
        return self._notes.get((self._chapter, label)) or next(iter((*near, *named)), None)

    def _reference(self, node: Node) -> Nodes:
        """The words of one reference or of several, with what the author wrote around each."""
        here = Standpoint(
            self._language, self._chapter, bool(node.get("noted")), str(node.get("case", "")), self._chapters,
            self._restarting,
        )  # fmt: skip
        found: list[Reference] = []
        for target, (prefix, suffix) in zip(node["targets"], node["sides"], strict=True):
            found.append(referred(target, self._target(target), prefix, suffix))
        return refer(tuple(found), here)

    def _target(self, target: Target) -> Number | None:
        if target.kind == "note":
            return self._noted(target.label)
        found = self._find(target.label)
        return found or (self._noted(target.label) if target.kind == "page" else None)

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
        anchor = f"ix-{self._before + len(self.marks) + 1}"
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
            "again" in given,
        )
        self.marks.append(mark)
        self.homes[anchor] = self._chapter
        kept = tuple((key, value) for key, value in pairs if key in ("lang", "dir"))
        return tree.with_attr(node, (anchor, ("index-mark",), kept))
