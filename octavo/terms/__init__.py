"""Terms: words that the book marks by list and not by hand, index headings (index.toml) and abbreviations.

``index.toml`` gives each heading ("Romania!Deveselu") the words that lead to it, and says how it is filed and where it
leads on to; ``abbreviations.toml`` gives each abbreviation its expansion. Nothing is loaded here: a check of a book
that has neither file needs none of it.
"""
