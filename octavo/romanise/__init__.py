"""Romanise: Cyrillic in Latin letters by a named scheme, and whether a romanisation that was given follows it."""

import re
import unicodedata

from octavo.romanise.tables import ALA_LC, BGN_PCGN, ISO_9, LANGUAGES, NONE, SCHEMES, TABLES

__all__ = ["ALA_LC", "BGN_PCGN", "ISO_9", "NONE", "SCHEMES", "agrees", "cyrillic", "language_of", "romanised"]

_CYRILLIC = re.compile("[\u0400-\u052f]")
_WORD = re.compile("[\u0400-\u052f][\u0400-\u052f\u0301’'ʼ]*")
_APOSTROPHES = str.maketrans("'ʼ", "’’")
_SOFTENING = frozenset("аеёиоуыэюяіїєйъьў’")
# Letters by which a text without a language shows its own.
_TELLING = (("uk", "їєґ"), ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђљњћџј"), ("uk", "і"))
# How one and the same letter is typed.
_TYPED = str.maketrans({
    "\u0361": "", "\ufe20": "", "\ufe21": "", "’": "ʹ", "'": "ʹ", "‘": "ʹ", "ʼ": "ʹ", "′": "ʹ", "”": "ʺ", '"': "ʺ",
    "“": "ʺ", "″": "ʺ", "–": "-", "—": "-", "\u2011": "-", "«": "ʺ", "»": "ʺ",
})  # fmt: skip


def cyrillic(text: str) -> bool:
    """True where a text has a Cyrillic letter."""
    return bool(_CYRILLIC.search(text))


def language_of(text: str, language: str = "") -> str:
    """The language of a Cyrillic text: the one that is given, if it is written so, else what its letters tell."""
    base = language.split("-")[0].lower()
    if base in LANGUAGES:
        return base
    low = text.lower()
    return next((named for named, letters in _TELLING if any(letter in low for letter in letters)), "ru")


def romanised(text: str, language: str, scheme: str = ALA_LC) -> str:
    """A text with its Cyrillic words in Latin letters; what is not Cyrillic stays. Scheme "none" changes nothing."""
    tables = TABLES.get(scheme)
    if tables is None or not cyrillic(text):
        return text
    table = tables[language_of(text, language)]
    found = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", _WORD.sub(lambda word: _word(word[0], table), found))


def agrees(given: str, made: str) -> bool:
    """True where two romanisations differ in nothing but capitals, spaces, ties, stops and the shape of their signs."""
    return _bare(given) == _bare(made)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_TYPED)).casefold()
    return "".join(letter for letter in plain if letter.isalnum() or letter in "ʹʺ").strip("ʺ").replace("ʺʺ", "ʺ")


def _word(word: str, table: dict[str, str]) -> str:
    """One word; a word in capitals stays in capitals, "Щ" at the head of another becomes "Shch"."""
    closing = len(word) - len(word.rstrip("’'ʼ"))
    tail, word = word[len(word) - closing :], word[: len(word) - closing]
    low = word.lower().translate(_APOSTROPHES)
    shout = sum(letter.isalpha() for letter in word) > 1 and word == word.upper()
    made: list[str] = []
    at = 0
    while at < len(word):
        piece, size = _letter(low, at, table)
        if word[at] != low[at] and word[at].isupper():
            piece = piece.upper() if shout else piece[:1].upper() + piece[1:]
        made.append(piece)
        at += size
    return "".join(made) + tail


def _letter(low: str, at: int, table: dict[str, str]) -> tuple[str, int]:
    """What stands for the letter at a place, and how many letters that takes."""
    for size in (2, 1):
        key = low[at : at + size]
        ending = f"{key}$"
        if at + size == len(low) and ending in table:
            return table[ending], size
        if at == 0 and f"^{key}" in table:
            return table[f"^{key}"], size
        if f"*{key}" in table and (at == 0 or low[at - 1] in _SOFTENING):
            return table[f"*{key}"], size
        if key in table:
            return table[key], size
    return low[at], 1
