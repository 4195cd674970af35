"""A quotation mark is typed straight.

## Why it matters
Octavo sets it as the book's language wants; a house that keeps its manuscripts for other programs types the real one.

## Bad
```markdown
# One

They called it a "shield".
```

## Good
```markdown
# One

They called it a “shield”, 6" high.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T023"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_STRAIGHT = re.compile('"')
_MARKS = {
    "de": "„“", "ru": "«»", "uk": "«»", "be": "«»", "es": "«»", "it": "«»", "pt": "«»", "pl": "„”", "cs": "„“",
    "sv": "””", "fi": "””", "nl": "‘’", "el": "«»", "bg": "„“", "zh": "“”", "en": "“”",
}  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """A quotation mark is typed straight."""
    for prose in survey.prose:
        for place, _, _ in _straight(prose):
            yield place, 'a quotation mark is typed straight: `"`', "type the language's own", (), '"'


def fix(survey: Survey) -> Iterator[Edit]:
    """Straight quotation marks that stand in pairs become those of the language."""
    for prose in survey.prose:
        runs = prose.foreign()
        for place, at, role in _straight(prose):
            marks = _MARKS.get(runs.language(at, survey.config.language))
            if marks and role:
                yield Edit(place, '"', marks[0] if role > 0 else marks[1])


def _straight(prose: Prose) -> Iterator[tuple[Place, int, int]]:
    """Each one with its place and offset; 1 where it opens, -1 where it closes, 0 where nobody can tell."""
    if '"' not in prose.plain:
        return
    for match, place in prose.find(_STRAIGHT):
        at = match.start()
        before, after = prose.plain[at - 1 : at] if at else " ", prose.plain[at + 1 : at + 2] or " "
        if before.isdigit() and after in " ,.;)\n":  # inches
            continue
        opens = before in " \t\n([—–-/*_" and not after.isspace()
        closes = not before.isspace() and (after in " \t\n)].,;:!?—–-/*_" or after in "\ue000\ue001\ue002")
        yield place, at, (1 if opens else 0) - (1 if closes else 0)
