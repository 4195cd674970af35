"""From a folder to a surveyed book: load, config, parse and survey, each result kept by digest."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from octavo import children, figures, house, load, mathematics, profiles
from octavo.apparatus.expansions import plain
from octavo.arrangement import Arrangement, arrange, formulas_of
from octavo.desk import Desk
from octavo.files import Kept, parsed_files, read_files
from octavo.findings import Finding, Place, Severity
from octavo.fragments import read_fragments
from octavo.links import lock
from octavo.model import Bibliography, Book, Config, Entry, Manuscript, Remark, SourceFile
from octavo.parse.bibliography import ParsedBibliography, parse_bibliography
from octavo.parse.decode import decode
from octavo.styles import citation_style
from octavo.survey import Beside, FileSketch, IndexUse, PictureState, Survey, TermUse, survey
from octavo.terms.rows import Term, Terms

FIGURE_LIMITS = children.Limits(60.0, 2048)


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
    arrangement: Arrangement
    bibliography: Bibliography
    survey: Survey
    pictures: tuple[figures.Picture, ...] = field(repr=False, default=())
    paths: Mapping[tuple[str, str], str] = field(repr=False, default_factory=dict)
    formulas: mathematics.Formulas = mathematics.Formulas()
    terms: Terms = Terms()
    findings: tuple[Finding, ...] = ()
    conditions: dict[str, str] = field(default_factory=dict)


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
        given = _bibliography(manuscript, config, desk)
        beside = Beside(today=desk.today, sources=tuple(file.digest for file in manuscript.bibliographies))
        desk.early.ask(Survey(config, entries=given[0].entries, of_sources=given[1], beside=beside))
        return *given, _letters(config, manuscript)

    files, (bibliography, remarks, style_findings, letters) = read_files(manuscript, config, desk, meanwhile)
    sketches = tuple(file.sketch for file in files)
    arrangement = arrange(sketches, bibliography)
    paths, manuscript = _images(root, manuscript, sketches, config, known)
    prepared = _pictures(manuscript, desk)
    formulas = _formulas(sketches, arrangement, desk)
    terms, term_findings = _terms(manuscript, desk)
    desk.say("survey", f"{len(arrangement.seats)} files, {len(bibliography.entries)} sources")
    beside = Beside(
        tuple(_state(picture) for picture in prepared), formulas.failed,
        _rows(terms.index), _plain(_rows(terms.abbreviations)),
        tuple(sorted(known)), letters, desk.today,
        tuple(file.digest for file in manuscript.bibliographies),
        lock.read_lock(manuscript.links.data) if manuscript.links else (),
    )  # fmt: skip
    found = survey(
        config, sketches, arrangement.seats, arrangement.keys, bibliography.entries,
        (arrangement.remarks, remarks), paths, beside,
    )  # fmt: skip
    found = replace(found, marks=(*found.marks, *_leading_on(terms)))
    conditions, profile_findings = profiles.usable(manuscript, config, desk)
    reading = (*findings, *missing, *style_findings, *term_findings, *profile_findings)
    return Source(
        root.path, manuscript, config, files, arrangement, bibliography, found,
        tuple(p for p in prepared if isinstance(p, figures.Picture)), paths, formulas, terms, reading, conditions,
    )  # fmt: skip


def _configured(file: SourceFile, known: frozenset[str]) -> tuple[Config | None, tuple[Finding, ...]]:
    from octavo.config import read_config  # what is kept needs no reader

    return read_config(file, known)


def book(source: Source, desk: Desk) -> Book:
    """The book: its chapters' trees, put together."""
    from octavo.assemble import assemble, told

    config, files = source.config, parsed_files(source.files, desk)
    trees = read_fragments(told(config, files), config.path, desk)
    return assemble(config, files, source.arrangement, source.bibliography, trees)


def texts_of(files: Iterable[SourceFile], names: Container[str]) -> dict[str, str]:
    """The texts of the files of these names, with the lines and columns that findings count by."""
    return {file.path: decode(file)[0] for file in files if file.path in names}


def _rows(terms: tuple[Term, ...]) -> tuple[TermUse, ...]:
    return tuple(TermUse(" ".join(t.words), t.value, t.place, t.any_case, t.listed) for t in terms)


def _leading_on(terms: Terms) -> tuple[IndexUse, ...]:
    """What index.toml says of headings that needs no mark in the text, as rules ask for it."""
    return tuple(
        IndexUse(row.path, "; ".join(row.see), "; ".join(row.see_also), "", False, False, row.place)
        for row in terms.rows
        if row.see or row.see_also
    )


def _terms(manuscript: Manuscript, desk: Desk) -> tuple[Terms, tuple[Finding, ...]]:
    files = (manuscript.index_terms, manuscript.abbreviations, manuscript.index_names)
    key = desk.cache.key("terms", tuple((file.path, file.digest) if file else None for file in files))
    return desk.cache.through(key, lambda: _read_terms(*files))


def _read_terms(*files: SourceFile | None) -> tuple[Terms, tuple[Finding, ...]]:
    from octavo.terms.reading import read_terms  # what is kept needs no reader

    return read_terms(*files)


def _plain(rows: tuple[TermUse, ...]) -> tuple[TermUse, ...]:
    """The rows with expansions in words alone."""
    return tuple(replace(row, value=plain(row.value)) for row in rows)


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


def _images(
    root: load.Root, manuscript: Manuscript, files: tuple[FileSketch, ...], config: Config, known: frozenset[str]
) -> tuple[dict[tuple[str, str], str], Manuscript]:
    """The path of each image that a chapter names, and the snapshot with these files in it."""
    paths: dict[tuple[str, str], str] = {}
    for file in files:
        for use in (use for section in file.sections for use in section.images):
            place = (file.entry.path, use.address)
            paths[place] = load.resolve(use.address, file.entry.path, config.resources, known)
    wanted = dict.fromkeys(
        [path for path in paths.values() if path] + ([config.cover.image] if config.cover.image else [])
    )
    found: list[SourceFile] = []
    for path in wanted:
        try:
            found.append(root.read(path, load.IMAGE_LIMIT))
        except load.Refused:
            paths = {key: "" if value == path else value for key, value in paths.items()}
    return paths, replace(manuscript, resources=tuple(found))


def _pictures(manuscript: Manuscript, desk: Desk) -> tuple[figures.Picture | figures.BrokenPicture, ...]:
    found: dict[str, figures.Picture | figures.BrokenPicture] = {}
    keys = {file.path: desk.cache.key("figure", file.path, file.digest) for file in manuscript.resources}
    for file in manuscript.resources:
        kept = desk.cache.get(keys[file.path])
        if kept is not None:
            found[file.path] = kept
    tasks = [
        children.Task(f.path, figures.prepare, (f,), len(f.data), FIGURE_LIMITS)
        for f in manuscript.resources
        if f.path not in found
    ]
    for outcome in children.run_all(tasks, desk.workers):
        desk.say("figures", outcome.key)
        found[outcome.key] = figures.BrokenPicture(outcome.key, outcome.fault) if outcome.fault else outcome.value
        if not outcome.fault:
            desk.cache.put(keys[outcome.key], outcome.value)
    return tuple(found[file.path] for file in manuscript.resources)


def _state(picture: figures.Picture | figures.BrokenPicture) -> PictureState:
    if isinstance(picture, figures.BrokenPicture):
        return PictureState(picture.path, fault=picture.reason)
    return PictureState(picture.path, picture.width, picture.height, picture.converted)


def _formulas(files: tuple[FileSketch, ...], arrangement: Arrangement, desk: Desk) -> mathematics.Formulas:
    wanted = tuple(dict.fromkeys(formula for file in files for formula in formulas_of(file, arrangement)))
    if not wanted:
        return mathematics.Formulas()
    desk.say("formulas", str(len(wanted)))
    return desk.cache.through(desk.cache.key("formulas", wanted), lambda: mathematics.formulas(wanted))
