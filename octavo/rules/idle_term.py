"""A row of index.toml finds nothing in the text.

## Why it matters
Its heading is not in the index; its words may be misspelt, or written otherwise in the text.

## Bad
```index
"lights" = ["beacon", "lamp"]
"Romania!Deveselu" = "Deveslu"
```

## Good
```index
"lights" = ["beacon", "lamp"]
"Romania!Deveselu" = "Deveselu"
```
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import filed

CODE = "D011"
SEVERITY = Severity.WARNING
_HIDDEN = re.compile("[\ue000-\uf8ff]")
_SIGNS = {"'": "’", "---": "—", "--": "–", "...": "…", "*": "", "_": "", "[": "", "]": ""}


def check(survey: Survey) -> Iterator[Report]:
    """A row of index.toml finds nothing in the text."""
    rows: dict[tuple[str, Place], list[str]] = defaultdict(list)
    for term in survey.beside.terms:
        if not term.listed:
            rows[term.value, term.place].append(term.phrase)
    folded = {term.place for term in survey.beside.terms if term.any_case}
    marked = {filed("".join(mark.path)) for mark in survey.marks}
    texts = [prose.plain for prose in survey.prose]
    read: list[str] = []
    for (heading, place), phrases in rows.items():
        if filed(heading) in marked or any(phrase in text for phrase in phrases for text in texts):
            continue
        read = read or [_read(text) for text in texts]
        sought = [_read(phrase) for phrase in phrases]
        if place in folded and any(phrase.casefold() in text.casefold() for phrase in sought for text in read):
            continue
        if not any(phrase in text for phrase in sought for text in read):
            named = " or ".join(f"“{phrase}”" for phrase in phrases[:3])
            yield (
                place,
                f"the text has no {named} for the heading “{heading}”",
                "write them as the text does",
                (),
                heading,
            )


def _read(text: str) -> str:
    """A text as it is printed, in one line and without the signs of emphasis."""
    text = _HIDDEN.sub("", text)
    for sign, meant in _SIGNS.items():
        text = text.replace(sign, meant)
    return " ".join(text.split())
