"""Two headings of the index differ in a plural, a hyphen or a space alone.

## Why it matters
They may be one entry, written in two ways.

## Bad
```markdown
# One

An [early warning radar]{.index} and other [early-warning radars]{.index}.
```

## Good
```markdown
# One

An [early-warning radar]{.index} and other [early-warning radars]{.index term="early-warning radar"}.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import Heading, filed, index_of, place_of

CODE = "D008"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """Two headings of the index differ in a plural, a hyphen or a space alone."""
    root = index_of(survey)
    for parent in (root, *root.all()):
        first: dict[str, Heading] = {}
        for name, heading in parent.below.items():
            letters = filed(name)
            stem = (
                letters[:-1] if letters.endswith("s") and len(letters) > 4 and not letters.endswith("ss") else letters
            )
            other = first.setdefault(stem, heading)
            if other is not heading and other.path[-1].casefold() != name.casefold():
                message = f"“{heading.shown}” and “{other.shown}” are two headings of the index"
                places = (place_of(other),)
                yield (
                    place_of(heading),
                    message,
                    f'if they are one, file both under it: `term="{other.shown}"`',
                    places,
                    name,
                )
