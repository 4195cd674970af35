"""A reference has no label to go to.

## Why it matters
The reader is sent to a figure, table, section, note or page that is not in the book.

## Bad
```markdown
# One {#sec:one}

See @fig:map and @sec:won.
```

## Good
```markdown
# One {#sec:one}

See @sec:one.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import Near
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A reference has no label to go to."""
    labels = {label.label for label in survey.labels}
    notes = {remark.text for remark in survey.noted("note-label")}
    known = {"note": notes, "page": labels | notes}
    near = {"note": Near(notes, "@note:"), "page": Near(labels | notes, "@page:"), "": Near(labels, "@")}
    for use in survey.references:
        if use.label not in known.get(use.kind, labels):
            shown = f"{use.kind}:{use.label}" if use.kind in known else use.label
            hint = near[use.kind if use.kind in known else ""].hint(use.label)
            cure = f"write it: `[^{use.label}]: …`" if use.kind == "note" else f"define it: `{{#{use.label}}}`"
            yield use.place, f"`@{shown}` refers to a label that is defined nowhere", hint or cure, (), use.label
