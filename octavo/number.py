"""Number: parts, chapters, sections, figures, tables, equations and listings get their numbers and their ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from octavo import tree
from octavo.model import Book, Chapter, Kind, Node, Nodes, Number, Part
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
    config = book.config
    counter = _Counter(config.number_depth or _depth(book), config.number_floats)
    parts: list[int] = []
    for chapter in book.chapters:
        if chapter.part is not None and chapter.part not in parts and chapter.part < len(config.parts):
            parts.append(chapter.part)
            counter.part(len(parts), config.parts[chapter.part])
        counter.chapter(chapter)
    return Numbering(tuple(counter.openings), tuple(counter.numbers), counter.depth)


def _depth(book: Book) -> int:
    """As deep as the deepest section that the book refers to by label."""
    keys = frozenset(entry.key for entry in book.bibliography.entries)
    wanted = {
        found.label
        for chapter in book.chapters
        for node in tree.structure(chapter.blocks)
        if node["t"] == "Cite"
        for item in node["c"][0]
        if (found := target(item, keys)) and found.kind == "sec"
    }
    headers = (node for chapter in book.chapters for node in tree.structure(chapter.blocks) if node["t"] == "Header")
    return max((node["c"][0] for node in headers if wanted & {tree.attr(node)[0], *_inner_labels(node)}), default=1)


def _inner_labels(heading: Node | Nodes) -> list[str]:
    r"""The labels within a heading: ``\label{sec:x}``."""
    return [label for node in tree.structure(heading) if node["t"] == "Span" and (label := tree.attr(node)[0])]


class _Counter:
    """Counts through the book in its order."""

    def __init__(self, depth: int, floats: str = "chapter") -> None:
        self.depth = depth
        self.openings: list[Opening] = []
        self.numbers: list[Number] = []
        self._used: set[str] = set()
        self._chapters = self._appendixes = 0
        self._through = floats == "book"
        self._loose: dict[str, int] = {}
        self._title = ""

    def part(self, number: int, part: Part) -> None:
        """A part that the text can refer to. Its id is its sheet's name."""
        if part.label:
            anchor = f"part-{number}"
            self._used.add(anchor)
            self.numbers.append(Number(part.label, "part", roman(number), part.title, anchor, anchor))

    def chapter(self, chapter: Chapter) -> None:
        """A chapter with all that is in it."""
        prefix = self._opening_number(chapter)
        anchor = self._anchor(chapter.label or chapter.name)
        self.openings.append(Opening(chapter.name, prefix, anchor))
        kind = "appendix" if chapter.kind is Kind.APPENDIX else "chapter"
        self._title = _title(chapter.title)
        self.numbers.append(Number(chapter.label, kind, prefix, self._title, chapter.name, anchor))
        for inner in _inner_labels(chapter.title):
            self._add(chapter, inner, kind, prefix, self._title)
        sections = [0] * 7
        counts = self._loose if self._through or not prefix else {}
        grouped = _grouped(chapter.blocks)
        counted: set[str] = set()
        for node in tree.structure(chapter.blocks):
            if node["t"] == "Header":
                self._section(chapter, node, prefix, sections)
                counted.update(_inner_labels(node))
            elif node["t"] in ("Figure", "Image", "Table", "CodeBlock", "Span", "Div", "Code", "Link"):
                self._thing(chapter, node, "" if self._through else prefix, counts, counted, grouped)

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
        self._title = _title(node["c"][2])
        self._add(chapter, label, "sec", text, self._title)
        for inner in _inner_labels(node):
            self._add(chapter, inner, "sec", text, self._title)

    def _thing(
        self, chapter: Chapter, node: Node, prefix: str, counts: dict[str, int], counted: set[str],
        grouped: Mapping[str, str],
    ) -> None:  # fmt: skip
        label, classes, _ = tree.attr(node)
        if not label or label in counted:
            return
        counted.add(label)
        kind = label_kind(label) or (_KIND_OF.get(node["t"], "eq") if "labelled" in classes else "")
        group = grouped.get(label, "")
        text = _tag(node) if kind != "sec" else ""
        if kind and kind != "sec" and not text and _numbered(node, kind, bool(group)):
            within = f"{kind} {group}" if group else kind
            counts[within] = counts.get(within, 0) + 1
            above = next((found.text for found in self.numbers if group and found.label == group), "")
            count = str(counts[within])
            text = above + letters(counts[within]).lower() if group else f"{prefix}.{count}" if prefix else count
        self._add(chapter, label, kind or "anchor", text, _caption(node) or self._title)

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


def _grouped(blocks: Nodes) -> dict[str, str]:
    """The labels of figures within a group of figures, each with that of its group: they are its parts a, b …"""
    found: dict[str, str] = {}
    for node in tree.structure(blocks):
        if node["t"] == "Div" and label_kind(group := tree.attr(node)[0]) == "fig":
            for inner in tree.structure(node["c"][1]):
                if inner["t"] in ("Figure", "Image") and label_kind(tree.attr(inner)[0]) == "fig":
                    found.setdefault(tree.attr(inner)[0], group)
    return found


def _numbered(node: Node, kind: str, grouped: bool) -> bool:
    """True for a thing that is printed with its number, and whose author wants one. An image without a caption shows
    none, save in a group of figures.
    """
    tag, classes = node["t"], tree.attr(node)[1]
    images = [inner for inner in tree.structure(node["c"][2]) if inner["t"] == "Image"] if tag == "Figure" else []
    if "unnumbered" in classes or any("unnumbered" in tree.attr(image)[1] for image in images[:1]):
        return False
    return (
        tag in ("Figure", "Table", "CodeBlock")
        or (tag == "Image" and grouped)
        or (tag == "Span" and "equation" in classes)
        or (tag == "Div" and kind == "fig")
    )


def _tag(node: Node) -> str:
    """The number that an author gives a thing: ``{#fig:x tag="S1"}``. A figure's stands with its image."""
    own = tree.value(node, "tag")
    if own or node["t"] != "Figure":
        return own
    return next((tree.value(image, "tag") for image in tree.structure(node["c"][2]) if image["t"] == "Image"), "")


def _title(inlines: Nodes) -> str:
    """The words of a heading, without what it cites."""
    return tree.text(tree.rewrite(inlines, lambda cite: [], _CITE, _CITE))


def _caption(node: Node) -> str:
    if node["t"] in ("Figure", "Table"):
        return tree.text(node["c"][1][1])
    return tree.text(node["c"][1]) if node["t"] == "Image" else ""
