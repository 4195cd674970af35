"""An image has too few pixels for the size at which it is printed.

## Why it matters
Below 200 pixels an inch its pixels show on paper; printers ask for 300.

## Bad
```markdown
# One

![A map](small.png){#fig:map width=100% alt="The coast."}
```

## Good
```markdown
# One

![A map](small.png){#fig:map width=20% alt="The coast."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.room import LEAST, coarsest

CODE = "F005"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """An image has too few pixels for the size at which it is printed."""
    for use, edition, density, inches in coarsest(survey):
        if density < LEAST:
            message = (
                f"`{use.address}` is printed {inches:.1f} inches wide with {density:.0f} pixels an inch ({edition})"
            )
            needed = round(inches * 300)
            yield (
                use.place,
                message,
                f"save it with {needed} pixels across, or print it smaller: `width=…%`",
                (),
                use.address,
            )
