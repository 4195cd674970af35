"""Gathering: what the texts of a book name – pictures, formulas, terms – and the survey of it all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from octavo import children, figures, load, mathematics
from octavo.apparatus.expansions import plain
from octavo.arrangement import Arrangement, arrange, formulas_of
from octavo.desk import Desk
from octavo.findings import Finding
from octavo.links import lock
from octavo.model import Bibliography, Config, Manuscript, Remark, SourceFile
from octavo.survey import Beside, FileSketch, IndexUse, PictureState, Survey, TermUse, survey
from octavo.terms.rows import Term, Terms

FIGURE_LIMITS = children.Limits(60.0, 2048)
FORMULA_LIMITS = children.Limits(600.0, 4096)
# So many formulas are worth a child of their own, which has a library to load first.
_MANY = 60


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered: how the files become chapters, the survey, the snapshot with the pictures in it, the pictures
    and their paths, formulas, terms, and the findings of reading these.
    """

    arrangement: Arrangement
    survey: Survey
    manuscript: Manuscript = field(repr=False)
    pictures: tuple[figures.Picture, ...] = field(repr=False)
    paths: Mapping[tuple[str, str], str] = field(repr=False)
    formulas: mathematics.Formulas
    terms: Terms
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a book before: the names of its files, its sources with what was remarked on them, and the
    characters that its fonts have.
    """

    files: frozenset[str]
    bibliography: Bibliography
    remarks: tuple[Remark, ...]
    letters: frozenset[int] | None


def gather(
    root: load.Root, manuscript: Manuscript, config: Config, sketches: tuple[FileSketch, ...], known: Known, desk: Desk
) -> Gathered:
    """What the sketches of all files name, and the survey of the book."""
    bibliography = known.bibliography
    arrangement = arrange(sketches, bibliography)
    paths, manuscript = _images(root, manuscript, sketches, config, known.files)
    prepared = _pictures(manuscript, desk)
    formulas = _formulas(sketches, arrangement, desk)
    terms, findings = _terms(manuscript, desk)
    desk.say("survey", f"{len(arrangement.seats)} files, {len(bibliography.entries)} sources")
    beside = Beside(
        tuple(_state(picture) for picture in prepared), formulas.failed,
        _rows(terms.index), _plain(_rows(terms.abbreviations)),
        tuple(sorted(known.files)), known.letters, desk.today,
        tuple(file.digest for file in manuscript.bibliographies),
        lock.read_lock(manuscript.links.data) if manuscript.links else (),
    )  # fmt: skip
    found = survey(
        config, sketches, arrangement.seats, arrangement.keys, bibliography.entries,
        (arrangement.remarks, known.remarks), paths, beside,
    )  # fmt: skip
    found = replace(found, marks=(*found.marks, *_leading_on(terms)))
    pictures = tuple(p for p in prepared if isinstance(p, figures.Picture))
    return Gathered(arrangement, found, manuscript, pictures, paths, formulas, terms, findings)


def _rows(terms: tuple[Term, ...]) -> tuple[TermUse, ...]:
    return tuple(TermUse(" ".join(t.words), t.value, t.place, t.any_case, t.listed) for t in terms)


def _leading_on(terms: Terms) -> tuple[IndexUse, ...]:
    """What index.toml says of headings that needs no mark in the text, as rules ask for it."""
    return tuple(
        IndexUse(row.path, "; ".join(row.see), "; ".join(row.see_also), "", False, False, row.place, True)
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
    """The formulas of all files, kept by file: where one was edited, those of its file alone are set anew."""
    wanted = [tuple(dict.fromkeys(formulas_of(file, arrangement))) for file in files]
    keys = {each: desk.cache.key("formulas", each) for each in wanted if each}
    if not keys:
        return mathematics.Formulas()
    desk.say("formulas", str(sum(map(len, keys))))
    kept = {each: found for each, key in keys.items() if (found := desk.cache.get(key)) is not None}
    lacking = tuple(dict.fromkeys(formula for each in keys if each not in kept for formula in each))
    fresh = mathematics.together(_set_formulas(lacking, desk))
    for each in keys.keys() - kept.keys():
        kept[each] = mathematics.part_of(fresh, each)
        desk.cache.put(keys[each], kept[each])
    return mathematics.together([kept[each] for each in keys])


def _set_formulas(wanted: tuple[tuple[str, bool], ...], desk: Desk) -> list[mathematics.Formulas]:
    """These formulas, many of them side by side: each takes a hundredth of a second."""
    if len(wanted) < _MANY or desk.workers < 2:
        return [mathematics.formulas(wanted)]
    parts = [wanted[at :: desk.workers] for at in range(desk.workers)]
    tasks = [children.Task(str(at), mathematics.formulas, (part,), 0, FORMULA_LIMITS) for at, part in enumerate(parts)]
    found = {outcome.key: outcome for outcome in children.run_all(tasks, desk.workers)}
    if any(outcome.fault for outcome in found.values()):
        return [mathematics.formulas(wanted)]
    return [found[task.key].value for task in tasks]
