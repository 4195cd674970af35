"""An image has no description for those who cannot see it.

## Why it matters
Accessibility law in the EU and every library's check ask for it.

## Bad
```markdown
# One

![](map.svg)
```

## Good
```markdown
# One

![A map](map.svg){alt="The coast from north to south."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F004"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """An image has no description for those who cannot see it."""
    for use in survey.images:
        if not use.alt and not use.decorative:
            yield (
                use.place,
                f"the image `{use.address}` has no description",
                'add `{alt="what it shows"}`',
                (),
                use.address,
            )
