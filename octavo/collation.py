"""Collation: the order of headings and names, letter by letter or word by word, in the alphabets that the house reads.

Chicago 18, 15.65–15.84; DIN 5007-1 for German; letters that an alphabet counts apart stand where it has them.
"""

import re
import unicodedata
from typing import TypeAlias

Key: TypeAlias = tuple[tuple[int, str], ...]

# Behind every letter: a letter that an alphabet puts after another is the other with this behind it.
_AFTER = "\uffff"
_APART = {
    "й": "и", "ґ": "г", "є": "е", "і": "и", "ў": "у", "ђ": "д", "љ": "л", "њ": "н", "ћ": "т", "џ": "ч", "ј": "и",
}  # fmt: skip
_TWICE = {"ї": "и"}
_PLAIN = str.maketrans(
    {"ё": "е", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss"}
)
_SPLIT = re.compile(r"[,(;:]")
_TOKEN = re.compile(rf"\d+|{_AFTER}|[^\W\d_]")
# What does not count at the beginning of a sub-heading.
_SMALL = {
    "en": "a an the and as at between by for from in of on over to toward under with against during",
    "fr": "le la les l un une des et à au aux de du en dans sur par pour avec",
    "de": "der die das den dem des ein eine und als an am auf aus bei für im in mit nach über und unter von vom zu zur",
    "ru": "в во и к ко на о об от по с со у за из для при",
}
_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr", "mk"))


def folded(text: str) -> str:
    """A text as its letters are compared: without case and accents, each letter where its alphabet has it."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        if letter in _APART or letter in _TWICE:
            letters.append((_APART | _TWICE)[letter] + _AFTER * (1 + (letter in _TWICE)))
        else:
            plain = unicodedata.normalize("NFKD", letter.translate(_PLAIN))
            letters.append("".join(c for c in plain if not unicodedata.combining(c)))
    return "".join(letters)


def key(heading: str, language: str = "en", by: str = "letter") -> tuple[Key, ...]:
    """The key of a heading: ``by`` letter (spaces do not count, but what follows a comma comes later) or by word.

    Numbers come first, by their value; then the letters of the book's own script, then those of others.
    """
    pieces = _SPLIT.split(heading) if by == "letter" else heading.split()
    return tuple(_letters(piece, language) for piece in pieces if _TOKEN.search(piece))


def sub_key(heading: str, language: str = "en", by: str = "letter") -> tuple[Key, ...]:
    """The key of a sub-heading, in which leading articles and prepositions do not count (Chicago 18, 15.76)."""
    small = _SMALL.get(language.split("-")[0].lower(), _SMALL["en"]).split()
    words = heading.replace("’", " ").split()
    while len(words) > 1 and words[0].casefold() in small:
        words.pop(0)
    return key(" ".join(words), language, by)


def initial(heading: str) -> str:
    """The letter that a heading is filed under; "#" for numbers and signs."""
    first = next((c for c in heading if c.isalnum()), "#")
    if not first.isalpha():
        return "#"
    bare = first if first.casefold() in _APART | _TWICE else folded(first)[:1]
    return bare.upper()


def _letters(text: str, language: str) -> Key:
    cyrillic = language.split("-")[0].lower() in _CYRILLIC
    found: list[tuple[int, str]] = []
    for token in _TOKEN.findall(folded(text)):
        if token == _AFTER:
            found.append((3, ""))
        elif token.isdigit():
            found.append((0, token.zfill(12)))
        else:
            own = ("\u0400" <= token <= "\u052f") == cyrillic
            found.append((1 if own else 2, token))
    return tuple(found)
