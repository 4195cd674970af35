"""Setting: the sheets of a paged edition become formes and a plan, again and again until every page number is true."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from octavo import children, house, workshop
from octavo.bind.chapters import Cut, cut
from octavo.bind.heads import with_note_heads
from octavo.bind.pdf import BindOrder, Bookmark, Bound, bind
from octavo.bind.plan import Opening, Plan, plan
from octavo.bind.press import X1A, X4, Press
from octavo.bind.structure import Spoken
from octavo.children import Limits
from octavo.compose.sheets import Composer
from octavo.desk import Desk
from octavo.drafting import drafted
from octavo.geometry import bound_geometry, edition_geometry, edition_type
from octavo.model import Config, Edition, Format, Forme, MadeFile, PageMap, PrintPage, Sheet, SourceFile
from octavo.typeset.galley import Galley
from octavo.typeset.page import in_type, page_stylesheet
from octavo.typeset.stamps import Stamp, stamp_batches, stamp_document, stamp_stylesheet
from octavo.typeset.weasy import typeset
from octavo.words import numbered, words

ROUNDS = 6
# The index alone may be set more often: each of its leaves that begins with a repeated heading moves those behind it.
INDEX_ROUNDS = 30
UNSETTLED = "some page numbers may be wrong by one: a reference moves the page that it names"
TYPESET_LIMITS = Limits(900.0, 6144)
BOOK, STAMPS = "print/book.css", "print/stamps.css"
PRELOAD = ("weasyprint", "octavo.typeset.weasy")
# Kinds of sheets that are chapters to those who download them.
_CHAPTERS = frozenset(("front", "chapter", "appendix", "back"))


@dataclass(frozen=True, slots=True)
class Set:
    """An edition in type: its sheets, its formes and the plan of its pages, and the warnings of the setter."""

    sheets: tuple[Sheet, ...]
    formes: tuple[Forme, ...] = field(repr=False)
    plan: Plan = field(repr=False)
    warnings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shop:
    """What the setter works with: configuration, edition, pictures under the names that sheets use, stylesheets,
    and the press's colour profile with its name.
    """

    config: Config
    edition: Edition
    resources: tuple[SourceFile, ...] = field(repr=False)
    stylesheets: tuple[tuple[str, str], ...] = field(repr=False)
    profile: bytes = field(default=b"", repr=False)
    condition: str = ""


def set_edition(composer: Composer, shop: Shop, desk: Desk) -> Set:
    """Typeset all sheets; where page numbers moved, set the sheets that print them again. Bounded, and says so."""
    formes: dict[str, Forme] = {}
    texts: dict[str, str] = {}
    pages: PageMap | None = None
    for turn in range(ROUNDS + INDEX_ROUNDS):
        sheets = composer.sheets(pages)
        changed = [sheet for sheet in sheets if texts.get(sheet.name) != sheet.xhtml]
        if turn >= ROUNDS and any(sheet.kind != "index" for sheet in changed):
            break
        formes.update((forme.name, forme) for forme in _typeset(changed, shop, desk))
        texts.update((sheet.name, sheet.xhtml) for sheet in changed)
        ordered = tuple(formes[sheet.name] for sheet in sheets)
        openings = [Opening.of(sheet) for sheet in sheets]
        planned = plan(ordered, openings, shop.edition.openings == "recto", shop.edition.format is Format.PRINT)
        warnings = tuple((forme.name, warning) for forme in ordered for warning in forme.warnings)
        done = Set(sheets, ordered, planned, warnings)
        if pages == planned.map:
            said, noted = words(shop.config.language), {sheet.name for sheet in sheets if sheet.kind == "notes"}
            return replace(done, plan=with_note_heads(planned, noted, said.notes_to_page, said.notes_to_pages))
        pages = planned.map
    return replace(done, warnings=(*done.warnings, (f"output/{shop.edition.name}", UNSETTLED)))


def print_pages(done: Set) -> tuple[PrintPage, ...]:
    """The pages of a print edition that is set, as other editions refer to them."""
    leaves = {forme.name: forme.leaves for forme in done.formes}
    return tuple(
        PrintPage(page.folio, page.sheet, page.leaf, leaves[page.sheet][page.leaf].runs if page.sheet else ())
        for page in done.plan.pages
        if page.folio
    )


def chapter_files(done: Set, bound: Bound, shop: Shop, desk: Desk) -> tuple[MadeFile, ...]:
    """The chapters of a screen edition as files of their own, where the web edition is to offer them."""
    config, at = shop.config, done.plan.pages
    if shop.edition.format is not Format.SCREEN or not config.web.chapters:
        return ()
    wanted = []
    for sheet in done.sheets:
        own = [number for number, page in enumerate(at) if page.sheet == sheet.name]
        if sheet.kind in _CHAPTERS and sheet.title and own:
            title = f"{sheet.title} – {config.title}"
            first = at[own[0]]
            wanted.append(Cut(sheet.name, title, own[0], own[-1] + 1, first.number, first.style))
    authors = ", ".join(c.name for c in config.contributors if c.role == "author")
    parts = (bound.pdf, tuple(wanted), authors, config.language)
    cuts = desk.cache.through(desk.cache.key("chapters", *parts), lambda: cut(*parts))
    return tuple(MadeFile(f"pdf/{name}.pdf", data) for name, data in cuts)


def bind_edition(done: Set, shop: Shop, desk: Desk) -> Bound:
    """The bound PDF of an edition that is set."""
    desk.say("bind", shop.edition.name)
    planned = drafted(done.plan, done.formes, done.sheets, desk.draft) if desk.draft else done.plan
    config, edition = shop.config, shop.edition
    geometry = bound_geometry(edition, len(done.plan.pages))
    trimmed = stamp_stylesheet(geometry, down=edition_type(edition).down)
    styles = ("page.css", trimmed), *_house_styles((STAMPS.removeprefix("print/"),), edition)
    texts = [stamp_document(batch, config.language, _room(edition)) for batch in stamp_batches(planned.stamps)]
    galleys = [Galley(f"stamps-{n}", text, styles, (), _fonts(), config.fallback_fonts) for n, text in enumerate(texts)]
    stamped = _set_galleys(galleys, desk)
    stamps = tuple(stamped[galley.name].pdf for galley in galleys)
    bookmarks = tuple(
        Bookmark(max(0, h.level - 1), f"{h.number}\u2002{h.title}" if h.number else h.title, sheet.name, h.anchor)
        for sheet in done.sheets
        for h in sheet.headings
        if h.title or h.number
    )
    order = BindOrder(
        done.formes,
        planned,
        stamps,
        bookmarks,
        links=edition.format is Format.SCREEN,
        tagged=edition.format is Format.SCREEN,
        title=config.title,
        authors=tuple(c.name for c in config.contributors if c.role == "author"),
        language=config.language,
        identifier=edition.isbn or config.doi or config.slug,
        day=config.published or desk.today,
        press=_press(done, shop) if edition.format is Format.PRINT else None,
        spoken=_spoken(config.language),
    )
    return bind(order)


def _spoken(language: str) -> Spoken:
    """What links say of where they lead."""
    said = words(language)
    page, note = (numbered(language, word, "{}").replace("\u00a0", " ") for word in (said.page, said.note))
    return Spoken(page, note, said.back_to_text)


def _press(done: Set, shop: Shop) -> Press:
    """What the press asks for. The text of a page was set where its sheet had it, and the book has it elsewhere."""
    edition, pages = shop.edition, done.plan.pages
    own, bound = edition_geometry(edition), bound_geometry(edition, len(pages))
    left = tuple(page.stamp.side == "left" for page in pages)
    shifts = tuple(
        round((bound.outer if verso else bound.inner) - (own.outer if page.leaf % 2 else own.inner), 2)
        for page, verso in zip(pages, left, strict=True)
    )
    standard = edition.standard if shop.profile or edition.standard != X4 else X1A
    return Press(standard, edition.bleed, shop.profile, shop.condition, shifts, left)


def print_styles(edition: Edition, own: tuple[SourceFile, ...]) -> tuple[tuple[str, str], ...]:
    """The stylesheets of a paged edition: its trim, the house's, then the book's own print/*.css. A copy of the house's
    is no other; that of running heads would take the margins of every page.
    """
    copied = (BOOK, house.stylesheet(BOOK))
    texts = ((f.path, f.data.decode("utf-8", "replace")) for f in own if re.fullmatch(r"print/[^/]+\.css", f.path))
    more = tuple((name, text) for name, text in texts if name != STAMPS and (name, text) != copied)
    return (("page.css", page_stylesheet(edition)), *_house_styles(("book.css",), edition), *more)


def _house_styles(names: Iterable[str], edition: Edition) -> tuple[tuple[str, str], ...]:
    return tuple((name, in_type(house.stylesheet(f"print/{name}"), edition)) for name in names)


def _fonts() -> tuple[str, ...]:
    return tuple(str(path) for path in sorted((house.folder("assets") / "fonts").glob("*.woff2")))


def _typeset(sheets: list[Sheet], shop: Shop, desk: Desk) -> list[Forme]:
    """The formes of sheets: kept ones by digest, the others set side by side, the longest first."""
    galleys = [galley_of(sheet, shop, desk.draft is not None) for sheet in sheets]
    formes = _set_galleys(galleys, desk, shop.edition.name)
    return [formes[sheet.name] for sheet in sheets]


def galley_of(sheet: Sheet, shop: Shop, draft: bool) -> Galley:
    """A sheet as it is given to the setter, with the pictures that it shows; that of a ``draft`` shows its faults."""
    shown = sorted((file.path, file.data) for file in shop.resources if f'"{file.path}"' in sheet.xhtml)
    return Galley(
        sheet.name,
        sheet.xhtml,
        shop.stylesheets,
        tuple(shown),
        _fonts(),
        shop.config.fallback_fonts,
        True,
        shop.config.language,
        sheet.title,
        draft,
        shop.config.fine,
        words(shop.config.language).continued,
    )


def _room(edition: Edition) -> float:
    """The width of the text for what the house's own size of type fills."""
    return edition_geometry(edition).measure / edition_type(edition).across


def stamp_galley(stamps: Sequence[Stamp], shop: Shop) -> Galley:
    """Running heads and folios of some pages as they are given to the setter, for the edition's own trim."""
    trimmed = stamp_stylesheet(edition_geometry(shop.edition), down=edition_type(shop.edition).down)
    styles = ("page.css", trimmed), *_house_styles((STAMPS.removeprefix("print/"),), shop.edition)
    text = stamp_document(stamps, shop.config.language, _room(shop.edition))
    return Galley("stamps", text, styles, (), _fonts(), shop.config.fallback_fonts)


def _set_galleys(galleys: list[Galley], desk: Desk, edition: str = "") -> dict[str, Forme]:
    tasks = [children.Task(g.name, typeset, (g, desk.type_folder), len(g.xhtml), TYPESET_LIMITS) for g in galleys]
    work = [(desk.cache.key("forme", galley), task) for galley, task in zip(galleys, tasks, strict=True)]
    return workshop.done(desk, "typeset", work, PRELOAD, edition)
