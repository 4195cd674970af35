"""A quotation mark has no partner.

## Why it matters
The reader cannot see where the words of another begin or end.

## Bad
```markdown
# One

He called it “a shield, and nobody disagreed.
```

## Good
```markdown
# One

He called it “a shield”, and nobody disagreed.

“A quotation of several paragraphs opens anew in each.

“It closes in the last.”
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.pairs import Sign, unpaired
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T017"
SEVERITY = Severity.WARNING
SCOPE = PROSE
_CURLY, _ANGLE, _CORNER = re.compile("[“”„]"), re.compile("[«»]"), re.compile("[「」]")
# In these “ opens; in those it closes what „ opened.
_HIGH = frozenset("en fr es it pt zh ja nl".split())
_LOW = frozenset("de ru uk be bg".split())
# A pair within another may be closed by one mark for both: «Роман «Мир».
_SHARING = frozenset("ru uk be bg fr".split())
_AFTER = re.compile(r"[\s.,;:!?)\]”»’'…–—\ue001*_]|\Z")
_OPENING = " \t\n\u00a0\u202f([{—–-/‘'«„“>*_|"


def check(survey: Survey) -> Iterator[Report]:
    """A quotation mark has no partner."""
    language = survey.config.language.split("-")[0].lower()
    if language not in _HIGH | _LOW:
        return
    for prose in survey.prose:
        if prose.plain.isascii():
            continue
        for telling, signs, nests in (
            ("“”„", _curly(prose, language), True),
            ("«»", _angled(prose, language), language not in _SHARING),
            ("「」", (Sign(m.start(), 1 if m.group() == "「" else -1) for m in _CORNER.finditer(prose.plain)), True),
        ):
            if any(sign in prose.plain for sign in telling):
                for offset, role in unpaired(prose, signs, nests):
                    if role < 0 and prose.plain[offset - 1 : offset].isdigit():
                        continue  # inches
                    sign, lacks = prose.plain[offset], "closed" if role > 0 else "opened"
                    yield prose.place(offset), f"the quotation mark `{sign}` is never {lacks}", "", (), sign


def _curly(prose: Prose, language: str) -> Iterator[Sign]:
    plain, low = prose.plain, 0
    for match in _CURLY.finditer(plain):
        at, mark = match.start(), match.group()
        before, after = plain[at - 1 : at] if at else " ", plain[at + 1 : at + 2]
        if _apart(prose, at, before, after):
            continue
        if mark == "„":
            low += 1
            yield Sign(at, 1)
        elif mark == "”":
            low = max(0, low - 1)
            yield Sign(at, 0 if before in _OPENING[:6] and after.isalpha() else -1)
        elif low and _AFTER.match(after):
            low -= 1
            yield Sign(at, -1)
        elif language in _HIGH and not low:
            # “So“ is closed, if by the wrong mark.
            yield Sign(at, -1 if before.isalnum() and _AFTER.match(after) and _opened(plain, at) else 1)
        else:
            yield Sign(at, 1 if before in _OPENING and not after.isspace() else 0)


def _opened(plain: str, at: int) -> bool:
    """True where the quotation mark before this one, in the same paragraph, opens."""
    before = plain[max(plain.rfind("\n\n", 0, at), 0) : at]
    return before.rfind("“") > before.rfind("”")


def _angled(prose: Prose, language: str) -> Iterator[Sign]:
    """Guillemets; in German they may point inwards, in French they may open each line."""
    plain = prose.plain
    inwards = language == "de" and len(re.findall(r"(?<![^\s(\[])»\w", plain)) > len(re.findall(r"«\w", plain))
    for match in _ANGLE.finditer(plain):
        at = match.start()
        before, after = plain[at - 1 : at] if at else " ", plain[at + 1 : at + 2]
        opens = (match.group() == "«") != inwards
        if _apart(prose, at, before, after) or (not opens and language == "fr" and not prose.before(at).strip(" >")):
            continue
        glued = before.isalpha() and not after.isalpha() if opens else after.isalpha() and before in _OPENING[:6]
        yield Sign(at, 0 if glued and language != "fr" else 1 if opens else -1)


def _apart(prose: Prose, at: int, before: str, after: str) -> bool:
    """True for what is no quotation mark here: a sign of repetition, a sign that is spoken of, a cell."""
    alone = before in " \t\n" and (not after or after in " \t\n") and prose.plain[at] not in "«»"
    return alone or prose.line(at).count("|") > 1
