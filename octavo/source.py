"""From a folder to a surveyed book: load, config, parse and survey, each result kept by digest."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from octavo import house, load, profiles
from octavo.desk import Desk
from octavo.files import Kept, parsed_files, read_files
from octavo.findings import Finding, Place, Severity
from octavo.links import lock
from octavo.model import Bibliography, Book, Config, Entry, Manuscript, Remark, SourceFile
from octavo.parse.bibliography import ParsedBibliography, parse_bibliography
from octavo.styles import citation_style

if TYPE_CHECKING:
    from octavo.arrangement import Arrangement
    from octavo.figures import Picture
    from octavo.mathematics import Formulas
    from octavo.survey import Survey
    from octavo.terms.rows import Terms


@dataclass(frozen=True, slots=True)
class Source:
    """A book as it was read: snapshot, configuration, files, how they become chapters, sources, pictures, formulas,
    survey, and the findings of reading it; the names of the colour profiles that can be used, by path. ``book`` makes
    the book of it, which checking does not need.
    """

    root: Path
    manuscript: Manuscript
    config: Config
    files: tuple[Kept, ...]
    arrangement: "Arrangement"
    bibliography: Bibliography
    survey: "Survey"
    pictures: "tuple[Picture, ...]" = field(repr=False)
    paths: Mapping[tuple[str, str], str] = field(repr=False)
    formulas: "Formulas"
    terms: "Terms"
    findings: tuple[Finding, ...]
    conditions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A book of which nothing can be built: why, and the files that were read."""

    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...] = ()


def read(folder: Path, desk: Desk) -> Source | Unreadable:
    """Read, parse and survey a book. Raises load.Refused when there is no book.toml at all."""
    desk.say("load", str(folder))
    root, config_file = load.open_book(folder)
    known = root.files()
    config, findings = desk.cache.through(
        desk.cache.key("config", config_file.path, config_file.digest, tuple(sorted(known))),
        lambda: _configured(config_file, known),
    )
    if config is None:
        return Unreadable(findings, (config_file,))
    manuscript, missing = _snapshot(root, config_file, config, desk.own_design)

    def meanwhile() -> tuple[Bibliography, tuple[Remark, ...], tuple[Finding, ...], frozenset[int] | None]:
        import octavo.gathering  # noqa: F401  # loaded while children parse
        from octavo.survey import Beside, Survey

        given = _bibliography(manuscript, config, desk)
        beside = Beside(today=desk.today, sources=tuple(file.digest for file in manuscript.bibliographies))
        desk.early.ask(Survey(config, entries=given[0].entries, of_sources=given[1], beside=beside))
        return *given, _letters(config, manuscript)

    files, (bibliography, remarks, style_findings, letters) = read_files(manuscript, config, desk, meanwhile)
    from octavo.gathering import Known, gather

    sketches = tuple(file.sketch for file in files)
    found = gather(root, manuscript, config, sketches, Known(known, bibliography, remarks, letters), desk)
    conditions, profile_findings = profiles.usable(manuscript, config, desk)
    reading = (*findings, *missing, *style_findings, *found.findings, *profile_findings)
    return Source(
        root.path, found.manuscript, config, files, found.arrangement, bibliography, found.survey,
        found.pictures, found.paths, found.formulas, found.terms, reading, conditions,
    )  # fmt: skip


def _configured(file: SourceFile, known: frozenset[str]) -> tuple[Config | None, tuple[Finding, ...]]:
    from octavo.config import read_config  # what is kept needs no reader

    return read_config(file, known)


def book(source: Source, desk: Desk) -> Book:
    """The book: its chapters' trees, put together."""
    from octavo.assemble import assemble, told
    from octavo.fragments import read_fragments

    config, files = source.config, parsed_files(source.files, desk)
    trees = read_fragments(told(config, files), config.path, desk)
    return assemble(config, files, source.arrangement, source.bibliography, trees)


def texts_of(files: Iterable[SourceFile], names: Container[str]) -> dict[str, str]:
    """The texts of the files of these names, with the lines and columns that findings count by."""
    from octavo.parse.decode import decode

    return {file.path: decode(file)[0] for file in files if file.path in names}


def _fonts(files: tuple[SourceFile, ...]) -> bool:
    """True where there is a font among these files."""
    from octavo.typeset.fonts import SUFFIXES

    return any(file.path.lower().endswith(SUFFIXES) for file in files)


def _letters(config: Config, manuscript: Manuscript) -> frozenset[int] | None:
    """The characters that the house's fonts have; not known where the book brings or names fonts besides."""
    if config.fallback_fonts or (manuscript.assets and _fonts(manuscript.assets)):
        return None
    return house.letters()


def _snapshot(
    root: load.Root, config_file: SourceFile, config: Config, own: bool
) -> tuple[Manuscript, tuple[Finding, ...]]:
    """Every text of the book, read once. What cannot be read is a finding."""
    faults: list[Finding] = []

    def read_all(names: tuple[tuple[str, Place], ...]) -> tuple[SourceFile, ...]:
        files: list[SourceFile] = []
        for name, place in names:
            try:
                files.append(root.read(name))
            except load.Refused as refusal:
                faults.append(
                    Finding(
                        "L001", "unreadable-file", Severity.ERROR, place, str(refusal), "check the name and the file"
                    )
                )
        return tuple(files)

    chapters = read_all(tuple((entry.path, entry.place) for entry in config.chapters))
    bibliographies = read_all(tuple((name, config.place("bibliography")) for name in config.bibliography))
    style = (
        read_all(((config.citation_style, config.place("citation-style")),))
        if config.citation_style.endswith(".csl")
        else ()
    )
    beside = str(Path(config_file.path).parent)
    base = "" if beside == "." else f"{beside}/"
    templates = load.read_folder(root, "templates") if own and not _is_engine(root, "templates") else ()
    assets = load.read_folder(root, "assets") if own and not _is_engine(root, "assets") else ()
    index = load.read_optional(root, (f"{base}index.toml", "index.toml"))
    named = _names_file(index) if index else None
    names = read_all(((f"{base}{named[0]}", named[1]),)) if named else ()
    conditions = read_all(tuple((path, place) for path, place in profiles.named(config).items()))
    manuscript = Manuscript(
        config_file, chapters, bibliographies, style[0] if style else None,
        load.read_optional(root, (f"{base}abbreviations.toml", "abbreviations.toml")),
        index, (), templates, assets, load.read_optional(root, (f"{base}{lock.NAME}",)), names[0] if names else None,
        conditions,
    )  # fmt: skip
    return manuscript, tuple(faults)


def _names_file(index: SourceFile) -> tuple[str, Place] | None:
    from octavo.terms.reading import names_file

    return names_file(index)


def _is_engine(root: load.Root, name: str) -> bool:
    from octavo import house

    return (root.path / name).resolve() == house.folder(name).resolve()


def _bibliography(
    manuscript: Manuscript, config: Config, desk: Desk
) -> tuple[Bibliography, tuple[Remark, ...], tuple[Finding, ...]]:
    entries: dict[str, Entry] = {}
    remarks: list[Remark] = []
    for file in manuscript.bibliographies:
        desk.say("parse", file.path)
        parsed: ParsedBibliography = desk.cache.through(
            desk.cache.key("bibliography", file.path, file.digest),
            lambda file=file: parse_bibliography(file),  # type: ignore[misc]
        )
        remarks += parsed.remarks
        for entry in parsed.entries:
            if entry.key in entries:
                remarks.append(Remark("duplicate-entry", entry.key, entry.place, (entries[entry.key].place,)))
            else:
                entries[entry.key] = entry
    style, faults = citation_style(config, manuscript.style)
    return Bibliography(tuple(entries.values()), style), tuple(remarks), faults
