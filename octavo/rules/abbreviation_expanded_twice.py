"""An abbreviation is expanded twice.

## Why it matters
Once it is introduced, the abbreviation is enough.

## Bad
```markdown
# One

An anti-ballistic missile (ABM) is a weapon. No anti-ballistic missile (ABM) was ever used.
```

## Good
```markdown
# One

An anti-ballistic missile (ABM) is a weapon. No ABM was ever used.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.abbreviated import abbreviated
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T037"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An abbreviation is expanded twice."""
    for use in abbreviated(survey):
        for place in use.expanded[1:]:
            first, name = use.expanded[0], use.row.phrase
            yield place, f"`{name}` is expanded at {first} already", f"write `{name}` alone", (first,), name
