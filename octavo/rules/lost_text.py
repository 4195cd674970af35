"""Words of the text are lost in parsing.

## Why it matters
No edition would have them, and nobody would notice.

## Bad
```markdown
# One

A term <div> elephants

:   What it means.
```

## Good
```markdown
# One

A term with elephants

:   What it means.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T007"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """Words of the text are lost in parsing."""
    for remark in survey.noted("lost-text"):
        shown = remark.text if len(remark.text) <= 60 else f"{remark.text[:59]}…"
        yield (
            remark.place,
            f"the parser passes over the words “{shown}”",
            "put a blank line before and after them",
            (),
            remark.text,
        )
