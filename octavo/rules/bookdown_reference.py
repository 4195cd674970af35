r"""A reference is written in bookdown's form, which is not read here.

## Why it matters
It would be printed letter for letter.

## Bad
```markdown
# One

See Figure \@ref(fig:map).
```

## Good
```markdown
# One

![A map](map.svg){#fig:map alt="The coast."}

See @fig:map.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X004"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A reference is written in bookdown's form, which is not read here."""
    for remark in survey.noted("bookdown-reference", "bookdown-text"):
        label = remark.text.removeprefix("\\@ref(").rstrip(")")
        yield remark.place, f"`{remark.text}` is bookdown's form of a reference", f"write `@{label}`", (), label
