"""A bracket has no partner.

## Why it matters
The reader cannot see where an aside ends.

## Bad
```markdown
# One

The tower (built in 1902 was high.
```

## Good
```markdown
# One

The tower (built in 1902) was high: a) for its time; b) for its place. :-)
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.pairs import Sign, unpaired
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T018"
SEVERITY = Severity.WARNING
SCOPE = PROSE
# A pair with none within is passed over in one step.
_ROUND = re.compile(r"[()（）](?:(?<=[(（])(?:[^()（）\n]++|\n(?!\s*\n))*+[)）])?")
_SQUARE = re.compile(r"[\[\]［］](?:(?<=[\[［])(?:[^\[\]［］\n]++|\n(?!\s*\n))*+[\]］])?")
_SMILEY = re.compile(r"(?<![\w(])(?:[:;=]['’]?-?|(?<=\s)[8xX]-)\)*\Z")
_AFTER_SMILEY = re.compile(r"-?[:;=](?=\s|\Z)")
# "a)", "12)", "iv)", "§ 3)" and the like begin items.
_ITEM = re.compile(
    r"(?:\A|[\s\"“„«(\[/,;>*_\ue000])(?:[^\W_]{1,4}|\d+(?:[.-]\w+)*|[ivxlcdmIVXLCDM]+|\*+|†|‡)[.*_]{0,2}\Z"
)
_INTERVAL = re.compile(r"[\[(\]][^()\[\]\n]{1,30}[,;][^()\[\]\n]{1,30}[)\]\[]")
_OPENING, _CLOSING = "([（［", ")]）］"
_REACH = 12


def check(survey: Survey) -> Iterator[Report]:
    """A bracket has no partner."""
    for prose in survey.prose:
        for pattern in (_ROUND, _SQUARE):
            for offset, role in unpaired(prose, _signs(prose, pattern), True):
                if not _meant(prose, offset):
                    sign, lacks = prose.plain[offset], "closed" if role > 0 else "opened"
                    yield prose.place(offset), f"the bracket `{sign}` is never {lacks}", "", (), sign


def _signs(prose: Prose, pattern: re.Pattern[str]) -> Iterator[Sign]:
    plain = prose.plain
    opened: list[int] = []
    for match in pattern.finditer(plain):
        if len(match.group()) > 1:
            continue
        at, opens = match.start(), match.group() in _OPENING
        before, after = plain[max(0, at - _REACH) : at], plain[at + 1 : at + 3]
        if _no_bracket(before, match.group(), after) or (not opens and _is_item(plain, at, before, opened)):
            continue
        if opens and after[:1] in " \n" and before[-1:] in " \n":
            yield Sign(at, 0)
            continue
        if opens:
            opened.append(at)
        elif opened:
            opened.pop()
        yield Sign(at, 1 if opens else -1)


def _is_item(plain: str, at: int, before: str, opened: list[int]) -> bool:
    """True for "a)" and the like, where nothing is open – or only in an earlier paragraph, and it begins its line."""
    item = _ITEM.search(before)
    if not item or (opened and opened[-1] > plain.rfind("\n\n", 0, at)):
        return False
    return not opened or plain[plain.rfind("\n", 0, at) + 1 : at].strip() == item.group().strip()


def _no_bracket(before: str, sign: str, after: str) -> bool:
    """True for a smiley, and for a bracket that is spoken of."""
    bare, after = before.rstrip("\ue000*_"), after.lstrip("*_")
    quoted = bare[-1:] in tuple("“„«‘\"'") and after[:1] in tuple("”»’“\"'")
    bare_pair = sign not in "()" and bare[-1:] == "(" and after[:1] == ")"
    return quoted or bare_pair or _smiles(before, sign, after)


def _smiles(before: str, sign: str, after: str) -> bool:
    return (sign in "()" and bool(_SMILEY.search(before))) or (
        sign == "(" and before[-1:] in "\n " and bool(_AFTER_SMILEY.match(after))
    )


def _meant(prose: Prose, offset: int) -> bool:
    """True for what may well stand alone: an escaped sign, one in a cell of a table, the end of an interval."""
    escaped = prose.text[offset - 1 : offset] == "\\"
    return escaped or prose.line(offset).count("|") > 1 or _interval(prose.plain, offset)


def _interval(plain: str, offset: int) -> bool:
    """True near what may be an interval: brackets of two kinds around two values."""
    start, end = max(0, offset - 70), offset + 70
    return any(
        match.group()[0] + match.group()[-1] not in ("()", "[]") for match in _INTERVAL.finditer(plain, start, end)
    )
