"""A note is called and nowhere written.

## Why it matters
The call would be printed as it stands, and what the author meant to say is missing.

## Bad
```markdown
# One

A claim.[^why]
```

## Good
```markdown
# One

A claim.[^why]

[^why]: Because.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import Near
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "N001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A note is called and nowhere written."""
    written = {remark.text for remark in survey.noted("note-label", "unused-note")}
    near = Near(written, "^")
    for remark in survey.noted("undefined-note"):
        hint = near.hint(remark.text) or f"write it: `[^{remark.text}]: …`"
        if remark.text in written:
            hint = "its text is not read as a note: begin it at the margin, in a paragraph of its own"
        yield remark.place, f"the note `[^{remark.text}]` is called but nowhere written", hint, (), remark.text
