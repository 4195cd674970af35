r"""A field has TeX, HTML or braces in it that print as they stand.

## Why it matters
The reader sees `\alpha` or `&amp;` in the bibliography.

## Bad
```json
[{"id": "doe2003", "type": "book", "title": "Arms &amp; Armour", "author": [{"family": "Doe", "given": "Jane"}],
  "publisher": "Press", "issued": {"date-parts": [[2003]]}}]
```

## Good
```json
[{"id": "doe2003", "type": "book", "title": "Arms & Armour", "author": [{"family": "Doe", "given": "Jane"}],
  "publisher": "Press", "issued": {"date-parts": [[2003]]}}]
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import sources
from octavo.sources.printing import markup, texts
from octavo.survey import Survey

CODE = "S018"
SEVERITY = Severity.WARNING
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """A field has TeX, HTML or braces in it that print as they stand."""
    for source in sources(survey.entries):
        for variable, value in texts(source):
            found = markup(source, variable, value)
            if found:
                said = " ".join(found.split())
                message = f"`{said}` in the `{source.spelling(variable)}` of `{source.key}` prints as it stands"
                yield source.place(variable), message, "write the character itself", (), source.key
