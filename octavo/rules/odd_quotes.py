"""A paragraph has an odd number of straight quotation marks.

## Why it matters
One of them has no partner, and those behind it are set the wrong way round.

## Bad
```markdown
# One

They called it a "shield, and meant it.
```

## Good
```markdown
# One

They called it a "shield", and meant it.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T025"
SEVERITY = Severity.STYLE
SCOPE = PROSE


def check(survey: Survey) -> Iterator[Report]:
    """A paragraph has an odd number of straight quotation marks."""
    for prose in survey.prose:
        if '"' not in prose.plain:
            continue
        paragraphs = [(at, text) for at, text in prose.paragraphs() if '"' in text]
        for at, text in paragraphs:
            offsets = [at + index for index, letter in enumerate(text) if letter == '"']
            inches = any(prose.plain[offset - 1 : offset].isdigit() for offset in offsets)
            if (
                len(offsets) % 2
                and not inches
                and not text.lstrip().startswith("|")
                and not _goes_on(prose.plain, at + len(text))
            ):
                hint = "look for the one that is missing"
                yield prose.place(offsets[-1]), "a straight quotation mark has no partner", hint, (), '"'


def _goes_on(plain: str, end: int) -> bool:
    """True where the next paragraph opens anew: a quotation of several."""
    return plain[end : end + 8].lstrip("\n >").startswith('"')
