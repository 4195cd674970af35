"""A no-break space is missing at a French sign of punctuation.

## Why it matters
French sets `;`, `:`, `!`, `?` and guillemets apart from the words, by a space at which no line is broken.

## Bad
```markdown
# One

[Pourquoi ? Il ne le dit pas: il part.]{lang=fr}
```

## Good
```markdown
# One

[Pourquoi ? Il ne le dit pas : il part.]{lang=fr}
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T031"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_FRENCH = re.compile("lang=[\"']?fr")
_THIN, _WIDE = "\u202f", "\u00a0"
_SIGN = re.compile(
    r"[;:!?»](?<=[^\W_].)(?![\w/:)(-])|[ ](?<=[^\s|:;!?] )(?:[;:!?»](?![\w/)(-]))|«(?P<after>[ ]?)(?=[^\s\u00a0\u202f])"
)


def check(survey: Survey) -> Iterator[Report]:
    """A no-break space is missing at a French sign of punctuation."""
    for place, said, meant in _missing(survey):
        yield (
            place,
            f"a no-break space is missing at `{said.strip()}`",
            f"write U+{ord(meant.strip(said.strip()) or _WIDE):04X} there",
            (),
            said.strip(),
        )


def fix(survey: Survey) -> Iterator[Edit]:
    """The no-break space is put in."""
    for place, said, meant in _missing(survey):
        yield Edit(place, said, meant)


def _missing(survey: Survey) -> Iterator[tuple[Place, str, str]]:
    base = survey.config.language.lower()
    for prose in survey.prose:
        if not base.startswith("fr") and not _FRENCH.search(prose.text):
            continue
        runs = prose.foreign()
        for match, place in prose.find(_SIGN):
            said, sign = match.group(), match.group().strip()
            # In Canada and Switzerland ; ! and ? stand at the word.
            tight = base in ("fr-ca", "fr-ch") and sign in ";!?" and not said.startswith(" ")
            if runs.language(match.start(), base) != "fr" or tight or "|" in prose.line(match.start()):
                continue
            space = _WIDE if sign == ":" else _THIN
            yield place, said, f"«{space}" if sign == "«" else f"{space}{sign}"
