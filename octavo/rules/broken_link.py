"""A link leads to a place that the book does not have.

## Why it matters
In every edition it would be a dead link; in the print book, words that promise a place.

## Bad
```markdown
# One {#sec:one}

Go [there](#nowhere).
```

## Good
```markdown
# One {#sec:one}

Go [there](#sec:one).
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import Near
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X003"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A link leads to a place that the book does not have."""
    labels = {label.label for label in survey.labels}
    sources = {f"ref-{entry.key}" for entry in survey.entries}
    near = Near(labels, "#")
    for link in survey.links:
        target = link.address[1:]
        if link.address.startswith("#") and target and target not in labels | sources:
            yield link.place, f"the link `{link.address}` leads nowhere", near.hint(target), (), target
