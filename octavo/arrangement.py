"""Arrangement: which chapters the sections of the files become, each with a name that is unique and safe everywhere."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from octavo.model import Bibliography, Kind, Remark
from octavo.survey import FileSketch, Seat, Sketch

RESERVED = frozenset((
    "index", "nav", "cover", "half-title", "series", "title-page", "copyright", "dedication", "contents",
    "bibliography", "endnotes",
    "book-index", "stamps", "list-of-figures", "list-of-tables",
    "book-abbreviations", "book-contributors", "book-credits",
))  # fmt: skip

_BIBLIOGRAPHY = re.compile(
    r"(?:list of )?(?:references|bibliography|works cited|literature(?: cited)?|sources)"
    r"|r[ée]f[ée]rences(?: bibliographiques)?|bibliographie|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?"
    r"|bibliograf[íi]a|referencias|refer[êe]ncias"
    r"|参考文献|參考文獻|библиография|список литературы|литература|источники",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the sections of all files become chapters: by file, the seat of each section and the keys that citations by
    other names mean; the macros of all formulas (name, arguments, body); what was remarked.
    """

    seats: tuple[tuple[Seat, ...], ...]
    keys: tuple[Mapping[str, str], ...]
    macros: tuple[tuple[str, int, str], ...]
    remarks: tuple[Remark, ...]


def arrange(files: tuple[FileSketch, ...], bibliography: Bibliography) -> Arrangement:
    """The arrangement of these files. A file of several top headings is several chapters."""
    names = _Names()
    remarks: list[Remark] = []
    aliases = {name: key for file in files for name, key in file.aliases}
    listed = _bibliography_place(files, bibliography)
    seats: list[tuple[Seat, ...]] = []
    keys: list[Mapping[str, str]] = []
    known = _Keys(bibliography)
    for file in files:
        keys.append(known.meant(file, aliases))
        taken: list[Seat] = []
        for section in file.sections:
            title = section.title
            if not section.titled and not section.apart:
                title = _readable(file.entry.path)
                remarks.append(Remark("untitled-chapter", title, section.place))
            lists = section.lists or section is listed
            numbered = section.numbered and not lists and file.entry.kind in (Kind.CHAPTER, Kind.APPENDIX)
            name = names.of(file.entry.path, file.entry.kind, numbered, title)
            taken.append(Seat(name, title, numbered, lists))
        seats.append(tuple(taken))
    macros = {macro[0]: macro for file in files for macro in file.macros}
    return Arrangement(tuple(seats), tuple(keys), tuple(macros.values()), tuple(remarks))


def formulas_of(file: FileSketch, arrangement: Arrangement) -> Iterator[tuple[str, bool]]:
    """The formulas of a file, (TeX, display), with macros standing for what they mean."""
    formulas = [(tex, display) for section in file.sections for tex, display, _ in section.formulas]
    if not arrangement.macros:
        return iter(formulas)
    from octavo.parse.foreign import Macro, expanded_formula

    macros = {name: Macro(name, arguments, body) for name, arguments, body in arrangement.macros}
    return ((expanded_formula(tex, macros), display) for tex, display in formulas)


class _Keys:
    """The other names that citation keys go by: those that a chapter defines, and DOIs in capitals or small letters."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._known = frozenset(entry.key for entry in bibliography.entries)
        self._lower = {key.lower(): key for key in self._known if key.lower().startswith("doi:")}

    def meant(self, file: FileSketch, aliases: Mapping[str, str]) -> Mapping[str, str]:
        """The names that a file cites by and that are no keys, with the keys that they mean."""
        own = {**aliases, **dict(file.aliases)}
        names = {cited.key for section in file.sections for cited in section.cited}
        return {name: key for name in names if (key := self._key(name, own)) != name}

    def _key(self, name: str, aliases: Mapping[str, str]) -> str:
        if name in self._known:
            return name
        key = aliases.get(name, name)
        return key if key in self._known else self._lower.get(key.lower(), key)


def _bibliography_place(files: tuple[FileSketch, ...], bibliography: Bibliography) -> Sketch | None:
    """The last section that is nothing but the heading of a bibliography: pandoc puts the list of sources there."""
    sections = [section for file in files for section in file.sections]
    if not bibliography.entries or any(section.refs for section in sections):
        return None
    return next((s for s in reversed(sections) if s.bare and _BIBLIOGRAPHY.fullmatch(s.title.strip())), None)


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
