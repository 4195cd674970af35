"""An image has fewer pixels than printers ask for.

## Why it matters
Between 200 and 300 pixels an inch photographs begin to look soft, and lettering in them ragged.

## Bad
```markdown
# One

![A map](small.png){#fig:map width=30% alt="The coast."}
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
from octavo.survey.room import LEAST, WANTED, coarsest

CODE = "F006"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An image has fewer pixels than printers ask for."""
    for use, edition, density, inches in coarsest(survey):
        if LEAST <= density < WANTED:
            message = (
                f"`{use.address}` is printed {inches:.1f} inches wide with {density:.0f} pixels an inch ({edition})"
            )
            needed = round(inches * WANTED)
            yield (
                use.place,
                message,
                f"save it with {needed} pixels across, or print it smaller: `width=…%`",
                (),
                use.address,
            )
