"""A space stands before a sign of punctuation.

## Why it matters
The sign could come to begin a line.

## Bad
```markdown
# One

The tower was high , and old .
```

## Good
```markdown
# One

The tower was high, and old.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T029"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_SPACED = re.compile(r"[ ](?<=[^\s.,;:!?|([{“„«—–-] )(?:[.,;:!?](?![ ]\.)(?=[\s”»)\]\"]|\Z)|[，。；：！？、])")


def check(survey: Survey) -> Iterator[Report]:
    """A space stands before a sign of punctuation."""
    for place, said in _spaced(survey):
        yield place, f"a space stands before `{said[1]}`", "take it out", (), said[1]


def fix(survey: Survey) -> Iterator[Edit]:
    """The space is taken out."""
    for place, said in _spaced(survey):
        yield Edit(place, said, said[1])


def _spaced(survey: Survey) -> Iterator[tuple[Place, str]]:
    for prose in survey.prose:
        runs = None
        for match, place in prose.find(_SPACED):
            runs = runs or prose.foreign()
            line = prose.line(match.start())[: place.column - 1]
            french = match.group()[1] in ";:!?" and runs.language(match.start(), survey.config.language) == "fr"
            if not french and line.strip(" >*-+:~#.") and "|" not in line:
                yield place, match.group()
