"""The editions of the book, from `[[edition]]`; without any, one of each format."""

from octavo.config.codes import (
    BAD_VALUE,
    IDLE_KEY,
    MISSING_KEY,
    REPEATED_EDITION,
    REPEATED_ISBN,
)
from octavo.config.fault import did_you_mean
from octavo.config.paths import CHAPTERS, PROFILES, Shelf
from octavo.config.trims import length, points
from octavo.config.values import Values
from octavo.findings import Finding, Place
from octavo.model import ChapterEntry, Edition, Format

ORDINARY, LARGE = 10.4, 16.0
BY_NAME = {"print": Format.PRINT, "screen": Format.SCREEN, "epub": Format.EPUB, "web": Format.WEB}


def editions(
    values: Values, chapters: tuple[ChapterEntry, ...], shelf: Shelf
) -> tuple[tuple[Edition, ...], list[Finding]]:
    """The editions in the order of the file, and what is wrong with them."""
    tables = values.tables("edition")
    if not tables:
        place = Place(values.place.file)
        return tuple(Edition(name, form, notes=_notes(form), place=place) for name, form in BY_NAME.items()), []
    made: list[Edition] = []
    findings: list[Finding] = []
    for table in tables:
        edition, wrong = _edition(table, {chapter.path for chapter in chapters}, shelf)
        findings += wrong
        twin = next((each for each in made if edition and each.name == edition.name), None)
        if edition and twin:
            message = f"there are two editions `{edition.name}`"
            findings.append(REPEATED_EDITION.finding(edition.place, message, "rename one", (twin.place,), edition.name))
        elif edition:
            made.append(edition)
    return tuple(made), findings + _repeated(tables)


def _edition(table: Values, chapters: set[str], shelf: Shelf) -> tuple[Edition | None, list[Finding]]:
    name = table.line("name")
    form = Format(table.line("format")) if table.line("format") else BY_NAME.get(name)
    if not name:
        return None, []
    if form is None:
        message = f"the edition `{name}` has no `format`"
        hint = 'add format = "print-pdf", or "screen-pdf", "epub", "web"'
        return None, [MISSING_KEY.finding(table.place, message, hint, subject="format")]
    left_out, findings = _left_out(table, chapters, shelf)
    findings += _idle(table, form)
    standard, profile, unfit = _press(table, shelf)
    findings += unfit
    size, leading, wrong = _type(table)
    findings += wrong
    width, height = points(table.line("trim", "6x9"))
    without_page = table.line("notes") in ("foot", "back") and not form.paged
    edition = Edition(
        name=name,
        format=form,
        isbn=table.line("isbn"),
        width=width,
        height=height,
        openings=table.line("openings", "recto"),
        notes=_notes(form) if without_page else table.line("notes", _notes(form)),
        leaves_out=left_out,
        options=tuple((key, table.table("options").line(key)) for key, _ in table.table("options").entries),
        place=table.place,
        contents_depth=table.number("contents-depth"),
        standard=standard,
        bleed=length(table.line("bleed")) or 0.0,
        profile=profile,
        type_size=size,
        leading=leading,
        large=table.switch("large-print"),
        shop=table.line("shop"),
        ragged=table.line("alignment", "ragged" if table.switch("large-print") else "justified") == "ragged",
    )
    return edition, findings


def _press(table: Values, shelf: Shelf) -> tuple[str, str, list[Finding]]:
    """The standard of the press file and its colour profile; without one there is no PDF/X-4."""
    standard, findings, profile = table.line("standard", "x-1a"), [], ""
    for text in table.texts("icc-profile"):
        path = shelf.file(text, PROFILES)
        if isinstance(path, Finding):
            findings.append(path)
        elif standard != "x-4":
            message = f"`icc-profile` has no effect in a file of the standard `{standard}`"
            findings.append(IDLE_KEY.finding(text.place, message, 'remove it, or write standard = "x-4"'))
        else:
            profile = path
    if standard == "x-4" and not profile and not findings:
        place = table.texts("standard")[0].place
        hint = 'ask the printer for the profile, and name it: icc-profile = "press.icc"'
        findings.append(MISSING_KEY.finding(place, "`x-4` needs an `icc-profile`", hint, subject="icc-profile"))
    return (standard if profile or standard != "x-4" else "x-1a"), profile, findings


def _type(table: Values) -> tuple[float, float, list[Finding]]:
    """The size of the type and the leading, which is no less than the size and no more than twice as much."""
    size, leading = length(table.line("type-size"), "pt") or 0.0, length(table.line("leading"), "pt") or 0.0
    text = size or (LARGE if table.switch("large-print") else ORDINARY)
    if leading and not text <= leading <= 2 * text:
        place = table.texts("leading")[0].place
        message = f"a `leading` of {leading:g} points does not suit type of {text:g}"
        hint = f"write {text * 1.2:.1f} to {text * 1.45:.1f}"
        return size, 0.0, [BAD_VALUE.finding(place, message, hint, subject="leading")]
    return size, leading, []


def _notes(form: Format) -> str:
    return "foot" if form.paged else "end"


def _left_out(table: Values, chapters: set[str], shelf: Shelf) -> tuple[tuple[str, ...], list[Finding]]:
    left_out: list[str] = []
    findings: list[Finding] = []
    for text in table.texts("leaves-out"):
        path = shelf.file(text, CHAPTERS)
        if isinstance(path, Finding):
            findings.append(path)
        elif path not in chapters:
            message = f"`{path}` is not among the chapters, so no edition can leave it out"
            findings.append(BAD_VALUE.finding(text.place, message, did_you_mean(path, sorted(chapters)), subject=path))
        else:
            left_out.append(path)
    return tuple(left_out), findings


def _idle(table: Values, form: Format) -> list[Finding]:
    """What only an edition in pages can be told, and what only one for the press."""
    if form is Format.SCREEN:
        pressed = [text for key in ("standard", "icc-profile", "bleed") for text in table.texts(key)]
        message = "`{}` has no effect in an edition for the screen"
        return [IDLE_KEY.finding(text.place, message.format(text.value), "remove it") for text in pressed]
    if form.paged:
        return []
    keys = ("trim", "openings", "type-size", "leading", "alignment", "standard", "icc-profile", "bleed")
    idle = [text for key in keys for text in table.texts(key)]
    idle += [text for text in table.texts("notes") if text.value in ("foot", "back")]
    message = f"`{{}}` has no effect in an edition without pages ({form})"
    return [IDLE_KEY.finding(text.place, message.format(text.value), "remove it") for text in idle]


def _repeated(tables: tuple[Values, ...]) -> list[Finding]:
    first: dict[str, Place] = {}
    findings: list[Finding] = []
    for text in [text for table in tables for text in table.texts("isbn")]:
        digits = text.value.replace("-", "")
        if digits in first:
            message = f"the ISBN {text.value} belongs to another edition already"
            hint = "each edition has an ISBN of its own"
            findings.append(REPEATED_ISBN.finding(text.place, message, hint, (first[digits],), text.value))
        first.setdefault(digits, text.place)
    return findings
