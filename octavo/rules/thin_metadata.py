"""Shops and libraries are not told what they ask for.

## Why it matters
A book that is sold is found by its description, subjects and publisher; without them it is sorted under nothing.

## Bad
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]

[[edition]]
name = "epub"
isbn = "978-1-4028-9462-6"
```

## Good
```toml
title = "A tiny book"
author = "Jane Doe"
chapters = ["chapters/one.md", "chapters/two.md"]
rights = "Copyright © 2026 Jane Doe"
published = 2026-11-22
blurb = "Small lights brought more ships home than great ones did."

[publisher]
name = "Example Press"
contact = "safety@example.org"

[subjects]
thema = ["NHTM"]

[[edition]]
name = "epub"
isbn = "978-1-4028-9462-6"
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H017"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """Shops and libraries are not told what they ask for."""
    config = survey.config
    sold = next((edition for edition in config.editions if edition.isbn), None)
    if sold is None:
        return
    said = {
        "contributor": config.contributors,
        "blurb": config.blurb,
        "published": config.published,
        "rights": config.rights or config.licence,
        "subjects": config.bisac or config.thema,
        "publisher.name": config.publisher.name or config.publisher.imprint,
        "publisher.contact": config.publisher.contact or config.publisher.address,
    }
    missing = [key for key, value in said.items() if not value]
    if missing:
        message = f"`{sold.name}` has an ISBN, and book.toml does not say {', '.join(f'`{key}`' for key in missing)}"
        yield sold.place, message, "add these keys", (), sold.name
