"""A field has letters that were read in the wrong encoding.

## Why it matters
A name such as `MÃ¼ller` prints as it stands.

## Bad
```bibtex
@book{muller2003, title={Waffen}, author={MÃ¼ller, JÃ¶rg}, publisher={Press}, year=2003, langid={german}}
```

## Good
```bibtex
@book{muller2003, title={Waffen}, author={Müller, Jörg}, publisher={Press}, year=2003, langid={german}}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import sources
from octavo.sources.printing import garbled, texts
from octavo.survey import Survey

CODE = "S019"
SEVERITY = Severity.WARNING
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """A field has letters that were read in the wrong encoding."""
    for source in sources(survey.entries):
        for variable, value in texts(source):
            said, meant = garbled(value)
            if said:
                message = f"the `{source.spelling(variable)}` of `{source.key}` is garbled: `{said}`"
                yield source.place(variable), message, f"`{meant}` was meant", (), source.key
                break
