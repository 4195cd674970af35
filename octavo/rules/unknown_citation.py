"""A citation names a source that no bibliography holds.

## Why it matters
The note would name no source.

## Bad
```markdown
# One

A claim [@mcnamra1967].
```

## Good
```markdown
# One

A claim [@mcnamara1967].
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import Near
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "S001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A citation names a source that no bibliography holds."""
    known = {entry.key for entry in survey.entries}
    near = Near([entry.key for entry in survey.entries], "@")
    for use in survey.citations:
        if use.key not in known:
            yield use.place, f"`@{use.key}` is in no bibliography", near.hint(use.key), (), use.key
