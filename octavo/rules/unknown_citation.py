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

from octavo.findings import Edit, Severity
from octavo.rules.near import Near, by_case
from octavo.rules.report import Report
from octavo.rules.scope import CITATIONS
from octavo.survey import Survey

CODE = "S001"
SEVERITY = Severity.ERROR
SCOPE = CITATIONS


def check(survey: Survey) -> Iterator[Report]:
    """A citation names a source that no bibliography holds."""
    known = {entry.key for entry in survey.entries}
    near = Near([entry.key for entry in survey.entries], "@")
    for use in survey.citations:
        if use.key not in known:
            yield use.place, f"`@{use.key}` is in no bibliography", near.hint(use.key), (), use.key


def fix(survey: Survey) -> Iterator[Edit]:
    """A key that differs from one of the bibliography in capitals alone is written as it is there."""
    known = {entry.key for entry in survey.entries}
    meant = by_case(known)
    for use in survey.citations:
        key = meant.get(use.key.casefold())
        if key and use.key not in known:
            yield Edit(use.place, f"@{use.key}", f"@{key}")
            yield Edit(use.place, f"@{{{use.key}}}", f"@{{{key}}}")
