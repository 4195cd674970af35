"""The marks of a merge that was not finished stand in the text.

## Why it matters
Two versions of a passage would be printed one after the other, with the marks between them.

## Bad
```markdown
# One

<<<<<<< HEAD
The tower is old.
=======
The tower is very old.
>>>>>>> revised
```

## Good
```markdown
# One

The tower is very old.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T014"
SEVERITY = Severity.ERROR
SCOPE = PROSE
_OPENING = re.compile(r"^<{7}(?: [^\n]*)?$", re.M)
_CLOSING = re.compile(r"^>{7}(?: [^\n]*)?$", re.M)


def check(survey: Survey) -> Iterator[Report]:
    """The marks of a merge that was not finished stand in the text."""
    for prose in survey.prose:
        if "\n<<<<<<<" not in f"\n{prose.plain}":
            continue
        for match, place in prose.find(_OPENING):
            closing = _CLOSING.search(prose.plain, match.end())
            if closing:
                hint = "choose one of the two versions, and take the marks out"
                yield place, "a merge was not finished here", hint, (prose.place(closing.start()),), ""
