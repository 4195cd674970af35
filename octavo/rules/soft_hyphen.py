r"""A soft hyphen is typed into a word.

## Why it matters
Octavo breaks words by itself; nobody sees the character, and no search finds the word.

## Bad
```markdown escaped
# One

The intercon\xc2\xadtinental missile.
```

## Good
```markdown
# One

The intercontinental missile.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T035"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_SOFT = re.compile("\u00ad")


def check(survey: Survey) -> Iterator[Report]:
    """A soft hyphen is typed into a word."""
    for prose in survey.prose:
        if "\u00ad" in prose.plain:
            for _, place in prose.find(_SOFT):
                yield place, "a soft hyphen (U+00AD) stands in the text", "delete it", (), ""


def fix(survey: Survey) -> Iterator[Edit]:
    """The soft hyphen is taken out."""
    for prose in survey.prose:
        for _, place in prose.find(_SOFT):
            yield Edit(place, "\u00ad", "")
