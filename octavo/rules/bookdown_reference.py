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
_KINDS = {"tab": "tbl"}


def check(survey: Survey) -> Iterator[Report]:
    """A reference is written in bookdown's form, which is not read here."""
    for remark in survey.noted("bookdown-reference"):
        kind, colon, name = remark.text.removeprefix("\\@ref(").rstrip(")").rpartition(":")
        label = f"{_KINDS.get(kind, kind)}{colon}{name}"
        yield remark.place, f"`{remark.text}` is bookdown's form of a reference", f"write `@{label}`", (), label
    for remark in survey.noted("bookdown-text"):
        message = f"`{remark.text}` is bookdown's way to keep a caption apart, and is printed as it stands"
        yield remark.place, message, "write the caption where it belongs", (), remark.text
