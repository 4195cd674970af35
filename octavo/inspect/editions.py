"""Which inspector reads which format, and what each edition is expected to hold."""

from octavo.findings import Finding, in_order
from octavo.inspect.epub import inspect_epub
from octavo.inspect.expected import Expected, ExpectedSheet, Origins, Witness
from octavo.inspect.pdf import inspect_pdf
from octavo.inspect.validators import judge_pdf, validate
from octavo.inspect.web import inspect_web
from octavo.model import Config, Edition, Format, MadeFile, Sheet

FAMILIES = ("STIX Two Text", "Source Sans 3", "Source Code Pro")


def inspect_edition(wanted: Expected, edition: Edition, files: tuple[MadeFile, ...]) -> tuple[Finding, ...]:
    """All that is wrong with a finished edition, of which something is expected."""
    if edition.format.paged:
        return inspect_pdf(files[0].data, wanted)
    if edition.format is Format.WEB:
        return inspect_web(files, wanted)
    return inspect_epub(files[0].data, wanted)


def judge_edition(wanted: Expected, edition: Edition, files: tuple[MadeFile, ...]) -> tuple[Finding, ...]:
    """What outside judges say of a finished edition, those that are wont to judge its format."""
    if edition.format is Format.EPUB:
        return in_order(list(validate(files[0].data, wanted)))
    return in_order(list(judge_pdf(files[0].data, wanted))) if wanted.tagged else ()


def expected(
    config: Config,
    edition: Edition,
    sheets: tuple[Sheet, ...],
    files: tuple[MadeFile, ...],
    origins: Origins,
    witness: tuple[Witness, ...] = (),
) -> Expected:
    """What an edition must hold. ``witness`` are the pages of the print edition."""
    paged = edition.format.paged
    return Expected(
        f"output/{edition.name}" + ("" if edition.format is Format.WEB else f"/{files[0].path}"),
        config.title,
        config.language,
        tuple(_sheet(sheet, paged) for sheet in sheets),
        (*FAMILIES, *config.fallback_fonts) if paged else (),
        even_pages=edition.format is Format.PRINT,
        page_labels=edition.format is Format.SCREEN,
        bookmarks=edition.format is Format.SCREEN,
        tagged=edition.format is Format.SCREEN,
        width=edition.width if paged else 0.0,
        height=edition.height if paged else 0.0,
        form=config.web.newsletter if edition.format is Format.WEB else "",
        origins=origins,
        witness=() if paged else witness,
    )


def _sheet(sheet: Sheet, paged: bool) -> ExpectedSheet:
    ids = () if paged else tuple(heading.anchor for heading in sheet.headings if heading.anchor)
    # Only what has a heading stands in the contents: a title page does not.
    title = sheet.title if sheet.headings else ""
    return ExpectedSheet(sheet.name, sheet.text, sheet.notes, ids, title, sheet.place)
