"""A shortcode or a template field is not filled in.

## Why it matters
It is another tool's; it is printed letter for letter.

## Bad
```markdown
# One

{{< video film.mp4 >}}
```

## Good
```markdown
# One

See the [film](https://example.org/film).
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "U004"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A shortcode or a template field is not filled in."""
    for remark in survey.noted("shortcode"):
        yield (
            remark.place,
            f"the shortcode `{remark.text}` is printed as it stands",
            "write what it stands for",
            (),
            remark.text,
        )
    for remark in survey.noted("template-field"):
        part = remark.text.startswith("#")
        named = "bookdown's mark of a part" if part else "the template field"
        hint = "say in book.toml what are parts and appendixes" if part else "write what it stands for"
        yield remark.place, f"{named} `{remark.text}` is printed as it stands", hint, (), remark.text
