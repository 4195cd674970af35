"""An entry would take fields from an entry that is not there.

## Why it matters
A chapter whose `crossref` leads nowhere prints without its book.

## Bad
```bibtex
@inbook{arms, title={Arms}, author={Doe, Jane}, crossref={hanbook}}
@collection{handbook, title={A Handbook}, editor={Roe, Richard}, publisher={Press}, year=2001}
```

## Good
```bibtex
@inbook{arms, title={Arms}, author={Doe, Jane}, crossref={handbook}}
@collection{handbook, title={A Handbook}, editor={Roe, Richard}, publisher={Press}, year=2001}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import Near
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.survey import Survey

CODE = "S005"
SEVERITY = Severity.WARNING
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """An entry would take fields from an entry that is not there."""
    near = Near(entry.key for entry in survey.entries)
    for remark in survey.noted("missing-crossref"):
        key, _, parent = remark.text.partition(" → ")
        yield remark.place, f"`{key}` refers to `{parent}`, which is not in this file", near.hint(parent), (), key
