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

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "U003"
SEVERITY = Severity.WARNING
_WORDLESS = re.compile(r"<(?:script|style)\b", re.I)


def check(survey: Survey) -> Iterator[Report]:
    """Raw HTML is not rendered."""
    for remark in survey.noted("raw-html", "raw-other", "raw-openxml"):
        if _WORDLESS.match(remark.text):
            message, hint = f"`{remark.text}` is raw markup, which is passed over", "take it out"
        else:
            message, hint = f"`{remark.text}` is raw markup; only its words are kept", "write it in Markdown"
        yield remark.place, message, hint, (), remark.text
