"""Headings of the index: what the marks of a book and its index.toml file under each, and what points to it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.findings import Place
from octavo.survey.survey import Survey
from octavo.survey.uses import IndexUse, TermUse

Path = tuple[str, ...]


@dataclass(slots=True)
class Heading:
    """A heading of the index: its path, the marks that give it locators, those that lead from it to others, the rows
    of index.toml that file under it, and its sub-headings.
    """

    path: Path
    marks: list[IndexUse] = field(default_factory=list)
    sees: list[IndexUse] = field(default_factory=list)
    terms: list[TermUse] = field(default_factory=list)
    below: dict[str, "Heading"] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The heading as authors write it: "Romania!Deveselu"."""
        return "!".join(self.path)

    @property
    def located(self) -> bool:
        """True when it, or a sub-heading, has locators of its own."""
        own = any(not mark.see for mark in self.marks)
        return own or bool(self.terms) or any(heading.located for heading in self.below.values())

    def all(self) -> "Iterator[Heading]":
        """All headings below this one, each before its own sub-headings."""
        for heading in self.below.values():
            yield heading
            yield from heading.all()


def index_of(survey: Survey) -> Heading:
    """The index as a tree; its root has no heading."""
    root = Heading(())
    for mark in survey.marks:
        heading = _at(root, mark.path)
        if mark.path:
            (heading.sees if mark.see or mark.seealso else heading.marks).append(mark)
            if mark.seealso and not mark.see and not mark.listed:
                heading.marks.append(mark)
    for term in survey.beside.terms:
        path = tuple(piece.strip() for piece in term.value.split("!") if piece.strip())
        if path:
            _at(root, path).terms.append(term)
    return root


def _at(root: Heading, path: Path) -> Heading:
    heading = root
    for depth, name in enumerate(path, 1):
        heading = heading.below.setdefault(name, Heading(path[:depth]))
    return heading


def filed(heading: str) -> str:
    """A heading by its letters and digits alone, as it is filed."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def pointed(text: str) -> tuple[str, ...]:
    """The headings that a ``see`` names: "A-35; Moscow"."""
    return tuple(piece.strip() for piece in text.split(";") if piece.strip())


def place_of(heading: Heading) -> Place:
    """Where a heading is first named."""
    marks = (use.place for use in (*heading.marks, *heading.sees))
    own = min((*marks, *(term.place for term in heading.terms)), default=None)
    return own or min((place_of(below) for below in heading.below.values()), default=Place(""))
