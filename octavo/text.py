"""The text of an edition: selected, marked, furnished, numbered, cited and resolved."""

from octavo.apparatus.furnishing import furnished
from octavo.cite import asked, cite
from octavo.desk import Desk
from octavo.model import Book
from octavo.number import number
from octavo.resolve import IndexMark, ResolvedBook, resolve
from octavo.terms.marking import mark
from octavo.terms.rows import Terms


def resolved_text(selected: Book, terms: Terms, desk: Desk, apart: tuple[tuple[str, int], ...] = ()) -> ResolvedBook:
    """The text of a selected book. Citing is kept by all that it depends on; ``apart`` are notes (chapter, place) that
    must not say that they cite what the note before them does.
    """
    book = furnished(mark(selected, terms))
    ask = asked(book, apart)
    citations = desk.cache.through(desk.cache.key("cite", ask), lambda: cite(ask, desk.workers))
    return resolve(book, number(book), citations, lines_of(terms))


def lines_of(terms: Terms) -> tuple[IndexMark, ...]:
    """The lines of the index that no mark in the text makes."""
    return tuple(
        IndexMark("", "", row.path, "; ".join(row.see), "; ".join(row.see_also), sort=row.sort) for row in terms.lines
    )
