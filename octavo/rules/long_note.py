"""A note is very long.

## Why it matters
It fills the foot of several pages and parts the reader from the text; what is worth 250 words may belong into it.

## Bad
```markdown
# One

A claim.^[A note of 251 words: word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word word word word word word word word word word word word word word word word word word word
word word word word word word.]
```

## Good
```markdown
# One

A claim.^[A note of a few words.]
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N011"
SEVERITY = Severity.STYLE
_MOST = 250


def check(survey: Survey) -> Iterator[Report]:
    """A note is very long."""
    for note in survey.notes:
        if note.words > _MOST:
            message = f"the note has {note.words} words"
            yield note.place, message, "shorten it, or bring a part of it into the text", (), note.label
