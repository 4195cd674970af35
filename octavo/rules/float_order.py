"""A figure or a table is referred to before one that has a lower number.

## Why it matters
Many houses number figures and tables in the order in which the text first speaks of them.

## Bad
```markdown
# One

First @fig:b, then @fig:a.

![A](map.svg){#fig:a alt="The coast."}

![B](map.svg){#fig:b alt="The sea."}
```

## Good
```markdown
# One

First @fig:a, then @fig:b.

![A](map.svg){#fig:a alt="The coast."}

![B](map.svg){#fig:b alt="The sea."}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import ReferenceUse, Survey

CODE = "X016"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A figure or a table is referred to before one that has a lower number."""
    rank = {
        label.label: (label.chapter, label.kind, index)
        for index, label in reversed(list(enumerate(survey.labels)))
        if label.kind in ("fig", "tbl") and not label.group
    }
    first: dict[str, ReferenceUse] = {}
    for use in survey.references:
        if use.kind in ("fig", "tbl") and use.label in rank and rank[use.label][0] == use.chapter:
            first.setdefault(use.label, use)
    waiting: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for label in first:
        waiting[rank[label][:2]].append((rank[label][2], label))
    for mentioned in waiting.values():
        lowest: tuple[int, str] | None = None
        for item in reversed(mentioned):
            if lowest and lowest < item:
                use = first[item[1]]
                message = f"`@{use.label}` is referred to before `@{lowest[1]}`, which has the lower number"
                yield use.place, message, "let them change places, or mention the other first", (), use.label
            else:
                lowest = item
