"""Several names stand in a list of authors as one.

## Why it matters
BibTeX parts names by `and` alone: all between are one person with many commas, who prints turned around.

## Bad
```bibtex
@book{doe2003, title={Arms}, author={Doe, Jane, Roe, Richard, Poe, Ann}, publisher={Press}, year=2003}
```

## Good
```bibtex
@book{doe2003, title={Arms}, author={Doe, Jane and Roe, Richard and Poe, Ann}, publisher={Press}, year=2003}
```
"""

import re
import textwrap
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import in_bibtex
from octavo.survey import Survey

CODE = "S020"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_ROLES = frozenset(("author", "editor", "translator", "bookauthor"))
_BRACED = re.compile(r"\{[^{}]*\}")
_AND = re.compile(r"\s+and\s+", re.I)
_SUFFIX = re.compile(
    r"(?:jr|sr|ph\.? ?d|m\.? ?d|esq|junior|senior|bt|s\.? ?j|o\.? ?p|[ivx]+|[0-9](?:st|nd|rd|th)).?", re.I
)
# Names with their parts said apart, as biblatex can have them.
_PARTS = re.compile(r"\b(?:family|given|prefix|suffix)\s*=")


def check(survey: Survey) -> Iterator[Report]:
    """Several names stand in a list of authors as one."""
    for entry in survey.entries:
        for field in entry.given(_ROLES) if in_bibtex(entry) else ():
            if any(map(_joined, _names(field.value))):
                said = textwrap.shorten(field.value, 60, placeholder=" …")
                message = f"`{said}` in the `{field.name}` of `{entry.key}` is read as one name"
                hint = "write `and` between names, and the name of a body in braces"
                yield field.place, message, hint, (), entry.key
                break


def _names(text: str) -> list[str]:
    plain = text
    while _BRACED.search(plain):  # what stands in braces is not parted
        plain = _BRACED.sub("", plain)
    return [] if _PARTS.search(plain) else [" ".join(name.split()) for name in _AND.split(plain)]


def _joined(name: str) -> bool:
    """True for a name with more commas than one person has: "Last, Jr, First" is the most."""
    parts = [part.strip() for part in name.split(",")]
    if re.search(r"[^\s&;]{2,};\s", name):
        return True
    if len(parts) == 3:
        return len(parts[1].split()) > 1 and parts[2] != "" and not any(map(_SUFFIX.fullmatch, parts[1:]))
    return len(parts) > 3
