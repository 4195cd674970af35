"""Sketches: what the rules ask of a chapter, gathered once when its file is parsed, so that checking needs no trees."""

from dataclasses import dataclass, replace

from octavo import tree
from octavo.findings import Place
from octavo.model import ChapterEntry, Node, Nodes, Remark
from octavo.prose import Offsets, Prose
from octavo.references import label_kind
from octavo.survey.details import call_around, ending, index_mark, note_words, table_offset, thing, used_table
from octavo.survey.glosses import Glosses
from octavo.survey.uses import HeadingUse, ImageUse, IndexUse, LabelUse, LinkUse, NoteUse, PassageUse, TableUse


@dataclass(frozen=True, slots=True)
class Cited:
    """An item of a Cite node as it is written: its key, whether it is a source or a label is known when the
    bibliography is. ``words`` is what follows the key, ``before`` what stands before it in its paragraph; ``within``
    are the passages of some editions around it.
    """

    key: str
    mode: str
    words: str
    before: str
    label: bool
    in_note: bool
    within: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sketch:
    """A top section of a file, which becomes a chapter: all of its uses, in the order of the text.

    ``labelled`` is true when the author gave it its label, ``bare`` when nothing follows its title, ``refs`` when it
    holds the place of the bibliography, ``lists`` when it holds nothing else, ``apart`` when it is an epigraph or a
    dedication, ``filled`` when anything is to be printed below its title. What stands in passages of some editions has
    these as ``lacking``, until the editions are known.
    """

    title: str
    titled: bool
    label: str
    labelled: bool
    numbered: bool
    place: Place
    bare: bool
    refs: bool
    lists: bool
    apart: bool
    filled: bool
    words: int
    headings: tuple[HeadingUse, ...]
    labels: tuple[LabelUse, ...]
    cited: tuple[Cited, ...]
    notes: tuple[NoteUse, ...]
    images: tuple[ImageUse, ...]
    tables: tuple[TableUse, ...]
    links: tuple[LinkUse, ...]
    marks: tuple[IndexUse, ...]
    passages: tuple[PassageUse, ...]
    formulas: tuple[tuple[str, bool, Place], ...]


@dataclass(frozen=True, slots=True)
class FileSketch:
    """A file's sketches, the remarks of parsing it, the other names that it gives to keys, its macros as (name,
    arguments, body), its prose, and the terms that it explains or wants explained.
    """

    entry: ChapterEntry
    sections: tuple[Sketch, ...]
    remarks: tuple[Remark, ...]
    aliases: tuple[tuple[str, str], ...]
    macros: tuple[tuple[str, int, str], ...]
    prose: Prose
    glosses: Glosses = Glosses()


def sketch(prose: Prose, title: Nodes, label: str, numbered: bool, blocks: Nodes, place: Place) -> Sketch:
    """The sketch of a section."""
    gather = _Gatherer(prose, place)
    gather.heading = True
    gather.walk([title], ())
    gather.heading, gather.words, gather.filled = False, 0, False
    gather.walk(blocks, ())
    only_refs = [tree.attr(block)[0] == "refs" for block in blocks if block["t"] == "Div"]
    return Sketch(
        tree.text(title), bool(title), label, bool(label_kind(label)), numbered, place,
        not blocks, gather.refs, len(only_refs) == len(blocks) > 0 and all(only_refs), _apart(blocks), gather.filled,
        gather.words,
        gather.all_headings(), tuple(gather.labels), tuple(gather.cited), tuple(gather.notes), tuple(gather.images),
        tuple(gather.tables), tuple(gather.links), tuple(gather.marks), tuple(gather.passages), tuple(gather.formulas),
    )  # fmt: skip


def _apart(blocks: Nodes) -> bool:
    """An epigraph or a dedication stands alone, without a heading."""
    kinds = {"epigraph", "dedication"}
    return bool(blocks) and all(b["t"] == "Div" and kinds & set(tree.attr(b)[1]) for b in blocks)


# What is text of a section though it has no words.
_FILLING = frozenset((
    "Image", "Math", "Code", "CodeBlock", "RawBlock", "RawInline", "Table", "BulletList", "OrderedList", "Cite",
))  # fmt: skip


class _Gatherer:
    """Walks a section in the order of the text; what a node has no place for stands at the last one before it."""

    def __init__(self, prose: Prose, place: Place) -> None:
        self._path = prose.path
        self._prose, self._offsets = prose, Offsets(prose.text)
        self._last = place
        self._noted = self._tabled = 0
        self._filled = self.filled = False
        self._group, self._turned = "", False
        self.heading = False
        self.refs = False
        self.words = 0
        self._headings: list[HeadingUse] = []
        self.labels: list[LabelUse] = []
        self.cited: list[Cited] = []
        self.notes: list[NoteUse] = []
        self.images: list[ImageUse] = []
        self.tables: list[TableUse] = []
        self.links: list[LinkUse] = []
        self.marks: list[IndexUse] = []
        self.passages: list[PassageUse] = []
        self.formulas: list[tuple[str, bool, Place]] = []

    def all_headings(self) -> tuple[HeadingUse, ...]:
        """The headings; the last one's text ends here."""
        self._close()
        return tuple(self._headings)

    def _close(self) -> None:
        if self._headings and self._filled:
            self._headings[-1] = replace(self._headings[-1], filled=True)
        self._filled = False

    def walk(self, item: object, within: tuple[str, ...]) -> None:
        """Everything in a list, a record or a node. ``within`` are the passages of some editions around it."""
        if isinstance(item, list):
            apart = True
            for piece in item:
                tag = piece.get("t") if isinstance(piece, dict) else None
                if tag == "Str":
                    self.words += apart  # pieces of one word are not told from words
                    apart = False
                    self._filled = self.filled = True
                elif tag in tree.SPACES:
                    apart = True
                elif isinstance(piece, list | dict):
                    self.walk(piece, within)
        elif isinstance(item, dict):
            if "t" in item:
                self._node(item, within)
            else:
                self.walk(list(item.values()), within)

    def _node(self, node: Node, within: tuple[str, ...]) -> None:
        at = node.get("at")
        if at:
            self._last = Place(self._path, at[0], at[1])
        place, tag = self._last, node["t"]
        identifier, classes, _ = tree.attr(node)
        if identifier:
            self._label(node, identifier, tag, within)
        if "only" in classes or "except" in classes:
            passage, named = "only" if "only" in classes else "except", tree.value(node, "editions")
            self.passages.append(PassageUse(passage, named, place))
            within = (*within, f"{passage} {named}")
        if tag in _FILLING or (tag == "Div" and not node["c"][1]):
            self._filled = self.filled = True
        look = getattr(self, f"_{tag.lower()}", None)
        if look is not None:
            look(node, place, within)
        elif isinstance(node.get("c"), list):
            self.walk(node["c"], within)

    def _label(self, node: Node, label: str, tag: str, within: tuple[str, ...]) -> None:
        at = node.get("label-at")
        defined = Place(self._path, at[0], at[1]) if at else self._last
        self.refs = self.refs or (tag == "Div" and label == "refs")
        on = "header" if self.heading else thing(node)
        kind = label_kind(label) or tag.lower()
        self.labels.append(LabelUse(label, kind, "", defined, bool(at), within, on, self._group))

    # ---- a method a tag; each sees to the node's content itself ------------------------------------------------------

    def _header(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        self._close()
        unnumbered = "unnumbered" in tree.attr(node)[1]
        self._headings.append(HeadingUse(node["c"][0], tree.text(node["c"][2]), place, False, unnumbered))
        self.heading = True
        self.walk(node["c"][2], within)
        self.heading = self._filled = False

    def _cite(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        for item in node["c"][0]:
            line, column = item.get("at", (place.line, place.column))
            words = tree.text(item["citationSuffix"]).lstrip(", ") if item["citationSuffix"] else ""
            self.cited.append(
                Cited(
                    str(item["citationId"]),
                    item["citationMode"]["t"],
                    words,
                    self._before(line, column),
                    bool(item.get("label")),
                    self._noted > 0,
                    within,
                    Place(self._path, line, column),
                )
            )
            self.walk([item["citationPrefix"], item["citationSuffix"]], within)

    def _before(self, line: int, column: int) -> str:
        return self._prose.before(self._offsets.of(line, column)) if line else ""

    def _note(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        before, index = len(self.cited), len(self.notes)
        self._noted += 1
        self.walk(node["c"], within)
        self._noted -= 1
        said, label = tree.text(node["c"]), str(node.get("label", ""))
        around = call_around(self._prose, self._offsets.of(place.line, place.column) if place.line else -1, label)
        self.notes.insert(
            index,
            NoteUse(
                label, note_words(node["c"], said), said[:60], len(self.cited) - before, place,
                *around, self.heading, ending(node["c"]),
            ),
        )  # fmt: skip

    def _figure(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        caption = tree.text(node["c"][1][1])
        before = len(self.images)
        self.walk(node["c"][2], within)
        self.images[before:] = [
            replace(use, caption=caption, label=tree.attr(node)[0] or use.label, figure=True)
            for use in self.images[before:]
        ]
        self.walk(node["c"][1], within)

    def _image(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        label, _, pairs = tree.attr(node)
        given = dict(pairs)
        words = tree.text(node["c"][1])
        decorative = given.get("alt") == "" and not words
        self.images.append(
            ImageUse(
                node["c"][2][0], "", given.get("alt") or words, "", place, "", label,
                given.get("width", ""), given.get("height", ""), decorative, False, within,
            )
        )  # fmt: skip
        self.walk(node["c"][1], within)

    def _table(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        if "at" not in node:
            after = self._offsets.of(place.line, place.column) if place.line else 0
            at = table_offset(self._prose, node, max(after, self._tabled))
            place = self._prose.place(at) if at >= 0 else place
            self._tabled = max(at + 1, self._tabled)
        self.tables.append(used_table(node, place, within, self._turned))
        self.walk(node["c"][1:], within)

    def _link(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        self._linked(node, node["c"][2][0], place, within)
        self.walk(node["c"][1], within)

    def _linked(self, node: Node, address: str, place: Place, within: tuple[str, ...]) -> None:
        words = tree.text(node["c"][1])
        pictured = not words and any(inner["t"] in ("Image", "Math") for inner in tree.structure(node["c"][1]))
        self.links.append(LinkUse(address, words, place, "", within, pictured))

    def _span(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        classes = tree.attr(node)[1]
        if "unsafe-link" in classes:
            self._linked(node, tree.value(node, "cite"), place, within)
        if "index" in classes:
            self.marks.append(index_mark(node, place, self._noted > 0))
        self.walk(node["c"][1], within)

    def _div(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        outer, (label, classes, _) = (self._group, self._turned), tree.attr(node)
        self._group = label if label_kind(label) == "fig" else self._group
        self._turned = self._turned or "turned" in classes
        self.walk(node["c"][1], within)
        self._group, self._turned = outer

    def _math(self, node: Node, place: Place, within: tuple[str, ...]) -> None:
        self.formulas.append((node["c"][1], node["c"][0]["t"] == "DisplayMath", place))
