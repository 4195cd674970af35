"""Terms: words that the book marks by list and not by hand, index headings (index.toml) and abbreviations.

``index.toml`` gives each heading ("Romania!Deveselu") the words that lead to it, and says how it is filed and where it
leads on to; ``abbreviations.toml`` gives each abbreviation its expansion.
"""

from octavo.terms.marking import mark
from octavo.terms.reading import names_file, read_terms
from octavo.terms.rows import Row, Term, Terms

__all__ = ["Row", "Term", "Terms", "mark", "names_file", "read_terms"]
