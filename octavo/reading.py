"""Reading: what a child does with one file of the manuscript, so that its parent gets a sketch and a sealed tree."""

import gc
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from octavo import codec, tree
from octavo.model import ChapterEntry, SourceFile
from octavo.prose import Prose, letters_of

if TYPE_CHECKING:
    from octavo.parse.chapters import ParsedFile
    from octavo.survey import FileSketch, Glosses


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: its sketch, and its parsed text as bytes (``codec.decode`` gives a ParsedFile), where it
    was asked for.
    """

    sketch: "FileSketch"
    parsed: bytes = field(repr=False)


def read_file(file: SourceFile, entry: ChapterEntry, whole: bool = True) -> Reading:
    """Parse a file and sketch it, and keep its tree where ``whole`` is true. Runs in a child that ends with it."""
    # Loaded here, where it is needed: a check with nothing to parse ends sooner, and pandoc begins the sooner.
    from octavo.parse.opening import opened

    gc.disable()  # a tree is made once and never let go: the collector would only walk it again and again
    opening = opened(file)
    import octavo.survey  # noqa: F401
    from octavo.parse.chapters import parse_file

    return reading(file, parse_file(file, entry, opening), whole)


def unread_file(file: SourceFile, entry: ChapterEntry, fault: str) -> Reading:
    """A file whose parsing ran into a limit: its words, paragraph by paragraph."""
    from octavo.parse.chapters import plain_file

    return reading(file, plain_file(file, entry, fault))


def reading(file: SourceFile, parsed: "ParsedFile", whole: bool = True) -> Reading:
    """A parsed file with its sketch."""
    return Reading(file_sketch(file, parsed), codec.encode(replace(parsed, text="", plain="")) if whole else b"")


def file_sketch(file: SourceFile, parsed: "ParsedFile") -> "FileSketch":
    """The sketch of a parsed file."""
    from octavo.survey import FileSketch, sketch

    prose = Prose(file.path, parsed.text, parsed.plain, file.digest, letters_of(parsed.text))
    sections = tuple(sketch(prose, s.title, s.label, s.numbered, s.blocks, s.place) for s in parsed.sections)
    macros = tuple((macro.name, macro.arguments, macro.body) for macro in parsed.macros)
    return FileSketch(parsed.entry, sections, parsed.remarks, parsed.aliases, macros, prose, _glosses(prose, parsed))


def _glosses(prose: Prose, parsed: "ParsedFile") -> "Glosses":
    from octavo.survey import Glosses, explained, glossed

    uses = tuple(use for s in parsed.sections for use in glossed(prose, s.blocks, s.place))
    found = (key for s in parsed.sections for key in explained(tree.text(s.title), s.classes, s.blocks))
    return Glosses(uses, tuple(found))
