"""What templates see: plain values, already numbered, resolved and turned into markup. Templates look nothing up."""

from dataclasses import dataclass

from octavo.compose.webwords import WebWords, web_words
from octavo.model import Config, Edition


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note at the end of its chapter (EPUB, web): number, its id, the id of its call, and its markup."""

    number: str
    anchor: str
    call: str
    html: str


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The notes of one chapter where all stand together at the back: its number and title, its address, an id, and the
    notes, each with the way back to its call.
    """

    number: str
    title: str
    href: str
    anchor: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class TocLine:
    """A line of the contents: level (0 part, 1 chapter, 2 section …), kind of the sheet, number, title markup,
    address, the page number as printed ("" in editions without pages), the authors of a chapter that has its own, and
    the lines below it, in editions whose contents are a tree.
    """

    level: int
    kind: str
    number: str
    title: str
    href: str
    page: str
    authors: str = ""
    below: "tuple[TocLine, ...]" = ()


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list of figures or tables: label with number ("Figure 1.1"), caption markup, address, page."""

    label: str
    caption: str
    href: str
    page: str


@dataclass(frozen=True, slots=True)
class IndexLocator:
    """Where an index entry points: address, text (a page, a range, a note or a number), important or not, and what is
    said of it to those who hear it ("Deveselu, p. 112").
    """

    href: str
    text: str
    main: bool
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class IndexSee:
    """Where an index entry leads on to: the heading as printed, and the address of its entry ("" where the index of the
    edition has none).
    """

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """An entry of the index: depth (0 heading, 1 sub-entry …), heading, locators, see and see also, the letter that a
    top heading is filed under, the headings above it, its id, and those of the headings above it that a new page
    repeats, because their entries go on there.
    """

    depth: int
    heading: str
    locators: tuple[IndexLocator, ...]
    see: tuple[IndexSee, ...]
    see_also: tuple[IndexSee, ...]
    filed: str = ""
    above: tuple[str, ...] = ()
    anchor: str = ""
    continued: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries under one initial letter."""

    letter: str
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A source as printed in the bibliography: id, markup, the places that cite it as links back to them, and as the
    pages that are printed ("12, 45–46", "" where none are).
    """

    anchor: str
    html: str
    cited: "tuple[BackLink, ...]" = ()
    pages: str = ""


@dataclass(frozen=True, slots=True)
class BibliographyShelf:
    """A section of the bibliography: id, heading ("" for none), level of the heading, note at its head, entries."""

    anchor: str
    title: str
    level: int
    headnote: str
    entries: tuple[BibliographyEntry, ...]


@dataclass(frozen=True, slots=True)
class BackLink:
    """A way back to a place that cites a source: address, text ("2.14"), what is said of it ("chapter 2, note 14")."""

    href: str
    text: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another sheet: address and title."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """What a template prints. ``body`` and the other markup fields are trusted XHTML; all else is plain text.

    ``label`` is the word and number of an opening ("Chapter 1", "Appendix A", "Part I", "" when unnumbered);
    ``number`` the number alone. ``epub_type`` and ``role`` are the semantic inflections of the section; ``classes``
    are the house's own. ``subtitle`` is markup; ``authors`` are those of a chapter that has its own.
    """

    name: str
    kind: str
    title: str
    title_html: str
    number: str = ""
    label: str = ""
    anchor: str = ""
    epub_type: str = ""
    role: str = ""
    body: str = ""
    notes: tuple[NoteView, ...] = ()
    note_groups: tuple[NoteGroup, ...] = ()
    toc: tuple[TocLine, ...] = ()
    figures: tuple[ListLine, ...] = ()
    tables: tuple[ListLine, ...] = ()
    shelves: tuple[BibliographyShelf, ...] = ()
    index: tuple[IndexGroup, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    downloads: tuple[Link, ...] = ()
    cover_image: str = ""
    subtitle: str = ""
    authors: str = ""
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The context of every template: ``config``, ``edition``, ``sheet``, ``words``, the house's own words in the book's
    language (contents, notes, bibliography, back to text …), and ``web``, those of the web edition's furniture.
    """

    config: Config
    edition: Edition
    sheet: SheetView
    words: "Words"
    web: WebWords = web_words("en")


@dataclass(frozen=True, slots=True)
class Words:
    """The house's own words in one language."""

    contents: str
    figures: str
    tables: str
    notes: str
    note: str
    back_to_text: str
    bibliography: str
    index: str
    see: str
    see_also: str
    part: str
    chapter: str
    appendix: str
    figure: str
    table: str
    section: str
    equation: str
    listing: str
    page: str
    previous: str
    next: str
    skip: str
    home: str
    cover: str
    copyright: str
    title_page: str
    by: str
    edited_by: str
    translated_by: str
    all_rights: str
    cip: str
    downloads: str
    draft: str
    open_quote: str
    close_quote: str
    open_inner: str
    close_inner: str
    range_and: str
    continued: str
    cited: str
    abbreviations: str
    contributors: str
    credits: str
    abstract: str
    notes_to_page: str
    notes_to_pages: str
    proof_of: str
