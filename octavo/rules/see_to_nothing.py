"""A "see" of the index leads to a heading that the index does not have.

## Why it matters
The reader turns the pages for an entry that is not there.

## Bad
```markdown
# One

The [Galosh]{.index see="A-35"} was seen.
```

## Good
```markdown
# One

The [Galosh]{.index see="A-35"}, or [A-35]{.index}, was seen.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import Near
from octavo.rules.report import Report
from octavo.survey import Survey
from octavo.survey.headings import filed, index_of, pointed

CODE = "D002"
SEVERITY = Severity.WARNING
# "See also specific treaties": to entries in general, not to one.
_GENERAL = re.compile(
    r"(?:also |under )*(?:specific|individual|particular|names?\b|various|other|entries|headings|the names|each|all)\b",
    re.I,
)
_AMONG = re.compile(r"(?:, and | and | & |, or | or | und | et | и |, )")


def check(survey: Survey) -> Iterator[Report]:
    """A "see" of the index leads to a heading that the index does not have."""
    headings = list(index_of(survey).all())
    known = {filed("".join(heading.path)) for heading in headings}
    near: Near | None = None
    for mark in survey.marks:
        for word, text in (("see", mark.see), ("see also", mark.seealso)):
            for name in pointed(text):
                bare = re.sub(r"^(?:see |also |under )+|[*_]", "", name, flags=re.I)
                parts = (bare, *_AMONG.split(bare))
                if _GENERAL.match(bare) or filed(bare) in known or all(filed(part) in known for part in parts[1:]):
                    continue
                near = near or Near([heading.shown for heading in headings])
                message = f"`{word}` leads to “{name}”, which is no heading of the index"
                yield mark.place, message, near.hint(bare) or f'mark a place with `term="{bare}"`', (), name
