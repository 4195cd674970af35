"""A letter of the text is in none of the book's fonts.

## Why it matters
The printed page would show an empty box, so that a release stops when the pages are set.

## Bad
```markdown
# One

The rune ᚠ stands for wealth.
```

## Good
```markdown
# One

The rune *fehu* stands for wealth.
```
"""

import unicodedata
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import CODE as TYPED
from octavo.survey import Prose, Survey

CODE = "T010"
SEVERITY = Severity.ERROR
_HINT = 'name an installed font that has them in book.toml: fallback-fonts = ["{}"]; see `octavo doctor`'
_FONTS = {
    "ARABIC": "Noto Naskh Arabic", "LATIN": "Noto Serif", "GREEK": "Noto Serif", "CYRILLIC": "Noto Serif",
    "RUNIC": "Noto Sans Runic", "GOTHIC": "Noto Sans Gothic", "SYRIAC": "Noto Sans Syriac",
    "COPTIC": "Noto Sans Coptic",
    "CHEROKEE": "Noto Sans Cherokee", "MONGOLIAN": "Noto Sans Mongolian", "THAANA": "Noto Sans Thaana",
    **{script: f"Noto Serif {script.capitalize()}" for script in (
        "HEBREW", "ARMENIAN", "GEORGIAN", "DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI", "KANNADA", "KHMER", "LAO",
        "MALAYALAM", "MYANMAR", "SINHALA", "TAMIL", "TELUGU", "THAI", "ETHIOPIC", "TIBETAN",
    )},
}  # fmt: skip
_CJK, _OTHERS = "Noto Serif CJK SC", "Noto Sans Symbols 2"
_CJK_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH")
_MOST = 5
# Variation selectors, joiners and fillers need no picture of their own; of U+FFFD other rules tell.
_UNSEEN = frozenset((0x034F, 0x115F, 0x1160, 0x3164, 0xFFFD, *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200)))


def check(survey: Survey) -> Iterator[Report]:
    """A letter of the text is in none of the book's fonts."""
    known = survey.beside.letters
    paged = [edition for edition in survey.config.editions if edition.format.paged]
    if known is None or (survey.config.editions and not paged):
        return
    within = {use.place.file: use.place.line for use in reversed(survey.passages)}
    for prose in survey.prose:
        if prose.text.isascii() or (paged and all(prose.path in edition.leaves_out for edition in paged)):
            continue
        found = {letter: at for letter in _unknown(prose, known) if (at := _first(prose, letter)) >= 0}
        letters = sorted(found, key=lambda letter: found[letter])
        place = prose.place(found[letters[0]]) if letters else None
        # What stands in a passage of some editions may be in none with pages: the pages themselves will tell.
        if place and place.line < within.get(prose.path, place.line + 1):
            shown = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in letters[:_MOST])
            more = f" and {len(letters) - _MOST} more" if len(letters) > _MOST else ""
            yield place, f"no font of the book has {shown}{more}", _HINT.format(_font(letters[0])), (), letters[0]


def _font(letter: str) -> str:
    """A font that has the letters of a script."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    if script in _CJK_SCRIPTS:
        return _CJK
    return _FONTS.get(script, _OTHERS if unicodedata.category(letter)[0] == "S" else "…")


def _unknown(prose: Prose, known: frozenset[int]) -> Iterator[str]:
    for letter in prose.letters:
        number = ord(letter)
        if number in known or number in _UNSEEN or unicodedata.category(letter)[0] in "CZ":
            continue
        pieces = unicodedata.normalize("NFD", letter)
        if len(pieces) < 2 or not all(ord(piece) in known for piece in pieces):
            yield letter


def _first(prose: Prose, letter: str) -> int:
    """Where a letter is first printed: in the text, or in code; -1 for one that stands in comments alone."""
    at = prose.text.find(letter)
    while at >= 0 and prose.plain[at] not in (letter, TYPED):
        at = prose.text.find(letter, at + 1)
    return at
