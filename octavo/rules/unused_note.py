"""A note is written and nowhere called.

## Why it matters
Its text is in no edition, and no reader would know.

## Bad
```markdown
# One

A claim.

[^why]: Because.
```

## Good
```markdown
# One

A claim.[^why]

[^why]: Because.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N002"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A note is written and nowhere called."""
    for remark in survey.noted("unused-note"):
        yield (
            remark.place,
            f"the note `[^{remark.text}]` is written but nowhere called",
            f"call it with `[^{remark.text}]`, or take it out",
            (),
            remark.text,
        )
