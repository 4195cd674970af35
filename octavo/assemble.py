"""Assemble: parsed files become the book's chapters, as they are arranged."""

from collections.abc import Mapping

from octavo import tree
from octavo.arrangement import Arrangement
from octavo.model import Bibliography, Book, Chapter, Config
from octavo.parse.chapters import ParsedFile
from octavo.parse.foreign import Macro, expanded
from octavo.parse.tidy import renamed


def assemble(
    config: Config, files: tuple[ParsedFile, ...], arrangement: Arrangement, bibliography: Bibliography
) -> Book:
    """The book of these files."""
    chapters: list[Chapter] = []
    macros = _macros(arrangement)
    for file, seats, keys in zip(files, arrangement.seats, arrangement.keys, strict=True):
        for section, seat in zip(file.sections, seats, strict=True):
            title = expanded(renamed(section.title, keys), macros)
            if not title and seat.title:
                title = tree.words(seat.title)
            blocks = expanded(renamed(section.blocks, keys), macros)
            if seat.lists and not blocks:
                blocks = [{"t": "Div", "c": [["refs", [], []], []]}]
            chapters.append(
                Chapter(
                    seat.name, file.entry.path, file.entry.kind, file.entry.part, title, section.label,
                    seat.numbered, blocks, section.place,
                )
            )  # fmt: skip
    return Book(config, tuple(chapters), bibliography)


def _macros(arrangement: Arrangement) -> Mapping[str, Macro]:
    return {name: Macro(name, arguments, body) for name, arguments, body in arrangement.macros}
