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

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "E001"
SEVERITY = Severity.ERROR
# Code that was to put the formula there has a finding of its own.
_INLINE_R = re.compile(r"`r [^`]+`")


def check(survey: Survey) -> Iterator[Report]:
    """A formula cannot be read."""
    failed = set(survey.beside.failed_formulas)
    for tex, place in survey.formulas:
        if tex in failed and not _INLINE_R.search(tex):
            yield place, f"the formula `{tex.strip()[:60]}` cannot be set", "check its braces and commands", (), tex
