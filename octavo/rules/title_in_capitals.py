"""A title is written in capitals throughout.

## Why it matters
A title page and a catalogue may have it so; a bibliography never prints it so, and no style can know what is a name.

## Bad
```bibtex
@book{doe2003, title={ON ARMOUR AND ARMS}, author={Doe, Jane}, publisher={Press}, year=2003}
```

## Good
```bibtex
@book{doe2003, title={On Armour and Arms}, author={Doe, Jane}, publisher={Press}, year=2003}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import sources
from octavo.survey import Survey

CODE = "S028"
SEVERITY = Severity.STYLE
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """A title is written in capitals throughout."""
    for source in sources(survey.entries):
        title = source.text("title")
        words = [word for word in title.split() if sum(map(str.isalpha, word)) > 3]
        if len(words) > 1 and title.isupper():
            message = f"the title of `{source.key}` is in capitals"
            yield source.place("title"), message, "write it as a sentence or a headline", (), source.key
