"""An image that is referred to by its number has no caption, and so shows none.

## Why it matters
The reader is sent to "figure 2.1" and finds no figure of that number.

## Bad
```markdown
# One

See @fig:map.

![](map.svg){#fig:map alt="The coast."}
```

## Good
```markdown
# One

See @fig:map.

![A map](map.svg){#fig:map alt="The coast."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F016"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """An image that is referred to by its number has no caption, and so shows none."""
    referred = {use.label: use.place for use in reversed(survey.references) if use.kind in ("fig", "tbl", "lst")}
    grouped = {label.label for label in survey.labels if label.group}
    for use in survey.images:
        if use.label in referred and use.label not in grouped and not use.figure:
            message = f"`@{use.label}` leads to an image that shows no number"
            hint = "give it a caption in a paragraph of its own: `![Caption](…)`"
            yield use.place, message, hint, (referred[use.label],), use.label
