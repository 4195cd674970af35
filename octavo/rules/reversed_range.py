"""A range ends before it begins.

## Why it matters
One of the two numbers is wrong, or they are in the wrong order.

## Bad
```markdown
# One

The war (1945–1941) is told on pp. 145–141.
```

## Good
```markdown
# One

The war (1941–1945) is told on pp. 145–9.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T020"
SEVERITY = Severity.WARNING
SCOPE = PROSE
_YEARS = re.compile(r"1\d{3}|20\d\d")
_RANGE = re.compile(r"[–-](?<=[0-9].)(?P<last>[0-9]{1,4}+)(?![\w–/-]|[.,:]\d)")
_FIRST = re.compile(r"(?<![^\s(\[“«])[0-9]{1,4}\Z")
_PAGES = re.compile(r"(?<!\w)(?:pp?|pages?|ss?|с|стр)\.?[ \u00a0\u202f]\Z", re.I)
_BEFORE_CHRIST = re.compile(
    r"[\s\u00a0\u202f]*(?:B\.?[ ]?C|v\.[\s\u00a0\u202f]?(?:Chr|u)|av(?:ant)?\.?[\s\u00a0]J|до[\s\u00a0](?:н|Р)"
    r"|a\.[\s\u00a0]?C|前)"
)
_NUMBERED = re.compile(r"(?:ISSN|ISBN|[Tt]el\w*|№|No|Nr)\.?:?[ \u00a0]*\Z")


def check(survey: Survey) -> Iterator[Report]:
    """A range ends before it begins."""
    for prose in survey.prose:
        for match in _RANGE.finditer(prose.plain):
            plain, end = prose.plain, match.end()
            first, last = _FIRST.search(plain, max(0, match.start() - 5), match.start()), match["last"]
            if not first or int(last) >= int(first.group()) or len(last) != len(first.group()):
                continue
            said, before = plain[first.start() : end], plain[max(0, first.start() - 12) : first.start()]
            years = bool(_YEARS.fullmatch(first.group()) and _YEARS.fullmatch(last))
            if (years and _certain(said, before, plain[end : end + 12])) or _PAGES.search(before):
                message = f"the range `{said}` ends before it begins"
                yield prose.place(first.start()), message, "look up the two numbers", (), said


def _certain(years: str, before: str, after: str) -> bool:
    """True for years of our era that are no number of something else."""
    if _BEFORE_CHRIST.match(after) or _NUMBERED.search(before):
        return False
    return "–" in years or (before.endswith("(") and after.startswith(")"))
