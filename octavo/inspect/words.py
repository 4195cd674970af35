"""Words as a proof-reader counts them: the same in the manuscript, on a page and in a file.

Letters are compared without case and accents, so that small capitals, ligatures and composed characters are no
difference; letters and figures are told apart, so that a note's number does not stick to the word before it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from octavo.findings import Finding, Place
from octavo.inspect.codes import LOST_WORDS, SURPLUS_WORDS
from octavo.inspect.expected import Expected, ExpectedSheet

_RUN = re.compile(r"[^\W\d_]+|\d+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# pdfium marks a hyphen that it takes for a soft one, and leaves the line's end out.
_PAGE_LINE = re.compile("(?<=[\x02\ufffe])|\r?\n")
_HYPHENS = frozenset("-\u2010\u00ad\x02\ufffe")
_SAMPLE = 8
# Labels, numbers and headings that templates add; more than that is text printed twice.
_SURPLUS_SHARE = 0.10
_SURPLUS_LEAST = 150
_LONG, _MOST_PIECES = 16, 8


class _Bare(dict[int, int | None]):
    """Letters without the accents that stand on them, found when they are first met."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = bare = None if unicodedata.combining(chr(letter)) else letter
        return bare


_BARE = _Bare()


def fold(text: str) -> str:
    """The text without case, accents, ligatures and invisible characters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
    return decomposed.translate(_BARE).casefold()


def runs(text: str) -> Iterator[str]:
    """The runs of letters and of figures in a text, folded."""
    return (match.group() for match in _RUN.finditer(fold(text)))


def count_words(text: str) -> Counter[str]:
    """How often each word stands in a running text."""
    return Counter(runs(text))


def missing(expected: Counter[str], pages: Iterable[str]) -> Counter[str]:
    """The expected words that typeset pages do not show, hyphenated or broken words being put together."""
    lines = [line for page in pages for line in _PAGE_LINE.split(page)]
    read = [list(runs(line)) for line in lines]
    found = Counter(word for words in read for word in words)
    heads, tails = (Counter(words[at] for words in read if words) for at in (-1, 0))
    # First what stands on one line and the next; a word that a page or a note parts finds its halves afterwards. The
    # end of one word may be another: where a half is no word of the text, the two are one, lost or not.
    for line, before, after in zip(lines, read, read[1:], strict=False):
        if not before or not after or line.rstrip()[-1:] not in _HYPHENS:
            continue
        head, tail = before[-1], after[0]
        wanting = expected[head + tail] > found[head + tail]
        if wanting or (expected[head + tail] and (found[head] > expected[head] or found[tail] > expected[tail])):
            found[head + tail] += 1
            for counter, word in ((heads, head), (tails, tail), (found, head), (found, tail)):
                counter[word] -= 1
    lost, surplus = expected - found, found - expected
    left = {word: n for word, count in lost.items() if (n := count - _rejoined(word, count, heads, tails, surplus))}
    return Counter({word: n for word, count in left.items() if (n := count - _in_pieces(word, count, surplus))})


def _rejoined(word: str, count: int, heads: Counter[str], tails: Counter[str], surplus: Counter[str]) -> int:
    """How many of the lost can be made of a line's last and another line's first run, both of them left over."""
    joined = 0
    for cut in range(1, len(word)):
        head, tail = word[:cut], word[cut:]
        while joined < count and min(heads[head], tails[tail], surplus[head], surplus[tail]) > 0:
            for counter in (heads, surplus):
                counter[head] -= 1
            for counter in (tails, surplus):
                counter[tail] -= 1
            joined += 1
    return joined


def _in_pieces(word: str, count: int, surplus: Counter[str]) -> int:
    """How many of a very long word can be put together from the pieces of a narrow column, which are left over."""
    joined = 0
    while joined < count and len(word) >= _LONG:
        pieces = _pieces(word, surplus, _MOST_PIECES)
        if not pieces:
            break
        surplus.subtract(pieces)
        joined += 1
    return joined


def _pieces(word: str, surplus: Counter[str], most: int) -> list[str]:
    if surplus[word] > 0:
        return [word]
    for cut in range(len(word) - 1, 0, -1) if most > 1 else ():
        if surplus[word[:cut]] > 0 and (rest := _pieces(word[cut:], surplus, most - 1)):
            return [word[:cut], *rest]
    return []


def compare_sheet(expected: Expected, sheet: ExpectedSheet, text: str) -> Iterator[Finding]:
    """The words that a finished sheet has lost, and those that it has too many."""
    given, found = count_words(sheet.text), count_words(text)
    yield from lost(expected, sheet.name, given - found)
    more = Counter({word: count for word, count in (found - given).items() if not word.isdigit()})
    if sheet.text and more.total() > _SURPLUS_LEAST + _SURPLUS_SHARE * given.total():
        repeated = Counter({word: count for word, count in more.items() if word in given})
        message = f"{more.total()} words more than the manuscript has, such as {sample(repeated or more)}"
        yield SURPLUS_WORDS.at(expected.place(sheet.name), message, sheet.name)


def lost(expected: Expected, name: str, words: Counter[str]) -> Iterator[Finding]:
    """One finding for all the words that a sheet has lost."""
    if words:
        message = f"{words.total()} words of the manuscript are not in the edition: {sample(words)}"
        yield LOST_WORDS.at(_place(expected, name, words), message, name)


def _place(expected: Expected, name: str, words: Counter[str]) -> Place:
    """Where the first of the words stands that the source of a sheet has only once; else where the sheet begins."""
    start = expected.place(name)
    found: dict[str, list[Place]] = {}
    for number, line in enumerate(expected.origins.text(start.file).split("\n"), 1):
        for match in _RUN.finditer(line) if number >= start.line else ():
            word = fold(match.group())
            if word in words:
                found.setdefault(word, []).append(Place(start.file, number, match.start() + 1))
    return min((places[0] for places in found.values() if len(places) == 1), default=start)


def sample(words: Counter[str]) -> str:
    """A few of the words, the longest first, for people to search for."""
    chosen = sorted(words, key=lambda word: (-len(word), word))[:_SAMPLE]
    return ", ".join(chosen) + (" …" if len(words) > _SAMPLE else "")
