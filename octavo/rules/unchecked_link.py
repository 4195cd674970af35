"""An address on the web was never asked for.

## Why it matters
The book keeps a `links.lock`, and this address is not in it: nobody knows whether it leads anywhere.

## Bad
```markdown
# One

The [report](https://example.org/new) says so.
```

## Good
```markdown
# One

The [report](https://example.org/) says so.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.addresses import web_addresses
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "K003"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An address on the web was never asked for."""
    known = {state.address for state in survey.beside.links}
    for address, places in web_addresses(survey).items() if known else ():
        if address not in known:
            yield places[0], f"`{address}` is not in links.lock", "run `octavo links`", places[1:], address
