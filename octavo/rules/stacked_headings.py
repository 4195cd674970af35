"""A heading stands right above the first heading below it.

## Why it matters
Many houses ask for a sentence between the two, which says what the parts have in common.

## Bad
```markdown
# One

Text.

## The coast

### The northern shore

Text.

### The southern shore

Text.
```

## Good
```markdown
# One

Text.

## The coast

It has two shores.

### The northern shore

Text.

### The southern shore

Text.
```
"""

from collections.abc import Iterator
from itertools import pairwise

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H015"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A heading stands right above the first heading below it."""
    for chapter in survey.chapters:
        for heading, below in pairwise(chapter.headings):
            if not heading.filled and below.level > heading.level:
                message = f"no text stands between “{heading.title}” and “{below.title}”"
                yield heading.place, message, "write a sentence that leads to them", (), heading.title
