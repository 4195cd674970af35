"""A source came out, or was looked at, in the future.

## Why it matters
It is a year that was mistyped; a reader who looks for the source finds nothing.

## Bad
```bibtex
@book{doe2998, title={Shields}, author={Doe, Jane}, publisher={Press}, year=2998}
```

## Good
```bibtex
@book{doe1998, title={Shields}, author={Doe, Jane}, publisher={Press}, year=1998}
```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import Source, sources
from octavo.survey import Survey

CODE = "S012"
SEVERITY = Severity.WARNING
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """A source came out, or was looked at, in the future."""
    if survey.today is None:
        return
    # Presses date ahead what is to come out, and a day may have begun where the source was looked at.
    for source in sources(survey.entries):
        coming = _later(source, "issued", survey.today + timedelta(365))
        if coming and source.year > survey.today.year:
            yield source.place("issued"), f"`{source.key}` is of {coming}, which is yet to come", "", (), source.key
        seen = _later(source, "accessed", survey.today + timedelta(1))
        if seen:
            message = f"`{source.key}` was looked at on {seen}, which is yet to come"
            yield source.place("accessed"), message, "", (), source.key


def _later(source: Source, variable: str, day: date) -> str:
    """A date as text, where it is later than a day."""
    parts = next(iter(source.parts(variable)), ())
    if not parts or not 0 < parts[0] < 10000 or any(part < 1 for part in parts[1:]):
        return ""
    limit = (day.year, day.month, day.day)[: len(parts)]
    return "-".join(f"{part:02}" for part in parts) if parts > limit else ""
