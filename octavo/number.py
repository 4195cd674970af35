"""Number: parts, chapters, sections, figures, tables, equations and listings get their numbers and their ids."""

import re
from dataclasses import dataclass

from octavo import tree
from octavo.model import Book, Chapter, Kind, Node, Nodes, Number
from octavo.references import label_kind, target

_UNSAFE = re.compile(r"[^A-Za-z0-9_.\-\u00c0-\ud7ff]")
_CITE = frozenset(("Cite",))
_KIND_OF = {"Figure": "fig", "Image": "fig", "Table": "tbl", "CodeBlock": "lst"}


@dataclass(frozen=True, slots=True)
class Opening:
    """How a chapter opens: its number as printed ("3", "A", ""), and its id."""

    chapter: str
    number: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """All numbers of a book. ``depth`` is how deep sections are numbered (1 is chapters alone)."""

    openings: tuple[Opening, ...]
    numbers: tuple[Number, ...]
    depth: int


def roman(number: int) -> str:
    """A number in capital roman numerals."""
    pairs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    result = ""
    for size, sign in (*pairs, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        result, number = result + sign * (number // size), number % size
    return result


def letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    result = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        result = chr(65 + rest) + result
    return result


def safe_id(label: str) -> str:
    """An XML name (NCName) made of a label."""
    name = _UNSAFE.sub("-", label.replace(":", "-"))
    return name if name[:1].isalpha() or name[:1] == "_" else f"id-{name}"


def number(book: Book) -> Numbering:
    """Number the book. A label that is defined twice keeps its first number; the second is reported by a rule."""
    counter = _Counter(book.config.number_depth or _depth(book))
    for chapter in book.chapters:
        counter.chapter(chapter)
    return Numbering(tuple(counter.openings), tuple(counter.numbers), counter.depth)


def _depth(book: Book) -> int:
    """As deep as the deepest section that the book refers to by label."""
    keys = frozenset(entry.key for entry in book.bibliography.entries)
    wanted = {
        found.label
        for chapter in book.chapters
        for node in tree.walk(chapter.blocks)
        if node["t"] == "Cite"
        for item in node["c"][0]
        if (found := target(item, keys)) and found.kind == "sec"
    }
    headers = (node for chapter in book.chapters for node in tree.walk(chapter.blocks) if node["t"] == "Header")
    return max((node["c"][0] for node in headers if wanted & {tree.attr(node)[0], *_inner_labels(node)}), default=1)


def _inner_labels(heading: Node | Nodes) -> list[str]:
    r"""The labels within a heading: ``\label{sec:x}``."""
    return [label for node in tree.walk(heading) if node["t"] == "Span" and (label := tree.attr(node)[0])]


class _Counter:
    """Counts through the book in its order."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.openings: list[Opening] = []
        self.numbers: list[Number] = []
        self._used: set[str] = set()
        self._chapters = self._appendixes = 0
        self._loose: dict[str, int] = {}

    def chapter(self, chapter: Chapter) -> None:
        prefix = self._opening_number(chapter)
        anchor = self._anchor(chapter.label or chapter.name)
        self.openings.append(Opening(chapter.name, prefix, anchor))
        kind = "appendix" if chapter.kind is Kind.APPENDIX else "chapter"
        self.numbers.append(Number(chapter.label, kind, prefix, tree.text(chapter.title), chapter.name, anchor))
        for inner in _inner_labels(chapter.title):
            self._add(chapter, inner, kind, prefix, tree.text(chapter.title))
        sections = [0] * 7
        counts: dict[str, int] = {}
        counted: set[str] = set()
        for node in tree.walk(chapter.blocks):
            if node["t"] == "Header":
                self._section(chapter, node, prefix, sections)
                counted.update(_inner_labels(node))
            elif node["t"] in ("Figure", "Image", "Table", "CodeBlock", "Span", "Div", "Code", "Link"):
                self._thing(chapter, node, prefix, counts, counted)

    def _opening_number(self, chapter: Chapter) -> str:
        if not chapter.numbered:
            return ""
        if chapter.kind is Kind.CHAPTER:
            self._chapters += 1
            return str(self._chapters)
        if chapter.kind is Kind.APPENDIX:
            self._appendixes += 1
            return letters(self._appendixes)
        return ""

    def _section(self, chapter: Chapter, node: Node, prefix: str, sections: list[int]) -> None:
        level = node["c"][0]
        label, classes, _ = tree.attr(node)
        text = ""
        if level <= self.depth and prefix and "unnumbered" not in classes:
            sections[level] += 1
            sections[level + 1 :] = [0] * (6 - level)
            text = ".".join([prefix, *(str(max(1, n)) for n in sections[2 : level + 1])])
        self._add(chapter, label, "sec", text, _title(node["c"][2]))
        for inner in _inner_labels(node):
            self._add(chapter, inner, "sec", text, _title(node["c"][2]))

    def _thing(self, chapter: Chapter, node: Node, prefix: str, counts: dict[str, int], counted: set[str]) -> None:
        label, classes, _ = tree.attr(node)
        if not label or label in counted:
            return
        counted.add(label)
        kind = label_kind(label) or (_KIND_OF.get(node["t"], "eq") if "labelled" in classes else "")
        text = _tag(node) if kind != "sec" else ""
        if kind and kind != "sec" and not text:
            holder = counts if prefix else self._loose
            holder[kind] = holder.get(kind, 0) + 1
            text = f"{prefix}.{holder[kind]}" if prefix else str(holder[kind])
        self._add(chapter, label, kind or "anchor", text, _caption(node))

    def _add(self, chapter: Chapter, label: str, kind: str, text: str, title: str) -> None:
        if label:
            self.numbers.append(Number(label, kind, text, title, chapter.name, self._anchor(label)))

    def _anchor(self, label: str) -> str:
        name = wanted = safe_id(label)
        count = 1
        while name in self._used:
            count += 1
            name = f"{wanted}-{count}"
        self._used.add(name)
        return name


def _tag(node: Node) -> str:
    """The number that an author gives a thing: ``{#fig:x tag="S1"}``. A figure's stands with its image."""
    own = tree.value(node, "tag")
    if own or node["t"] != "Figure":
        return own
    return next((tree.value(image, "tag") for image in tree.walk(node["c"][2]) if image["t"] == "Image"), "")


def _title(inlines: Nodes) -> str:
    """The words of a heading, without what it cites."""
    return tree.text(tree.rewrite(inlines, lambda cite: [], _CITE, _CITE))


def _caption(node: Node) -> str:
    if node["t"] in ("Figure", "Table"):
        return tree.text(node["c"][1][1])
    return tree.text(node["c"][1]) if node["t"] == "Image" else ""
