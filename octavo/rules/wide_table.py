"""A table is so wide that it is set small.

## Why it matters
It fits the page in letters of hardly more than seven points, which many readers cannot read.

## Bad
```markdown
# One

| Interceptor system | Stationierungsort | Bahnverfolgungsradar | Beschleunigungsphase | Entwicklungsstand |
|---|---|---|---|---|
| one | two | three | four | five |
```

## Good
```markdown
# One

::: {.turned}
| Interceptor system | Stationierungsort | Bahnverfolgungsradar | Beschleunigungsphase | Entwicklungsstand |
|---|---|---|---|---|
| one | two | three | four | five |
:::
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.room import narrowest, table_room

CODE = "F010"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A table is so wide that it is set small."""
    editions = {edition.name: edition for edition in survey.config.editions}
    for table, edition, room in narrowest(survey, small=False):
        needed = table.letters + 2 * table.columns
        if room < needed <= table_room(editions[edition], small=True):
            message = (
                f"the words of its {table.columns} columns need {needed} letters, and a line of {edition} has {room}"
            )
            yield (
                table.place,
                message,
                "turn it (`::: {.turned}`), or shorten its words",
                (),
                table.label or table.caption,
            )
