"""A numbered figure or table is referred to nowhere.

## Why it matters
Many houses ask that the text lead to each figure and each table; one that nobody mentions may have been forgotten.

## Bad
```markdown
# One

Text.

![A map](map.svg){#fig:map alt="The coast."}
```

## Good
```markdown
# One

See @fig:map.

![A map](map.svg){#fig:map alt="The coast."}
```
"""

from collections.abc import Iterator
from urllib.parse import unquote

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X013"
SEVERITY = Severity.STYLE
_NAMES = {"fig": "figure", "tbl": "table", "lst": "listing"}


def check(survey: Survey) -> Iterator[Report]:
    """A numbered figure or table is referred to nowhere."""
    used = {use.label for use in survey.references}
    used |= {unquote(use.address[1:]) for use in survey.links if use.address.startswith("#")}
    # A group of figures is referred to with any of them, and each of them with the group.
    used |= {label.group for label in survey.labels if label.label in used}
    for label in survey.labels:
        name = _NAMES.get(label.kind, "") if label.written and label.thing not in ("span", "header") else ""
        if name and used.isdisjoint({label.label, label.group or label.label}):
            hint = f"write `@{label.label}` where the text speaks of it"
            yield label.place, f"the {name} `#{label.label}` is referred to nowhere", hint, (), label.label
