r"""A TeX layout command is passed over.

## Why it matters
Page breaks, spacing and the like belong to the templates of an edition; nothing of the text is lost.

## Bad
```markdown
# One

Text.

\newpage

More.
```

## Good
```markdown
# One

Text.

More.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "U002"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A TeX layout command is passed over."""
    for remark in survey.noted("raw-tex-layout"):
        yield remark.place, f"`{remark.text}` is TeX layout, which is passed over", "take it out", (), remark.text
