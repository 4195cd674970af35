"""Assemble: parsed files become the book's chapters, each with a name that is unique and safe everywhere."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from octavo import tree
from octavo.model import Bibliography, Book, Chapter, Config, Kind, Nodes, Remark
from octavo.parse.chapters import ParsedFile, Section
from octavo.parse.foreign import expanded
from octavo.parse.tidy import renamed

RESERVED = frozenset((
    "index", "nav", "cover", "half-title", "series", "title-page", "copyright", "dedication", "contents",
    "bibliography",
    "book-index", "stamps",
))  # fmt: skip

_BIBLIOGRAPHY = re.compile(
    r"(?:list of )?(?:references|bibliography|works cited|literature(?: cited)?|sources)"
    r"|r[ée]f[ée]rences(?: bibliographiques)?|bibliographie|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?"
    r"|bibliograf[íi]a|referencias|refer[êe]ncias"
    r"|参考文献|參考文獻|библиография|список литературы|литература|источники",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The book, and what was remarked while putting it together."""

    book: Book
    remarks: tuple[Remark, ...]


def assemble(config: Config, files: tuple[ParsedFile, ...], bibliography: Bibliography) -> Assembled:
    """The book of these files. A file of several top headings is several chapters."""
    names = _Names()
    chapters: list[Chapter] = []
    remarks: list[Remark] = []
    aliases = {name: key for file in files for name, key in file.aliases}
    macros = {macro.name: macro for file in files for macro in file.macros}
    listed = _bibliography_place(files, bibliography)
    for file in files:
        remarks += file.remarks
        keys = _Keys({**aliases, **dict(file.aliases)}, bibliography)
        for section in file.sections:
            title = expanded(keys.used_in(section.title), macros)
            blocks = expanded(keys.used_in(section.blocks), macros)
            if section is listed:
                blocks = [*blocks, {"t": "Div", "c": [["refs", [], []], []]}]
            untitled: tuple[Remark, ...] = ()
            if not title and not _untitled_on_purpose(section):
                stem = _readable(file.entry.path)
                title = tree.words(stem)
                untitled = (Remark("untitled-chapter", stem, section.place),)
            lists = _lists_sources(blocks)
            numbered = section.numbered and not lists and file.entry.kind in (Kind.CHAPTER, Kind.APPENDIX)
            name = names.of(file.entry.path, file.entry.kind, numbered, tree.text(title))
            chapters.append(
                Chapter(
                    name,
                    file.entry.path,
                    file.entry.kind,
                    file.entry.part,
                    title,
                    section.label,
                    numbered,
                    blocks,
                    section.place,
                    untitled,
                )
            )
    return Assembled(Book(config, tuple(chapters), bibliography), tuple(remarks))


def _untitled_on_purpose(section: Section) -> bool:
    """An epigraph or a dedication stands alone, without a heading."""
    marks = {"epigraph", "dedication"}
    return bool(section.blocks) and all(b["t"] == "Div" and marks & set(tree.attr(b)[1]) for b in section.blocks)


class _Keys:
    """The other names that citation keys go by: those that a chapter defines, and DOIs in capitals or small letters."""

    def __init__(self, aliases: dict[str, str], bibliography: Bibliography) -> None:
        self._known = frozenset(entry.key for entry in bibliography.entries)
        self._aliases = aliases
        self._lower = {key.lower(): key for key in self._known if key.lower().startswith("doi:")}

    def used_in(self, nodes: Nodes) -> Nodes:
        """The nodes with citations by the keys that the bibliography has."""
        found = {str(item["citationId"]) for node in tree.walk(nodes) if node["t"] == "Cite" for item in node["c"][0]}
        changed = {name: key for name in found if (key := self._key(name)) != name}
        return renamed(nodes, changed)

    def _key(self, name: str) -> str:
        if name in self._known:
            return name
        key = self._aliases.get(name, name)
        return key if key in self._known else self._lower.get(key.lower(), key)


def _bibliography_place(files: tuple[ParsedFile, ...], bibliography: Bibliography) -> Section | None:
    """The last section that is nothing but the heading of a bibliography: pandoc puts the list of sources there."""
    sections = [section for file in files for section in file.sections]
    if not bibliography.entries or any(_holds_refs(section.blocks) for section in sections):
        return None
    empty = (s for s in reversed(sections) if not s.blocks and _BIBLIOGRAPHY.fullmatch(tree.text(s.title).strip()))
    return next(empty, None)


def _holds_refs(blocks: Nodes) -> bool:
    return any(tree.attr(node)[0] == "refs" for node in tree.walk(blocks) if node["t"] == "Div")


def _lists_sources(blocks: Nodes) -> bool:
    """True for a section that holds the list of sources and nothing else: it is no chapter that is counted."""
    return len(blocks) > 0 and all(block["t"] == "Div" and tree.attr(block)[0] == "refs" for block in blocks)


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
