"""The list of abbreviations: those that an edition uses, sorted, where the author wants them."""

from dataclasses import replace

from octavo import tree
from octavo.apparatus.expansions import inlines, plain
from octavo.collation import key
from octavo.findings import Place
from octavo.glossary import is_glossary
from octavo.model import Book, Chapter, Config, Kind, Node, Nodes
from octavo.words import words

ABBREVIATIONS = "book-abbreviations"
_PLACE = "abbreviations"
_SPAN, _DIV = frozenset(("Span",)), frozenset(("Div",))


def with_abbreviations(book: Book) -> Book:
    """The book with its list of abbreviations, and with plain words for those who hear what one means."""
    used = _used(book)
    if not used:
        return book
    listed = _list(used, book.config)
    placed = False

    def change(node: Node) -> Nodes | None:
        nonlocal placed
        if node["t"] == "Span":
            return [_told(node)] if "abbr" in tree.attr(node)[1] else None
        if placed or tree.attr(node)[0] != _PLACE:
            return None
        placed = True
        _, classes, pairs = tree.attr(node)
        return [{"t": "Div", "c": [[_PLACE, list(classes), list(pairs)], [*node["c"][1], listed]]}]

    chapters = []
    for chapter in book.chapters:
        blocks = tree.rewrite(chapter.blocks, change, _SPAN | _DIV)
        chapters.append(chapter if blocks is chapter.blocks else replace(chapter, blocks=blocks))
    where = "none" if placed else book.config.abbreviations_list
    return replace(book, chapters=_placed(tuple(chapters), listed, where, book.config))


def _used(book: Book) -> dict[str, str]:
    """The abbreviations that are marked in the text, with their expansions."""
    return {
        tree.text(node["c"][1]): tree.value(node, "title")
        for chapter in book.chapters
        for node in tree.structure(chapter.blocks)
        if node["t"] == "Span" and "abbr" in tree.attr(node)[1]
    }


def _told(span: Node) -> Node:
    identifier, classes, pairs = tree.attr(span)
    told = tuple((name, plain(value) if name == "title" else value) for name, value in pairs)
    return tree.with_attr(span, (identifier, classes, told))


def _list(used: dict[str, str], config: Config) -> Node:
    rows = [
        [tree.words(name), [[{"t": "Plain", "c": inlines(used[name])}]]]
        for name in sorted(used, key=lambda name: (key(name, config.language), name))
    ]
    return {"t": "Div", "c": [["", ["abbreviations"], []], [{"t": "DefinitionList", "c": rows}]]}


def _placed(chapters: tuple[Chapter, ...], listed: Node, where: str, config: Config) -> tuple[Chapter, ...]:
    """The chapters with the list as one of their own: last in the front matter, or before the glossary in the back."""
    if where == "none":
        return chapters
    kind = Kind.FRONT if where == "front" else Kind.BACK
    title = tree.words(words(config.language).abbreviations)
    made = Chapter(ABBREVIATIONS, config.path, kind, None, title, "", False, [listed], Place(config.path))
    at = sum(chapter.kind is Kind.FRONT for chapter in chapters) if kind is Kind.FRONT else len(chapters)
    if kind is Kind.BACK:
        back = (n for n, c in enumerate(chapters) if c.kind is Kind.BACK and is_glossary(tree.text(c.title), c.classes))
        at = next(back, at)
    return (*chapters[:at], made, *chapters[at:])
