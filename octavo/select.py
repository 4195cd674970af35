"""Select: the book of one edition, without what the edition leaves out."""

from dataclasses import replace

from octavo import tree
from octavo.model import Book, Chapter, Edition, Node, Nodes


def select(book: Book, edition: Edition) -> Book:
    """The chapters and passages that this edition holds (``.only`` and ``.except`` by edition name or format)."""
    chapters = tuple(_chapter(chapter, edition) for chapter in book.chapters if chapter.path not in edition.leaves_out)
    return book if chapters == book.chapters else replace(book, chapters=chapters)


def holds(node: Node, edition: Edition) -> bool:
    """True when an edition holds a passage."""
    _, classes, _ = tree.attr(node)
    kind = next((name for name in ("only", "except") if name in classes), "")
    return not kind or not leaves_out(f"{kind} {tree.value(node, 'editions')}", edition)


def leaves_out(passage: str, edition: Edition) -> bool:
    """True when an edition leaves a passage out; a passage is "only print screen" or "except epub"."""
    kind, *names = passage.replace(",", " ").split()
    meant = not {edition.name, edition.format.value, edition.format.value.removesuffix("-pdf")}.isdisjoint(names)
    return not meant if kind == "only" else meant


def _chapter(chapter: Chapter, edition: Edition) -> Chapter:
    def unwrap(node: Node) -> Nodes | None:
        if node["t"] not in ("Div", "Span"):
            return None
        _, classes, _ = tree.attr(node)
        if "long-description" in classes and edition.format.paged:
            # It is for those who hear the book; a printed page shows the figure itself.
            return []
        if "only" not in classes and "except" not in classes:
            return None
        return list(node["c"][1]) if holds(node, edition) else []

    blocks = tree.rewrite(chapter.blocks, unwrap)
    return chapter if blocks is chapter.blocks else replace(chapter, blocks=blocks)
