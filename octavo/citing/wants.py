"""Wants: what a book asks of the printing of its sources beside the style."""

from dataclasses import dataclass

from octavo.model import Config
from octavo.romanise import ALA_LC

ORIGINAL, ROMANISED, BOTH = "original", "romanised", "both"
INTERFILED, APART = "interfiled", "apart"


@dataclass(frozen=True, slots=True)
class Wants:
    """The language of the book; in which script Cyrillic sources are printed, by which scheme they are romanised, and
    how the bibliography files them; whether terms ("ed.") are in the book's language or the item's.
    """

    language: str = "en"
    scripts: str = ORIGINAL
    scheme: str = ALA_LC
    filing: str = INTERFILED
    terms: str = "book"


def wants(config: Config) -> Wants:
    """What book.toml says about it."""
    return Wants(config.language, config.scripts, config.romanisation, config.bibliography_scripts, config.terms)
