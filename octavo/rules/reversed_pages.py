"""A range of pages ends before it begins.

## Why it matters
One of the two numbers is wrong, and a reader cannot tell which.

## Bad
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003, pages={120--112}}
```

## Good
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003, pages={112--20}}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources.paging import reversed_range
from octavo.survey import Survey

CODE = "S013"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_PAGES = frozenset(("page", "pages"))


def check(survey: Survey) -> Iterator[Report]:
    """A range of pages ends before it begins."""
    for entry in survey.entries:
        for field in entry.given(_PAGES):
            found = reversed_range(field.value)
            if found:
                yield field.place, f"the pages `{found}` of `{entry.key}` end before they begin", "", (), entry.key
