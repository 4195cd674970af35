"""A label is defined twice.

## Why it matters
A reference can only mean one place; which one would be chance.

## Bad
```markdown
# One {#sec:one}

## Two {#fig:a}

## Three {#fig:a}
```

## Good
```markdown
# One {#sec:one}

## Two {#sec:two}

## Three {#sec:three}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import LabelUse, Survey

CODE = "X002"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A label is defined twice."""
    first: dict[str, LabelUse] = {}
    for use in survey.labels:
        if not use.kind or ":" not in use.label and use.kind not in ("fig", "tbl", "eq", "lst", "sec"):
            continue
        if use.kind == "sec" and ":" not in use.label and not use.label.startswith("sec-"):
            continue
        if use.label in first and use.place != first[use.label].place:
            other = first[use.label].place
            yield use.place, f"`#{use.label}` is defined at {other} already", "give one of them another label", (other,), use.label
        first.setdefault(use.label, use)
