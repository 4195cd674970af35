"""A table is too wide for the page.

## Why it matters
Even set small, its longest words do not fit side by side, and are broken anywhere.

## Bad
```markdown
# One

| Interceptorsystem | Stationierungsort | Bahnverfolgungsradar | Beschleunigungsphase | Entwicklungsstand | Reichweite |
|---|---|---|---|---|---|
| one | two | three | four | five | six |
```

## Good
```markdown
# One

::: {.turned}
| Interceptorsystem | Stationierungsort | Bahnverfolgungsradar | Beschleunigungsphase | Entwicklungsstand | Reichweite |
|---|---|---|---|---|---|
| one | two | three | four | five | six |
:::
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.room import narrowest

CODE = "F009"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A table is too wide for the page."""
    for table, edition, room in narrowest(survey, small=True):
        needed = table.letters + 2 * table.columns
        if needed > room:
            message = (
                f"the words of its {table.columns} columns need {needed} letters, and a line of {edition} has {room}"
            )
            yield table.place, message, "turn it (`::: {.turned}`), or part it in two", (), table.label or table.caption
