"""A heading ends with a punctuation mark.

## Why it matters
Headings that stand on a line of their own have no full stop, comma or colon at their end.

## Bad
```markdown
# One

Text.

## The coast.

Text.
```

## Good
```markdown
# One

Text.

## The coast

Text.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H012"
SEVERITY = Severity.STYLE
_END = re.compile(r"(?<![.\s])(?:(?<!\b[A-ZÀ-ÞА-Я])\.|[,;:])\Z")
_SHORT = re.compile(r"\b(?:etc|al|inc|ltd|co|jr|sr|no|vol|ed|eds|dr|st|usw|г|гг|в|вв|др|т\. ?[дп])\.\Z|\.\w\.\Z", re.I)


def check(survey: Survey) -> Iterator[Report]:
    """A heading ends with a punctuation mark."""
    for chapter in survey.chapters:
        own = [(chapter.title, chapter.place)] if chapter.titled else []
        for title, place in (*own, *((heading.title, heading.place) for heading in chapter.headings)):
            if _END.search(title) and not _SHORT.search(title):
                yield place, f"the heading ends with `{title[-1]}`", "take it out", (), title
