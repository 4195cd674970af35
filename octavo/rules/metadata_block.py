"""A metadata block in a chapter says what is not used.

## Why it matters
Bibliography and style come from book.toml alone, so that no chapter can change what is read or made. Used are its
title, subtitle, short-title, author, orcid, abstract, keywords and doi.

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


def _named(text: str) -> str:
    names = [f"`{name}`" for name in text.split(", ")]
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def check(survey: Survey) -> Iterator[Report]:
    """A metadata block in a chapter says what is not used."""
    for remark in survey.noted("metadata"):
        yield (
            remark.place,
            f"the metadata of this file say what is not used: {_named(remark.text)}",
            "move what it says to book.toml",
            (),
            remark.place.file,
        )
