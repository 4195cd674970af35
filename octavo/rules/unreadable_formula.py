r"""A formula cannot be read.

## Why it matters
It would be printed as its TeX source.

## Bad
```markdown
# One

$\frac{1}{$
```

## Good
```markdown
# One

$\frac{1}{2}$
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "E001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A formula cannot be read."""
    failed = set(survey.beside.failed_formulas)
    for tex, place in survey.formulas:
        if tex in failed:
            yield place, f"the formula `{tex.strip()[:60]}` cannot be set", "check its braces and commands", (), tex
