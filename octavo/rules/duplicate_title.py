"""Two chapters have the same title.

## Why it matters
Contents and running heads cannot tell them apart; one of the titles was probably copied with its file.

## Bad
```markdown
# The Lights of the North

Text.

# The Lights of the North

More text.
```

## Good
```markdown
# The Lights of the North

Text.

# The Lights of the South

More text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import ChapterUse, Survey

CODE = "H006"
SEVERITY = Severity.WARNING
# In a novel several chapters may be called by the name of the same person, in any book "Introduction".
_WORDS = 3


def check(survey: Survey) -> Iterator[Report]:
    """Two chapters have the same title."""
    first: dict[str, ChapterUse] = {}
    for chapter in survey.chapters:
        if not chapter.titled or len(chapter.title.split()) < _WORDS:
            continue
        other = first.setdefault(chapter.title.casefold(), chapter)
        leaving = [[e.name for e in survey.config.editions if use.path in e.leaves_out] for use in (chapter, other)]
        if other is not chapter and survey.editions_with(*map(tuple, leaving)):
            message = f"the chapter at {other.place} is called “{other.title}” too"
            yield chapter.place, message, "give one of them another title", (other.place,), chapter.title
