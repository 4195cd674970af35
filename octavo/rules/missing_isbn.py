"""An edition has no ISBN, though the book is sold.

## Why it matters
Each form in which a book is sold has an ISBN of its own; shops and libraries know it by nothing else.

## Bad
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]

[[edition]]
name = "print"
isbn = "978-0-306-40615-7"

[[edition]]
name = "epub"
```

## Good
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]

[[edition]]
name = "print"
isbn = "978-0-306-40615-7"

[[edition]]
name = "epub"
isbn = "978-1-4028-9462-6"
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H010"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An edition has no ISBN, though the book is sold."""
    editions = survey.config.editions
    if not any(edition.isbn for edition in editions):
        return
    for edition in editions:
        if not edition.isbn and edition.format.value != "web":
            yield edition.place, f"the edition `{edition.name}` has no ISBN", 'add `isbn = "…"`', (), edition.name
