"""An index mark names no heading.

## Why it matters
It stands on no words and has no term, so that the index would have a line with a question mark.

## Bad
```markdown
# One

The light was lit.[]{.index}
```

## Good
```markdown
# One

The light was lit.[]{.index term="lights!first lighting"}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "D001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """An index mark names no heading."""
    for mark in survey.marks:
        if not mark.path:
            yield mark.place, "the index mark names no heading", 'give it one: `{.index term="…"}`', (), ""
