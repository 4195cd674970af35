"""A note does not end with a full stop.

## Why it matters
Notes are sentences, or are printed as such: beside others that end with a full stop, this one looks cut off.

## Bad
```markdown
# One

A claim.[^why]

[^why]: Because of the weather
```

## Good
```markdown
# One

A claim.[^why]

[^why]: Because of the weather.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N012"
SEVERITY = Severity.STYLE
_OPEN = re.compile(r"(?:[\w,;–—-]|(?<![.!?…])[)\]”’»\"])\Z")


def check(survey: Survey) -> Iterator[Report]:
    """A note does not end with a full stop."""
    for note in survey.notes:
        if note.ending and note.words > 1 and _OPEN.search(note.ending) and "://" not in note.opening:
            message = f"the note ends “…{note.ending}”, without a full stop"
            yield note.place, message, "end it with a full stop", (), note.label
