"""An apostrophe is typed straight.

## Why it matters
Octavo sets it as it should be; a house that keeps its manuscripts for other programs types the real one.

## Bad
```markdown
# One

It wasn't so.
```

## Good
```markdown
# One

It wasn’t so.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T024"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_STRAIGHT = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")


def check(survey: Survey) -> Iterator[Report]:
    """An apostrophe is typed straight."""
    for prose in survey.prose:
        if "'" in prose.plain:
            for _, place in prose.find(_STRAIGHT):
                yield place, "an apostrophe is typed straight: `'`", "type `’`", (), "'"


def fix(survey: Survey) -> Iterator[Edit]:
    """A straight apostrophe between two letters becomes a real one."""
    for prose in survey.prose:
        for _, place in prose.find(_STRAIGHT):
            yield Edit(place, "'", "’")
