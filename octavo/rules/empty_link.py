"""A link has no words to follow, or no address to lead to.

## Why it matters
Without words there is nothing to see or to hear; without an address the words promise a place that is not there.

## Bad
```markdown
# One

See [](https://example.org/) and the [catalogue]().
```

## Good
```markdown
# One

See the [catalogue](https://example.org/).
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X010"
SEVERITY = Severity.WARNING
_KINDS = ("#fig:", "#tbl:", "#sec:", "#eq:", "#lst:", "#fig-", "#tbl-", "#sec-", "#eq-", "#lst-")


def check(survey: Survey) -> Iterator[Report]:
    """A link has no words to follow, or no address to lead to."""
    for use in survey.links:
        if not use.words.strip() and not use.pictured:
            labelled = use.address.startswith(_KINDS)
            hint = f"write `@{use.address[1:]}`" if labelled else "write the words that lead there"
            yield use.place, f"the link to `{use.address[:80]}` has no words", hint, (), use.address
        elif not use.address:
            message = f"the link on “{use.words[:60]}” has no address" if use.words else "the link has no address"
            yield use.place, message, "give it one, or take the brackets out", (), use.words
