"""A mark is not read, and is printed as it stands.

## Why it matters
The reader sees `:::`, `##` or `**` in the text, and what the mark should do is not done.

## Bad
```markdown
# One

##Two

Text.
```

## Good
```markdown
# One

## Two

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T016"
SEVERITY = Severity.WARNING
_CURES = {
    "heading": "put a space behind the signs",
    "heading-below": "put a blank line before the heading",
    "list": "put a blank line before the list",
    "division": "look for a line of `:::` that opens nothing or closes nothing",
    "fence": "close the code with a line of as many signs",
    "attributes": "attributes stand right behind a heading, an image, a link, code, or `[words]`",
    "link": "take out the space between `]` and `(`",
    "table": "put a blank line before the table, and as many cells in the second line as in the first",
    "strong": "take out the spaces within the stars",
    "comment": "close the comment with `-->`",
    "note": "close the call with `]`",
    "kramdown": "that is kramdown's form: write `[words]{.class}`, or `::: {.class}` around blocks",
    "quotation": "write `“…”`",
}


def check(survey: Survey) -> Iterator[Report]:
    """A mark is not read, and is printed as it stands."""
    for remark in survey.noted(*(f"literal-{kind}" for kind in _CURES)):
        hint = _CURES[remark.kind.removeprefix("literal-")]
        yield remark.place, f"`{remark.text}` is printed as it stands", hint, (), remark.text
