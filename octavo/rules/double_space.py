"""Two spaces stand between words.

## Why it matters
One is printed, so that the second is of no use, and comparing two versions of the text shows it as a change.

## Bad
```markdown
# One

The tower  was high.
```

## Good
```markdown
# One

The tower was high.

1.  It was old.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T027"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_SPACES = re.compile(r"[ ]{2,3}(?<=[^\s\ue000]  )(?<![ ]{3})(?=[^\s\ue000|])|[ ]{3}(?<=[^\s\ue000]   )(?=[^\s\ue000|])")
_MARKER = re.compile(r"[ \t>]*(?:[-*+:~|#]+|\(?[\w@#]{1,9}[.)]|\ue001+|\[[ xX]\])*\Z")


def check(survey: Survey) -> Iterator[Report]:
    """Two spaces stand between words."""
    for prose in survey.prose:
        for place, _ in _double(prose):
            yield place, "two spaces stand between words", "take one out", (), ""


def fix(survey: Survey) -> Iterator[Edit]:
    """Two spaces between words become one."""
    for prose in survey.prose:
        for place, spaces in _double(prose):
            yield Edit(place, spaces, " ")


def _double(prose: Prose) -> Iterator[tuple[Place, str]]:
    if "  " not in prose.plain:
        return
    for match, place in prose.find(_SPACES):
        line = prose.line(match.start())
        # Columns of a table, verse, and the room behind the mark of an item mean something.
        table = "|" in line or "   " in line.strip() or (len(re.findall(r"\S  +\S", line)) > 2 and "." not in line)
        if not table and not _MARKER.match(line[: place.column - 1]):
            yield place, match.group()
