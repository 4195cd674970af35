"""A key has a letter of another alphabet that looks like one of its own.

## Why it matters
Whoever types the key as they see it cites a source that is not there.

## Bad
```bibtex
@book{petrоv2001, title={Shields}, author={Petrov, Ivan}, publisher={Press}, year=2001}
```

## Good
```bibtex
@book{petrov2001, title={Shields}, author={Petrov, Ivan}, publisher={Press}, year=2001}
```
"""

import re
import unicodedata
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import fold
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.survey import Survey

CODE = "S007"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_WORD = re.compile(r"[^\W\d_]+")


def check(survey: Survey) -> Iterator[Report]:
    """A key has a letter of another alphabet that looks like one of its own."""
    for entry in survey.entries:
        if entry.key.isascii():
            continue
        for word in _WORD.findall(entry.key):
            strange = [letter for letter in word if not unicodedata.name(letter, "").startswith("LATIN ")]
            if strange and len(strange) < len(word) and all(fold(letter).isascii() for letter in strange):
                called = unicodedata.name(strange[0], "another letter").lower()
                message = f"the key `{entry.key}` has a {called} among its Latin letters"
                yield entry.place, message, f"type `{strange[0]}` again on a Latin keyboard", (), entry.key
                break
