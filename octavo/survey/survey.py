"""The survey of a whole book, put together from the sketches of its chapters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from octavo.findings import Place
from octavo.model import Config, Entry, LinkState, Remark
from octavo.prose import Prose
from octavo.references import target
from octavo.select import leaves_out
from octavo.survey.sketch import Cited, FileSketch, Sketch
from octavo.survey.uses import (
    ChapterUse,
    CitationUse,
    GlossUse,
    ImageUse,
    IndexUse,
    LabelUse,
    LinkUse,
    NoteUse,
    PassageUse,
    PictureState,
    ReferenceUse,
    TableUse,
    TermUse,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What rules need beside the text: the state of the pictures, formulas that cannot be set, rows of index.toml and
    abbreviations.toml, the book's files, the characters that its fonts have (None: not known), the day, the
    digests of the bibliographies, and what servers said of the addresses on the web (none where they were never asked).
    """

    pictures: tuple[PictureState, ...] = ()
    failed_formulas: tuple[str, ...] = ()
    terms: tuple[TermUse, ...] = ()
    abbreviations: tuple[TermUse, ...] = ()
    files: tuple[str, ...] = ()
    letters: frozenset[int] | None = None
    today: date | None = None
    sources: tuple[str, ...] = ()
    links: tuple[LinkState, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """All that rules of the source may ask. Everything is in the order of the book; ``of_sources`` are those of the
    remarks that are on bibliographies.
    """

    config: Config
    chapters: tuple[ChapterUse, ...] = ()
    labels: tuple[LabelUse, ...] = ()
    references: tuple[ReferenceUse, ...] = ()
    citations: tuple[CitationUse, ...] = ()
    notes: tuple[NoteUse, ...] = ()
    images: tuple[ImageUse, ...] = ()
    tables: tuple[TableUse, ...] = ()
    links: tuple[LinkUse, ...] = ()
    marks: tuple[IndexUse, ...] = ()
    passages: tuple[PassageUse, ...] = ()
    formulas: tuple[tuple[str, Place], ...] = ()
    entries: tuple[Entry, ...] = ()
    remarks: tuple[Remark, ...] = ()
    of_sources: tuple[Remark, ...] = ()
    prose: tuple[Prose, ...] = field(default=(), repr=False)
    beside: Beside = Beside()
    glosses: tuple[GlossUse, ...] = ()
    glossary: tuple[str, ...] = ()

    @property
    def today(self) -> date | None:
        """The day of the check, where it is known."""
        return self.beside.today

    def editions_with(self, *lacking: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the editions that hold all of several things, each given by the editions that leave it out."""
        names = tuple(edition.name for edition in self.config.editions) or ("",)
        return tuple(name for name in names if not any(name in without for without in lacking))

    def noted(self, *kinds: str) -> Iterator[Remark]:
        """The remarks of these kinds."""
        return (remark for remark in self.remarks if remark.kind in kinds)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a section of a file stands in the book: its chapter's name, title, and whether it is numbered."""

    name: str
    title: str
    numbered: bool
    lists: bool = False


def survey(
    config: Config,
    files: tuple[FileSketch, ...],
    seats: tuple[tuple[Seat, ...], ...],
    keys: tuple[Mapping[str, str], ...],
    entries: tuple[Entry, ...],
    remarks: tuple[tuple[Remark, ...], tuple[Remark, ...]],
    images: Mapping[tuple[str, str], str],
    beside: Beside = Beside(),
) -> Survey:
    """The survey of a book. ``seats`` and ``keys`` are by file: the seat of each section, and the keys that citations
    by other names mean; ``remarks`` are those on the arrangement and those on the bibliographies; ``images`` gives the
    path of each (chapter file, address).
    """
    gather = _Gatherer(config, frozenset(entry.key for entry in entries), images)
    for file, sat, meant in zip(files, seats, keys, strict=True):
        for section, seat in zip(file.sections, sat, strict=True):
            gather.section(file, section, seat, meant)
    glosses = tuple(use for file in files for use in file.glosses.uses)
    glossary = tuple(key for file in files for key in file.glosses.explained)
    gather.labels += [
        LabelUse(part.label, "sec", "", part.place, thing="header") for part in config.parts if part.label
    ]
    found = tuple(remark for file in files for remark in file.remarks)
    return Survey(
        config, tuple(gather.chapters), tuple(gather.labels), tuple(gather.references), tuple(gather.citations),
        tuple(gather.notes), tuple(gather.images), tuple(gather.tables), tuple(gather.links), tuple(gather.marks),
        tuple(gather.passages), tuple(gather.formulas), entries, (*remarks[0], *remarks[1], *found), remarks[1],
        tuple(file.prose for file in files), beside, glosses, glossary,
    )  # fmt: skip


class _Gatherer:
    def __init__(self, config: Config, keys: frozenset[str], paths: Mapping[tuple[str, str], str]) -> None:
        self._config = config
        self._keys = keys
        self._paths = paths
        self.chapters: list[ChapterUse] = []
        self.labels: list[LabelUse] = []
        self.references: list[ReferenceUse] = []
        self.citations: list[CitationUse] = []
        self.notes: list[NoteUse] = []
        self.images: list[ImageUse] = []
        self.tables: list[TableUse] = []
        self.links: list[LinkUse] = []
        self.marks: list[IndexUse] = []
        self.passages: list[PassageUse] = []
        self.formulas: list[tuple[str, Place]] = []

    def section(self, file: FileSketch, section: Sketch, seat: Seat, keys: Mapping[str, str]) -> None:
        path = file.entry.path
        words = max(1, section.words) if seat.lists and self._keys else section.words  # a list of sources is text
        self.chapters.append(
            ChapterUse(
                seat.name, path, seat.title, words, section.headings, section.place, file.entry.kind.value,
                seat.numbered, file.entry.part, section.titled, section.filled,
            )
        )  # fmt: skip
        if section.label:
            lacking = self._lacking(path, ())
            self.labels.append(
                LabelUse(section.label, "sec", seat.name, section.place, section.labelled, lacking, "header")
            )
        self.labels += [
            replace(use, chapter=seat.name, lacking=self._lacking(path, use.lacking)) for use in section.labels
        ]
        for cited in section.cited:
            self._cited(cited, keys, seat.name, file)
        self.images += [
            replace(
                use, chapter=seat.name, path=self._paths.get((path, use.address), ""),
                lacking=self._lacking(path, use.lacking),
            )
            for use in section.images
        ]  # fmt: skip
        self.links += [
            replace(use, chapter=seat.name, lacking=self._lacking(path, use.lacking)) for use in section.links
        ]
        self.notes += [replace(use, chapter=seat.name) for use in section.notes]
        self.tables += [
            replace(use, chapter=seat.name, lacking=self._lacking(path, use.lacking)) for use in section.tables
        ]
        self.marks += section.marks
        self.passages += section.passages
        self.formulas += [(tex, place) for tex, _, place in section.formulas]

    def _lacking(self, path: str, within: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the editions that leave out a chapter, or a passage of it."""
        return tuple(
            edition.name
            for edition in self._config.editions
            if path in edition.leaves_out or any(leaves_out(passage, edition) for passage in within)
        )

    def _cited(self, cited: Cited, keys: Mapping[str, str], chapter: str, file: FileSketch) -> None:
        key = keys.get(cited.key, cited.key)
        item = {"citationId": key, "citationMode": {"t": cited.mode}, "label": cited.label}
        found = target(item, self._keys)
        if found:
            lacking = self._lacking(file.entry.path, cited.within)
            self.references.append(
                ReferenceUse(
                    found.kind, found.label, chapter, cited.place, lacking, cited.before, found.bare, found.capital
                )
            )
            return
        self.citations.append(
            CitationUse(
                key, chapter, cited.place, cited.words, cited.before,
                cited.mode == "AuthorInText", cited.mode == "SuppressAuthor", cited.in_note,
            )
        )  # fmt: skip
