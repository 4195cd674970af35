"""An address on the web has moved for good.

## Why it matters
The old address works as long as somebody keeps up the redirect; a printed book lives longer.

## Bad
```markdown
# One

The [report](https://example.org/moved) says so.
```

## Good
```markdown
# One

The [report](https://example.org/) says so.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.addresses import secure, web_addresses
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "K002"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """An address on the web has moved for good."""
    states = {state.address: state for state in survey.beside.links if state.well and state.final}
    for address, places in web_addresses(survey).items() if states else ():
        state = states.get(address)
        # That the same address is spoken to in private now is another finding.
        if state and state.final.rstrip("/") != secure(address).rstrip("/"):
            yield places[0], f"`{address}` has moved", f"write `{state.final}`", places[1:], address
