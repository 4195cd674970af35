"""The book: its chapters as pandoc's tree, its sources, its numbers."""

import json
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from octavo.findings import Place
from octavo.model.about import About
from octavo.model.config import Config, Kind

# A node of pandoc's document tree, as its JSON has it: {"t": tag, "c": content}. A node that has a place in the
# manuscript carries "at": (line, column). Nodes are never changed in place: who alters one makes another.
Node: TypeAlias = dict[str, Any]
Nodes: TypeAlias = list[Node]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that parsing saw and that a rule may object to: its kind ("raw-tex", "unused-note" …), text, place."""

    kind: str
    text: str
    place: Place
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One parsed chapter: ``blocks`` is its text as pandoc's tree without the title; ``title`` are inlines.

    ``name`` is unique in the book and safe in file names and XML ids ("ch01", "preface"); ``label`` is the author's
    label of the chapter ("sec:shield") or ""; ``numbered`` is false for front and back matter and where the author
    says {.unnumbered}. ``about`` is its metadata, with the abstract as plain text; ``subtitle`` are inlines;
    ``classes`` are those of its heading.
    """

    name: str
    path: str
    kind: Kind
    part: int | None
    title: Nodes
    label: str
    numbered: bool
    blocks: Nodes
    place: Place
    remarks: tuple[Remark, ...] = ()
    about: About = About()
    subtitle: Nodes = field(default_factory=list)
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry as it is written: its name, its text before any conversion, and where that text begins."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One source of the bibliography: CSL-JSON as text (so that it stays frozen), its key, and where it stands.

    ``kind`` is its type as written ("incollection", "article-journal"); ``written`` are its fields, as JSON text of
    [name, value, line, column] each, because thousands of them are kept and few are ever asked for.
    """

    key: str
    csl: str
    place: Place
    kind: str = ""
    written: str = "[]"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields as written, in their order."""
        return tuple(self._field(row) for row in json.loads(self.written))

    def given(self, names: frozenset[str]) -> tuple[Field, ...]:
        """The fields of these names."""
        return tuple(self._field(row) for row in json.loads(self.written) if row[0] in names)

    def _field(self, row: list[Any]) -> Field:
        name, value, line, column = row
        return Field(name, value, Place(self.place.file, line, column))


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The sources, in the order of the files, each key once, and the CSL style by which they are printed."""

    entries: tuple[Entry, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book: configuration, chapters in order, sources."""

    config: Config
    chapters: tuple[Chapter, ...]
    bibliography: Bibliography


@dataclass(frozen=True, slots=True)
class Number:
    """What a label is called: kind ("fig", "tbl", "sec", "eq", "lst", "chapter", "part", "appendix", "note"),
    the number as printed ("2.1", "II", "A", "" for unnumbered), the title as plain text, and where it is:
    the chapter's name and the id there.
    """

    label: str
    kind: str
    text: str
    title: str
    chapter: str
    anchor: str
