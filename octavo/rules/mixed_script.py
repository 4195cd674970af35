"""A word is written in letters of two alphabets that look alike.

## Why it matters
It looks right and is another word: no search finds it, no dictionary hyphenates it, and a reading voice spells it.

## Bad
```markdown
# One

The talks in Mоscow went on.
```

## Good
```markdown
# One

The talks in Moscow went on, and in Москва too; α-particles and S-300 are as they should be.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "T009"
SEVERITY = Severity.WARNING
SCOPE = PROSE
_LATIN, _CYRILLIC, _GREEK = "A-Za-zÀ-ÖØ-öø-ɏ", "Ѐ-ԯ", "Ͱ-Ͽἀ-῿"
_OTHER = re.compile(f"[{_CYRILLIC}{_GREEK}]")
# Where two alphabets meet, looked for at the letters of the one that is the rarer in a text.
_AT_OTHER = re.compile(f"[{_CYRILLIC}{_GREEK}](?:(?<=[{_LATIN}].)|(?=[{_LATIN}]))")
_AT_LATIN = re.compile(f"[{_LATIN}](?:(?<=[{_CYRILLIC}{_GREEK}].)|(?=[{_CYRILLIC}{_GREEK}]))")
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = tuple(
    (name, re.compile(f"[{letters}]"))
    for name, letters in (("Latin", _LATIN), ("Cyrillic", _CYRILLIC), ("Greek", _GREEK))
)
# Letters that nobody can tell from one another, those of the other alphabet with the Latin ones.
_CYRILLIC_LATIN = dict(zip("аеорсухіѕАВЕКМНОРСТХІЅЅ", "aeopcyxisABEKMHOPCTXISS", strict=True))
_GREEK_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_LOOK = {
    ("Cyrillic", "Latin"): _CYRILLIC_LATIN,
    # The Latin I stands for a letter that keyboards of the Caucasus do not have.
    ("Latin", "Cyrillic"): {latin: own for own, latin in _CYRILLIC_LATIN.items() if latin not in "I"},
    ("Greek", "Latin"): _GREEK_LATIN,
    ("Latin", "Greek"): {latin: own for own, latin in _GREEK_LATIN.items()},
}
_ROMAN = re.compile("[IVXLCDMХСМІ]{2,}")
# An abbreviation with a Russian ending.
_ACRONYM = re.compile("[A-Z]{2,}[а-яё]")
_INFLECTED = frozenset("ru uk be bg sr mk kk".split())


def check(survey: Survey) -> Iterator[Report]:
    """A word is written in letters of two alphabets that look alike."""
    for word, at, place, meant in _mixed(survey):
        own, other = _name(word[at]), _name(meant[at])
        message = f"the `{word[at]}` in `{word}` is {own} (U+{ord(word[at]):04X}), and other letters of it {other}"
        yield place, message, f"type the {other} `{meant[at]}`", (), word


def fix(survey: Survey) -> Iterator[Edit]:
    """The letters of the other alphabet become those that they look like."""
    for word, at, place, meant in _mixed(survey):
        yield Edit(place, word[at:], meant[at:])


def _mixed(survey: Survey) -> Iterator[tuple[str, int, Place, str]]:
    """Each such word, where in it the first wrong letter is, its place, and the word as it was meant."""
    language = survey.config.language.split("-")[0].lower()
    for prose in survey.prose:
        if prose.plain.isascii():
            continue
        latin = len(_OTHER.findall(prose.plain[::101])) < len(prose.plain) // 250
        done = 0
        for match in (_AT_OTHER if latin else _AT_LATIN).finditer(prose.plain):
            if match.start() < done:
                continue
            start = _beginning(prose, match.start())
            found = _WORD.match(prose.plain, start)
            word = found.group() if found else ""
            done = start + len(word)
            meant = _meant(word, language)
            if meant:
                at = next(index for index, letter in enumerate(word) if letter != meant[index])
                yield word, at, prose.place(start + at), meant


def _beginning(prose: Prose, at: int) -> int:
    while at and prose.plain[at - 1].isalpha():
        at -= 1
    return at


def _name(letter: str) -> str:
    return next((name for name, pattern in _NAMES if pattern.match(letter)), "")


def _meant(word: str, language: str) -> str:
    """The word in one alphabet; "" where it may be mixed on purpose."""
    alphabets = [_name(letter) for letter in word]
    if len(set(alphabets)) != 2 or (len(word) < 3 and not _ROMAN.fullmatch(word)):
        return ""
    few, many = sorted(set(alphabets), key=lambda name: (alphabets.count(name), name == "Latin"))
    for wrong, right in ((few, many), (many, few)):
        look = _LOOK.get((wrong, right), {})
        if not look or not all(letter in look for letter in _of(wrong, word, alphabets)):
            continue
        if _ROMAN.fullmatch(word) and right != "Latin":
            continue
        if wrong == "Latin" and _ACRONYM.match(word):
            return ""
        greek = "Greek" in (wrong, right) and alphabets.count(right) < 3
        if greek or (wrong == "Cyrillic" and language in _INFLECTED and _is_ending(alphabets)):
            return ""
        return "".join(look[letter] if _name(letter) == wrong else letter for letter in word)
    return ""


def _of(alphabet: str, word: str, alphabets: list[str]) -> list[str]:
    """The letters of a word that are of this alphabet."""
    return [letter for letter, name in zip(word, alphabets, strict=True) if name == alphabet]


def _is_ending(alphabets: list[str]) -> bool:
    """True for Latin letters with an ending that their language does not have: a name declined in Russian."""
    latin = alphabets.count("Latin")
    return latin > 1 and alphabets[:latin] == ["Latin"] * latin
