"""pandoc cannot read a chapter.

## Why it matters
The chapter is set without its markup.

## Bad
```markdown
# One

\begin{a}
```

## Good
```markdown
# One

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T005"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """pandoc cannot read a chapter."""
    for remark in survey.noted("unreadable-text"):
        yield remark.place, f"the chapter cannot be parsed: {remark.text}", "simplify the text at this place", (), remark.place.file
