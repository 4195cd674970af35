"""Back matter: the bibliography and the index."""

from dataclasses import replace

from octavo.compose.backlinks import BackLinks
from octavo.compose.bench import Bench, Composed
from octavo.compose.jinja import markup
from octavo.compose.views import BibliographyEntry, BibliographyShelf, IndexGroup, IndexLine
from octavo.index import Finder, build
from octavo.model import Heading
from octavo.resolve import ResolvedBook, entry_anchor, shelf_anchor

BIBLIOGRAPHY, INDEX = "bibliography", "book-index"


def bibliography(bench: Bench, book: ResolvedBook) -> Composed:
    """The sources as a sheet of their own."""
    writer = bench.writer(BIBLIOGRAPHY)
    back = BackLinks(bench, book)
    by_key = {entry.key: entry for entry in book.entries}
    shelves = tuple(
        BibliographyShelf(
            shelf_anchor(number), shelf.title, shelf.level, shelf.headnote,
            tuple(
                BibliographyEntry(
                    entry_anchor(key), markup(writer.inlines(by_key[key].inlines)), back.links(key), back.pages(key)
                )
                for key in shelf.keys
            ),
        )
        for number, shelf in enumerate(book.shelved.shelves, 1)
    )  # fmt: skip
    view, sheet = bench.plain(
        BIBLIOGRAPHY, BIBLIOGRAPHY, bench.words.bibliography,
        epub_type="bibliography", role="doc-bibliography", shelves=shelves,
    )  # fmt: skip
    headings = (Heading(s.level + 1, "", s.title, s.anchor) for s in shelves if s.title)
    return view, replace(sheet, headings=(*sheet.headings, *headings))


def book_index(bench: Bench, book: ResolvedBook) -> Composed:
    """The index as a sheet of its own."""
    config, words = bench.config, bench.words
    finder = Finder(bench.href, bench.folio, words.page if not bench.edition.format.paged else "")
    groups = build(book.marks, finder, config.language, config.index_sort)
    if bench.edition.format.paged:
        groups = _continued(groups, bench)
    view, sheet = bench.plain(INDEX, "index", words.index, epub_type="index", role="doc-index", index=groups)
    return view, replace(sheet, text=" ".join(_said(line) for group in groups for line in group.lines))


def _said(line: IndexLine) -> str:
    """What a line of the index says, for those who look for it in the finished file."""
    sees = (see.text for see in (*line.see, *line.see_also))
    return " ".join((line.heading, *(locator.text for locator in line.locators), *sees))


def _continued(groups: tuple[IndexGroup, ...], bench: Bench) -> tuple[IndexGroup, ...]:
    """The lines with the headings above them again where they begin a left-hand page (Chicago 18, 15.95):
    a reader who turns the leaf sees whose sub-entries these are.
    """
    made: list[IndexGroup] = []
    before = ""
    for group in groups:
        lines: list[IndexLine] = []
        for line in group.lines:
            page = bench.folio(line.anchor)
            turned = bool(line.above) and page != before and page.isdigit() and int(page) % 2 == 0
            lines.append(replace(line, continued=line.above if turned else ()))
            before = page
        made.append(replace(group, lines=tuple(lines)))
    return tuple(made)
