"""A chapter has no text.

## Why it matters
It would be a heading on a page of its own.

## Bad
```markdown
# Nothing follows
```

## Good
```markdown
# Something follows

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H002"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A chapter has no text."""
    for chapter in survey.chapters:
        if not chapter.words and not chapter.filled:
            message = f"the chapter “{chapter.title}” has no text"
            yield chapter.place, message, "write it, or take it out of book.toml", (), chapter.path
