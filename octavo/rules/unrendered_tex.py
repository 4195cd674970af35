r"""TeX that is not rendered.

## Why it matters
Octavo sets Markdown, not LaTeX: the source would be printed as code, so that no word is lost.

## Bad
```markdown
# One

See NATO.\marginpar{Check this.}
```

## Good
```markdown
# One

See NATO.^[Check this.]
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "U001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """TeX that is not rendered."""
    for remark in survey.noted("raw-tex"):
        yield remark.place, f"`{remark.text}` is TeX, which is shown as code", "write it in Markdown", (), remark.text
