"""A date is none that a calendar has.

## Why it matters
It prints as it stands, or loses its day, and the source is filed under the wrong year.

## Bad
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, date={2003-13-45}}
@book{roe2004, title={Bows}, author={Roe, Richard}, publisher={Press}, year={20O4}}
```

## Good
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, date={2003-12-15}}
@book{roe2004, title={Bows}, author={Roe, Richard}, publisher={Press}, year={2004}}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources.dates import fault
from octavo.survey import Survey

CODE = "S011"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_DATES = frozenset(
    "accessed available-date date day event-date eventdate issued month original-date origdate submitted urldate "
    "year".split()
)
_LONGEST = 40


def check(survey: Survey) -> Iterator[Report]:
    """A date is none that a calendar has."""
    for entry in survey.entries:
        for field in entry.given(_DATES):
            wrong = fault(field.name, field.value)
            if wrong:
                said = " ".join(field.value.split())
                said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
                yield field.place, f"`{said}` in `{entry.key}` is no date: {wrong}", "", (), entry.key
