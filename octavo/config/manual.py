"""The manual's page about book.toml, made from the schema and the table of faults."""

from collections.abc import Iterator

from octavo.config.codes import CODES
from octavo.config.key import Key, Shape
from octavo.config.schema import BOOK

SHORTEST = """\
title = "The Harbour Light"
author = "Jane Doe"
chapters = ["chapters/one.md", "chapters/two.md"]
bibliography = "references.bib"
"""

EXAMPLE = """\
title = "The Harbour Light"
subtitle = "A History of Small Beacons, 1780–1914"
short-title = "The Harbour Light"
language = "en-GB"
slug = "harbour-light"
rights = "Copyright © 2026 Jane Doe"
licence = "CC-BY-4.0"
cip = "placeholder"
doi = "10.5555/harbour-light"
url = "https://example.org/harbour-light/"
edition-statement = "Second edition, revised"
published = 2026-11-22
keywords = ["lighthouses", "navigation", "maritime history"]
blurb = \"\"\"
Small lights brought more ships home than great ones did.
This book says who paid for them, and why.
\"\"\"
dedication = "For those who kept the lamp."

front = ["front/preface.md"]
appendices = ["back/list-of-lights.md"]
back = ["back/acknowledgements.md"]

bibliography = ["bibliography/books.bib", "bibliography/archives.json"]
citation-style = "chicago-notes-bibliography"
first-mention = "chapter"
notes-restart = "chapter"
scripts = "original"
romanisation = "ala-lc"
bibliography-scripts = "interfiled"
terms = "book"
bibliography-sections = "none"
bibliography-leaves-out = ["personal_communication"]
bibliography-pages = true
list-uncited = false
primary-types = ["manuscript", "map", "letter"]
number-depth = 2
number-floats = "chapter"
floats = "page"
paragraphs = "fine"
index-sort = "letter"
contents-depth = 2
list-of-figures = true
list-of-tables = false
abbreviations-list = "front"
contributors-list = true
credits-list = true
credits-in-captions = false
abstracts = true
drop-caps = true
running-verso = "author"
resources = ["figures"]
fallback-fonts = ["Noto Serif CJK JP"]
house-style = []
strict = true

[[bibliography-section]]
title = "Archives"
headnote = "Items are named by shelf-mark."
archives = true
types = ["manuscript"]
keywords = ["logbook"]
scripts = ["Latn"]
languages = ["en", "gd"]

[[bibliography-section]]
title = "Books and articles"
rest = true

[publisher]
name = "Example Press"
place = "Leith"
imprint = "Beacon Books"
url = "https://example.org/"
address = "1 Quay Street, Leith EH6 6AA, United Kingdom"
contact = "safety@example.org"

[series]
title = "Studies in Coasts"
number = "7"
issn = "2049-3630"

[subjects]
bisac = ["HIS057000", "TRA006010"]
thema = ["NHTM", "1DDU"]

[cover]
image = "figures/cover.jpg"
alt = "A lantern on a stone pier at dusk."

[web]
downloads = ["epub"]
chapter-pdfs = true
newsletter = "https://example.org/newsletter"
privacy = "https://example.org/privacy"
search = true
offline = true

[[contributor]]
given = "Jane"
family = "Doe"
orcid = "0000-0002-1825-0097"
affiliation = "University of Leith"
biography = "Jane Doe teaches maritime history."

[[contributor]]
name = "Society of Lamplighters"
file-as = "Society of Lamplighters"
role = "editor"

[[part]]
title = "Oil"
chapters = ["chapters/one.md", "chapters/two.md"]

[[part]]
title = "Gas"
chapters = ["chapters/three.md"]
label = "sec:gas"

[[chapter]]
file = "chapters/three.md"
authors = ["Jane Doe"]
subtitle = "Mantles, Meters and Men"
short-title = "Gas"
abstract = "How gas came to the piers."
keywords = ["gas", "piers"]
doi = "10.5555/harbour-light.3"

[[edition]]
name = "print"
isbn = "978-0-306-40615-7"
trim = "6x9"
openings = "recto"
notes = "foot"

[[edition]]
name = "large-print"
format = "print-pdf"
trim = "7x10"
notes = "end"
large-print = true
type-size = "17pt"
leading = "22pt"
alignment = "ragged"
bleed = "3mm"
standard = "x-1a"

[[edition]]
name = "colour"
format = "print-pdf"
trim = "crown-quarto"
standard = "x-4"
icc-profile = "press.icc"

[edition.options]
paper = "coated"

[[edition]]
name = "epub"
isbn = "978-1-4028-9462-6"
shop = "https://example.org/oil-and-gas"

[[edition]]
name = "web"
leaves-out = ["back/acknowledgements.md"]
contents-depth = 3

[severity]
missing-alt = "error"
unused-note = "off"

[[allow]]
name = "duplicate-entry"
key = "stevenson-1848"
reason = "Both printings of the list are cited."

[[allow]]
name = "skipped-level"
file = "back/list-of-lights.md"
reason = "The list is set as the archive has it."
"""

OPENING = """\
# book.toml

What a book is, beside its text, stands in `book.toml`: at the top of the book folder, or in its folder `manuscript/`.
Only `title` and `chapters` are required. A book can be as short as this:
"""

PATHS = """\
Keys without a table stand at the top of the file, before the first `[table]`. Paths begin at the book folder, or at
the folder of `book.toml`; none leads out of the book. Chapters end in `.md`, `.markdown`, `.Rmd`, `.qmd` or `.txt`.
The files `abbreviations.toml` and `index.toml` beside `book.toml` are read without being named.
"""


def manual() -> str:
    """The page, in Markdown."""
    lines = [OPENING, _fenced(SHORTEST), "This one says all that can be said:\n", _fenced(EXAMPLE), PATHS]
    lines += ["## The keys\n", *_keys([key for key in BOOK if not _has_section(key)])]
    for table in BOOK:
        if _has_section(table):
            brackets = f"[[{table.name}]]" if table.shape is Shape.TABLES else f"[{table.name}]"
            default = f" Without any: {table.default}." if table.default else ""
            lines += [f"## `{brackets}`\n", f"{table.meaning}{default}\n"]
            lines += _keys(list(table.keys)) if table.keys else ()
    lines += ["## What can be wrong\n", "| code | name | fault | cure |\n| --- | --- | --- | --- |"]
    lines += [f"| {code.code} | {code.name} | {code.fault} | {code.cure} |" for code in CODES]
    return "\n".join(lines) + "\n"


def _has_section(key: Key) -> bool:
    """True for a table; what stands in one of options is the author's own."""
    return bool(key.keys) or key.shape is Shape.OPTIONS


def _fenced(toml: str) -> str:
    return f"```toml\n{toml}```\n"


def _keys(keys: list[Key]) -> Iterator[str]:
    yield "| key | value | meaning | without it |\n| --- | --- | --- | --- |"
    for key in keys:
        without = "required" if key.required else key.default
        yield f"| `{key.name}` | {key.shape} | {key.meaning} | {without} |"
    yield ""
