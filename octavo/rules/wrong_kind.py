"""A label is of another kind than what it stands on.

## Why it matters
The reader is sent to "Table 2.1" and finds a figure, or a section, that is called something else.

## Bad
```markdown
# One

As @fig:lights shows.

| Light | Lit |
|-------|-----|
| May   | 1844 |

: Lights {#fig:lights}
```

## Good
```markdown
# One

As @tbl:lights shows.

| Light | Lit |
|-------|-----|
| May   | 1844 |

: Lights {#tbl:lights}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import LabelUse, Survey

CODE = "X007"
SEVERITY = Severity.ERROR
# A table, and a listing, may be shown as a picture.
_FITS = {
    "header": ("sec",), "figure": ("fig", "tbl", "lst"), "image": ("fig", "tbl", "lst"), "table": ("tbl",),
    "codeblock": ("lst",), "equation": ("eq",),
}  # fmt: skip
_LOOSE = frozenset(("span", "div", "link", "code"))
_KINDS = {
    "sec": "a section", "fig": "a figure", "tbl": "a table", "lst": "a listing", "eq": "an equation",
}  # fmt: skip
_THINGS = {
    "header": "a heading", "figure": "a figure", "image": "an image", "table": "a table", "codeblock": "code",
    "equation": "an equation",
}  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """A label is of another kind than what it stands on."""
    first: dict[str, LabelUse] = {}
    for label in survey.labels:
        first.setdefault(label.label, label)
        fits = _FITS.get(label.thing, ())
        if fits and label.written and label.kind in _KINDS and label.kind not in fits:
            right = f"`#{fits[0]}{label.label[3:] if label.kind != 'eq' else label.label[2:]}`"
            message = f"`#{label.label}` is a label for {_KINDS[label.kind]} and stands on {_THINGS[label.thing]}"
            yield label.place, message, f"call it {right}, here and in references", (), label.label
    for use in survey.references:
        target = first.get(use.label) if use.kind == "sec" else None
        if target and target.kind == "sec" and target.thing in _LOOSE:
            message = f"`@{use.label}` refers to a place that is no section and has neither number nor title"
            yield use.place, message, "put the label on a heading, or refer to its page", (target.place,), use.label
