"""A bibliography, or an entry of it, cannot be read.

## Why it matters
What cannot be read cannot be cited.

## Bad
```bibtex
@book{one, title={One}, author={Doe, Jane}, year=2001}
@book{broken, title={Two}, author =
```

## Good
```bibtex
@book{one, title={One}, author={Doe, Jane}, year=2001}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "S003"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """A bibliography, or an entry of it, cannot be read."""
    for remark in survey.noted("broken-bibliography"):
        yield (
            remark.place,
            f"the bibliography cannot be read: {remark.text}",
            "mend the file at this place",
            (),
            remark.text,
        )
    for remark in survey.noted("broken-entry"):
        key, _, reason = remark.text.partition(": ")
        yield (
            remark.place,
            f"the entry `{key}` cannot be read: {reason}",
            "look for a brace, quote or comma that is missing",
            (),
            key,
        )
    for remark in survey.noted("bibliography-growth"):
        yield remark.place, f"the abbreviation `{remark.text}` grows beyond reason", "take it out", (), remark.text
