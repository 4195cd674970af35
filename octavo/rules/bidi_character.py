r"""The text holds a character that reverses the order of letters.

## Why it matters
What is read is not what is written.

## Bad
```markdown escaped
# One

ad\xe2\x80\xaemin
```

## Good
```markdown escaped
# One

admin
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T003"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """The text holds a character that reverses the order of letters."""
    for remark in survey.noted("bidi-character"):
        yield (
            remark.place,
            f"the character {remark.text} changes the direction of text",
            "delete it, or mark the run with `{dir=rtl}`",
            (),
            remark.text,
        )
