"""A line could be broken between a number and what belongs to it.

## Why it matters
"p." at the end of a line and "12" at the beginning of the next are hard to read.

## Bad
```markdown
# One

See p. 12, where 40 km are meant.
```

## Good
```markdown
# One

See p. 12, where 40 km are meant.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T032"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_SPACE = re.compile(r"[ ](?:(?<=[.№§°o] )(?=[\dA-ZÀ-ÞА-ЯЁа-яёh])|(?<=\d )(?=[A-Za-zа-я%°€$£]))")
_UNIT = re.compile(
    r"[ ](?:km|m|cm|mm|kg|g|t|kt|MW|kW|MHz|GHz|Hz|кг|км|м|см|мм|т|кт|МВт|кВт|МГц|ГГц|Гц|%|°C|€|\$|£"
    r"|гг?\.|вв?\.)(?![\w/])"
)
# What may not be parted from the number behind it, and what not from a name or another letter.
_NUMBERED = {
    "en": re.compile(r"(?<![\w.])(?:pp?|vols?|nos?|figs?|chaps?|secs?|eqs?)\.\Z", re.I),
    "de": re.compile(r"(?<![\w.])(?:S|Nr|Bd|Abb|Tab|Kap|Anm|Art|Abs)\.\Z"),
    "fr": re.compile(r"(?<![\w.])(?:pp?\.|n[°o]|vol\.|chap\.|fig\.|art\.|t\.)\Z"),
    "ru": re.compile(r"(?<![\w.])(?:с\.|стр\.|рис\.|табл\.|гл\.|т\.|№|§|разд\.|прим\.)\Z"),
}
_NAMED = {
    "en": re.compile(r"(?<![\w.])(?:Mr|Mrs|Dr)\.\Z"),
    "de": re.compile(r"(?<![\w.])(?:z|d|u|Dr)\.\Z"),
    "fr": re.compile(r"(?<![\w.])MM?\.\Z"),
    "ru": re.compile(r"(?<![\w.])(?:[А-ЯЁ]|[гт])\.\Z"),
}
_AFTER = {"de": re.compile(r"[ ](?:[BhaÄ]\.|[A-ZÄÖÜ]\w)"), "ru": re.compile(r"[ ](?:[А-ЯЁ]|[енпд]\.)")}
_CAPITAL = re.compile(r"[ ][A-ZÀ-Þ]\w")
_REACH = 7


def check(survey: Survey) -> Iterator[Report]:
    """A line could be broken between a number and what belongs to it."""
    for place, said in _loose(survey):
        yield place, "a line could be broken at this space", "type a no-break space (U+00A0), or `\\ `", (), said


def fix(survey: Survey) -> Iterator[Edit]:
    """The space becomes a no-break space."""
    for place, _ in _loose(survey):
        yield Edit(place, " ", "\u00a0")


def _loose(survey: Survey) -> Iterator[tuple[Place, str]]:
    language = survey.config.language.split("-")[0].lower()
    if language in _NUMBERED:
        for prose in survey.prose:
            for match in _SPACE.finditer(prose.plain):
                at = match.start()
                if _belongs(prose.plain, at, language) and "|" not in prose.line(at):
                    yield prose.place(at), prose.plain[max(0, at - _REACH + 1) : at + _REACH].strip()


def _belongs(plain: str, at: int, language: str) -> bool:
    """True for a space between a number or a name and what it does not go without."""
    if plain[at - 1].isdigit():
        return bool(_UNIT.match(plain, at))
    named = _NUMBERED if plain[at + 1].isdigit() else _NAMED
    follows = plain[at + 1].isdigit() or _AFTER.get(language, _CAPITAL).match(plain, at)
    return bool(follows and named[language].search(plain, max(0, at - _REACH), at))
