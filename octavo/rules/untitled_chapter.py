"""A chapter has no heading.

## Why it matters
Contents, running heads and navigation have no name for it; its file's name stands in.

## Bad
```markdown
Text without a heading.
```

## Good
```markdown
# A heading

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H001"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A chapter has no heading."""
    for remark in survey.noted("untitled-chapter"):
        yield (
            remark.place,
            f"the chapter has no heading and is called “{remark.text}”",
            "begin the file with `# Title`",
            (),
            remark.text,
        )
