"""Marking: phrases of the index become index marks wherever the text has them, and abbreviations get expansions."""

from dataclasses import dataclass, field, replace
from typing import Any

from octavo import tree
from octavo.model import Book, Chapter, Node, Nodes
from octavo.terms.matching import Matcher
from octavo.terms.rows import Row, Terms
from octavo.terms.short import expanded

# What is no running text: code, formulas, citations, pictures' alternative texts, markup of other tools.
_CLOSED = frozenset(("Code", "Math", "Cite", "Image", "RawInline", "RawBlock", "CodeBlock", "Str", *tree.SPACES))
_PARAGRAPHS = frozenset(("Para", "Plain", "Header", "LineBlock"))
# Stands for what breaks a phrase, and is no part of a word.
_BREAK = "\ufffc"


def mark(book: Book, terms: Terms) -> Book:
    """The book with each term marked: every mention of an index heading, abbreviations once a chapter."""
    if terms.rows:
        matcher = Matcher(terms.rows)
        book = replace(book, chapters=tuple(_indexed(chapter, matcher, terms.rows) for chapter in book.chapters))
    return expanded(book, terms.abbreviations) if terms.abbreviations else book


def _indexed(chapter: Chapter, matcher: Matcher, rows: tuple[Row, ...]) -> Chapter:
    marker = _Marker(matcher, rows, [(1, chapter.label)])
    title = marker.paragraph(chapter.title)
    blocks = marker.walk(chapter.blocks)
    return (
        chapter if title is chapter.title and blocks is chapter.blocks else replace(chapter, title=title, blocks=blocks)
    )


@dataclass(slots=True)
class _Marker:
    """Walks a chapter. It knows the sections that it is in, the headings that the paragraph has been marked with, and
    those of the author's own marks around.
    """

    matcher: Matcher
    rows: tuple[Row, ...]
    sections: list[tuple[int, str]]
    seen: set[tuple[str, ...]] = field(default_factory=set)
    around: tuple[tuple[str, ...], ...] = ()

    def paragraph(self, content: Any) -> Any:
        """A paragraph of its own: what was marked before it does not count."""
        outer, self.seen = self.seen, set()
        made = self.walk(content)
        self.seen = outer
        return made

    def walk(self, item: Any) -> Any:
        """A node, or a list of nodes or of lists; what does not change is the same as before."""
        if isinstance(item, dict):
            return self._node(item)
        if not isinstance(item, list) or not item or isinstance(item[0], str):
            return item
        made = [self.walk(each) if isinstance(each, list | dict) else each for each in item]
        current = item if all(new is old for new, old in zip(made, item, strict=True)) else made
        running = any(isinstance(each, dict) and each.get("t") == "Str" for each in current)
        return self._running(current) if running else current

    def _node(self, node: Node) -> Node:
        tag, content = node.get("t"), node.get("c")
        if tag in _CLOSED or not isinstance(content, list):
            return node
        if tag == "Header":
            level = content[0]
            self.sections = [*(known for known in self.sections if known[0] < level), (level, tree.attr(node)[0])]
        if tag == "Link" and tree.text(content[1]) == content[2][0].removeprefix("mailto:"):
            return node
        outer = self.around
        if tag == "Span" and "index" in tree.attr(node)[1]:
            self.around = (*outer, _path(node))
        made = self.paragraph(content) if tag in _PARAGRAPHS or tag == "Note" else self.walk(content)
        self.around = outer
        return node if made is content else {**node, "c": made}

    def _running(self, nodes: Nodes) -> Nodes:
        """Running text with its phrases in spans; words are cut where a phrase begins or ends."""
        text = "".join(_text(node) for node in nodes)
        found = [match for match in self.matcher.find(text) if self._counting(match.rows)]
        if not found:
            return nodes
        result: Nodes = []
        rest, at = list(nodes), 0
        for match in found:
            before, rest = _cut(rest, match.start - at)
            phrase, rest = _cut(rest, match.end - match.start)
            at = match.end
            for row in self._counting(match.rows):
                phrase = [self._span(phrase, row)]
            result += [*before, *phrase]
        return [*result, *rest]

    def _counting(self, rows: tuple[int, ...]) -> list[Row]:
        """The rows whose headings the author has not marked here by hand, each heading once."""
        by_path = {self.rows[number].path: self.rows[number] for number in reversed(rows)}
        return [row for path, row in by_path.items() if path not in self.around]

    def _span(self, phrase: Nodes, row: Row) -> Node:
        again = row.path in self.seen
        self.seen.add(row.path)
        main = row.main == "*" or (row.main and row.main in (label for _, label in self.sections))
        given = {"term": row.heading, **({"sort": row.sort} if row.sort else {}), **({"again": "yes"} if again else {})}
        return tree.span(phrase, "", ("index", *(("main",) if main else ())), **given)


def _path(mark: Node) -> tuple[str, ...]:
    term = tree.value(mark, "term") or tree.text(mark["c"][1])
    return tuple(piece.strip() for piece in term.replace("\u00a0", " ").split("!") if piece.strip())


def _text(node: Node) -> str:
    """What a node is in running text; an address is none."""
    if node["t"] == "Str":
        word = str(node["c"])
        return _BREAK * len(word) if "://" in word or word.startswith("www.") else word
    return " " if node["t"] in tree.SPACES else _BREAK


def _cut(nodes: Nodes, length: int) -> tuple[Nodes, Nodes]:
    """Running text in two at so many letters."""
    before: Nodes = []
    for at, node in enumerate(nodes):
        size = len(_text(node))
        if length <= 0:
            return before, nodes[at:]
        if size > length:
            word = node["c"]
            return [*before, {**node, "c": word[:length]}], [{**node, "c": word[length:]}, *nodes[at + 1 :]]
        before.append(node)
        length -= size
    return before, []
