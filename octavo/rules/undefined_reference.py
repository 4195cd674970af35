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

from octavo.findings import Edit, Severity
from octavo.rules.near import Near, by_case
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A reference has no label to go to."""
    labels = {label.label for label in survey.labels}
    notes = {remark.text for remark in survey.noted("note-label")}
    known = {"note": notes, "page": labels | notes}
    of_code = {remark.text for remark in survey.noted("code-label")}
    near = {"note": Near(notes, "@note:"), "page": Near(labels | notes, "@page:"), "": Near(labels, "@")}
    for use in survey.references:
        if use.label not in known.get(use.kind, labels):
            if use.label in of_code:
                message = f"`@{use.label}` refers to what code would make, which is shown, not run"
                yield use.place, message, f"run it first, and put in its result with `{{#{use.label}}}`", (), use.label
                continue
            shown = f"{use.kind}:{use.label}" if use.kind in known else use.label
            hint = near[use.kind if use.kind in known else ""].hint(use.label)
            cure = f"write it: `[^{use.label}]: …`" if use.kind == "note" else f"define it: `{{#{use.label}}}`"
            yield use.place, f"`@{shown}` refers to a label that is defined nowhere", hint or cure, (), use.label


def fix(survey: Survey) -> Iterator[Edit]:
    """A reference that differs from a label in capitals alone is written as the label is."""
    labels = {label.label for label in survey.labels}
    notes = {remark.text for remark in survey.noted("note-label")}
    known = {"note": notes, "page": labels | notes, "": {label for label in labels if label[:1].islower()}}
    meant = {kind: by_case(named) for kind, named in known.items()}
    for use in survey.references:
        kind = use.kind if use.kind in known else ""
        label = meant[kind].get(use.label.casefold())
        if label and use.label not in known[kind]:
            before = f"{kind}:" if kind else ""
            for spelt in (str, _capital):
                old, new = spelt(before + use.label), spelt(before + label)
                yield Edit(use.place, f"@{old}", f"@{new}")
                yield Edit(use.place, f"@{{{old}}}", f"@{{{new}}}")


def _capital(reference: str) -> str:
    """The reference as it stands at the beginning of a sentence: `@Fig:map`."""
    return reference[:1].upper() + reference[1:]
