"""A reference to another place of the book is typed by hand.

## Why it matters
Nothing leads there from the words, and the number stays as it is when figures, sections or pages get others.

## Bad
```markdown
# One

As section 3.2 above says, and note 12 below.
```

## Good
```markdown
# One {#sec:one}

As @sec:one says, and @note:why.[^why]

[^why]: Because.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.rules.typed import typed_references
from octavo.survey import Survey

CODE = "X011"
SEVERITY = Severity.WARNING
SCOPE = PROSE


def check(survey: Survey) -> Iterator[Report]:
    """A reference to another place of the book is typed by hand."""
    for prose in survey.prose:
        for typed in typed_references(prose, sure=True):
            hint = "label the place, and write `@sec:…`, `@fig:…`, `@tbl:…`, `@note:…` or `@page:…`"
            yield typed.place, f"“{typed.words}” is typed by hand", hint, (), typed.words
