"""A link has an address that no edition may carry.

## Why it matters
Only http, https, mailto and places of the book are followed; scripts and local files are not.

## Bad
```markdown
# One

[Run](javascript:alert(1)).
```

## Good
```markdown
# One

[Read](https://example.org/).
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.safety import safe_address
from octavo.survey import Survey

CODE = "U007"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A link has an address that no edition may carry."""
    for link in survey.links:
        if not link.address.startswith("#") and not safe_address(link.address):
            yield (
                link.place,
                f"the address `{link.address[:60]}` is not allowed",
                "link to http, https or mailto",
                (),
                link.address,
            )
