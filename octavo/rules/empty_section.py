"""A section has no text.

## Why it matters
Its heading stands right above the next one, or at the end of the chapter, and promises what is not there.

## Bad
```markdown
# One

Text.

## The coast

## The sea

Text.
```

## Good
```markdown
# One

Text.

## The coast

Text.

## The sea

Text.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H004"
SEVERITY = Severity.WARNING
_SOURCES = re.compile(r"references|bibliography|works cited|literature(?: cited)?|sources", re.I)
_LISTED = "take its heading out: the sources of the whole book are listed in one place"


def check(survey: Survey) -> Iterator[Report]:
    """A section has no text."""
    for chapter in survey.chapters:
        following = (*(heading.level for heading in chapter.headings[1:]), 0)
        for heading, after in zip(chapter.headings, following, strict=False):
            if not heading.filled and after <= heading.level and heading.title:
                message = f"the section “{heading.title}” has no text"
                hint = _LISTED if _SOURCES.fullmatch(heading.title) else "write it, or take its heading out"
                yield heading.place, message, hint, (), heading.title
