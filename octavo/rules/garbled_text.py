"""Words are written in letters that were read in the wrong encoding.

## Why it matters
`MÃ¼ller` prints as it stands.

## Bad
```markdown
# One

The report by MÃ¼ller was long.
```

## Good
```markdown
# One

The report by Müller was long.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T012"
SEVERITY = Severity.WARNING
SCOPE = PROSE
_HIGH = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
# UTF-8 read as Latin: the first letter of a pair or triple, and what the others look like.
_LATIN = re.compile(f"[Â-ô][{_HIGH}]++(?:[Â-ô][{_HIGH}]++)*")
# UTF-8 read as Windows' Cyrillic: its letters begin with these two.
_CYRILLIC = re.compile("(?:[РС][Ђ-ЏЁЄІЇЎѓђ-џёєії\u00a0-\u00bfґҐ‚„…†‡‰‹‘’“”•–—™›€№ѕј]){3,}")
# One of the commonest letters, garbled; the pattern; what the letters may have been read in.
_KINDS = (
    (("Ã", "Â", "â€", "Ð", "Ñ", "Å", "Ä", "Î", "Ï"), _LATIN, ("cp1252", "latin-1")),
    (("Р°", "Рµ", "Рё", "Рѕ"), _CYRILLIC, ("cp1251",)),
)
# Signs that may well follow a capital with an accent, or "ß", in a text that is sound.
_SOUND = frozenset("«»“”„‘’‚‹›–—…\u00a0\u00ad")
_MARKED = _SOUND | frozenset("°§©®™·•†‡£¥€¡¿ªº")

_OPENING, _CLOSING = frozenset("“„«\"'‘"), frozenset("”“»\"'’")


def check(survey: Survey) -> Iterator[Report]:
    """Words are written in letters that were read in the wrong encoding."""
    for place, said, meant in _garbled(survey):
        yield place, f"`{said}` is garbled", f"`{meant}` was meant", (), said


def fix(survey: Survey) -> Iterator[Edit]:
    """The letters are read anew, in the encoding that they were written in."""
    for place, said, meant in _garbled(survey):
        yield Edit(place, said, meant)


def _garbled(survey: Survey) -> Iterator[tuple[Place, str, str]]:
    for prose in survey.prose:
        for telling, pattern, encodings in _KINDS:
            for match, place in prose.find(pattern) if any(letter in prose.plain for letter in telling) else ():
                said = match.group()
                meant = _meant(said, encodings)
                before, after = (
                    prose.plain[max(0, match.start() - 1) : match.start()],
                    prose.plain[match.end() : match.end() + 1],
                )
                spoken_of = before in _OPENING and after in _CLOSING
                if meant and not spoken_of and not _sound(said, before):
                    yield place, said, meant


def _meant(said: str, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return said.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _sound(said: str, before: str) -> bool:
    """True for letters that may be meant as they stand: one with an accent, and a sign of punctuation."""
    if said.startswith("â€") or (said[0] == "Â" and said[1] in "°§©®£·" and not before.isalpha()):
        return False
    signs = _SOUND if said[0] == "Ã" else _MARKED
    return all(letter in signs for letter in said[1:])
