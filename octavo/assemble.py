"""Assemble: parsed files become the book's chapters, as they are arranged."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from octavo import tree
from octavo.apparatus.contributors import contributors
from octavo.arrangement import Arrangement
from octavo.confidential import hidden_keys, with_hidden_keys
from octavo.model import About, Author, Bibliography, Book, Chapter, Config, Contributor, Node, Nodes
from octavo.parse.chapters import ParsedFile
from octavo.parse.foreign import Macro, expanded
from octavo.parse.tidy import renamed

_NAMED = frozenset(("Header", "Link"))


def told(config: Config, files: tuple[ParsedFile, ...]) -> tuple[str, ...]:
    """The texts in Markdown that stand elsewhere than in chapters: biographies, subtitles, abstracts."""
    found = [person.biography for person in config.contributors]
    for about in (*(file.about for file in files), *(about for _, about in config.about)):
        found += [about.subtitle, about.abstract]
    return tuple(dict.fromkeys(filter(None, found)))


def assemble(
    config: Config,
    files: tuple[ParsedFile, ...],
    arrangement: Arrangement,
    bibliography: Bibliography,
    trees: Mapping[str, Nodes] = MappingProxyType({}),
) -> Book:
    """The book of these files. Confidential sources go by other keys from here on. ``trees`` are the texts that are
    ``told`` elsewhere, as blocks.
    """
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
            chapter = Chapter(
                seat.name, entry.path, entry.kind, entry.part, title, label, seat.numbered, blocks, section.place,
                classes=section.classes,
            )  # fmt: skip
            first = section is next((s for s in file.sections if s.title), file.sections[0])
            chapters.append(_with_about(chapter, file.about, config, trees) if first else chapter)
    return Book(config, (*chapters, *contributors(config, trees)), bibliography)


def _with_about(chapter: Chapter, own: About, config: Config, trees: Mapping[str, Nodes]) -> Chapter:
    """The first chapter of a file with what the file and book.toml say of it; its abstract, where it is printed."""
    about = dict(config.about).get(chapter.path, About()).over(own)
    if about == About():
        return chapter
    abstract = trees.get(about.abstract) or []
    subtitle = [inline for block in trees.get(about.subtitle) or [] for inline in _inlines(block)]
    printed: Nodes = [{"t": "Div", "c": [["", ["abstract"], []], abstract]}] if config.abstracts and abstract else []
    known = {person.name: person for person in reversed(config.contributors)}
    authors = tuple(_known(author, known.get(author.name)) for author in about.authors)
    about = replace(about, authors=authors, subtitle=tree.text(subtitle), abstract=tree.text(abstract))
    return replace(chapter, about=about, subtitle=subtitle, blocks=[*printed, *chapter.blocks])


def _inlines(block: Node) -> Nodes:
    return list(block["c"]) if block["t"] in ("Para", "Plain") else tree.words(tree.text([block]))


def _known(author: Author, person: Contributor | None) -> Author:
    """An author with what book.toml says of the person."""
    if person is None:
        return author
    return Author(author.name, author.orcid or person.orcid, author.affiliation or person.affiliation)


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
