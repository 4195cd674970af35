"""A "see" of the index leads to its own heading.

## Why it matters
The reader is already there.

## Bad
```markdown
# One

The [A-35]{.index seealso="A-35"} stood near Moscow.
```

## Good
```markdown
# One

The [A-35]{.index seealso="Moscow"} stood near [Moscow]{.index}.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import filed, pointed

CODE = "D004"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A "see" of the index leads to its own heading."""
    for mark in survey.marks:
        own = filed("".join(mark.path))
        for word, text in (("see", mark.see), ("see also", mark.seealso)):
            if own and any(filed(name) == own for name in pointed(text)):
                yield mark.place, f"`{word}` leads from “{mark.path[-1]}” to itself", "take it out", (), mark.path[-1]
