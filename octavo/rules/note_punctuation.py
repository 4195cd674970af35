"""A note's call stands on the wrong side of the punctuation.

## Why it matters
Each language has its own custom: in English the number follows the point or comma, in French, Russian, Spanish and
Polish it stands before it.

## Bad
```markdown
# One

A claim[^why].

[^why]: Because.
```

## Good
```markdown
# One

A claim.[^why]

[^why]: Because.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Severity
from octavo.rules.report import Report
from octavo.survey import NoteUse, Survey

CODE = "N006"
SEVERITY = Severity.STYLE
_FOLLOWS, _PRECEDES = frozenset(("en",)), frozenset(("fr", "ru", "uk", "es", "pl"))
_AFTER = re.compile(r"[.,;:!?](?![.\w]|\[\^|\^\[)[”’»\"']?")
_BEFORE = re.compile(r"(?<=[^\W\d_]{3})[.,;:]\Z")


def check(survey: Survey) -> Iterator[Report]:
    """A note's call stands on the wrong side of the punctuation."""
    for note, sign, side in _misplaced(survey):
        hint = f"write `{sign}[^…]`" if side == "before" else f"write `[^…]{sign}`"
        yield note.place, f"the call of a note stands {side} the `{sign}`", hint, (), note.label


def fix(survey: Survey) -> Iterator[Edit]:
    """The call and the punctuation change places."""
    for note, sign, side in _misplaced(survey):
        if side == "before":
            yield Edit(note.place, note.call + sign, sign + note.call)


def _misplaced(survey: Survey) -> Iterator[tuple[NoteUse, str, str]]:
    language = survey.config.language.split("-")[0].lower()
    for note in survey.notes:
        after, before = _AFTER.match(note.after), _BEFORE.search(note.before)
        if language in _FOLLOWS and note.call and after and not note.in_heading:
            yield note, after.group(), "before"
        elif language in _PRECEDES and note.call and before:
            yield note, before.group(), "after"
