"""The files of a manuscript: kept from the last time, or parsed side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from octavo import children, codec
from octavo.desk import Desk
from octavo.model import ChapterEntry, Config, Manuscript, SourceFile
from octavo.reading import read_file, unread_file

if TYPE_CHECKING:
    from octavo.parse.chapters import ParsedFile
    from octavo.survey import FileSketch

Other = TypeVar("Other")
LIMITS = children.Limits(180.0, 4096)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the manuscript that was read: its sketch, and its parsed text as bytes, or the key that it is under; a
    check needs no more than the sketch.
    """

    file: SourceFile
    sketch: "FileSketch"
    key: str
    parsed: bytes = field(repr=False, default=b"")


def read_files(
    manuscript: Manuscript, config: Config, desk: Desk, meanwhile: Callable[[], Other]
) -> tuple[tuple[Kept, ...], Other]:
    """Each file read, in the order of the book; what is not kept is parsed side by side, and ``meanwhile`` is done."""
    files = {file.path: file for file in manuscript.chapters}
    entries = {entry.path: entry for entry in config.chapters if entry.path in files}
    keys = {path: desk.cache.key("file", entry, files[path].digest) for path, entry in entries.items()}
    sketches = {path: desk.cache.key("sketch", key) for path, key in keys.items()}
    needed = {path: (sketches[path], *((keys[path],) if desk.trees else ())) for path in entries}
    wanted = [(files[p], entry) for p, entry in entries.items() if not all(map(desk.cache.has, needed[p]))]
    fresh = _parsed(wanted, desk)
    desk.early.begin(manuscript, bool(wanted))
    other = meanwhile()
    kept = {path: found for path, key in sketches.items() if (found := desk.cache.get(key)) is not None}
    found = {path: Kept(files[path], sketch, keys[path]) for path, sketch in kept.items()}
    from octavo.survey import Survey  # while children parse

    for path, outcome in fresh:
        found[path] = _read(files[path], entries[path], outcome, keys[path], desk)
        desk.early.ask(Survey(config, prose=(found[path].sketch.prose,)))
    # What the cache holds, but not whole.
    for path, outcome in _parsed([(files[p], e) for p, e in entries.items() if p not in found], desk):
        found[path] = _read(files[path], entries[path], outcome, keys[path], desk)
    return tuple(found[path] for path in entries), other


def _parsed(wanted: list[tuple[SourceFile, ChapterEntry]], desk: Desk) -> Iterator[tuple[str, children.Outcome]]:
    if len(wanted) > 1:
        # Children are copies of this process: what each would load is loaded once, before.
        import octavo.parse.chapters
        import octavo.survey  # noqa: F401
    tasks = [children.Task(f.path, read_file, (f, entry, desk.trees), len(f.data), LIMITS) for f, entry in wanted]
    # One more than there are workers, because this process has other things to do before it takes what is ready.
    return ((outcome.key, outcome) for outcome in children.run_all(tasks, desk.workers + 1))


def _read(file: SourceFile, entry: ChapterEntry, outcome: children.Outcome, key: str, desk: Desk) -> Kept:
    """A file that was parsed; where a limit was hit, its words."""
    desk.say("parse", file.path)
    if outcome.fault and not outcome.limit:
        raise children.ToolFault(f"parsing `{file.path}` failed: {outcome.fault}\n{outcome.trace}")
    reading = outcome.value or unread_file(file, entry, outcome.fault)
    if outcome.value:
        if reading.parsed:
            desk.cache.keep(key, reading.parsed)
        desk.cache.put(desk.cache.key("sketch", key), reading.sketch)
    return Kept(file, reading.sketch, key, reading.parsed)


def parsed_files(files: tuple[Kept, ...], desk: Desk) -> "tuple[ParsedFile, ...]":
    """The trees of the files. What the cache has lost since is parsed once more."""
    parsed = (codec.decode(file.parsed) if file.parsed else desk.cache.get(file.key) for file in files)
    return tuple(
        found or codec.decode(read_file(file.file, file.sketch.entry).parsed)
        for found, file in zip(parsed, files, strict=True)
    )
