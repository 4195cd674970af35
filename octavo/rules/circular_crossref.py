"""Entries of the bibliography refer to one another in a circle.

## Why it matters
Neither can take its missing fields from the other.

## Bad
```bibtex
@inbook{a, title={A}, crossref={b}}
@inbook{b, title={B}, crossref={a}}
```

## Good
```bibtex
@inbook{a, title={A}, crossref={b}}
@collection{b, title={B}, editor={Doe, Jane}, year=2001}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "S004"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """Entries of the bibliography refer to one another in a circle."""
    for remark in survey.noted("circular-crossref"):
        key = remark.text.split(" → ")[0]
        yield remark.place, f"`crossref` goes in a circle: {remark.text}", "take one of them out", (), key
