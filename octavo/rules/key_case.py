"""The keys of two entries differ in capitals alone.

## Why it matters
A citation with the wrong capital names the other source, and nobody sees it.

## Bad
```bibtex
@book{Doe2001, title={Shields}, author={Doe, Jane}, publisher={Press}, year=2001}
@book{doe2001b, title={Armour}, author={Doe, Jane}, publisher={Press}, year=2001}
@book{Doe2001B, title={Swords}, author={Doe, John}, publisher={Press}, year=2001}
```

## Good
```bibtex
@book{doe2001a, title={Shields}, author={Doe, Jane}, publisher={Press}, year=2001}
@book{doe2001b, title={Swords}, author={Doe, John}, publisher={Press}, year=2001}
```
"""

from collections.abc import Iterator

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.survey import Survey

CODE = "S006"
SEVERITY = Severity.WARNING
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """The keys of two entries differ in capitals alone."""
    seen: dict[str, tuple[str, Place]] = {}
    for entry in survey.entries:
        other, place = seen.setdefault(entry.key.casefold(), (entry.key, entry.place))
        if other != entry.key:
            message = f"the keys `{entry.key}` and `{other}` differ in capitals alone"
            yield entry.place, message, "give one of them another key", (place,), entry.key
