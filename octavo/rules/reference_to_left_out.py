"""A reference stands in an edition that leaves out what it refers to.

## Why it matters
In that edition it would lead nowhere.

## Bad
```markdown
# One

See @fig:map.

::: {.only editions="print"}
![A map](map.svg){#fig:map alt="The coast."}
:::
```

## Good
```markdown
# One

::: {.only editions="print"}
See @fig:map.

![A map](map.svg){#fig:map alt="The coast."}
:::
```
"""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import LabelUse, LinkUse, ReferenceUse, Survey

CODE = "X008"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A reference stands in an edition that leaves out what it refers to."""
    labels: dict[str, list[LabelUse]] = defaultdict(list)
    for label in survey.labels:
        labels[label.label].append(label)
    used: list[tuple[str, str, ReferenceUse | LinkUse]] = [
        (use.label, f"@{use.label}", use) for use in survey.references if use.kind != "note"
    ]
    used += [(unquote(use.address[1:]), use.address, use) for use in survey.links if use.address.startswith("#")]
    for target, shown, use in used:
        found = labels.get(target, [])
        if not any(label.lacking for label in found):
            continue
        without = [
            name for name in survey.editions_with(use.lacking) if name and all(name in label.lacking for label in found)
        ]
        if without:
            named = ", ".join(f"`{name}`" for name in without)
            editions = (
                f"the edition {named}, which leaves" if len(without) == 1 else f"the editions {named}, which leave"
            )
            hint = f'say it for the other editions alone: `[…]{{.except editions="{" ".join(without)}"}}`'
            others = tuple(label.place for label in found)
            yield use.place, f"`{shown}` stands in {editions} out what it refers to", hint, others, target
