"""A note is called twice.

## Why it matters
It is printed in full at each call, under another number.

## Bad
```markdown
# One

A claim.[^why] Another claim.[^why]

[^why]: Because.
```

## Good
```markdown
# One

A claim.[^why] Another claim.[^too]

[^why]: Because.

[^too]: See @note:why.
```
"""

from collections.abc import Iterator

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N010"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A note is called twice."""
    first: dict[tuple[str, str], Place] = {}
    for note in survey.notes:
        where = (note.place.file, note.label)
        other = first.setdefault(where, note.place)
        if note.label and other != note.place:
            message = f"the note `[^{note.label}]` is called at {other} already"
            yield note.place, message, f"refer to it: `@note:{note.label}`", (other,), note.label
