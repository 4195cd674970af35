"""A range of the index is opened and not closed, or closed and not opened.

## Why it matters
The index would give one page where the text goes on for several, or none at all.

## Bad
```markdown
# One

[Here]{.index term="lamps" range=start} it begins, and nowhere ends.
```

## Good
```markdown
# One

[Here]{.index term="lamps" range=start} it begins, and [here]{.index term="lamps" range=end} it ends.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import IndexUse, Survey

CODE = "D005"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A range of the index is opened and not closed, or closed and not opened."""
    open_: dict[tuple[str, ...], IndexUse] = {}
    for mark in survey.marks:
        name = "!".join(mark.path)
        before = open_.get(mark.path)
        if mark.range not in ("", "start", "end"):
            message = f"`range={mark.range}` of “{name}” is neither the start nor the end of a range"
            yield mark.place, message, "write `range=start` or `range=end`", (), name
        elif mark.range == "start" and before:
            message = f"the range of “{name}” is opened again before it is closed"
            yield mark.place, message, "close the first one with `range=end`, or take one out", (before.place,), name
        elif mark.range == "start":
            open_[mark.path] = mark
        elif mark.range == "end" and not open_.pop(mark.path, None):
            message = f"a range of “{name}” is closed that was not opened"
            yield mark.place, message, "open it with `range=start`, under the same heading", (), name
    for mark in open_.values():
        name = "!".join(mark.path)
        yield mark.place, f"the range of “{name}” is never closed", "close it with `range=end`", (), name
