"""An image's description says what its caption says.

## Why it matters
Who hears the book hears the caption twice, and is never told what the figure shows.

## Bad
```markdown
# One

![A map of the coast](map.svg)
```

## Good
```markdown
# One

![A map of the coast](map.svg){alt="A bay open to the west, with three lights on its northern shore."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F007"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An image's description says what its caption says."""
    for use in survey.images:
        if use.alt and _letters(use.alt) == _letters(use.caption):
            hint = 'describe what it shows: `{alt="…"}`'
            yield use.place, f"the description of `{use.address}` is its caption", hint, (), use.address


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
