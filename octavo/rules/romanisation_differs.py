"""A romanisation does not follow the scheme of the book.

## Why it matters
A reader finds a Russian title in a catalogue by its letters: one book that writes `Gorbachev`, `Gorbachyov` and
`Gorbačev` side by side sends him to three places. The scheme is what book.toml says (`romanisation`), ALA-LC where it
says nothing; capitals, ties and the shape of apostrophes do not count.

## Bad
```json
[{"id": "x", "type": "book", "title": "Противоракетная оборона", "language": "ru", "author": [{"family": "Arbatov"}],
  "issued": {"date-parts": [[2012]]}, "publisher": "ROSSPEN", "publisher-place": "Moscow",
  "custom": {"title-romanised": "Protivoraketnaja oborona"}}]
```

## Good
```json
[{"id": "x", "type": "book", "title": "Противоракетная оборона", "language": "ru", "author": [{"family": "Arbatov"}],
  "issued": {"date-parts": [[2012]]}, "publisher": "ROSSPEN", "publisher-place": "Moscow",
  "custom": {"title-romanised": "Protivoraketnaia oborona"}}]
```
"""

import json
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.romanise import NONE, agrees, cyrillic, language_of, romanised
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "S090"
SEVERITY = Severity.STYLE
_FIELDS = ("title", "container-title", "collection-title", "publisher", "publisher-place")
_ENDINGS = ("romanised", "romanized")


def check(survey: Survey) -> Iterator[Report]:
    """A romanisation does not follow the scheme of the book."""
    scheme = survey.config.romanisation
    for entry in survey.entries if scheme != NONE else ():
        if "-romani" not in entry.csl:
            continue
        source = json.loads(entry.csl)
        custom = source.get("custom")
        if not isinstance(custom, dict):
            continue
        for name in _FIELDS:
            original = source.get(name)
            if not isinstance(original, str) or not cyrillic(original):
                continue
            made = romanised(original, language_of(original, str(source.get("language", ""))), scheme)
            for given in (custom.get(f"{name}-{ending}") for ending in _ENDINGS):
                if isinstance(given, str) and given.strip() and not agrees(given, made):
                    yield entry.place, f"`{given}` is not how {scheme} romanises it", f"write `{made}`", (), entry.key
