"""A note has no text.

## Why it matters
Its number leads to nothing, or to the paragraph that happened to follow it in the file, which is then missing there.

## Bad
```markdown
# One

A claim.[^why]

[^why]:

The next paragraph.
```

## Good
```markdown
# One

A claim.[^why]

[^why]: Because.

The next paragraph.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N005"
SEVERITY = Severity.WARNING
# A definition with nothing in its line or the next one: pandoc takes the paragraph that follows for its text.
_BARE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]*\n[ \t]*\n+(?![ \t]|\[\^)(?=\S)")


def check(survey: Survey) -> Iterator[Report]:
    """A note has no text."""
    written = {remark.place for remark in survey.noted("note-label")}
    taking: set[tuple[str, str]] = set()
    for prose in survey.prose:
        for match in _BARE.finditer(prose.text):
            place, label = prose.place(match.start("label") - 2), match["label"]
            if place in written:
                taking.add((prose.path, label))
                message = f"the note `[^{label}]` has no text of its own and takes the paragraph below it"
                yield place, message, "write it, or take it out", (), label
    for note in survey.notes:
        if not note.words and (note.place.file, note.label) not in taking:
            shown = f"`[^{note.label}]`" if note.label else "`^[]`"
            yield note.place, f"the note {shown} has no text", "write it, or take it out", (), note.label
