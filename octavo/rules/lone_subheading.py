"""A heading of the index has a single sub-heading and no pages of its own.

## Why it matters
What is divided has two parts at least; the two can be one heading.

## Bad
```markdown
# One

The [station]{.index term="radars!Gabala"} stood in Azerbaijan.
```

## Good
```markdown
# One

The [station]{.index term="radar at Gabala"} stood in Azerbaijan.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import index_of, place_of

CODE = "D010"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A heading of the index has a single sub-heading and no pages of its own."""
    for heading in index_of(survey).all():
        if len(heading.below) == 1 and not heading.marks and not heading.terms and not heading.sees:
            (only,) = heading.below.values()
            message = f"“{heading.shown}” has no pages and “{only.path[-1]}” as its only sub-heading"
            yield place_of(only), message, "make one heading of them", (), heading.shown
