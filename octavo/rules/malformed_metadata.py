"""The metadata of a chapter cannot be read as they are meant.

## Why it matters
What is wrong is left out: the chapter would be listed without its author, or found under no DOI.

## Bad
```markdown
---
author:
  - name: Jane Doe
    orcid: 0000-0002-1825-0098
---

# One

Text.
```

## Good
```markdown
---
author:
  - name: Jane Doe
    orcid: 0000-0002-1825-0097
---

# One

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H018"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """The metadata of a chapter cannot be read as they are meant."""
    for remark in survey.noted("malformed-metadata"):
        yield remark.place, remark.text, "correct it in the block at the top of the file", remark.others, ""
