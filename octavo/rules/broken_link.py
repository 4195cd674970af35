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
from urllib.parse import unquote

from octavo.findings import Edit, Severity
from octavo.rules.near import Near, by_case
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X003"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A link leads to a place that the book does not have."""
    labels = {label.label for label in survey.labels}
    sources = {f"ref-{entry.key}" for entry in survey.entries}
    near, known = Near(labels, "#"), labels | sources
    for link in survey.links:
        target = link.address[1:]
        if link.address.startswith("#") and target and target not in known and unquote(target) not in known:
            yield link.place, f"the link `{link.address}` leads nowhere", near.hint(target), (), target


def fix(survey: Survey) -> Iterator[Edit]:
    """An address that differs from a label in capitals alone is written as the label is."""
    labels = {label.label for label in survey.labels}
    meant = by_case(labels)
    for link in survey.links:
        target = link.address[1:]
        label = meant.get(target.casefold()) if link.address.startswith("#") and target not in labels else None
        if label:
            for before, after in (("](", ")"), ("](", " "), ('href="', '"')):
                yield Edit(link.place, f"{before}#{target}{after}", f"{before}#{label}{after}", ahead=True)
