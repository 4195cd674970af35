"""A passage keeps the parser busy beyond the limit.

## Why it matters
Brackets within brackets take pandoc exponential time. Such a passage is set without its markup, letter for letter.

## Bad
```markdown
# One

[[[[[[[[[[[[[[[[[[[[[[[[[[
```

## Good
```markdown
# One

[A link](#sec:one).

## Two {#sec:one}

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T004"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A passage keeps the parser busy beyond the limit."""
    for remark in survey.noted("slow-text"):
        yield (
            remark.place,
            f"the passage is set without its markup, because it {remark.text}",
            "look for brackets that are opened and not closed",
            (),
            remark.place.file,
        )
