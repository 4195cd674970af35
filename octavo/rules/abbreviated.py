"""Where a book uses the abbreviations of its table, and where it says what they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from octavo.findings import Place
from octavo.survey import MARKS, Prose, Survey, TermUse

_GAPS = re.compile(r"[\s\u00a0\u202f*_~–—-]+")
# Marks, and the brackets of spans and links, are no part of the words.
_UNSEEN = str.maketrans(dict.fromkeys(f"{MARKS}[]*_", " "))
_BETWEEN = re.compile(r"[\s\u00a0]*[(,“‘]+\s*\Z")
_CAPITAL = re.compile(r"[A-ZА-Я]\w*+")
_ASIDE = re.compile(r"\s*[,(;].*")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A place where an abbreviation stands in parentheses behind words: the words, as far as they may be its expansion,
    its place, and true where they are that of the table.
    """

    words: str
    place: Place
    agrees: bool


@dataclass(frozen=True, slots=True)
class Abbreviated:
    """An abbreviation: its row, its first use or None, and its introductions in the order of the book."""

    row: TermUse
    first: Place | None
    introductions: tuple[Introduction, ...]

    @property
    def expanded(self) -> tuple[Place, ...]:
        """Where it stands beside its expansion, or what is meant to be it."""
        return tuple(introduction.place for introduction in self.introductions)


def abbreviated(survey: Survey) -> Iterator[Abbreviated]:
    """The abbreviations of the book."""
    # Of dozens of abbreviations most are in none of the chapters but a few.
    words = [_capitals(prose.plain) for prose in survey.prose if survey.beside.abbreviations]
    for row in survey.beside.abbreviations:
        telling = _CAPITAL.match(row.phrase)
        first: Place | None = None
        found: list[Introduction] = []
        for prose, known in zip(survey.prose, words, strict=True):
            if (
                telling and telling.group() not in known and f"{telling.group()}s" not in known
            ) or row.phrase not in prose.plain:
                continue
            pattern = re.compile(rf"(?<![\w-]){re.escape(row.phrase)}(?=(?:s|[’']s)?(?![\w-]))")
            # A heading uses what its text will say.
            offsets = [m.start() for m in pattern.finditer(prose.plain) if not prose.line(m.start()).startswith("#")]
            if offsets and first is None:
                first = prose.place(offsets[0])
            found += [i for at in offsets if (i := _introduction(prose, at, row))]
        yield Abbreviated(row, first, tuple(found))


@lru_cache(maxsize=512)
def _capitals(plain: str) -> frozenset[str]:
    """The words of a text that begin with a capital; several rules ask for those of the same text."""
    return frozenset(_CAPITAL.findall(plain))


def _introduction(prose: Prose, at: int, row: TermUse) -> Introduction | None:
    """What stands around an abbreviation, if it says what it means: "expansion (ABM)" or "ABM (expansion)"."""
    meant = _folded(_ASIDE.sub("", row.value))
    end = at + len(row.phrase)
    before, after = (side.translate(_UNSEEN) for side in (prose.before(at, 160), prose.plain[end : end + 160]))
    if _folded(after).startswith((f"({meant}", f"s ({meant}", f", {meant}")):
        return Introduction(_ASIDE.sub("", row.value), prose.place(at), True)
    opening = _BETWEEN.search(before)
    if not opening or not after.lstrip().startswith((")", "s)", ",", ";")):
        return None
    words = _folded(before[: opening.start()])
    if words.endswith((meant, f"{meant}s")):
        return Introduction(meant, prose.place(at), True)
    spelt = _spelt(before[: opening.start()], row.phrase)
    return Introduction(spelt, prose.place(at), False) if spelt else None


def _spelt(before: str, phrase: str) -> str:
    """The last words whose first letters spell the abbreviation; small words between may be passed over."""
    letters = [letter.casefold() for letter in phrase if letter.isalpha()]
    words = [(match.group(), match.start()) for match in re.finditer(r"[^\W\d_]+", before)]
    at = len(before)
    while letters and words:
        word, start = words.pop()
        if word.casefold().startswith(letters[-1]):
            letters.pop()
            at = start
        elif len(word) > 3 or not word.islower():
            return ""
    return " ".join(before[at:].split()) if not letters and len(phrase) > 1 else ""


def _folded(text: str) -> str:
    return _GAPS.sub(" ", text.casefold()).strip()
