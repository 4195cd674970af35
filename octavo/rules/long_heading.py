"""A heading is very long.

## Why it matters
It does not fit a running head, and fills several lines of the contents.

## Bad
```markdown
# One

Text.

## How the commissioners of the northern lights came to decide that no lamp was to be lit on the island

Text.
```

## Good
```markdown
# One

Text.

## Why no lamp was lit on the island

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H014"
SEVERITY = Severity.STYLE
_MOST = 90


def check(survey: Survey) -> Iterator[Report]:
    """A heading is very long."""
    for chapter in survey.chapters:
        own = [(chapter.title, chapter.place)] if chapter.titled else []
        for title, place in (*own, *((heading.title, heading.place) for heading in chapter.headings)):
            if len(title) > _MOST:
                yield place, f"the heading has {len(title)} letters", f"say it in {_MOST} or fewer", (), title
