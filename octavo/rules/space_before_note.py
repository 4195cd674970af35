"""A space stands before a note's call.

## Why it matters
The number would stand apart from its word, and could come to begin a line.

## Bad
```markdown
# One

A claim. [^why]

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

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.survey import NoteUse, Survey

CODE = "N007"
SEVERITY = Severity.STYLE
# A no-break space is there on purpose; a call that begins a paragraph or a cell follows nothing.
_SPACED = re.compile(r"(?<=[^\s|>][^\s|>])(?P<space>[ ]+|[ ]*\n)\Z")


def check(survey: Survey) -> Iterator[Report]:
    """A space stands before a note's call."""
    for note, space in _spaced(survey):
        yield _at(note, space), "a space stands before the call of a note", "take it out", (), note.label


def fix(survey: Survey) -> Iterator[Edit]:
    """The space is taken out."""
    for note, space in _spaced(survey):
        if "\n" not in space:
            yield Edit(_at(note, space), space + note.call, note.call)


def _spaced(survey: Survey) -> Iterator[tuple[NoteUse, str]]:
    for note in survey.notes:
        match = _SPACED.search(note.before) if note.call else None
        if match:
            yield note, match["space"]


def _at(note: NoteUse, space: str) -> Place:
    """Where the space begins; where a line ends before the call, the call."""
    place = note.place
    return place if "\n" in space else Place(place.file, place.line, place.column - len(space))
