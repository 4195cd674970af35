"""A heading skips a level.

## Why it matters
Screen readers navigate by levels, and PDF/UA forbids the gap.

## Bad
```markdown
# One

Text.

### Three

Text.
```

## Good
```markdown
# One

Text.

## Two

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H003"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A heading skips a level."""
    for chapter in survey.chapters:
        last = 1
        for level, title, place in chapter.headings:
            if level > last + 1:
                yield (
                    place,
                    f"“{title}” is of level {level} after level {last}",
                    f"write it with {last + 1} `#`",
                    (),
                    title,
                )
            last = level
