"""A comma, a colon or a full stop is written twice.

## Why it matters
One of them was left behind when the sentence was changed.

## Bad
```markdown
# One

The tower was high,, and old..
```

## Good
```markdown
# One

The tower was high, and old... etc., etc.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T022"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_TWICE = re.compile(
    r"[,;.。，；：、](?:(?<=[,;])[ ]?[,;.](?![ ]?[.\d])"
    r"|(?<=\.)(?:[.](?![.\w/])|[ ]?[,;][ ]?[.](?![ ]?[.\d]))|(?<=[。，；：、])[。，；：、]+)"
)


def check(survey: Survey) -> Iterator[Report]:
    """A comma, a colon or a full stop is written twice."""
    for prose in survey.prose:
        for match, place in prose.find(_TWICE):
            before = prose.plain[max(0, match.start() - 1) : match.start()]
            if before and not before.isspace() and before not in ".,;/\\-'\"[(?!…":
                said = match.group()
                yield place, f"the punctuation `{said}` is one sign too many", "choose one", (), said
