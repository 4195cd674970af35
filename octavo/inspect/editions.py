"""Which inspector reads which format, and what each edition is expected to hold."""

from octavo.findings import Finding, in_order
from octavo.inspect.epub import inspect_epub
from octavo.inspect.expected import Expected, ExpectedSheet, Origins, Witness
from octavo.inspect.pdf import inspect_pdf
from octavo.inspect.validators import judge_pdf, validate
from octavo.inspect.web import inspect_web
from octavo.model import Config, Edition, Format, MadeFile, Sheet

FAMILIES = ("STIX Two Text", "Source Sans 3", "Source Code Pro")


def inspect_edition(
    config: Config,
    edition: Edition,
    sheets: tuple[Sheet, ...],
    files: tuple[MadeFile, ...],
    origins: Origins,
    judged: bool = False,
    witness: tuple[Witness, ...] = (),
) -> tuple[Finding, ...]:
    """All that is wrong with a finished edition. Where it is to be ``judged``, outside judges are asked too.
    ``witness`` are the pages of the print edition.
    """
    paged = edition.format.paged
    expected = Expected(
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
    if paged:
        read = inspect_pdf(files[0].data, expected)
        return in_order([*read, *judge_pdf(files[0].data, expected)]) if judged and expected.tagged else read
    if edition.format is Format.WEB:
        return inspect_web(files, expected)
    found = inspect_epub(files[0].data, expected)
    return in_order([*found, *validate(files[0].data, expected)]) if judged else found


def _sheet(sheet: Sheet, paged: bool) -> ExpectedSheet:
    ids = () if paged else tuple(heading.anchor for heading in sheet.headings if heading.anchor)
    # Only what has a heading stands in the contents: a title page does not.
    title = sheet.title if sheet.headings else ""
    return ExpectedSheet(sheet.name, sheet.text, sheet.notes, ids, title, sheet.place)
