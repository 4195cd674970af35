"""The text holds a character that belongs to a font, a program or a web page.

## Why it matters
Pasted from a PDF, `ﬁ` is one character and not two letters: no search finds the word, and a reading voice passes it by.

## Bad
```markdown
# One

The ﬁrst oﬃce stood here.
```

## Good
```markdown
# One

The first office stood here.
```
"""

import re
import unicodedata
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T013"
SEVERITY = Severity.WARNING
SCOPE = PROSE
_ODD = re.compile("[ﬀ-ﬆ\ue000-\uf8ff\ufeff\u2028\u2029\u200b\ufff9-\ufffb\U000e0001-\U000e007f\U000f0000-\U0010fffd]")
_LETTER = re.compile("[A-Za-zÀ-ɏͰ-ԯ]")
_LIGATURES = range(0xFB00, 0xFB07)


def check(survey: Survey) -> Iterator[Report]:
    """The text holds a character that belongs to a font, a program or a web page."""
    for prose in survey.prose:
        for odd, place in _odd(prose, bool(survey.config.fallback_fonts)):
            number = f"U+{ord(odd):04X}"
            if ord(odd) in _LIGATURES:
                meant = unicodedata.normalize("NFKC", odd)
                yield place, f"`{odd}` ({number}) is one character", f"write the letters `{meant}`", (), number
            else:
                yield place, f"the character {number} ({_kind(odd)}) stands in the text", "delete it", (), number


def fix(survey: Survey) -> Iterator[Edit]:
    """A ligature becomes its letters; what is never seen between two letters is taken out."""
    for prose in survey.prose:
        for odd, place in _odd(prose, bool(survey.config.fallback_fonts)):
            if ord(odd) in _LIGATURES:
                yield Edit(place, odd, unicodedata.normalize("NFKC", odd))
            elif odd in "\u200b\ufeff":
                yield Edit(place, odd, "")


def _odd(prose: Prose, own_fonts: bool) -> Iterator[tuple[str, Place]]:
    """Each such character and its place. With fonts of its own a book may have its own signs."""
    if prose.text.isascii():
        return
    for match in _ODD.finditer(prose.text):
        at, odd = match.start(), match.group()
        private = unicodedata.category(odd) == "Co"
        before, after = prose.text[at - 1 : at], prose.text[at + 1 : at + 2]
        if prose.plain[at] != odd or (private and own_fonts):
            continue
        if odd != "\u200b" or (_LETTER.match(before) and _LETTER.match(after)):
            yield odd, prose.place(at)


def _kind(odd: str) -> str:
    if unicodedata.category(odd) == "Co":
        return "of private use"
    return {"\ufeff": "a byte order mark", "\u200b": "a space without width"}.get(
        odd, unicodedata.name(odd, "").lower()
    )
