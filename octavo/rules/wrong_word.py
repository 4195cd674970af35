"""The word before a reference names another kind of thing.

## Why it matters
It would be printed as "Table figure 2.1"; one of the two is wrong.

## Bad
```markdown
# One

As Table @fig:map shows.

![A map](map.svg){#fig:map alt="The coast."}
```

## Good
```markdown
# One

As @fig:map shows.

![A map](map.svg){#fig:map alt="The coast."}
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X012"
SEVERITY = Severity.WARNING
_WORDS = {
    "fig": r"figures?|figs?\.|abbildung(?:en)?|abb\.|рис(?:\.|ун(?:ок|ки|ке|ка|ков|ках))",
    "tbl": r"tables?|tabs?\.|tbls?\.|tabellen?|tableaux?|табл(?:\.|иц[аыеу]|иц|ицах)",
    "eq": r"equations?|eqs?\.|eqns?\.|équations?|gleichung(?:en)?|формул[аыеу]",
    "sec": r"sections?|secs?\.|sects?\.|chapters?|chaps?\.|appendix|abschnitt|kapitel|anhang|chapitres?|annexes?"
    r"|раздел[аеуы]?|глав[аеуы]|гл\.",
    "lst": r"listings?|lst\.|листинг[аеи]?",
}  # fmt: skip
_BEFORE = {
    kind: re.compile(rf"(?:(?P<lead>[^\W\d_]+)[ \t\n]+)?(?<!\w)(?P<word>{words})[\s\u00a0]{{1,2}}\Z", re.I)
    for kind, words in _WORDS.items()
}
_LAST = re.compile(rf"(?:.*\W)?(?:{'|'.join(_WORDS.values())})\Z", re.I)
# "In this chapter @fig:map is new": the word is one of the sentence, not of the reference.
_LEADS = frozenset(("see", "in", "from", "of", "and", "to", "cf", "by", "voir", "siehe", "vgl", "см", "в", "на", "и"))
_DETERMINERS = frozenset((
    "the", "this", "that", "each", "every", "same", "next", "last", "first", "a", "an", "our", "its", "my", "whole",
    "previous", "le", "la", "les", "ce", "cette", "un", "une", "der", "die", "das", "den", "dem", "dieser", "diese",
    "dieses", "diesem", "jede", "jeder", "этой", "эта", "этот", "этом", "каждой", "следующей", "данной",
))  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """The word before a reference names another kind of thing."""
    for use in survey.references:
        if use.kind not in _WORDS or use.bare or not use.before:
            continue
        words = use.before.split() if use.before[-1].isspace() else []
        if not words or not _LAST.match(words[-1]):
            continue
        for kind, pattern in _BEFORE.items():
            match = pattern.search(use.before) if kind != use.kind else None
            if match and _belongs(match["word"], (match["lead"] or "").casefold()):
                message = f"`{match['word']} @{use.label}` says one kind of thing and refers to another"
                yield use.place, message, "take the word out: the reference brings its own", (), use.label


def _belongs(word: str, lead: str) -> bool:
    """True for a word that can only be that of the reference."""
    return word.endswith(".") or lead in _LEADS or (word[0].isupper() and lead not in _DETERMINERS)
