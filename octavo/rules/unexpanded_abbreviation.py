"""An abbreviation is used before the book says what it means.

## Why it matters
The reader meets it first where it is not explained.

## Bad
```markdown
# One

The ABM system was built. An anti-ballistic missile (ABM) is a weapon.
```

## Good
```markdown
# One

An anti-ballistic missile (ABM) is a weapon. The ABM system was built.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.abbreviated import abbreviated
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T036"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An abbreviation is used before the book says what it means."""
    for use in abbreviated(survey):
        if use.first and use.first not in use.expanded:
            name, others = use.row.phrase, use.expanded[:1]
            told = "before it is expanded" if others else "and never expanded in the text"
            yield use.first, f"`{name}` is used {told}", f"write `{use.row.value} ({name})` here", others, name
