"""Apparatus: the chapters that the house makes of what stands all over a book, and the ways into its glossary."""

from octavo.apparatus.abbreviations import ABBREVIATIONS, with_abbreviations
from octavo.apparatus.contributors import CONTRIBUTORS, contributors
from octavo.apparatus.credits import CREDITS, with_credits
from octavo.apparatus.glosses import with_glosses
from octavo.model import Book

# What stands behind the bibliography (Chicago 18, 1.4).
LATE = (CONTRIBUTORS, CREDITS)
# The names of its chapters, which no file of the manuscript may take.
NAMES = (ABBREVIATIONS, CONTRIBUTORS, CREDITS)


def furnished(book: Book) -> Book:
    """The marked book of an edition with its glossary linked, its abbreviations listed and its figures credited."""
    return with_credits(with_abbreviations(with_glosses(book)))


__all__ = ["ABBREVIATIONS", "CONTRIBUTORS", "CREDITS", "LATE", "NAMES", "contributors", "furnished"]
