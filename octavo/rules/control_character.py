r"""The text holds a control character.

## Why it matters
It is seen by nobody, and makes EPUB files that no shop accepts.

## Bad
```markdown escaped
# One

A bell\x07 rings.
```

## Good
```markdown escaped
# One

A bell rings.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T002"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """The text holds a control character."""
    for remark in survey.noted("control-character"):
        yield remark.place, f"the control character {remark.text} stands in the text", "delete it", (), remark.text
