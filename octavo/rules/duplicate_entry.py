"""Two entries of the bibliography have one key.

## Why it matters
A citation can only mean one of them; tools take the last in silence.

## Bad
```bibtex
@book{same, title={One}, author={Doe, Jane}, year=2001}
@book{same, title={Two}, author={Roe, Jane}, year=2002}
```

## Good
```bibtex
@book{one, title={One}, author={Doe, Jane}, year=2001}
@book{two, title={Two}, author={Roe, Jane}, year=2002}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "S002"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """Two entries of the bibliography have one key."""
    for remark in survey.noted("duplicate-entry"):
        other = remark.others[0]
        yield (
            remark.place,
            f"the key `{remark.text}` is used at {other} already",
            "give one of them another key",
            remark.others,
            remark.text,
        )
