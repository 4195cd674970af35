"""References that are typed by hand: "section 3.2 above", "see Figure 2.1", with the words of several languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.findings import Place
from octavo.survey import Prose

_WORDS = (
    r"chapters?|chaps?\.|sections?|sects?\.|secs?\.|figures?|figs?\.|tables?|equations?|eqs?\.|appendix|appendices|"
    r"listings?|notes?|footnotes?|endnotes?|n\.|nn\.|pages?|pp?\.|§§?|"
    r"chapitres?|chap\.|tableaux?|tabl?\.|annexes?|"
    r"kapiteln?|kap\.|abschnitte?n?|abb\.|abbildung(?:en)?|tabellen?|tab\.|anhang|anmerkung(?:en)?|anm\.|fußnoten?|fn\.|"
    r"seiten?|s\.|"
    r"глав(?:а|е|ы|у|ах)|гл\.|раздел(?:а|е|ы|у|ах)?|разд\.|рис\.|рисун(?:ок|ка|ке|ки|ках)|табл\.|таблиц(?:а|е|ы|у|ах)|"
    r"прим\.|примечани(?:е|я|и)|сноск(?:а|е|и|у)|приложени(?:е|я|и)|с\."
)
_NUMBER = re.compile(
    r"(?<=[\s\u00a0\u202f])(?P<number>\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?)(?![\w%°/:]|[.,]\d|[-–]\d|\.\s?[A-Z]\.)"
)
_WORD = re.compile(rf"(?<![\w.])(?P<word>{_WORDS})[\s\u00a0\u202f]{{1,2}}\Z", re.I)
# What says that the place is in this book: "above", "of the present book". "This book" may be one that was just named.
_HERE = re.compile(
    r"[\s\u00a0]?,?[\s\u00a0](?:above|below|overleaf|supra|infra|ci-dessus|ci-dessous|plus haut|plus bas"
    r"|(?:weiter )?oben|(?:weiter )?unten|выше|ниже|(?:of|in) the present (?:book|volume|monograph)"
    r"|(?:du|dans le) présent (?:livre|volume|ouvrage)|(?:des|im) vorliegenden Buch(?:e?s)?"
    r"|настоящей (?:книги|монографии)|наст\. изд\.)(?![\w-])"
)
_LED_HERE = re.compile(r"\b(?:supra|infra)[*_]{0,2},?[\s\u00a0]+\Z", re.I)
# "above" that goes on is no adverb: "section 3 above the road", "Table 2 below 10 per cent".
_GOES_ON = re.compile(
    r"[\s\u00a0](?:the|a|an|all|that|this|these|those|its|their|his|her|each|every|any|which|it|them|zero|freezing|sea|average"
    r"|ground|normal|water|par|der|die|das|dem|den|le|la|les)\b|[\s\u00a0]\d",
    re.I,
)
# "Abb. 3 unten" is the lower half of a figure.
_PART = re.compile(r"[\s\u00a0]?,?[\s\u00a0](?:weiter )?(?:oben|unten)\b")
_THERE = re.compile(
    r"[\s\u00a0]?[(,]?[\s\u00a0]?(?:[«„“\"*_]|(?:of|in|from|by|to|du|de|des|dans|chez|par|von|des|der|aus|im|bei"
    r"|seine[srm]?|ihre[srm]?|dieses|в|во|из|у|его|её|их|к)[\s\u00a0](?!(?:this|the present)[\s\u00a0]))"
)
_POSSESSED = re.compile(
    r"(?:[’']s|s[’']|\b(?:his|her|their|its|sa|son|ses|leur|sein|ihr|его|её|их))[\s\u00a0]+\Z", re.I
)
_LEADING = re.compile(
    r"(?:\b(?:see|see also|cf\.|compare|as|in|and|also|to|from|voir|cf|siehe|vgl\.|см\.|в|на)[\s\u00a0]+|\()\Z", re.I
)
_SHOWING = re.compile(
    r"[\s\u00a0](?:shows?|lists?|gives?|presents?|illustrates?|describes?|discusses|examines|summari[sz]es|explains"
    r"|montre|présente|zeigt|enthält|beschreibt|показывает|представляет)\b"
)
_QUOTES = {"“": 1, "”": -1, "«": 1, "»": -1, "„": 1}
_REACH = 40


_BY_HAND = re.compile(
    r"^#+[ \t]+(?:[^\W\d_]+\.?[ \t]+)?(\d+(?:\.\d+)*)|\\tag\{(\d+(?:\.\d+)*)\}"
    r"|^[^\w\n]{0,6}(?:fig|tab|abb|eq|рис|табл)[^\W\d_]*\.?[ \u00a0](\d+(?:\.\d+)*)[.:*_]"
    r"|^[^\w\n]{0,6}(?:(?:sec|chap|part|art|abschnitt|kap|глава|раздел)[^\W\d_]*\.?[ \u00a0])?(\d+(?:\.\d+)*)[.):]",
    re.M | re.I,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A reference typed by hand: as written, and its place."""

    words: str
    place: Place


def typed_references(prose: Prose, sure: bool) -> Iterator[Typed]:
    """The references of a file that are typed by hand: those that surely mean this book, or those that may."""
    plain = prose.plain
    by_hand: frozenset[str] | None = None
    for match in _NUMBER.finditer(plain):
        start, end = match.span()
        word = _WORD.search(plain, max(0, start - 18), start)
        after = plain[end : end + _REACH].replace("\n", " ") if word else ""
        before = plain[max(0, word.start() - 12) : word.start()] if word else ""
        if not word or _POSSESSED.search(before) or _here(before, word["word"], after) != sure:
            continue
        if not sure and not _likely(before, word["word"], after):
            continue
        if not _elsewhere(prose, word.start(), sure):
            by_hand = _numbered_by_hand(prose) if by_hand is None else by_hand
            if match["number"].rstrip("abcdefgh") not in by_hand:
                yield Typed(" ".join(plain[word.start() : end].split()), prose.place(word.start()))


def _here(before: str, word: str, after: str) -> bool:
    """True where the words around say that the place is in this book."""
    here = None if _PART.match(after) and word[:2].lower() in ("ab", "ta") else _HERE.match(after)
    return bool(_LED_HERE.search(before)) or (here is not None and not _GOES_ON.match(after, here.end()))


def _likely(before: str, word: str, after: str) -> bool:
    """True where the words around speak of a place without saying whose. Pages are those of sources."""
    if (word[0] in "pPsSсС§n" and len(word) < 4) or _THERE.match(after):
        return False
    return bool(_LEADING.search(before) or (_SHOWING.match(after) and not before.rstrip().endswith((",", ";"))))


def _elsewhere(prose: Prose, at: int, sure: bool) -> bool:
    """True in a quotation, a heading, a table, and – unless it surely means this book – in a sentence that speaks of a
    source: one that cites, or has words in italics or in quotation marks.
    """
    line = prose.plain[prose.plain.rfind("\n", 0, at) + 1 : at]
    before = prose.plain[prose.plain.rfind("\n\n", 0, at) + 1 : at]
    if line.lstrip().startswith((">", "#", "|", "+")) or before.lstrip().startswith((">", "|")):
        return True
    if before.count('"') % 2 or sum(_QUOTES.get(letter, 0) for letter in before) > 0:
        return True
    if sure:
        return False
    written = prose.text[at - len(before) : at]
    if written.lstrip().startswith("[^"):
        return True
    sentence = re.split(r"[.!?][”»\")]*\s+(?=[A-ZÀ-ÞА-ЯЁ])", written)[-1]
    return bool(re.search(r"@\w|\*[^*]+\*|_[^_]+_|[“«][^”»]+[”»]", sentence))


def _numbered_by_hand(prose: Prose) -> frozenset[str]:
    """The numbers that the file's headings, captions and formulas have by hand."""
    return frozenset(number for match in _BY_HAND.finditer(prose.text) for number in match.groups() if number)
