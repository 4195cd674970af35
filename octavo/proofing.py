"""Proofing: what the setter warned of, what a proof-reader and a printer would mark, led to the manuscript."""

from octavo import publish
from octavo.findings import Finding
from octavo.inspect.layout import layout_faults
from octavo.inspect.letters import missing_letters, setting_faults
from octavo.model import Edition, Format, MadeFile
from octavo.pressing import press_findings
from octavo.setting import Set
from octavo.source import Source, texts_of


def proof_findings(
    source: Source, done: Set, unknown: tuple[str, ...], edition: Edition, file: MadeFile
) -> tuple[Finding, ...]:
    """What the setter warned of (letters that no font has, links that lead nowhere), and what is seen on its pages."""
    chapters = {file.path: file.data for file in source.manuscript.chapters}
    lost = tuple((f"{publish.OUTPUT}/{edition.name}", f"the link to `{name}` leads nowhere") for name in unknown)
    letters = missing_letters(done.warnings, done.sheets, chapters)
    pressed = press_findings(source, edition, f"{publish.OUTPUT}/{edition.name}/{file.path}", file.data)
    laid_out = _laid_out(source, done, edition)
    return (*letters, *setting_faults((*done.warnings, *lost), done.sheets), *laid_out, *pressed)


def _laid_out(source: Source, done: Set, edition: Edition) -> tuple[Finding, ...]:
    """What a proof-reader would mark. The edition on screen has the pages of the printed one, if there is one."""
    if edition.format is Format.SCREEN and any(other.format is Format.PRINT for other in source.config.editions):
        return ()
    folios = {(page.sheet, page.leaf): page.folio for page in done.plan.pages}
    marked = {forme.name for forme in done.formes if forme.blemishes}
    files = {sheet.place.file for sheet in done.sheets if sheet.place and sheet.name in marked}
    texts = texts_of(source.manuscript.texts, files)
    return tuple(layout_faults(done.formes, done.sheets, folios, lambda file: texts.get(file, "")))
