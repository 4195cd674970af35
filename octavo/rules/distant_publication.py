"""The day of publication is more than two years ahead.

## Why it matters
The year may be misspelt; it is printed on the copyright page and sent to shops.

## Bad
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]
published = 2062-11-22
```

## Good
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]
published = 2026-11-22
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H011"
SEVERITY = Severity.STYLE
_DAYS = 731


def check(survey: Survey) -> Iterator[Report]:
    """The day of publication is more than two years ahead."""
    published, today = survey.config.published, survey.today
    if published and today and (published - today).days > _DAYS:
        place = survey.config.place("published")
        yield (
            place,
            f"the book is published on {published.isoformat()}",
            "is the year right?",
            (),
            published.isoformat(),
        )
