"""Sources: the entries of the bibliography as rules ask for them, and what can be known of a date, a page, a title."""

from octavo.sources.source import Name, Source, in_bibtex, printed, sources

__all__ = ["Name", "Source", "in_bibtex", "printed", "sources"]
