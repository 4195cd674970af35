"""Titles and names folded, so that one work is known again: without case, accents and points, and across scripts."""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўѣѳѵјљњћђџѕ",
    (
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh sh - i - e iu ia "
        "i i e g u e f i i l n ch d dzh z"
    ).split(),
    strict=True,
))  # fmt: skip
_ACCENTED = str.maketrans(
    {"š": "sh", "č": "ch", "ž": "zh", "ŝ": "sh", "ẑ": "sh", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss"}
)
# What the schemes of romanisation write in more letters than one; the longer first.
_SOUNDS = (
    ("shch", "§"), ("šč", "§"), ("sch", "§"), ("sh", "§"), ("tch", "¤"), ("ch", "¤"), ("zh", "¶"), ("kh", "h"),
    ("ts", "c"), ("tz", "c"), ("x", "ks"), ("w", "v"), ("g", "h"),
)  # fmt: skip
_WEAK = re.compile(r"[aeiouyj]")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """A text in small letters without accents and points, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("&", " and ")
    return " ".join(_WORD.findall(plain))


def cyrillic(text: str) -> bool:
    """True for a text most of whose letters are Cyrillic."""
    letters = [c for c in text if c.isalpha()]
    return sum("\u0400" <= c <= "\u052f" for c in letters) * 2 > len(letters)


@lru_cache(maxsize=16384)
def skeleton(text: str) -> str:
    """The consonants of a Russian or Ukrainian text, the same in Cyrillic and in any romanisation of it.

    ALA-LC, BGN, ISO 9, GOST and what people write who know no scheme differ in their vowels, soft signs and in how
    many letters they need for one sound.
    """
    small = unicodedata.normalize("NFC", text.casefold())
    latin = "".join(_CYRILLIC.get(c, c) for c in small).translate(_ACCENTED)
    latin = "".join(c for c in unicodedata.normalize("NFKD", latin) if "a" <= c <= "z" or c.isdigit() or c == " ")
    for sound, sign in _SOUNDS:
        latin = latin.replace(sound, sign)
    latin = _WEAK.sub("", latin)
    return re.sub(r"([^0-9])\1+", r"\1", re.sub(r"\s+", "", latin))
