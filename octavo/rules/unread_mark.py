"""A label or a reference is not read, and is printed as it stands.

## Why it matters
The reader sees `{#sec:coast}` or `@fig:map` in the text, and nothing can lead there.

## Bad
```markdown
# One

A paragraph cannot be labelled. {#sec:coast}
```

## Good
```markdown
# One

## The coast {#sec:coast}

A section can.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X005"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A label or a reference is not read, and is printed as it stands."""
    for remark in survey.noted("unread-label"):
        hint = "labels stand behind headings, images, table captions, formulas, code and [spans]"
        yield (
            remark.place,
            f"the label `{{#{remark.text}}}` belongs to nothing and is printed as it stands",
            hint,
            (),
            remark.text,
        )
    for remark in survey.noted("glued-reference"):
        hint = f"put a space before it, or write `[{remark.text}]`"
        yield remark.place, f"`{remark.text}` stands glued to a word and is printed as it stands", hint, (), remark.text
