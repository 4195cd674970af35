"""A figure or a table has a caption and no label, beside others that are numbered.

## Why it matters
Only what has a label is numbered and listed, so this one stands without a number among those that have one.

## Bad
```markdown
# One

See @fig:map.

![A map](map.svg){#fig:map alt="The coast."}

![Another map](map.svg){alt="The sea."}
```

## Good
```markdown
# One

See @fig:map and @fig:sea.

![A map](map.svg){#fig:map alt="The coast."}

![Another map](map.svg){#fig:sea alt="The sea."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X017"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A figure or a table has a caption and no label, beside others that are numbered."""
    kinds = {label.kind for label in survey.labels if label.written}
    for use in survey.images:
        if use.figure and use.caption and not use.label and "fig" in kinds:
            message = f"the figure “{use.caption[:60]}” has no label, and so no number"
            yield use.place, message, "give it one: `{#fig:…}`", (), use.address
    for table in survey.tables:
        if table.caption and not table.label and "tbl" in kinds:
            message = f"the table “{table.caption[:60]}” has no label, and so no number"
            yield table.place, message, "give it one: `: Caption {#tbl:…}`", (), table.caption
