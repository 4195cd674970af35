"""Drafting: what the pages of a draft carry beside their text, for those who read proofs.

At the foot stands what it is; every fifth line has its number; beside a line stand the codes of the findings in it. A
finding has a place in the manuscript, and is led to its line by the words around it.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from octavo.bind.plan import BoundPage, Plan
from octavo.findings import Finding, Place
from octavo.geometry import edition_type
from octavo.model import Config, Edition, Forme, SetLine, Sheet
from octavo.words import words

EVERY = 5
_WORD = re.compile(r"[^\W_]+")
# What stands in the manuscript and is printed otherwise: keys of citations, attributes, addresses, comments.
_UNSAID = re.compile(r"\[[^\[\]\n]*@[^\[\]\n]*\]|(?<!\w)@[\w:.-]+|\{[^{}\n]*\}|(?<=\])\([^()\s]*\)|<!--.*?-->", re.S)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
# So many words before a finding and behind it are looked for, in runs of so many, the longest first.
_AROUND, _RUNS = 12, (5, 4, 3, 2)

# A line on a page: the sheet, its leaf, the line's number there.
Spot = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft says of itself: the words at the foot of its pages, the findings to be marked, the texts in which
    they stand.
    """

    slug: str
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)


def draft_of(config: Config, today: date | None, findings: tuple[Finding, ...], texts: Mapping[str, str]) -> Draft:
    """The draft of a book, as of this day."""
    return Draft(words(config.language).proof_of.format(today or "").strip(), findings, texts)


def spaced(edition: Edition) -> Edition:
    """A paged edition with twice as much room from line to line as its type is high, to write between the lines."""
    return replace(edition, leading=2 * edition_type(edition).size) if edition.format.paged else edition


def drafted(plan: Plan, formes: Sequence[Forme], sheets: Sequence[Sheet], draft: Draft) -> Plan:
    """The plan with all that a proof carries on its pages."""
    lines = {(forme.name, number): leaf.lines for forme in formes for number, leaf in enumerate(forme.leaves)}
    marks: dict[tuple[str, int], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (sheet, leaf, line), code in _marked(formes, sheets, draft):
        if code not in marks[sheet, leaf][line]:
            marks[sheet, leaf][line].append(code)
    pages = tuple(
        _drafted(page, lines.get((page.sheet, page.leaf), ()), marks.get((page.sheet, page.leaf), {}), draft.slug)
        for page in plan.pages
    )
    return replace(plan, pages=pages)


def _drafted(page: BoundPage, lines: tuple[SetLine, ...], marks: Mapping[int, Sequence[str]], slug: str) -> BoundPage:
    found = tuple((lines[at].top, lines[at].height, " ".join(codes)) for at, codes in sorted(marks.items()))
    return replace(page, stamp=replace(page.stamp, slug=slug, numbers=tuple(_numbers(lines)), marks=found))


def _numbers(lines: Iterable[SetLine]) -> Iterator[tuple[float, float, int]]:
    """Every fifth line of the text, counted on each page anew; what stands at one height is one line."""
    rows = {line.top: line.height for line in lines if line.running}
    for number, top in enumerate(sorted(rows), 1):
        if number % EVERY == 0:
            yield top, rows[top], number


def _marked(formes: Sequence[Forme], sheets: Sequence[Sheet], draft: Draft) -> Iterator[tuple[Spot, str]]:
    """The line of each finding in a chapter, with its code; the first line of its chapter where none has its words."""
    of_file: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for sheet in sheets:
        if sheet.place:
            of_file[sheet.place.file].append((sheet.place.line, sheet.name))
    pages = {forme.name: forme for forme in formes}
    known: dict[str, _Printed] = {}
    for finding in draft.findings:
        begun = sorted(of_file.get(finding.place.file, ()))
        at = bisect_right(begun, (finding.place.line, "\U0010ffff")) - 1
        if not begun or not finding.place.line:
            continue
        name = begun[max(0, at)][1]
        printed = known.setdefault(name, _Printed(pages[name]))
        spot = printed.spot(*_around(draft.texts.get(finding.place.file, ""), finding.place))
        if spot:
            yield spot, finding.code


class _Printed:
    """The words of a sheet as its pages have them, and where each stands."""

    def __init__(self, forme: Forme) -> None:
        self._words: list[str] = []
        self._spots: list[Spot] = []
        for number, leaf in enumerate(forme.leaves):
            for at, line in enumerate(leaf.lines):
                words = _folded(line.text)
                self._words += words
                self._spots += [(forme.name, number, at)] * len(words)
        self._index: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            self._index[word].append(at)

    def spot(self, before: list[str], behind: list[str]) -> Spot | None:
        """Where these words stand: those behind a place begin there, those before it end there."""
        for size in _RUNS:
            for start in range(len(behind) - size + 1):
                found = self._find(behind[start : start + size])
                if found is not None:
                    return self._spots[max(0, found - start)]
            for end in range(len(before), size - 1, -1):
                found = self._find(before[end - size : end])
                if found is not None:
                    return self._spots[min(len(self._spots) - 1, found + size - 1 + len(before) - end)]
        return self._spots[0] if self._spots else None

    def _find(self, run: list[str]) -> int | None:
        for at in self._index.get(run[0], ()):
            if self._words[at : at + len(run)] == run:
                return at
        return None


def _around(text: str, place: Place) -> tuple[list[str], list[str]]:
    """The words of the paragraph before a place, and those from it on."""
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: place.line - 1]) + max(0, place.column - 1)
    begun = max((match.end() for match in _PARAGRAPH_END.finditer(text, 0, offset)), default=0)
    end = _PARAGRAPH_END.search(text, offset)
    before = _folded(_UNSAID.sub(" ", text[begun:offset]))
    behind = _folded(_UNSAID.sub(" ", text[offset : end.start() if end else len(text)]))
    return before[-_AROUND:], behind[:_AROUND]


def _folded(text: str) -> list[str]:
    return [match.group().casefold() for match in _WORD.finditer(text.replace("\u00ad", ""))]
