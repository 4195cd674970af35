"""A hyphen with a space on either side stands for a dash.

## Why it matters
A hyphen joins; what parts is a dash.

## Bad
```markdown
# One

The tower - it was old - fell.
```

## Good
```markdown
# One

The tower – it was old – fell, and a well-known bell with it.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T034"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_HYPHEN = re.compile(r"-(?<=[\w.,;!?)”»\"\ue000-\ue002*_] -)(?=[ ][\w(“«„\"*_\ue000-\ue004])")


def check(survey: Survey) -> Iterator[Report]:
    """A hyphen with a space on either side stands for a dash."""
    for prose in survey.prose:
        dash = _dash(survey)
        for match, place in prose.find(_HYPHEN):
            if _between_words(prose.plain, match.start(), prose.line(match.start())):
                yield place, "a hyphen stands for a dash", f"write `{dash}`", (), ""


def fix(survey: Survey) -> Iterator[Edit]:
    """The hyphen becomes the dash of the language."""
    for prose in survey.prose:
        for match, place in prose.find(_HYPHEN):
            if _between_words(prose.plain, match.start(), prose.line(match.start())):
                yield Edit(place, "-", _dash(survey))


def _dash(survey: Survey) -> str:
    return "—" if survey.config.language.split("-")[0].lower() in ("ru", "uk", "be", "bg", "fr") else "–"


def _between_words(plain: str, at: int, line: str) -> bool:
    """False in tables, and for what may be a minus: between two numbers or two single letters."""
    before, after = plain[max(0, at - 3) : at - 1].rjust(2), plain[at + 2 : at + 4].ljust(2)
    numbers = before[1].isdigit() and after[0].isdigit()
    single = (before[1] + after[0]).isalnum() and not before[0].isalnum() and not after[1].isalnum()
    return "|" not in line and not numbers and not single
