"""Two notes are called at one place.

## Why it matters
Two numbers stand side by side and are read as one; most houses make one note of them.

## Bad
```markdown
# One

A claim.[^why][^how]

[^why]: Because.

[^how]: So.
```

## Good
```markdown
# One

A claim.[^why]

[^why]: Because; and so.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N009"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """Two notes are called at one place."""
    for note in survey.notes:
        if note.call and note.after.startswith(("[^", "^[")):
            yield note.place, "two notes are called at one place", "make one note of them", (), note.label
