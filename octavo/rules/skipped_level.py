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
        for heading in chapter.headings:
            if heading.level > last + 1:
                message = f"{_named(heading.title)} is of level {heading.level} after level {last}"
                hint = f"write it with {last + 1} `#`" if heading.title else "write a label without a heading: `[]{#…}`"
                yield heading.place, message, hint, (), heading.title
            last = heading.level if heading.title else last


def _named(title: str) -> str:
    return f"“{title}”" if title else "a heading without words"
