"""From a folder to a surveyed book: load, config, parse and survey, each result kept by digest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from octavo import children, figures, load, mathematics, tree
from octavo.assemble import assemble
from octavo.cache import Cache
from octavo.config import read_config
from octavo.findings import Finding, Place, Severity
from octavo.model import Bibliography, Book, ChapterEntry, Config, Entry, Manuscript, Remark, SourceFile
from octavo.parse.bibliography import ParsedBibliography, parse_bibliography
from octavo.parse.chapters import ParsedFile, parse_file
from octavo.progress import Say
from octavo.styles import citation_style
from octavo.survey import PictureState, Survey, survey
from octavo.terms import Terms, read_terms

BIBLIOGRAPHY_LIMITS = children.Limits(180.0, 4096)
CHAPTER_LIMITS = children.Limits(180.0, 4096)
FIGURE_LIMITS = children.Limits(60.0, 2048)


@dataclass(frozen=True, slots=True)
class Source:
    """A book as it was read: snapshot, parsed book, pictures, formulas, survey, and the findings of reading it."""

    root: Path
    manuscript: Manuscript
    book: Book
    survey: Survey
    pictures: tuple[figures.Picture, ...] = field(repr=False, default=())
    paths: Mapping[tuple[str, str], str] = field(repr=False, default_factory=dict)
    formulas: mathematics.Formulas = mathematics.Formulas()
    terms: Terms = Terms()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A book of which nothing can be built: why."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the stages are given beside the book: cache, number of workers, where to report, the day, whether the
    book's own templates and stylesheets count, and a folder in which type is laid out.
    """

    cache: Cache
    workers: int
    say: Say
    today: date | None = None
    own_design: bool = True
    type_folder: str = ""


def read(folder: Path, desk: Desk) -> Source | Unreadable:
    """Read, parse and survey a book. Raises load.Refused when there is no book.toml at all."""
    desk.say("load", str(folder))
    root, config_file = load.open_book(folder)
    known = root.files()
    config, findings = read_config(config_file, known)
    if config is None:
        return Unreadable(findings)
    manuscript, missing = _snapshot(root, config_file, config, desk.own_design)
    bibliography, remarks, style_findings = _bibliography(manuscript, config, desk)
    parsed = _chapters(manuscript, config, desk)
    assembled = assemble(config, parsed, bibliography)
    paths, manuscript = _images(root, manuscript, assembled.book, config, known)
    prepared = _pictures(manuscript, desk)
    pictures = tuple(p for p in prepared if isinstance(p, figures.Picture))
    formulas = _formulas(assembled.book, desk)
    desk.say("survey", f"{len(assembled.book.chapters)} chapters, {len(bibliography.entries)} sources")
    found = survey(
        config,
        assembled.book.chapters,
        bibliography,
        (*assembled.remarks, *remarks),
        paths,
        tuple(_state(picture) for picture in prepared),
        formulas.failed,
        desk.today,
    )
    terms, term_findings = read_terms(manuscript.index_terms, manuscript.abbreviations)
    reading = (*findings, *missing, *style_findings, *term_findings)
    return Source(root.path, manuscript, assembled.book, found, pictures, paths, formulas, terms, reading)


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
    manuscript = Manuscript(
        config_file,
        chapters,
        bibliographies,
        style[0] if style else None,
        load.read_optional(root, (f"{base}abbreviations.toml", "abbreviations.toml")),
        load.read_optional(root, (f"{base}index.toml", "index.toml")),
        (),
        templates,
        assets,
    )
    return manuscript, tuple(faults)


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


def _chapters(manuscript: Manuscript, config: Config, desk: Desk) -> tuple[ParsedFile, ...]:
    """Each file parsed, in the order of the book; what is not kept is parsed side by side."""
    files = {file.path: file for file in manuscript.chapters}
    entries = [entry for entry in config.chapters if entry.path in files]
    keys = {entry.path: desk.cache.key("chapter", entry, files[entry.path].digest) for entry in entries}
    parsed: dict[str, ParsedFile] = {}
    for entry in entries:
        kept = desk.cache.get(keys[entry.path])
        if kept is not None:
            parsed[entry.path] = kept
    tasks = [
        children.Task(e.path, parse_file, (files[e.path], e), len(files[e.path].data), CHAPTER_LIMITS)
        for e in entries
        if e.path not in parsed
    ]
    for outcome in children.run_all(tasks, desk.workers):
        desk.say("parse", outcome.key)
        if outcome.fault and not outcome.limit:
            raise children.ToolFault(f"parsing `{outcome.key}` failed: {outcome.fault}\n{outcome.trace}")
        if outcome.fault:
            entry = next(e for e in entries if e.path == outcome.key)
            parsed[outcome.key] = _unparsed(files[outcome.key], entry, outcome.fault)
            continue
        parsed[outcome.key] = outcome.value
        desk.cache.put(keys[outcome.key], outcome.value)
    return tuple(parsed[entry.path] for entry in entries)


def _unparsed(file: SourceFile, entry: ChapterEntry, fault: str) -> ParsedFile:
    """A file that hit a limit even so: its words, paragraph by paragraph."""
    from octavo.parse.chapters import plain_file

    return plain_file(file, entry, fault)


def _images(
    root: load.Root, manuscript: Manuscript, book: Book, config: Config, known: frozenset[str]
) -> tuple[dict[tuple[str, str], str], Manuscript]:
    """The path of each image that a chapter names, and the snapshot with these files in it."""
    paths: dict[tuple[str, str], str] = {}
    for chapter in book.chapters:
        for node in tree.walk([chapter.title, chapter.blocks]):
            if node["t"] == "Image":
                address = node["c"][2][0]
                paths[chapter.path, address] = load.resolve(address, chapter.path, config.resources, known)
    wanted = dict.fromkeys(
        [path for path in paths.values() if path] + ([config.cover.image] if config.cover.image else [])
    )
    files: list[SourceFile] = []
    for path in wanted:
        try:
            files.append(root.read(path, load.IMAGE_LIMIT))
        except load.Refused:
            paths = {key: "" if value == path else value for key, value in paths.items()}
    return paths, replace(manuscript, resources=tuple(files))


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


def _formulas(book: Book, desk: Desk) -> mathematics.Formulas:
    wanted = mathematics.collect(tuple(chapter.blocks for chapter in book.chapters))
    if not wanted:
        return mathematics.Formulas()
    desk.say("formulas", str(len(wanted)))
    return desk.cache.through(desk.cache.key("formulas", wanted), lambda: mathematics.formulas(wanted))
