"""A hyphen stands between the two ends of a range.

## Why it matters
A range takes an en dash: it is longer, and nobody takes it for a compound or a number with a hyphen.

## Bad
```markdown
# One

In the war of 1941-45 (see pp. 12-15) it was so.
```

## Good
```markdown
# One

In the war of 1941–45 (see pp. 12–15) an F-16 cost 555-1234, and on 2019-05-04 too.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T033"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_RANGE = re.compile(r"-(?<=[0-9]-)(?P<last>[0-9]{1,4}+)(?![\w/:–-]|[.,]\d)")
_FIRST = re.compile(r"(?<![^\s([“«„>*_])[0-9]{1,4}\Z")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_LED = re.compile(
    r"(?<!\w)(?:pp?|pages?|vols?|volumes?|nos?|chap(?:ter)?s?|figs?|figures?|tables?|§§?|Bde?|SS?|Nr|arts?|articles?|с|сс"
    r"|стр|т|гл|рис|табл|№|№№)\.?[ \u00a0\u202f]?\Z"
)
_NUMBERED = re.compile(r"(?:ISSN|ISBN|[Tt]el\w*|DOI|RFC|ISO|No|№|Nr)\.?:?[ \u00a0]*\Z")
_COUNTED = re.compile(
    r"[ \u00a0\u202f]?%|[ \u00a0\u202f](?:per cent|percent|km|kg|years?|months?|weeks?|days?|hours?|minutes?|metres?"
    r"|meters?|miles?|Jahre|ans|лет|км|кг)"
)


def check(survey: Survey) -> Iterator[Report]:
    """A hyphen stands between the two ends of a range."""
    for place, said in _ranges(survey):
        yield place, f"the range `{said}` is written with a hyphen", f"write `{said.replace('-', '–')}`", (), said


def fix(survey: Survey) -> Iterator[Edit]:
    """The hyphen becomes an en dash."""
    for place, said in _ranges(survey):
        yield Edit(place, said, said.replace("-", "–"))


def _ranges(survey: Survey) -> Iterator[tuple[Place, str]]:
    for prose in survey.prose:
        for match in _RANGE.finditer(prose.plain):
            first = _FIRST.search(prose.plain, max(0, match.start() - 5), match.start())
            if first and _is_range(prose, first.start(), match.end(), first.group(), match["last"]):
                yield prose.place(first.start()), prose.plain[first.start() : match.end()]


def _is_range(prose: Prose, start: int, end: int, first: str, last: str) -> bool:
    before, after = prose.before(start, 14), prose.plain[end : end + 12]
    if _NUMBERED.search(before):
        return False
    whole = int(first[: len(first) - len(last)] + last) if len(last) < len(first) else int(last)
    if whole <= int(first):
        return False
    if _LED.search(before):
        return True
    if not _YEAR.fullmatch(first):
        return len(first) <= 3 and len(last) <= 3 and bool(_COUNTED.match(after))
    if len(last) == 2:
        return int(last) > 12 or int(first) < 2000  # "2001-05" may be a month
    return bool(_YEAR.fullmatch(last))
