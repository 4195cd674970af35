"""A "see" of the index leads to a heading that itself only says "see".

## Why it matters
The reader is sent on a second time, or round in a circle, and never comes to a page.

## Bad
```markdown
# One

The [Galosh]{.index see="A-35"} and the [A-35]{.index see="Galosh"}.
```

## Good
```markdown
# One

The [Galosh]{.index see="A-35"} and the [A-35]{.index}.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import filed, index_of, pointed

CODE = "D003"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A "see" of the index leads to a heading that itself only says "see"."""
    headings = {filed("".join(heading.path)): heading for heading in index_of(survey).all()}
    for mark in survey.marks:
        own = filed("".join(mark.path))
        for name in (*pointed(mark.see), *pointed(mark.seealso)):
            target = headings.get(filed(name))
            if target is None or target.located or filed(name) == own or not any(see.see for see in target.sees):
                continue
            onward = next(see.see for see in target.sees if see.see)
            message = f"“{mark.path[-1] if mark.path else ''}” leads to “{name}”, which only leads on to “{onward}”"
            round_ = filed(onward) == own
            hint = "mark the places of one of them" if round_ else f"lead to “{onward}” at once"
            yield mark.place, message, hint, (target.sees[0].place,), name
