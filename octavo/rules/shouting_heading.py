"""A heading is written in capitals.

## Why it matters
How headings look is the stylesheet's business; capitals in the text come out as capitals in contents, bookmarks and
the catalogue too, and screen readers may spell them.

## Bad
```markdown
# One

Text.

## THE LIGHTS OF THE COAST

Text.
```

## Good
```markdown
# One

Text.

## The lights of the coast

Text.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H013"
SEVERITY = Severity.STYLE
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORT = 5


def check(survey: Survey) -> Iterator[Report]:
    """A heading is written in capitals."""
    for chapter in survey.chapters:
        own = [(chapter.title, chapter.place)] if chapter.titled else []
        for title, place in (*own, *((heading.title, heading.place) for heading in chapter.headings)):
            words = _WORD.findall(title)
            # Several short ones are abbreviations: "NATO, SEATO".
            if (
                len(words) > 1
                and max(map(len, words)) > _SHORT
                and "_" not in title
                and title == title.upper() != title.lower()
            ):
                yield place, f"“{title}” is written in capitals", "write it as it is to be read", (), title
