"""Words that stand twice, one behind the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.findings import Place
from octavo.survey import Prose

# From one gap between words to the next; that is half the time of looking at every word.
_TWICE = re.compile(r"[ \n(“\"«„*_](?P<word>\w++)(?:[ ]|[ ]?\n(?:>[ ])?)(?P<again>(?i:(?P=word)))(?![\w’'-])")
# Words that grammar lets follow themselves in no sentence, or in next to none.
_NEVER = {
    "en": frozenset("the a an of and or to from with their your our its".split()),
    "fr": frozenset("de le les des du un une et à au aux dans pour par avec ou".split()),
    "de": frozenset("und oder von für eine einer einem einen eines im zum zur vom beim".split()),
    "ru": frozenset("в на и из от для при к с по без или об".split()),
}
_SURE = frozenset().union(*_NEVER.values())
_QUOTES = "“\"‘'«„”»’"
_GAPS = " ,\n"
_CYRILLIC = re.compile("[Ѐ-ԯ]")
_NAME = re.compile(r"[ \n][A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Twice:
    """A word that stands twice, in small letters, where it stands for the second time, and true where this is surely a
    fault of typing.
    """

    word: str
    place: Place
    sure: bool


def twice(prose: Prose, language: str) -> Iterator[Twice]:
    """The words of a text that stand twice. A Russian word is one in a book of any language."""
    base = language.split("-")[0].lower()
    runs = None
    for match, place in prose.find(_TWICE, "again"):
        first, second, start, end = match["word"], match["again"], match.start("word"), match.end()
        # Two names, or a name behind a word: "Bora Bora", "vitamin A a day".
        if not second.islower() or (first != second and len(first) == 1) or _apart(prose.plain, start, end, first):
            continue
        if second not in _SURE:
            yield Twice(second, place, False)
            continue
        runs = runs or prose.foreign()
        own = runs.language(start, base)
        own = "ru" if own in ("en", "fr", "de") and _CYRILLIC.match(first) else own
        if own == "fr" and _NAME.match(prose.plain, end):
            continue  # the politics of de Gaulle: "la politique de de Gaulle"
        yield Twice(second, place, second in _NEVER.get(own, ()))


def _apart(plain: str, start: int, end: int, word: str) -> bool:
    """True for words that are spoken of or sung, for a second one that is an abbreviation, for headings and numbers."""
    before, after = plain[start - 1], plain[end : end + 1]
    spoken_of = before in _QUOTES and after != "" and after in _QUOTES
    shortened = len(word) == 1 and after in (".", ")", ":")
    if spoken_of or shortened or word[0].isdigit() or "\ue000" in word:
        return True
    length = len(word) + 3
    sung = plain[end : end + length].lstrip(_GAPS).casefold().startswith(word.casefold())
    if sung or plain[max(0, start - length) : start].rstrip(_GAPS).casefold().endswith(word.casefold()):
        rest = plain[end : end + length].lstrip(_GAPS)[len(word) : len(word) + 1]
        return not (sung and rest.isalnum())
    line = plain[plain.rfind("\n", 0, start) + 1 : end]
    return "\n" in line and line.lstrip(" >").startswith("#")
