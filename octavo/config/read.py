"""book.toml becomes a Config: what it says, checked, with its defaults filled in, and a finding for each fault."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from octavo.config.codes import BAD_VALUE, MISSING_KEY
from octavo.config.editions import editions
from octavo.config.fault import did_you_mean
from octavo.config.order import about, chapters, parts
from octavo.config.paths import BIBLIOGRAPHIES, COVERS, STYLES, Shelf, shelf_of
from octavo.config.people import contributors
from octavo.config.rights import copyright_line
from octavo.config.schema import BOOK
from octavo.config.toml import Table, parse_toml
from octavo.config.values import Values, read_values
from octavo.config.words import day_of, slug_of
from octavo.findings import Finding, Place, in_order
from octavo.model import (
    About,
    Allowance,
    BibliographySection,
    ChapterEntry,
    Config,
    Contributor,
    Cover,
    Edition,
    Format,
    Publisher,
    Series,
    SourceFile,
    Website,
)

DEFAULT_STYLE = "chicago-notes-bibliography"
# Where finished editions stand; findings in them are silenced like others.
MADE = "output/"


def read_config(
    file: SourceFile, known_paths: frozenset[str] = frozenset()
) -> tuple[Config | None, tuple[Finding, ...]]:
    """The configuration of a book and what is wrong with it.

    ``known_paths`` are the files of the book folder, relative to it; without them no file is missed. The
    configuration is None only when nothing can be built: no TOML, no title, no chapters. What a finding refuses is
    left out of it, so that all its paths are safe and there.
    """
    table = parse_toml(file)
    if isinstance(table, Finding):
        return None, (table,)
    top = Place(file.path, 1, 1)
    values, findings = read_values(table, BOOK, top)
    if not values.line("title"):
        hint = 'add title = "…" at the top of the file'
        findings.append(MISSING_KEY.finding(top, "the book has no `title`", hint, subject="title"))
    shelf = shelf_of(known_paths, file.path.rpartition("/")[0])
    gathered, more = _gather(values, shelf)
    config = _config(values, gathered, tuple(_places(table)))
    config = _lists(_apparatus(_imprint(config, values), values), values)
    usable = config.title and config.chapters
    return (config if usable else None), in_order(findings + shelf.with_near_misses(more))


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What several keys say together."""

    people: tuple[Contributor, ...]
    chapters: tuple[ChapterEntry, ...]
    editions: tuple[Edition, ...]
    allowances: tuple[Allowance, ...]
    files: dict[str, tuple[str, ...]]
    about: tuple[tuple[str, About], ...]


def _gather(values: Values, shelf: Shelf) -> tuple[_Gathered, list[Finding]]:
    people, wrong_people = contributors(values)
    entries, wrong_chapters = chapters(values, shelf)
    made, wrong_editions = editions(values, entries, shelf)
    allowances, wrong_allowances = _allowances(values, shelf)
    files, wrong_files = _files(values, shelf)
    told, wrong_about = about(values, entries, shelf)
    findings = wrong_people + wrong_chapters + wrong_editions + wrong_allowances + wrong_files + wrong_about
    findings += _unoffered(values, made)
    return _Gathered(people, entries, made, allowances, files, told), findings


def _config(values: Values, gathered: _Gathered, places: tuple[tuple[str, Place], ...]) -> Config:
    title, files, subjects = values.line("title"), gathered.files, values.table("subjects")
    return Config(
        path=values.place.file,
        title=title,
        language=values.line("language", "en"),
        subtitle=values.line("subtitle"),
        short_title=values.line("short-title", title),
        slug=values.line("slug") or slug_of(title) or "book",
        contributors=gathered.people,
        bisac=subjects.strings("bisac"),
        thema=subjects.strings("thema"),
        keywords=values.strings("keywords"),
        blurb=values.line("blurb"),
        dedication=values.line("dedication"),
        cover=Cover("".join(files["image"]), values.table("cover").line("alt")),
        parts=parts(values),
        chapters=gathered.chapters,
        bibliography=files["bibliography"],
        citation_style="".join(files["citation-style"]) or DEFAULT_STYLE,
        primary_types=values.strings("primary-types"),
        bibliography_sections=tuple(_section(table) for table in values.tables("bibliography-section")),
        bibliography_preset=values.line("bibliography-sections", "none"),
        bibliography_leaves_out=values.strings("bibliography-leaves-out"),
        bibliography_pages=bool(values.number("bibliography-pages")),
        resources=files["resources"],
        fallback_fonts=values.strings("fallback-fonts"),
        raw=values.line("raw", "report"),
        editions=gathered.editions,
        allowances=gathered.allowances,
        house_style=values.strings("house-style"),
        severities=_severities(values.table("severity")),
        about=gathered.about,
        strict=bool(values.number("strict")),
        web=_website(values.table("web")),
        places=places,
    )


def _imprint(config: Config, values: Values) -> Config:
    """The configuration with what the copyright page says."""
    publisher, published = _publisher(values.table("publisher")), day_of(values.line("published"))
    licence = values.line("licence")
    return replace(
        config,
        publisher=publisher,
        series=_series(values.table("series")),
        rights=values.line("rights")
        or copyright_line(config.language, published, config.contributors, publisher, licence),
        licence=licence,
        cip=values.line("cip"),
        doi=values.line("doi"),
        url=values.line("url"),
        edition_statement=values.line("edition-statement"),
        published=published,
    )


def _apparatus(config: Config, values: Values) -> Config:
    """The configuration with what it says of numbers, notes, citations and the index."""
    return replace(
        config,
        first_mention=values.line("first-mention", "chapter"),
        list_uncited=bool(values.number("list-uncited")),
        number_depth=values.number("number-depth"),
        number_floats=values.line("number-floats", "chapter"),
        notes_restart=values.line("notes-restart", "chapter"),
        romanisation=values.line("romanisation", "ala-lc"),
        scripts=values.line("scripts", "original"),
        bibliography_scripts=values.line("bibliography-scripts", "interfiled"),
        terms=values.line("terms", "book"),
        index_sort=values.line("index-sort", "letter"),
    )


def _lists(config: Config, values: Values) -> Config:
    """The configuration with what it says of contents, lists and what stands around chapters."""
    return replace(
        config,
        contents_depth=values.number("contents-depth"),
        list_of_figures=values.switch("list-of-figures", True),
        list_of_tables=values.switch("list-of-tables", True),
        abbreviations_list=values.line("abbreviations-list", "none"),
        contributors_list=values.switch("contributors-list", True),
        credits_list=values.switch("credits-list", True),
        credits_in_captions=values.switch("credits-in-captions"),
        abstracts=values.switch("abstracts"),
        drop_caps=values.switch("drop-caps"),
        floats=values.line("floats", "page") == "page",
        fine=values.line("paragraphs", "plain") == "fine",
        running_verso=values.line("running-verso", "part"),
    )


def _publisher(table: Values) -> Publisher:
    return Publisher(
        name=table.line("name"),
        place=table.line("place"),
        imprint=table.line("imprint"),
        url=table.line("url"),
        address=table.line("address"),
        contact=table.line("contact"),
    )


def _website(table: Values) -> Website:
    return Website(
        newsletter=table.line("newsletter"),
        privacy=table.line("privacy"),
        downloads=table.strings("downloads"),
        chapters=table.switch("chapter-pdfs"),
        search=table.switch("search", True),
        offline=table.switch("offline"),
    )


def _unoffered(values: Values, made: tuple[Edition, ...]) -> list[Finding]:
    """The downloads that are no editions of the book, or the web edition itself."""
    names = [edition.name for edition in made if edition.format is not Format.WEB]
    return [
        BAD_VALUE.finding(
            text.place,
            f"there is no edition `{text.value}` to download",
            did_you_mean(text.value, names),
            (),
            text.value,
        )
        for text in values.table("web").texts("downloads")
        if text.value not in names
    ]


def _series(table: Values) -> Series | None:
    title = table.line("title")
    return Series(title, table.line("number"), table.line("issn")) if title else None


def _section(table: Values) -> BibliographySection:
    return BibliographySection(
        title=table.line("title"),
        headnote=table.line("headnote"),
        types=table.strings("types"),
        keywords=table.strings("keywords"),
        scripts=table.strings("scripts"),
        languages=table.strings("languages"),
        archives=bool(table.number("archives")),
        rest=bool(table.number("rest")),
        place=table.place,
    )


def _files(values: Values, shelf: Shelf) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """The files that are no chapters, by key; a style that is named and not a file passes as it is."""
    cover = values.table("cover")
    found = {
        "image": [shelf.file(text, COVERS) for text in cover.texts("image")],
        "bibliography": [shelf.file(text, BIBLIOGRAPHIES) for text in values.texts("bibliography")],
        "citation-style": [
            shelf.file(text, STYLES) if text.value.endswith(".csl") else text.value
            for text in values.texts("citation-style")
        ],
        "resources": [shelf.folder(text) for text in values.texts("resources")],
    }
    kept = {key: tuple(dict.fromkeys(path for path in paths if isinstance(path, str))) for key, paths in found.items()}
    return kept, [path for paths in found.values() for path in paths if isinstance(path, Finding)]


def _severities(table: Values) -> tuple[tuple[str, str], ...]:
    return tuple((name, table.line(name)) for name, _ in table.entries if table.line(name))


def _allowances(values: Values, shelf: Shelf) -> tuple[tuple[Allowance, ...], list[Finding]]:
    allowances: list[Allowance] = []
    findings: list[Finding] = []
    for table in values.tables("allow"):
        named = (*table.texts("name"), *table.texts("code"))
        file = _allowed_file(table, shelf)
        if isinstance(file, Finding):
            findings.append(file)
        elif not named:
            message = "[[allow]] does not say which finding it silences"
            findings.append(MISSING_KEY.finding(table.place, message, 'add name = "…"', subject="name"))
        elif not file and not table.line("key"):
            message = f"[[allow]] would silence every `{named[0].value}` of the book"
            hint = 'add key = "…" or file = "…"; to ask a rule nothing at all, write it in [severity]'
            findings.append(MISSING_KEY.finding(table.place, message, hint, subject="key"))
        elif table.line("reason"):
            name, key, reason = named[0].value, table.line("key"), table.line("reason")
            allowances.append(Allowance(name, key, reason, named[0].place, file))
    return tuple(allowances), findings


def _allowed_file(table: Values, shelf: Shelf) -> str | Finding:
    """The file that an allowance is for; one that a build makes is not among the book's own."""
    named = next(iter(table.texts("file")), None)
    if named is None or named.value.startswith(MADE):
        return named.value if named else ""
    return shelf.file(named, ("",))


def _places(table: Table, prefix: str = "") -> Iterator[tuple[str, Place]]:
    """Where each key stands, by its dotted name; the tables and texts of a list are counted from 0."""
    for entry in table.entries:
        name = f"{prefix}{entry.key}"
        yield name, entry.place
        items = entry.item.value if isinstance(entry.item.value, tuple) else ()
        for number, item in enumerate(items):
            yield f"{name}.{number}", item.place
            if isinstance(item.value, Table):
                yield from _places(item.value, f"{name}.{number}.")
        if isinstance(entry.item.value, Table):
            yield from _places(entry.item.value, f"{name}.")
