"""The pipeline: the one place where the order of the stages stands.

load, config, parse, survey (octavo.source) → check → gate → select → number → cite → resolve → compose → typeset and
bind (octavo.setting) → make → hold → inspect → publish.
"""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from octavo import children, house, proofing, publish, record, website
from octavo.checking import checked, desk_of, said_in
from octavo.cite import styled
from octavo.cited import unprinted, unshelved
from octavo.compose.jinja import TemplateFault
from octavo.confidential import Secret, guarded
from octavo.desk import Desk
from octavo.drafting import draft_of, spaced
from octavo.findings import Finding, Place, Severity, errors, in_order
from octavo.inspect import validators
from octavo.inspect.expected import Origins
from octavo.inspect.index import Indexed, Marked, index_parity
from octavo.inspect.leaks import leaks
from octavo.make.editions import make_edition
from octavo.make.errors import MakeError
from octavo.materials import assets_of, cover_of, drawings, faces_of
from octavo.model import Book, Config, Edition, Format, MadeFile
from octavo.orders import Line, Order, Report
from octavo.paged import composer, in_type, resources_of, shop_of
from octavo.printing import Pages, Press
from octavo.resolve import ResolvedBook, entry_anchor
from octavo.select import select
from octavo.setting import PRELOAD, Set, bind_edition, chapter_files
from octavo.source import Source, Unreadable, book, read, texts_of
from octavo.text import resolved_text
from octavo.weigh import unsilenced, weighed


@dataclass(frozen=True, slots=True)
class _Made:
    line: Line
    files: tuple[MadeFile, ...] = field(repr=False)
    findings: tuple[Finding, ...] = ()
    press: Press | None = field(default=None, repr=False)
    indexed: Indexed | None = field(default=None, repr=False)
    chapters: tuple[MadeFile, ...] = field(default=(), repr=False)
    proof: proofing.Proof | None = field(default=None, repr=False)


def book_editions(folder: Path) -> tuple[Edition, ...]:
    """The editions of a book, from book.toml alone."""
    from octavo import load
    from octavo.config import read_config

    root, file = load.open_book(folder)
    config, _ = read_config(file, root.files())
    return config.editions if config else ()


def build(order: Order) -> Report:
    """Build the editions of a book and publish them together, or leave the last good ones as they are."""
    root = order.folder.resolve()
    if order.judged and not validators.command():
        raise children.ToolFault(validators.LACKING)
    if order.cached and not (order.draft or order.editions or order.strict or order.judged or order.names):
        before = record.standing(root, order.trust)
        if before is not None:
            return Report((), unchanged=True, title=before)
    children.warm(PRELOAD)
    with tempfile.TemporaryDirectory(prefix="octavo-type-") as private:
        return _build(order, replace(desk_of(order), type_folder=_type_folder(order, private)))


def _build(order: Order, desk: Desk) -> Report:
    source = read(order.folder, desk)
    if isinstance(source, Unreadable):
        return Report(source.findings, texts=said_in(source.findings, source.files), strict=order.strict)
    findings = checked(source, desk)
    config = source.config
    strict = order.strict or config.strict
    if errors(findings, strict) and not order.draft:
        return _report(source, findings, strict)
    if order.draft:
        desk = replace(desk, draft=draft_of(config, order.today, findings, said_in(findings, source.manuscript.texts)))
    with publish.lock(source.root):
        made, more = _make_all(source, order, desk)
        more += tuple(finding for edition in made for finding in edition.findings)
        findings = in_order([*findings, *weighed(unsilenced(more, source.survey), config)])
        lines = tuple(edition.line for edition in made)
        if errors(findings, strict) and not order.draft:
            return _report(source, findings, strict, lines)
        desk.say("publish", publish.OUTPUT)
        files = tuple((edition.line.edition, edition.files) for edition in made)
        whole = not (order.draft or order.editions or order.names or errors(findings, strict))
        pages = next((edition.press.done.plan.map for edition in made if edition.press), None)
        kept = record.make(source.root, source.manuscript, config.title, order.trust, files, whole, pages)
        publish.publish(source.root, publish.hold(source.root, files, kept))
        desk.cache.trim()
    return _report(source, findings, strict, lines, published=True)


def _report(
    source: Source, found: tuple[Finding, ...], strict: bool, lines: tuple[Line, ...] = (), published: bool = False
) -> Report:
    texts = said_in(found, source.manuscript.texts)
    return Report(found, lines, published, title=source.config.title, texts=texts, strict=strict)


def _type_folder(order: Order, private: str) -> str:
    """Where fonts are laid out for the setter: once and for all beside the cache, or for this build alone."""
    if not order.cached or not order.folder.is_dir():
        return private
    folder = order.folder.resolve() / publish.WORKSHOP / "type" / house.fingerprint()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return private
    return str(folder)


def _make_all(source: Source, order: Order, desk: Desk) -> tuple[list[_Made], tuple[Finding, ...]]:
    """Every edition that is wanted; paged ones first, because the others carry the pages of print."""
    config = source.config
    editions = [spaced(e) if order.draft and order.spaced else e for e in config.editions]
    wanted = [e for e in editions if not order.editions or e.name in order.editions]
    unknown = [name for name in order.editions if name not in {e.name for e in config.editions}]
    faults = tuple(
        Finding("L003", "unknown-edition", Severity.ERROR, Place(config.path), f"the book has no edition `{name}`", "")
        for name in unknown
    )
    made: list[_Made] = []
    texts: list[tuple[Book, ResolvedBook]] = []
    whole = book(source, desk)
    printed: Press | None = None
    pages = Pages()
    press = next((e for e in editions if e.format is Format.PRINT), None)
    # Editions that are made without it carry the pages of print as well; a draft that is read on screen does without.
    apart = press not in wanted and not order.draft and any(not e.format.paged for e in wanted)
    queue = sorted(wanted, key=lambda e: (e is not press, *website.turn(e)))
    for edition in [*([press] if press and apart else []), *queue]:
        try:
            if edition not in wanted:
                printed = _set_apart(source, whole, edition, desk, texts)
                continue
            if printed and not pages.map and not edition.format.paged:
                pages = printed.pages
            done = _edition(source, whole, edition, desk, pages, texts, made)
        except TemplateFault as fault:
            place = Place(f"templates/{fault.name}", fault.line)
            said = f"the template fails: {fault.message}"
            faults += (Finding("L004", "template-fault", Severity.ERROR, place, said, "mend the template"),)
            continue
        except MakeError as fault:
            place = Place(f"{publish.OUTPUT}/{edition.name}/{fault.file}")
            hint = "a template or a file is at fault"
            faults += (Finding("L005", "unmakable-edition", Severity.ERROR, place, fault.message, hint),)
            continue
        printed = printed or done.press
        made.append(done)
    made = [replace(m, findings=(*m.findings, *m.proof.findings(source))) if m.proof else m for m in made]
    faults += index_parity(tuple(done.indexed for done in made if done.indexed))
    order_of = {edition.name: at for at, edition in enumerate(config.editions)}
    return sorted(made, key=lambda m: order_of[m.line.edition]), faults


def _edition(
    source: Source,
    whole: Book,
    edition: Edition,
    desk: Desk,
    pages: Pages,
    texts: list[tuple[Book, ResolvedBook]],
    before: list[_Made],
) -> _Made:
    """One edition, from the selected text to the inspected files. ``texts`` are those that editions share; ``before``
    are the editions that are made already.
    """
    start = monotonic()
    selected, secrets = guarded(styled(select(whole, edition), edition), edition, desk.today, dict(desk.names))
    resolved = _text(source, selected, edition, desk, texts)
    config = source.config
    desk.say("compose", edition.name)
    done: Set | None = None
    chapters: tuple[MadeFile, ...] = ()
    if edition.format.paged:
        shop = shop_of(source, edition)
        resolved, done = in_type(source, selected, resolved, shop, desk)
        sheets = done.sheets
        bound = bind_edition(done, shop, desk)
        files: tuple[MadeFile, ...] = (MadeFile(_pdf_name(config, edition), bound.pdf),)
        chapters = chapter_files(done, bound, shop, desk)
    else:
        sheets = composer(source, resolved, edition).sheets(pages.map)
        desk.say("make", edition.name)
        cover, resources = cover_of(source, desk), drawings(resources_of(source), desk)
        beside = website.extras(selected, edition, [e.key for e in resolved.entries], _files(before), desk)
        assets = faces_of(assets_of(source), edition, sheets, desk)
        files = make_edition(config, edition, sheets, resources, assets, cover, pages.text, beside)
        files = website.finished(config, edition, files, desk)
    desk.say("inspect", edition.name)
    origins = origins_of(source, resolved)
    proof = proofing.begin(source, edition, (sheets, files, origins, pages.witness), desk.judged)
    findings = (*unprinted(resolved), *unshelved(resolved), *_leaks(source, edition, files, secrets))
    if done:
        findings += proofing.setting_findings(source, done, tuple(bound.unknown), edition, origins)
    line = _line(edition, len(done.plan.pages) if done else 0, files, monotonic() - start)
    marked = tuple(Marked(mark.anchor, mark.path, bool(mark.see)) for mark in resolved.marks if mark.places)
    indexed = Indexed(edition, marked, files, sheets)
    press = Press(done, bound.pdf) if done and edition.format is Format.PRINT else None
    return _Made(line, files, findings, press, indexed, proof=proof, chapters=chapters)


def _files(made: list[_Made]) -> tuple[tuple[str, tuple[MadeFile, ...]], ...]:
    """The files of the editions that are made, by name, with the PDFs of their chapters."""
    return tuple((each.line.edition, (*each.files, *each.chapters)) for each in made)


def _set_apart(
    source: Source, whole: Book, edition: Edition, desk: Desk, texts: list[tuple[Book, ResolvedBook]]
) -> Press:
    """A print edition that is set for its pages, and not made: its formes are mostly at hand."""
    selected, _ = guarded(styled(select(whole, edition), edition), edition, desk.today, dict(desk.names))
    resolved = _text(source, selected, edition, desk, texts)
    return Press(in_type(source, selected, resolved, shop_of(source, edition), desk)[1])


def _text(
    source: Source, selected: Book, edition: Edition, desk: Desk, texts: list[tuple[Book, ResolvedBook]]
) -> ResolvedBook:
    """The resolved text of an edition: that of one before, where both have the same."""
    known = next((resolved for text, resolved in texts if text == selected), None)
    if known is not None:
        return known
    desk.say("cite", edition.name)
    texts.append((selected, resolved_text(selected, source.terms, desk)))
    return texts[-1][1]


def origins_of(source: Source, resolved: ResolvedBook) -> Origins:
    """Where the manuscript has what an edition has: labels and entries by their ids, all else by its words."""
    places = {(use.chapter, use.label): use.place for use in source.survey.labels}
    anchors = {
        n.anchor: places[n.chapter, n.label] for n in resolved.numbering.numbers if (n.chapter, n.label) in places
    }
    entries = {entry_anchor(entry.key): entry.place for entry in source.bibliography.entries}
    files = {file.path for file in source.manuscript.texts}
    return Origins(entries | anchors, texts_of(source.manuscript.texts, files))


def _leaks(
    source: Source, edition: Edition, files: tuple[MadeFile, ...], secrets: tuple[Secret, ...]
) -> tuple[Finding, ...]:
    """The confidential names that a finished edition holds. Surnames that other sources have are no secret."""
    names = [(name, True) for secret in secrets for name in secret.names]
    names += [(name, False) for secret in secrets for name in secret.surnames]
    hidden = {secret.key for secret in secrets}
    elsewhere = " ".join(e.csl for e in source.bibliography.entries if e.key not in hidden) if names else ""
    return leaks(f"{publish.OUTPUT}/{edition.name}", files, names, elsewhere)


def _line(edition: Edition, pages: int, files: tuple[MadeFile, ...], seconds: float) -> Line:
    """The line of an edition in the report."""
    first = next((f.path for f in files if f.path == "index.html"), files[0].path if files else "")
    size = sum(len(f.data) for f in files)
    return Line(edition.name, pages, len(files), size, seconds, f"{publish.OUTPUT}/{edition.name}/{first}")


def _pdf_name(config: Config, edition: Edition) -> str:
    return f"{config.slug}-{edition.name}.pdf"
