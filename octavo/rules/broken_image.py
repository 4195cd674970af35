"""An image cannot be decoded whole.

## Why it matters
It would be printed cut off, or not at all.

## Bad
```markdown
# One

![A map](broken.png){alt="The coast."}
```

## Good
```markdown
# One

![A map](map.svg){alt="The coast."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F002"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """An image cannot be decoded whole."""
    faults = {picture.path: picture.fault for picture in survey.beside.pictures if picture.fault}
    for use in survey.images:
        if use.path in faults:
            yield (
                use.place,
                f"the image `{use.address}` cannot be used: {faults[use.path]}",
                "save it again as PNG, JPEG, SVG or PDF",
                (),
                use.address,
            )
