"""An entry of the bibliography is cited nowhere.

## Why it matters
It prints nowhere; it may be left over from a passage that was cut, or its citation was forgotten.

## Bad
```markdown
# One

A claim [@doe2001].
```

## Good
```markdown
# One

A claim [@doe2001; @mcnamara1967; @roe2002].
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "S024"
SEVERITY = Severity.STYLE
_PARENTS = frozenset(("crossref", "xref", "xdata", "related", "entryset"))


def check(survey: Survey) -> Iterator[Report]:
    """An entry of the bibliography is cited nowhere."""
    if survey.config.list_uncited:
        return
    used = {use.key for use in survey.citations}
    # An entry that gives its fields to another, or goes with it, is of use.
    for entry in survey.entries:
        if any(f'"{parent}"' in entry.written for parent in _PARENTS):
            used |= {key.strip() for field in entry.given(_PARENTS) for key in field.value.split(",")}
    for entry in survey.entries:
        if entry.key not in used and entry.written != "[]":
            yield entry.place, f"`{entry.key}` is cited nowhere", "cite it, or take it out", (), entry.key
