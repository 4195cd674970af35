"""A heading of the index has many pages and no sub-headings.

## Why it matters
Nobody looks up more than half a dozen pages to find the one that says something.

## Bad
```markdown
# One

[Radars]{.index}, [Radars]{.index}, [Radars]{.index}, [Radars]{.index}, [Radars]{.index}, [Radars]{.index} and
[Radars]{.index}.
```

## Good
```markdown
# One

[Radars]{.index term="radars!on land"}, [Radars]{.index term="radars!at sea"}.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import index_of, place_of

CODE = "D009"
SEVERITY = Severity.STYLE
_MOST = 6


def check(survey: Survey) -> Iterator[Report]:
    """A heading of the index has many pages and no sub-headings."""
    for heading in index_of(survey).all():
        located = [mark for mark in heading.marks if mark.range != "end"]
        if len(located) > _MOST:
            message = f"“{heading.shown}” is marked at {len(located)} places"
            hint = f'say what each place is about: `term="{heading.shown}!…"`'
            yield place_of(heading), message, hint, tuple(mark.place for mark in located[1:]), heading.shown
