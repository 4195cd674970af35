"""Assemble: parsed files become the book's chapters, as they are arranged."""

from collections.abc import Mapping
from dataclasses import replace

from octavo import tree
from octavo.arrangement import Arrangement
from octavo.confidential import hidden_keys, with_hidden_keys
from octavo.model import Bibliography, Book, Chapter, Config, Node, Nodes
from octavo.parse.chapters import ParsedFile
from octavo.parse.foreign import Macro, expanded
from octavo.parse.tidy import renamed

_NAMED = frozenset(("Header", "Link"))


def assemble(
    config: Config, files: tuple[ParsedFile, ...], arrangement: Arrangement, bibliography: Bibliography
) -> Book:
    """The book of these files. Confidential sources go by other keys from here on."""
    chapters: list[Chapter] = []
    hidden = hidden_keys(bibliography.entries)
    bibliography = replace(bibliography, entries=with_hidden_keys(bibliography.entries, hidden))
    macros = _macros(arrangement)
    for file, seats, meant in zip(files, arrangement.seats, arrangement.keys, strict=True):
        keys = {**{name: hidden.get(key, key) for name, key in meant.items()}, **hidden}
        for section, seat in zip(file.sections, seats, strict=True):
            title = expanded(renamed(_quiet(section.title, hidden), keys), macros)
            if not title and seat.title:
                title = tree.words(seat.title)
            blocks = expanded(renamed(_quiet(section.blocks, hidden), keys), macros)
            if seat.lists and not blocks:
                blocks = [{"t": "Div", "c": [["refs", [], []], []]}]
            label, entry = _quiet_id(section.label, hidden), file.entry
            chapters.append(
                Chapter(
                    seat.name, entry.path, entry.kind, entry.part, title, label, seat.numbered, blocks, section.place
                )
            )  # fmt: skip
    return Book(config, tuple(chapters), bibliography)


def _quiet(nodes: Nodes, hidden: Mapping[str, str]) -> Nodes:
    """The nodes with no hidden key in the ids that pandoc makes of headings, nor in links to them."""

    def change(node: Node) -> Nodes | None:
        if node["t"] == "Link":
            attributes, inner, (address, title) = node["c"]
            quiet = _quiet_id(address, hidden) if address.startswith("#") else address
            return None if quiet == address else [{**node, "c": [attributes, inner, [quiet, title]]}]
        identifier, classes, pairs = tree.attr(node)
        quiet = _quiet_id(identifier, hidden)
        return None if quiet == identifier else [tree.with_attr(node, (quiet, classes, pairs))]

    changed: Nodes = tree.rewrite(nodes, change, _NAMED) if hidden else nodes
    return changed


def _quiet_id(identifier: str, hidden: Mapping[str, str]) -> str:
    for key, other in hidden.items():
        identifier = identifier.replace(key.lower(), other)
    return identifier


def _macros(arrangement: Arrangement) -> Mapping[str, Macro]:
    return {name: Macro(name, arguments, body) for name, arguments, body in arrangement.macros}
