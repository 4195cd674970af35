"""A note's number is typed by hand.

## Why it matters
No note belongs to it, so that the reader looks for one in vain.

## Bad
```markdown
# One

The coast was dark.^3^ So was the sea.
```

## Good
```markdown
# One

The coast was dark.[^sea] So was the sea.

[^sea]: See the logs.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Prose, Survey

CODE = "N013"
SEVERITY = Severity.WARNING
_MARKED, _RAISED = re.compile(r"\^\d{1,3}\^(?=\s|\Z)"), re.compile(r"[¹²³⁰⁴-⁹]{1,3}(?=\s|\Z)")
_ANY_RAISED = re.compile(r"[¹²³⁰⁴-⁹]")
# Behind the stop of a sentence of words; an exponent stands behind a letter or a number.
_STOPPED = re.compile(r"(?:[^\W\d_]{3}[.!?]|[^\W\d_]{2}[.!?][”»\"])\Z")
# The text of a note, or a source, that is numbered by hand too.
_OWN = re.compile(r"^[ \t>]*(?:\^(\d{1,3})\^|([¹²³⁰⁴-⁹]{1,3})|\[?(\d{1,3})(?:[.)\]]|\\[.)\]]))", re.M)
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "^")


def check(survey: Survey) -> Iterator[Report]:
    """A note's number is typed by hand."""
    calls = [(prose, match) for prose in survey.prose for match in _calls(prose)]
    texts = (match.groups() for prose in survey.prose if calls for match in _OWN.finditer(prose.text))
    by_hand = {number.translate(_PLAIN) for groups in texts for number in groups if number}
    for prose, match in calls:
        if match.group().translate(_PLAIN) not in by_hand:
            message = f"the number `{match.group()}` looks like the call of a note, and there is none"
            yield prose.place(match.start()), message, "write `[^…]`, and the note's text", (), match.group()


def _calls(prose: Prose) -> Iterator[re.Match[str]]:
    raised = _RAISED.finditer(prose.plain) if _ANY_RAISED.search(prose.letters) else iter(())
    for match in (*_MARKED.finditer(prose.plain), *raised):
        if _STOPPED.search(prose.plain, max(0, match.start() - 4), match.start()):
            yield match
