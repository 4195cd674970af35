"""A word is written twice.

## Why it matters
It is the commonest fault of typing, and the eye passes over it.

## Bad
```markdown
# One

The end of the the treaty came soon.
```

## Good
```markdown
# One

The end of the treaty came soon; he had had his doubts that that would be so.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.rules.twice import twice
from octavo.survey import Survey

CODE = "T019"
SEVERITY = Severity.WARNING
SCOPE = PROSE


def check(survey: Survey) -> Iterator[Report]:
    """A word is written twice."""
    for prose in survey.prose:
        for found in twice(prose, survey.config.language):
            if found.sure:
                yield found.place, f"`{found.word}` is written twice", "take one of them out", (), found.word
