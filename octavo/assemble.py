"""Assemble: parsed files become the book's chapters, each with a name that is unique and safe everywhere."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from octavo import tree
from octavo.model import Bibliography, Book, Chapter, Config, Kind, Remark
from octavo.parse.chapters import ParsedFile, Section

RESERVED = frozenset((
    "index", "nav", "cover", "half-title", "series", "title-page", "copyright", "dedication", "contents", "bibliography",
    "book-index", "stamps",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assembled:
    """The book, and what was remarked while putting it together."""

    book: Book
    remarks: tuple[Remark, ...]


def assemble(config: Config, files: tuple[ParsedFile, ...], bibliography: Bibliography) -> Assembled:
    """The book of these files. A file of several top headings is several chapters; one without any is named for its file."""
    names = _Names()
    chapters: list[Chapter] = []
    remarks: list[Remark] = []
    for file in files:
        remarks += file.remarks
        for section in file.sections:
            title = section.title
            untitled: tuple[Remark, ...] = ()
            if not title and not _untitled_on_purpose(section):
                stem = _readable(file.entry.path)
                title = tree.words(stem)
                untitled = (Remark("untitled-chapter", stem, section.place),)
            numbered = section.numbered and file.entry.kind in (Kind.CHAPTER, Kind.APPENDIX)
            name = names.of(file.entry.path, file.entry.kind, numbered, tree.text(title))
            chapters.append(
                Chapter(
                    name, file.entry.path, file.entry.kind, file.entry.part, title, section.label, numbered, section.blocks,
                    section.place, untitled,
                )  # fmt: skip
            )
    return Assembled(Book(config, tuple(chapters), bibliography), tuple(remarks))


def _untitled_on_purpose(section: Section) -> bool:
    """An epigraph or a dedication stands alone, without a heading."""
    marks = {"epigraph", "dedication"}
    return bool(section.blocks) and all(b["t"] == "Div" and marks & set(tree.attr(b)[1]) for b in section.blocks)


class _Names:
    """Gives each chapter its name: ch01 for numbered chapters, the file's name for others."""

    def __init__(self) -> None:
        self._used: set[str] = set(RESERVED)
        self._chapters = self._appendixes = 0

    def of(self, path: str, kind: Kind, numbered: bool, title: str) -> str:
        """The name of the next chapter."""
        if numbered and kind is Kind.CHAPTER:
            self._chapters += 1
            wanted = f"ch{self._chapters:02d}"
        elif numbered and kind is Kind.APPENDIX:
            self._appendixes += 1
            wanted = f"app{self._appendixes:02d}"
        else:
            wanted = _slug(PurePosixPath(path).stem) or _slug(title) or kind.value
        name, count = wanted, 1
        while name in self._used:
            count += 1
            name = f"{wanted}-{count}"
        self._used.add(name)
        return name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^[\d._-]+(?=[a-z])", "", plain)).strip("-")[:40]
    return slug if slug[:1].isalpha() else f"s-{slug}" if slug else ""


def _readable(path: str) -> str:
    stem = re.sub(r"[-_.]+", " ", re.sub(r"^[\d._-]+", "", PurePosixPath(path).stem)).strip()
    return (stem or PurePosixPath(path).stem).capitalize()
