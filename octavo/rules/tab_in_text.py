r"""A tab stands between words.

## Why it matters
It is printed as a space, whatever column it was to lead to.

## Bad
```markdown escaped
# One

Left\x09right.
```

## Good
```markdown
# One

Left right.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T028"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_TAB = re.compile(r"[\t]+(?=\S)")
_MARKER = re.compile(r"[ \t>]*(?:[-*+:~|#]+|\(?[\w@#]{1,9}[.)]|\ue001+)?[ ]*\Z")


def check(survey: Survey) -> Iterator[Report]:
    """A tab stands between words."""
    for prose in survey.prose:
        for place, _ in _tabs(prose):
            yield place, "a tab stands between words", "write a space, or make a table", (), ""


def fix(survey: Survey) -> Iterator[Edit]:
    """A tab between words becomes a space."""
    for prose in survey.prose:
        for place, tabs in _tabs(prose):
            yield Edit(place, tabs, " ")


def _tabs(prose: Prose) -> Iterator[tuple[Place, str]]:
    if "\t" not in prose.plain:
        return
    for match, place in prose.find(_TAB):
        line = prose.line(match.start())
        if "|" not in line and not _MARKER.match(line[: place.column - 1]):
            yield place, match.group()
