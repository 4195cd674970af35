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
_KINDS = frozenset(("fig", "tbl", "sec", "eq", "lst"))


def check(survey: Survey) -> Iterator[Report]:
    """A label is defined twice."""
    first: dict[tuple[str, str], LabelUse] = {}
    for use in survey.labels:
        if not use.written:
            continue
        # A label of a kind is the book's; any other id is its chapter's own.
        key = ("" if use.kind in _KINDS else use.chapter, use.label)
        if key in first and use.place != first[key].place:
            other = first[key].place
            yield (
                use.place,
                f"`#{use.label}` is defined at {other} already",
                "give one of them another label",
                (other,),
                use.label,
            )
        first.setdefault(key, use)
