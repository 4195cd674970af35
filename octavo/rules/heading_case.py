"""Two headings of the index differ in capitals alone.

## Why it matters
They would be two entries, one below the other, each with half of the pages.

## Bad
```markdown
# One

[Shields]{.index} stop blows. All [shields]{.index} are heavy.
```

## Good
```markdown
# One

[Shields]{.index term="shields"} stop blows. All [shields]{.index} are heavy.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import Heading, index_of, place_of

CODE = "D007"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """Two headings of the index differ in capitals alone."""
    root = index_of(survey)
    for parent in (root, *root.all()):
        first: dict[str, Heading] = {}
        for name, heading in parent.below.items():
            other = first.setdefault(name.casefold(), heading)
            if other is not heading:
                message = f"“{heading.shown}” and “{other.shown}” are two headings of the index"
                places = (place_of(other),)
                yield place_of(heading), message, f'file both under one: `term="{other.shown}"`', places, heading.shown
