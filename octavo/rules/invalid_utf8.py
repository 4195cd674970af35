r"""A file is not valid UTF-8.

## Why it matters
Letters would be printed as signs of doubt.

## Bad
```markdown escaped
# One

Caf\xe9.
```

## Good
```markdown escaped
# One

Cafe.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A file is not valid UTF-8."""
    for remark in survey.noted("invalid-utf8"):
        yield remark.place, f"the file is not UTF-8 at {remark.text}", "save it as UTF-8", (), remark.place.file
