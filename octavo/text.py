"""The text of an edition: selected, marked, numbered, cited and resolved."""

from octavo.cite import asked, cite
from octavo.desk import Desk
from octavo.model import Book
from octavo.number import number
from octavo.resolve import ResolvedBook, resolve
from octavo.terms import Terms, mark


def resolved_text(selected: Book, terms: Terms, desk: Desk) -> ResolvedBook:
    """The text of a selected book. Citing is kept by all that it depends on."""
    book = mark(selected, terms)
    ask = asked(book)
    return resolve(book, number(book), desk.cache.through(desk.cache.key("cite", ask), lambda: cite(ask)))
