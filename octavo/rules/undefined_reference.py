"""A reference has no label to go to.

## Why it matters
The reader is sent to a figure, table, section, note or page that is not in the book; a release would print a mark in its place.

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
from octavo.rules.near import did_you_mean
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A reference has no label to go to."""
    labels = {label.label for label in survey.labels}
    notes = {remark.text for remark in survey.noted("note-label")}
    for use in survey.references:
        known = notes if use.kind == "note" else labels | notes if use.kind == "page" else labels
        if use.label not in known:
            shown = f"{use.kind}:{use.label}" if use.kind in ("note", "page") else use.label
            hint = did_you_mean(use.label, known, "@" if use.kind not in ("note", "page") else f"@{use.kind}:")
            yield use.place, f"`@{shown}` refers to a label that is defined nowhere", hint or f"define it: `{{#{use.label}}}`", (), use.label
