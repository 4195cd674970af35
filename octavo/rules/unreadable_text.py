"""pandoc cannot read a chapter.

## Why it matters
All of the file is set without its markup: its words, paragraph by paragraph.

## Bad
```markdown
# One

[a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__][a.__b__]

[c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__][c.__d__]
```

## Good
```markdown
# One

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T005"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """pandoc cannot read a chapter."""
    for remark in survey.noted("unreadable-text"):
        yield (
            remark.place,
            f"the chapter cannot be parsed: {remark.text}",
            "simplify the text at this place",
            (),
            remark.place.file,
        )
