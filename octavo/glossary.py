"""Glossaries: where one is, which terms it explains, and by which words a term is asked for."""

import re
from collections.abc import Iterator

from octavo import tree
from octavo.model import Node, Nodes

NAME, ASKED = "glossary", "gloss"
_TITLES = re.compile(r"glossary(?: of .*)?|glossar|glossaire|глоссарий|术语表", re.I)


def is_glossary(title: str, classes: tuple[str, ...]) -> bool:
    """True for a chapter that is a glossary, by its class or its title."""
    return NAME in classes or bool(_TITLES.fullmatch(title.strip()))


def lists(blocks: Nodes, whole: bool) -> Iterator[Node]:
    """The definition lists of a glossary: all of a chapter that is one, else those in a division of that name."""
    for block in blocks:
        if block["t"] == "DefinitionList" and whole:
            yield block
        elif block["t"] == "Div":
            identifier, classes, _ = tree.attr(block)
            yield from lists(block["c"][1], whole or identifier == NAME or NAME in classes)


def keys(term: Nodes) -> tuple[str, ...]:
    """What a term is asked for by: its words, and where it is several with commas between them, each of them."""
    whole = folded(tree.text(term))
    return tuple(dict.fromkeys((whole, *(part.strip() for part in whole.split(",") if part.strip()))))


def asked(span: Node) -> str:
    """The term that a span asks for: what it names, or the words that it stands on."""
    return folded(tree.value(span, "term") or tree.text(span["c"][1]))


def folded(text: str) -> str:
    """Words without capitals and with single spaces."""
    return " ".join(text.replace("\u00a0", " ").replace("’", "'").casefold().split())
