"""A passage is nested deeper than any edition can show.

## Why it matters
Lists, quotations or marks within one another beyond sixty levels keep their words and lose their form.

## Bad
```markdown
# One

>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Deep.
```

## Good
```markdown
# One

> A quotation.
>
> > In which another stands.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T006"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A passage is nested deeper than any edition can show."""
    for remark in survey.noted("too-deep"):
        yield (
            remark.place,
            "the text is nested more than 60 deep",
            "look for marks of quotation or lists that were not meant",
            (),
            remark.place.file,
        )
