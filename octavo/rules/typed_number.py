"""A heading begins with a number that is typed by hand.

## Why it matters
What is numbered by itself would be printed as "1 Chapter 1: The coast".

## Bad
```markdown
# Chapter 1: The coast

Text.
```

## Good
```markdown
# The coast

Text.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.survey import ChapterUse, Survey

CODE = "H008"
SEVERITY = Severity.WARNING
_WORD = re.compile(
    r"(?:chapter|chapitre|kapitel|cap[íi]tulo|capitolo|hoofdstuk|rozdział|kapitola|глава|appendix|annexe|anhang|приложение)"
    r"[\s\u00a0]+(?P<number>\d+|[IVXL]+|[A-H])(?:[\s\u00a0]*[.:–—-]|[\s\u00a0]*\Z|(?P<bare>[\s\u00a0]+)(?-i:(?=[A-ZÀ-ÞА-ЯЁ])))",
    re.I,
)
_NUMBER = re.compile(r"(?P<number>\d{1,2}|[IVXL]{1,6})[.:)][\s\u00a0]+(?=[^\W\d_])")
_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?[\s\u00a0]+(?=\S)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def check(survey: Survey) -> Iterator[Report]:
    """A heading begins with a number that is typed by hand."""
    numbered = [chapter for chapter in survey.chapters if chapter.numbered and chapter.titled]
    ordinals = _ordinals(numbered)
    for chapter in numbered:
        word = _WORD.match(chapter.title)
        # "Chapter 11 Bankruptcy" is a title, unless it is the eleventh chapter.
        if word and (not word["bare"] or _value(word["number"]) == ordinals[chapter.name]):
            yield _report(chapter.place, chapter.title, word.group())
    counted = list(_counted(numbered, ordinals))
    if len(counted) > 1:
        yield from (_report(chapter.place, chapter.title, typed) for chapter, typed in counted)
    for chapter in numbered:
        for heading in chapter.headings:
            match = _SECTION.match(heading.title)
            if match and not heading.unnumbered and heading.level <= survey.config.number_depth:
                yield _report(heading.place, heading.title, match.group())


def _report(place: Place, title: str, typed: str) -> Report:
    message = f"the heading begins with “{typed.strip()}”, and is numbered by itself besides"
    return place, message, "take the number out, or number the chapter `{.unnumbered}`", (), title


def _ordinals(chapters: list[ChapterUse]) -> dict[str, int]:
    """The numbers that chapters and appendices get by themselves."""
    count: dict[str, int] = {}
    ordinals: dict[str, int] = {}
    for chapter in chapters:
        ordinals[chapter.name] = count[chapter.kind] = count.get(chapter.kind, 0) + 1
    return ordinals


def _counted(chapters: list[ChapterUse], ordinals: dict[str, int]) -> Iterator[tuple[ChapterUse, str]]:
    """The chapters that begin with the number that they get anyway: "9. November" alone is a day."""
    for chapter in chapters:
        match = _NUMBER.match(chapter.title)
        if match and _value(match["number"]) == ordinals[chapter.name]:
            yield chapter, match.group()


def _value(number: str) -> int:
    """A number in figures, in roman numerals, or as the letter of an appendix."""
    if number.isdigit():
        return int(number)
    if not set(number.upper()) <= set(_ROMAN):
        return ord(number.upper()) - ord("A") + 1
    values = [_ROMAN[letter] for letter in number.upper()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
