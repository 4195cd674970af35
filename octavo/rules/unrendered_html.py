"""Raw HTML is not rendered.

## Why it matters
Its words are kept and its markup is not: raw HTML cannot be set in print.

## Bad
```markdown
# One

<details>More</details>
```

## Good
```markdown
# One

More, and H<sub>2</sub>O.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "U003"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """Raw HTML is not rendered."""
    for remark in survey.noted("raw-html", "raw-other", "raw-openxml"):
        yield (
            remark.place,
            f"`{remark.text}` is raw markup; only its words are kept",
            "write it in Markdown",
            (),
            remark.text,
        )
