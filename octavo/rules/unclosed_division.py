"""A division is opened and never closed.

## Why it matters
It goes on to the end of its chapter: what was meant for one edition, or to be set apart, swallows all that follows.

## Bad
```markdown
# One

::: {.only editions="web"}
See the map online.

The text goes on.
```

## Good
```markdown
# One

::: {.only editions="web"}
See the map online.
:::

The text goes on.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T040"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A division is opened and never closed."""
    for remark in survey.noted("unclosed-division"):
        hint = "put a line `:::` where it should end"
        yield remark.place, f"`{remark.text}` is never closed", hint, (), remark.text
