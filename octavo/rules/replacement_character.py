r"""The text holds the sign that stands for a lost letter.

## Why it matters
A program that read the text in a wrong encoding put it there. What it replaced is gone, and readers see a sign of
doubt.

## Bad
```markdown escaped
# One

Caf\xef\xbf\xbd.
```

## Good
```markdown
# One

Café.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T011"
SEVERITY = Severity.WARNING
_LOST = re.compile("[\ufffd\ufffc]+")
_NAMED = re.compile(r"U\+FFF[CD]|replacement character", re.I)


def check(survey: Survey) -> Iterator[Report]:
    """The text holds the sign that stands for a lost letter."""
    # Reading a file puts the sign there too, and says so itself.
    told = {remark.place.file for remark in survey.noted("invalid-utf8", "control-character")}
    for prose in survey.prose:
        if prose.path in told or ("\ufffd" not in prose.plain and "\ufffc" not in prose.plain):
            continue
        for match, place in prose.find(_LOST):
            if _NAMED.search(prose.plain, max(0, match.start() - 40), match.end() + 40):
                continue
            number = f"U+{ord(match.group()[0]):04X}"
            lost = "a letter was lost" if match.group()[0] == "\ufffd" else "a picture or the like was lost"
            yield place, f"{lost} where {number} stands", "look it up in the source of the text", (), number
