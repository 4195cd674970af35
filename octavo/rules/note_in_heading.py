"""A note is called in a heading.

## Why it matters
Contents and running heads have the heading without its note; many houses put the note at the first sentence instead.

## Bad
```markdown
# One[^why]

Text.

[^why]: Because.
```

## Good
```markdown
# One

Text.[^why]

[^why]: Because.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N008"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A note is called in a heading."""
    for note in survey.notes:
        if note.in_heading:
            yield note.place, "a note is called in a heading", "call it in the text below", (), note.label
