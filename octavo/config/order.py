"""The chapters of the book in their order: front matter, main text in its parts, appendices, back matter."""

from octavo.config.codes import BAD_VALUE, MISSING_KEY, REPEATED_CHAPTER
from octavo.config.fault import did_you_mean
from octavo.config.paths import CHAPTERS, Shelf
from octavo.config.values import Text, Values
from octavo.findings import Finding, Place
from octavo.model import About, Author, ChapterEntry, Kind, Part


def parts(values: Values) -> tuple[Part, ...]:
    """The parts of the main text."""
    return tuple(Part(table.line("title"), table.line("label"), _labelled(table)) for table in values.tables("part"))


def _labelled(part: Values) -> Place:
    return next((text.place for text in part.texts("label")), part.place)


def chapters(values: Values, shelf: Shelf) -> tuple[tuple[ChapterEntry, ...], list[Finding]]:
    """The chapters that the book has, and what is wrong with those that it lists besides."""
    entries: dict[str, ChapterEntry] = {}
    findings: list[Finding] = []
    listed = _listed(values)
    for text, kind, part in listed:
        path = shelf.file(text, CHAPTERS)
        if isinstance(path, Finding):
            findings.append(path)
        elif path in entries:
            message = f"the chapter `{path}` is listed twice"
            first = (entries[path].place,)
            findings.append(REPEATED_CHAPTER.finding(text.place, message, "keep one of the two", first, path))
        else:
            entries[path] = ChapterEntry(path, kind, part, text.place)
    if not any(kind is Kind.CHAPTER for _, kind, _ in listed):
        message = "the book lists no chapters"
        hint = 'add chapters = ["chapters/one.md"] at the top of the file'
        findings.append(MISSING_KEY.finding(Place(values.place.file, 1, 1), message, hint, subject="chapters"))
    return tuple(entries.values()), findings


def about(
    values: Values, entries: tuple[ChapterEntry, ...], shelf: Shelf
) -> tuple[tuple[tuple[str, About], ...], list[Finding]]:
    """What `[[chapter]]` says of chapters, by path."""
    known = {entry.path for entry in entries}
    told: dict[str, About] = {}
    findings: list[Finding] = []
    for table in values.tables("chapter"):
        for text in table.texts("file"):
            path = shelf.file(text, CHAPTERS)
            if isinstance(path, Finding):
                findings.append(path)
            elif path not in known:
                message = f"`{path}` is not among the chapters"
                hint = did_you_mean(path, sorted(known))
                findings.append(BAD_VALUE.finding(text.place, message, hint, subject=path))
            else:
                told[path] = _told(table).over(told.get(path, About()))
    return tuple(told.items()), findings


def _told(table: Values) -> About:
    return About(
        tuple(Author(name) for name in table.strings("authors")),
        table.line("subtitle"),
        table.line("short-title"),
        table.line("abstract"),
        table.strings("keywords"),
        table.line("doi"),
    )


def _listed(values: Values) -> list[tuple[Text, Kind, int | None]]:
    listed: list[tuple[Text, Kind, int | None]] = [(text, Kind.FRONT, None) for text in values.texts("front")]
    listed += [(text, Kind.CHAPTER, None) for text in values.texts("chapters")]
    for number, table in enumerate(values.tables("part")):
        listed += [(text, Kind.CHAPTER, number) for text in table.texts("chapters")]
    listed += [(text, Kind.APPENDIX, None) for text in values.texts("appendices")]
    listed += [(text, Kind.BACK, None) for text in values.texts("back")]
    return listed
