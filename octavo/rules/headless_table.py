"""A table has no row of headings.

## Why it matters
Who hears the book cannot tell what the columns are; accessibility law and PDF/UA ask for headings in tables of data.

## Bad
```markdown
# One

------ ------ ------
May    1844   white
Carn   1851   red
------ ------ ------

: Three lights {#tbl:lights}
```

## Good
```markdown
# One

Light  Lit    Colour
------ ------ ------
May    1844   white
Carn   1851   red

: Three lights {#tbl:lights}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F011"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A table has no row of headings."""
    for table in survey.tables:
        if not table.headed and table.columns > 1 and table.rows > 1:
            named = f" “{table.caption[:60]}”" if table.caption else ""
            message = f"the table{named} has {table.columns} columns and no row of headings"
            yield table.place, message, "say in its first row what the columns are", (), table.label or table.caption
