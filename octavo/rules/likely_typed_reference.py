"""A reference that may be to another place of the book is typed by hand.

## Why it matters
If it means this book, nothing leads there from the words, and the number stays as it is when others change.

## Bad
```markdown
# One

The coast is long (see Figure 2.1).
```

## Good
```markdown
# One

The coast is long (see @fig:map).

![A map](map.svg){#fig:map alt="The coast."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.rules.typed import typed_references
from octavo.survey import Survey

CODE = "X014"
SEVERITY = Severity.STYLE
SCOPE = PROSE


def check(survey: Survey) -> Iterator[Report]:
    """A reference that may be to another place of the book is typed by hand."""
    for prose in survey.prose:
        for typed in typed_references(prose, sure=False):
            hint = "if it means this book, label the place and refer to the label"
            yield typed.place, f"“{typed.words}” may mean this book and is typed by hand", hint, (), typed.words
