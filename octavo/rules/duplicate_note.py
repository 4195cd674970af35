"""A note is written twice under one label in a chapter.

## Why it matters
Only one of the two texts can be printed; the other is lost.

## Bad
```markdown
# One

A claim.[^why]

[^why]: Because.

[^why]: Or not.
```

## Good
```markdown
# One

A claim.[^why] Another.[^not]

[^why]: Because.

[^not]: Or not.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N003"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A note is written twice under one label in a chapter."""
    for remark in survey.noted("duplicate-note"):
        other = remark.others[0]
        yield (
            remark.place,
            f"the note `[^{remark.text}]` is written at {other} already",
            "give one of them another label",
            remark.others,
            remark.text,
        )
