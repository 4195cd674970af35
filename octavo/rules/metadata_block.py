"""A metadata block in a chapter is not used.

## Why it matters
Title, authors, bibliography and style come from book.toml alone, so that no chapter can change what is read or made.

## Bad
```markdown
---
author: Jane Doe
bibliography: other.bib
---

# One

Text.
```

## Good
```markdown
# One

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "U006"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A metadata block in a chapter is not used."""
    for remark in survey.noted("metadata"):
        yield (
            remark.place,
            "the metadata of this file is not used, but for a title",
            "move what it says to book.toml",
            (),
            remark.place.file,
        )
