"""Quotation marks are those of another language.

## Why it matters
Each language has its own: “…” in English, „…“ in German, «…» in Russian, « … » in French.

## Bad
```markdown
# One

They called it a «shield».
```

## Good
```markdown
# One

They called it a “shield”, or [«щит»]{lang=ru}.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T026"
SEVERITY = Severity.STYLE
SCOPE = PROSE
_ANY = re.compile("[“”„«»「」]")
_CYRILLIC = re.compile("[Ѐ-ԯ]")
# What may stand outermost, and what within another.
_OWN = {
    "en": ("“”", "“”"), "de": ("„“»«", "„“»«"), "ru": ("«»", "«»„“"), "uk": ("«»", "«»„“”"), "fr": ("«»", "«»“”"),
    "es": ("«»“”", "«»“”"), "it": ("«»“”", "«»“”"), "pt": ("«»“”", "«»“”"),
}  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """Quotation marks are those of another language."""
    for prose in survey.prose:
        if not any(sign in prose.plain for sign in "“”„«»「」"):
            continue
        runs, depth, paragraph = prose.foreign(), 0, 0
        for match, place in prose.find(_ANY):
            sign, at = match.group(), match.start()
            if prose.plain.find("\n\n", paragraph, at) >= 0:
                depth = 0
            paragraph = at
            language = runs.language(at, survey.config.language)
            outer, inner = _OWN.get(language, ("", ""))
            if outer and sign not in (inner if depth else outer) and not _foreign(prose, at, sign, language):
                hint = f"write `{outer[0]}…{outer[1]}`" if language != "fr" else "write `« … »`"
                yield place, f"the quotation mark `{sign}` is not of this language", hint, (), sign
            depth = max(0, depth + (sign == outer[:1]) - (sign == outer[1:2]))


def _foreign(prose: Prose, at: int, sign: str, language: str) -> bool:
    """True for words in letters of another language, whose quotation marks are their own."""
    inside = prose.plain[at + 1 : at + 12] if sign in "“„«「" else prose.plain[max(0, at - 12) : at]
    return bool(_CYRILLIC.search(inside)) != (language in ("ru", "uk")) and any(map(str.isalpha, inside))
