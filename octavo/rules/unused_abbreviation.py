"""An abbreviation of the table is never used.

## Why it matters
The list of abbreviations would send the reader to nothing.

## Bad
```markdown
# One

The missile was built.
```

## Good
```markdown
# One

The ABM system was built.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.abbreviated import abbreviated
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T039"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An abbreviation of the table is never used."""
    for use in abbreviated(survey):
        if use.first is None:
            yield use.row.place, f"`{use.row.phrase}` is never used", "take its row out", (), use.row.phrase
