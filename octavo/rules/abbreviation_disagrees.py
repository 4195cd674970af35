"""The text expands an abbreviation otherwise than the table of abbreviations.

## Why it matters
The list of abbreviations and the text would say different things.

## Bad
```markdown
# One

An anti-bomber missile (ABM) is a weapon.
```

## Good
```markdown
# One

An anti-ballistic missile (ABM) is a weapon.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.abbreviated import abbreviated
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T038"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """The text expands an abbreviation otherwise than the table of abbreviations."""
    for use in abbreviated(survey):
        for said in use.introductions:
            if not said.agrees:
                name, row = use.row.phrase, use.row
                message = f"`{name}` is expanded as “{said.words}” here and as “{row.value}” at {row.place}"
                yield said.place, message, "choose one of the two", (row.place,), name
