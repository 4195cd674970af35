"""Two labels look alike.

## Why it matters
They differ in capitals, in `:` and `-`, or in a letter of another alphabet; one day one is written for the other.

## Bad
```markdown
# One

![A map](map.svg){#fig:map alt="The coast."}

![The same map](map.svg){#fig-map alt="The coast once more."}
```

## Good
```markdown
# One

![A map](map.svg){#fig:map alt="The coast."}

![The same map](map.svg){#fig:map-redrawn alt="The coast once more."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import fold
from octavo.rules.report import Report
from octavo.survey import LabelUse, Survey

CODE = "X015"
SEVERITY = Severity.STYLE
_KINDS = frozenset(("fig", "tbl", "sec", "eq", "lst"))
_SEPARATORS = str.maketrans(":_.", "---")


def check(survey: Survey) -> Iterator[Report]:
    """Two labels look alike."""
    first: dict[str, LabelUse] = {}
    for label in survey.labels:
        if label.kind not in _KINDS or not label.written:
            continue
        other = first.setdefault(fold(label.label).translate(_SEPARATORS), label)
        if other.label != label.label:
            message = f"`#{label.label}` looks like `#{other.label}`"
            yield label.place, message, "give one of them another label", (other.place,), label.label
