"""Which script a word is in, and the language that a run in another script most likely has."""

import re

_RANGES = (
    ("ru", "\u0400-\u052f", "ru uk be bg sr mk kk"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff", "el grc"),
    ("zh", "\u3400-\u9fff\uf900-\ufaff", "zh ja yue"),
    ("ja", "\u3040-\u30ff", "ja"),
    ("ko", "\uac00-\ud7af", "ko"),
    ("ar", "\u0600-\u06ff", "ar fa ur"),
    ("he", "\u0590-\u05ff", "he yi"),
)
_LETTERS = tuple(
    (language, re.compile(f"[{letters}]"), frozenset(speakers.split())) for language, letters, speakers in _RANGES
)
_ANY = re.compile("[" + "".join(letters for _, letters, _ in _RANGES) + "]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\uac00-\ud7af\u3000-\u30ff]")


def foreign(word: str, language: str) -> str:
    """The language of a word in a script that ``language`` is not written in, else ""."""
    if word.isascii() or not _ANY.search(word):
        return ""
    base = language.split("-")[0].lower()
    for name, letters, speakers in _LETTERS:
        found = letters.search(word)
        if found:
            # "ru-Latn" is Russian in Latin letters: a Cyrillic word in it is a foreign run all the same.
            return (
                ""
                if (base in speakers and "-latn" not in language.lower()) or _LATIN.search(word[: found.start()])
                else name
            )
    return ""


def wide(character: str) -> bool:
    """True for characters that are set without spaces between words (Chinese, Japanese)."""
    return bool(character) and bool(_WIDE.match(character))
