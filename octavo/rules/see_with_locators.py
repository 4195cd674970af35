"""A heading of the index has pages of its own and says "see" besides.

## Why it matters
"See" means that everything is under the other heading; where there are pages here too, it is "see also".

## Bad
```markdown
# One

The [Galosh]{.index see="A-35"}, or [A-35]{.index}, was seen. The [Galosh]{.index} was large.
```

## Good
```markdown
# One

The [Galosh]{.index see="A-35"}, or [A-35]{.index}, was seen. The [Galosh]{.index term="A-35"} was large.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import index_of

CODE = "D006"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A heading of the index has pages of its own and says "see" besides."""
    for heading in index_of(survey).all():
        led = next((mark for mark in heading.sees if mark.see), None)
        if led and heading.located:
            message = f"“{heading.path[-1]}” has pages of its own, and leads to “{led.see}” with `see`"
            others = tuple(mark.place for mark in heading.marks[:1])
            yield led.place, message, f'write `seealso="{led.see}"`, or file its pages there', others, heading.shown
