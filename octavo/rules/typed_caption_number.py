"""A caption begins with a number that is typed by hand.

## Why it matters
What has a label is numbered by itself, so that it would be printed as "Figure 2.1. Figure 3: The coast".

## Bad
```markdown
# One

![Figure 3: The coast](map.svg){#fig:map alt="A bay."}
```

## Good
```markdown
# One

![The coast](map.svg){#fig:map alt="A bay."}
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import ImageUse, Survey, TableUse

CODE = "F013"
SEVERITY = Severity.WARNING
_TYPED = re.compile(
    r"(?:figures?|fig\.|tables?|tab\.|abbildung|abb\.|tabelle|tableau|рис(?:унок|\.)|табл(?:ица|\.))"
    r"[\s\u00a0]?(?:[A-Z]?\d+(?:[.-]\d+)*|[IVX]+)[a-z]?(?:[.:–—]|[\s\u00a0]*\Z|[\s\u00a0]+(?-i:(?=[A-ZÀ-ÞА-Я])))",
    re.I,
)


def check(survey: Survey) -> Iterator[Report]:
    """A caption begins with a number that is typed by hand."""
    numbered = {label.label for label in survey.labels if label.kind in ("fig", "tbl") and label.written}
    uses: tuple[ImageUse | TableUse, ...] = (*survey.images, *survey.tables)
    for use in uses:
        match = _TYPED.match(use.caption) if use.label in numbered else None
        if match:
            message = f"the caption begins with “{match.group().strip()}”, and is numbered by itself besides"
            yield use.place, message, "take the number out of the caption", (), use.label
