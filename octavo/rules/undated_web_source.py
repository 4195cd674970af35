"""A page of the web has neither a date nor the day on which it was looked at.

## Why it matters
What stands there tomorrow may be another text; Chicago asks for the day of access where there is no other date.

## Bad
```bibtex
@online{doe, title={On Armour}, author={Doe, Jane}, url={https://example.org/armour}}
```

## Good
```bibtex
@online{doe, title={On Armour}, author={Doe, Jane}, url={https://example.org/armour}, urldate={2024-05-01}}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import sources
from octavo.survey import Survey

CODE = "S027"
SEVERITY = Severity.STYLE
SCOPE = SOURCES
_PAGES = ("webpage", "post", "post-weblog")


def check(survey: Survey) -> Iterator[Report]:
    """A page of the web has neither a date nor the day on which it was looked at."""
    for source in sources(survey.entries):
        if source.type in _PAGES and not any(source.values.get(name) for name in ("issued", "accessed", "status")):
            message = f"the page `{source.key}` has no date"
            yield source.entry.place, message, f"add `{source.spelling('accessed')}`", (), source.key
