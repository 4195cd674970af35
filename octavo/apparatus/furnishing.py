"""Furnishing: a marked book gets its apparatus."""

from octavo.apparatus.abbreviations import with_abbreviations
from octavo.apparatus.contributors import CONTRIBUTORS
from octavo.apparatus.credits import CREDITS, with_credits
from octavo.apparatus.glosses import with_glosses
from octavo.model import Book

# What stands behind the bibliography (Chicago 18, 1.4).
LATE = (CONTRIBUTORS, CREDITS)


def furnished(book: Book) -> Book:
    """The marked book of an edition with its glossary linked, its abbreviations listed and its figures credited."""
    return with_credits(with_abbreviations(with_glosses(book)))
