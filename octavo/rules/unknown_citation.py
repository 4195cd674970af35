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
from octavo.rules.near import did_you_mean
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "S001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A citation names a source that no bibliography holds."""
    keys = [entry.key for entry in survey.entries]
    known = set(keys)
    for use in survey.citations:
        if use.key not in known:
            yield use.place, f"`@{use.key}` is in no bibliography", did_you_mean(use.key, keys, "@"), (), use.key
