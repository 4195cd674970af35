"""A word stands twice, one behind the other.

## Why it matters
Where it is no fault of typing, the sentence may read better otherwise.

## Bad
```markdown
# One

The treaty ended ended in 2002.
```

## Good
```markdown
# One

The treaty ended in 2002.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.rules.twice import twice
from octavo.survey import Survey

CODE = "T021"
SEVERITY = Severity.STYLE
SCOPE = PROSE
# What may well follow itself.
_MAY = frozenset(
    "had that very is was her so no never ha he hey bye nous vous die der das den sie ihr war ganz sehr чуть едва еле "
    "bla blah knock tut again more many long far much too non si bien très да нет не очень".split()
)


def check(survey: Survey) -> Iterator[Report]:
    """A word stands twice, one behind the other."""
    for prose in survey.prose:
        for found in twice(prose, survey.config.language):
            if found.word not in _MAY and len(found.word) > 1 and not found.sure:
                yield found.place, f"`{found.word}` stands twice", "take one of them out, or allow it", (), found.word
