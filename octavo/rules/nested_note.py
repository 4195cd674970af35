"""A note stands inside a note.

## Why it matters
No edition can print a note to a note; it is set in parentheses, and a call by its label is printed as it stands.

## Bad
```markdown
# One

A claim.^[Because of this.^[And of that.]]
```

## Good
```markdown
# One

A claim.^[Because of this (and of that).]
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N004"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A note stands inside a note."""
    for remark in survey.noted("nested-note"):
        yield (
            remark.place,
            f"the note `{remark.text}` stands inside another note",
            "bring both into one",
            (),
            remark.text,
        )
