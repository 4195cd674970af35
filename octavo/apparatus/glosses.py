"""The ways into the glossary: each of its terms has an id, and each term that asks for one leads there."""

import re
from dataclasses import replace

from octavo import tree
from octavo.glossary import ASKED, NAME, asked, is_glossary, keys, lists
from octavo.model import Book, Chapter, Node, Nodes

TERM = "glossterm"
_SPAN = frozenset(("Span",))


def with_glosses(book: Book) -> Book:
    """The book with the terms of its glossaries named, and with links to them."""
    labels: dict[str, str] = {}
    chapters = tuple(_named(chapter, labels) for chapter in book.chapters)
    if not labels:
        return book

    def change(span: Node) -> Nodes | None:
        if ASKED not in tree.attr(span)[1]:
            return None
        label = labels.get(asked(span))
        return [tree.link(span["c"][1], f"#{label}", (ASKED,))] if label else list(span["c"][1])

    made: list[Chapter] = []
    for chapter in chapters:
        blocks = tree.rewrite(chapter.blocks, change, _SPAN)
        made.append(chapter if blocks is chapter.blocks else replace(chapter, blocks=blocks))
    return replace(book, chapters=tuple(made))


def _named(chapter: Chapter, labels: dict[str, str]) -> Chapter:
    whole = is_glossary(tree.text(chapter.title), chapter.classes)
    found = {id(node) for node in lists(chapter.blocks, whole)}
    return replace(chapter, blocks=_with_ids(chapter.blocks, found, labels, whole)) if found else chapter


def _with_ids(blocks: Nodes, found: set[int], labels: dict[str, str], whole: bool) -> Nodes:
    made: Nodes = []
    for block in blocks:
        if id(block) in found:
            made.append({**block, "c": [[_term(term, labels), told] for term, told in block["c"]]})
        elif block["t"] == "Div":
            inner = _with_ids(block["c"][1], found, labels, whole)
            identifier, classes, pairs = tree.attr(block)
            if identifier == NAME and not whole and NAME not in classes:
                classes = (*classes, NAME)
            made.append({"t": "Div", "c": [[identifier, list(classes), list(pairs)], inner]})
        else:
            made.append(block)
    return made


def _term(term: Nodes, labels: dict[str, str]) -> Nodes:
    """A term with its id; what is explained twice leads to the first."""
    known = keys(term)
    label = "gls:" + re.sub(r"[^\w]+", "-", known[0]).strip("-")
    for key in known:
        labels.setdefault(key, label)
    return [tree.span(term, label if labels[known[0]] == label else "", (TERM,))]
