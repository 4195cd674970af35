"""An author is called "et al.".

## Why it matters
It prints as the name of a person; how many names are given is for the style to say.

## Bad
```bibtex
@book{doe2003, title={Arms}, author={Doe, Jane and {et al.}}, publisher={Press}, year=2003}
```

## Good
```bibtex
@book{doe2003, title={Arms}, author={Doe, Jane and others}, publisher={Press}, year=2003}
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import in_bibtex, sources
from octavo.survey import Survey

CODE = "S021"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_ROLES = ("author", "editor", "translator", "container-author")
_ET_AL = re.compile(r"\bet(?:\.?\s+|\.)al\b|\band others\b", re.I)
_ORDER = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")


def check(survey: Survey) -> Iterator[Report]:
    """An author is called "et al."."""
    for source in sources(survey.entries):
        for role in _ROLES:
            names = [name for name in source.values.get(role) or () if isinstance(name, dict)]
            said = (" ".join(str(name[part]) for part in _ORDER if name.get(part)) for name in names)
            found = next(filter(_ET_AL.search, said), "")
            if found:
                message = f"`{found}` is a name in the `{source.spelling(role)}` of `{source.key}`"
                hint = "write `and others`" if in_bibtex(source.entry) else "leave it out, or give all names"
                yield source.place(role), message, hint, (), source.key
