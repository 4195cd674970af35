"""A numbered table or figure has no caption.

## Why it matters
"Table 2.1." and nothing else is printed with it, and lists of tables and figures have a line without words.

## Bad
```markdown
# One

As @tbl:lights shows.

| Light | Lit |
|-------|-----|
| May   | 1844 |

: {#tbl:lights}
```

## Good
```markdown
# One

As @tbl:lights shows.

| Light | Lit |
|-------|-----|
| May   | 1844 |

: Lights of the Forth {#tbl:lights}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F012"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A numbered table or figure has no caption."""
    grouped = {label.label for label in survey.labels if label.group}
    referred = {use.label for use in survey.references}
    numbered = {label.label for label in survey.labels if label.kind in ("fig", "tbl") and label.written}
    for table in survey.tables:
        if table.label in numbered and not table.caption:
            yield table.place, f"the table `#{table.label}` has no caption", "write it: `: Caption`", (), table.label
    for use in survey.images:
        if use.label in numbered - grouped - referred and not use.caption:
            yield use.place, f"the figure `#{use.label}` has no caption", "write it: `![Caption](…)`", (), use.label
