"""A space is missing behind a sign of punctuation.

## Why it matters
Two words stand as one, and the line cannot be broken there.

## Bad
```markdown
# One

The tower was high,and old.It fell.
```

## Good
```markdown
# One

The tower was high, and old. It fell; see example.org.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T030"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_LETTER, _SMALL, _CAPITAL = "A-Za-zÀ-ÖØ-öø-ɏЀ-ԯ", "a-zà-öø-ÿа-яё", "A-ZÀ-ÖØ-ÞА-ЯЁ"
_GLUED = re.compile(
    rf"[,;!?](?<=[{_LETTER}][{_LETTER}].)(?=[{_LETTER}]{{2}})"
    rf"|[.](?<=[{_SMALL}][{_SMALL}].)(?=[{_CAPITAL}][{_SMALL}]*[ ,])"
)
_NAME = re.compile(r"[\w.@/\\:-]*[./@\\:_=(]\w+\Z|[A-Z]\w*[A-Z]\w*\Z")


def check(survey: Survey) -> Iterator[Report]:
    """A space is missing behind a sign of punctuation."""
    for prose in survey.prose:
        for match, place in prose.find(_GLUED):
            start, end = match.span()
            # Names of files, programs and hosts are written so.
            word = re.search(r"\S*\Z", prose.plain[max(0, start - 40) : start])
            after = re.match(r"\S*", prose.plain[end : end + 40])
            if word and after and not _NAME.search(word.group()) and not re.search(r"[./_=@(]\w", after.group()):
                yield place, f"a space is missing behind `{match.group()}`", "put one in", (), match.group()
