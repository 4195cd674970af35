"""A label is defined twice.

## Why it matters
A reference can only mean one place; which one would be chance.

## Bad
```markdown
# One {#sec:one}

## Two {#sec:a}

Text.

## Three {#sec:a}

Text.
```

## Good
```markdown
# One {#sec:one}

## Two {#sec:two}

Text.

## Three {#sec:three}

Text.
```
"""

from collections import defaultdict
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import LabelUse, Survey

CODE = "X002"
SEVERITY = Severity.ERROR
_KINDS = frozenset(("fig", "tbl", "sec", "eq", "lst"))


def check(survey: Survey) -> Iterator[Report]:
    """A label is defined twice."""
    first: dict[tuple[str, str], list[LabelUse]] = defaultdict(list)
    for use in survey.labels:
        if not use.written:
            continue
        # A label of a kind is the book's; any other id is its chapter's own.
        twins = first[("" if use.kind in _KINDS else use.chapter, use.label)]
        # Passages of different editions may share one.
        other = next((twin for twin in twins if survey.editions_with(use.lacking, twin.lacking)), None)
        twins.append(use)
        if other and use.place != other.place:
            message = f"`#{use.label}` is defined at {other.place} already"
            yield use.place, message, "give one of them another label", (other.place,), use.label
