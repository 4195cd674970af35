"""Auditing: the evidence of a book, which needs its text cited, and nothing made."""

from dataclasses import dataclass, field

from octavo import publish, record
from octavo.checking import desk_of, said_in
from octavo.cite import styled
from octavo.evidence.audit import Audit, audit
from octavo.findings import Finding, Place, Severity
from octavo.orders import Order
from octavo.select import select
from octavo.source import Unreadable, book, read
from octavo.text import resolved_text


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of an audit: the audit, None where the book could not be read, with the findings that say why."""

    audit: Audit | None
    title: str = ""
    language: str = "en"
    findings: tuple[Finding, ...] = ()
    texts: dict[str, str] = field(repr=False, default_factory=dict)


def evidence(order: Order) -> Audited:
    """Read a book, cite it, and say what it stands on: all of it, or the one edition that is asked for."""
    desk = desk_of(order)
    source = read(order.folder, desk)
    if isinstance(source, Unreadable):
        return Audited(None, findings=source.findings, texts=said_in(source.findings, source.files))
    whole = book(source, desk)
    for edition in source.config.editions:
        if edition.name in order.editions:
            whole = styled(select(whole, edition), edition)
    unknown = set(order.editions) - {edition.name for edition in source.config.editions}
    if unknown:
        place, message = Place(source.config.path), f"the book has no edition `{min(unknown)}`"
        return Audited(None, findings=(Finding("L003", "unknown-edition", Severity.ERROR, place, message),))
    resolved = resolved_text(whole, source.terms, desk)
    pages = record.pages(publish.manifest(source.root))
    found = audit(resolved, pages, source.survey.beside.links)
    return Audited(found, source.config.title, source.config.language)
