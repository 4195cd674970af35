"""An address on the web leads nowhere.

## Why it matters
A reader who follows it finds nothing, and a source that is not there proves nothing. `octavo links` asked the server,
and `links.lock` keeps what it said.

## Bad
```markdown
# One

The [report](https://example.org/gone) says so.
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

CODE = "K001"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """An address on the web leads nowhere."""
    states = {state.address: state for state in survey.beside.links if state.gone}
    for address, places in web_addresses(survey).items() if states else ():
        state = states.get(address)
        if state:
            said = f"the server says {state.status}" if state.status.isdigit() else "there is no such server"
            hint = f"a copy is kept at {state.snapshot}" if state.snapshot else "find where it went, or a copy of it"
            yield places[0], f"`{address}` is gone: {said} (asked {state.asked})", hint, places[1:], address
