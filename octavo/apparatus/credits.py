"""The credits of figures: who made them, where they are from, by whose leave they are shown."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from octavo import tree
from octavo.findings import Place
from octavo.model import Book, Chapter, Kind, Node, Nodes
from octavo.references import label_kind
from octavo.words import words

CREDITS = "book-credits"
_NAMES = ("credit", "source", "rights")
_FIGURES = frozenset(("Figure", "Div"))
_ADDRESS = re.compile(r"https?://\S+\Z")


def with_credits(book: Book) -> Book:
    """The book with the credits of its figures under their captions, in a list, or both, as it asks."""
    rows = [_row(figure, said) for chapter in book.chapters for figure, said in _credited(chapter)]
    if book.config.credits_in_captions:
        book = replace(book, chapters=tuple(_captioned(chapter) for chapter in book.chapters))
    if not rows or not book.config.credits_list:
        return book
    title = tree.words(words(book.config.language).credits)
    blocks: Nodes = [{"t": "Div", "c": [["", ["credits"], []], rows]}]
    place = Place(book.config.path)
    made = Chapter(CREDITS, book.config.path, Kind.BACK, None, title, "", False, blocks, place, classes=("credits",))
    return replace(book, chapters=(*book.chapters, made))


def _credited(chapter: Chapter) -> Iterator[tuple[Node, Nodes]]:
    for node in tree.structure(chapter.blocks):
        if node["t"] in _FIGURES and (said := _said(node)):
            yield node, said


def _said(figure: Node) -> Nodes:
    """What a figure says of its origin; its attributes stand with its image, those of a group with the group."""
    if figure["t"] == "Div":
        if label_kind(tree.attr(figure)[0]) != "fig":
            return []
        holders = [figure]
    else:
        holders = [figure, *(node for node in tree.structure(figure["c"][2]) if node["t"] == "Image")]
    told = (next((value for holder in holders if (value := tree.value(holder, name))), "") for name in _NAMES)
    sentences: Nodes = []
    for text in filter(None, (text.strip().rstrip(".") for text in told)):
        shown = [tree.link([tree.string(text)], text)] if _ADDRESS.match(text) else tree.words(_curled(text))
        sentences += [*([{"t": "Space"}] if sentences else []), *shown, tree.string(".")]
    return sentences


def _curled(text: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def _row(figure: Node, said: Nodes) -> Node:
    """A line of the list: the figure by its number and page, or by its caption, and its credit."""
    label = tree.attr(figure)[0] if label_kind(tree.attr(figure)[0]) == "fig" else ""
    if label:
        page = tree.span([tree.string(","), {"t": "Space"}, _reference(f"page:{label}")], "", ("paged-only",))
        named: Nodes = [_reference(label[0].upper() + label[1:]), page]
    else:
        caption = figure["c"][1][1] if figure["t"] == "Figure" else []
        named = [{"t": "Emph", "c": tree.words(tree.text(caption).rstrip(".") or "…")}]
    return {"t": "Para", "c": [*named, tree.string("."), {"t": "Space"}, *said]}


def _reference(key: str) -> Node:
    """A reference as an author writes it."""
    item: dict[str, Any] = {
        "citationId": key, "citationMode": {"t": "AuthorInText"}, "citationPrefix": [], "citationSuffix": [],
        "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Cite", "c": [[item], [tree.string(f"@{key}")]]}


def _captioned(chapter: Chapter) -> Chapter:
    def change(figure: Node) -> Nodes | None:
        said = _said(figure)
        if not said:
            return None
        credit: Node = {"t": "Plain", "c": [tree.span(said, "", ("credit",))]}
        if figure["t"] == "Div":
            return [_group(figure, credit)]
        attributes, (short, caption), body = figure["c"]
        return [{**figure, "c": [attributes, [short, [*caption, credit]], body]}]

    blocks: Nodes = tree.rewrite(chapter.blocks, change, _FIGURES)
    return chapter if blocks is chapter.blocks else replace(chapter, blocks=blocks)


def _group(figures: Node, credit: Node) -> Node:
    """A group of figures with its credit: its last paragraph is its caption."""
    attributes, inner = figures["c"]
    last = inner[-1] if inner else None
    if last is None or last["t"] not in ("Para", "Plain") or any(node["t"] == "Image" for node in tree.structure(last)):
        return {**figures, "c": [attributes, [*inner, credit]]}
    caption = {**last, "c": [*last["c"], {"t": "LineBreak"}, *credit["c"]]}
    return {**figures, "c": [attributes, [*inner[:-1], caption]]}
