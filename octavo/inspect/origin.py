"""Origin: the place in the manuscript from which an element of a finished page came.

Pages carry no places. Their ids are labels of the manuscript, and their words are its words: both are looked for there,
the words paragraph by paragraph in the order of the text.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from octavo.findings import Place
from octavo.inspect.expected import Expected
from octavo.inspect.markup import XHTML, Markup, resolve
from octavo.inspect.words import fold

_BLOCKS = frozenset(
    f"{XHTML}{name}" for name in "p li h1 h2 h3 h4 h5 h6 td th dt dd caption figcaption pre blockquote div".split()
)
# A caption may stand below its table in the manuscript, and stands above it in an edition.
_CAPTIONS = frozenset((f"{XHTML}caption", f"{XHTML}figcaption"))
# What an edition writes otherwise than the manuscript: notes, citations and references are no words of an author.
_APART = frozenset(("noteref", "citation", "reference", "math", "label", "heading-number", "number"))
_WORD = re.compile(r"[^\W_]+")
# What is written between the words of an author: attributes, addresses of links, comments.
_UNSAID = re.compile(r"\{[^{}\n]*\}|(?<=\])\([^()\s]*\)|<!--.*?-->", re.DOTALL)
# A run of so many words is looked for; one with fewer is believed only so far from the paragraph before, on or back.
_LONG, _ENOUGH, _NEAR = 8, 4, 200


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a source in order, each with its place, and where each of them stands in that order."""

    words: tuple[str, ...]
    places: tuple[Place, ...]
    index: dict[str, list[int]]


class Trail:
    """Leads the elements of one page back to the manuscript."""

    def __init__(self, expected: Expected, page: Markup) -> None:
        self._expected = expected
        self._page = page
        self._known: dict[Any, int] | None = None
        self._source = _Words((), (), {})

    def place(self, element: Any) -> Place:
        """The place of an element: of its own label or words, else of what stands before it, else of its sheet."""
        start = self._expected.place(self._page.name)
        own = self._expected.origins.anchors.get(element.get("id") or "")
        if own:
            return own
        known = self._aligned(start)
        block = next((e for e in (element, *element.iterancestors()) if e in known), None)
        if block is not None:
            return self._within(known[block], element)
        call = self._call(element)
        if call is not None:
            return self.place(call)
        return self._before(element, start)

    def blocks(self) -> Iterator[tuple[Any, Place]]:
        """The blocks of the page whose words the manuscript has, each with its place."""
        known = self._aligned(self._expected.place(self._page.name))
        return ((element, self._source.places[at]) for element, at in known.items())

    def _within(self, at: int, element: Any) -> Place:
        """The place of an element in its paragraph, by its own words where the manuscript has them too."""
        words = _fold(_spoken(element))[:_ENOUGH]
        for found in self._source.index.get(words[0], ()) if words else ():
            if at <= found < at + _NEAR and self._source.words[found : found + len(words)] == tuple(words):
                return self._source.places[found]
        return self._source.places[at]

    def _call(self, element: Any) -> Any | None:
        """The call of the note that an element is part of."""
        inside = (element, *element.iterancestors())
        note = next((e.get("id") for e in inside if e.get("role") == "doc-footnote"), None)
        calls = self._page.with_role("doc-noteref") if note else []
        leading = [c for c in calls if c is not element and resolve("", c.get("href") or "")[1] == note]
        return leading[0] if leading else None

    def _before(self, element: Any, start: Place) -> Place:
        """The place of the nearest label or paragraph before an element."""
        place, known = start, self._aligned(start)
        for other in self._page.elements:
            anchor = self._expected.origins.anchors.get(other.get("id") or "")
            place = anchor or (self._source.places[known[other]] if other in known else place)
            if other is element:
                break
        return place

    def _aligned(self, start: Place) -> dict[Any, int]:
        """The blocks of the page whose words were found, each with the number of its first word in the source."""
        if self._known is None:
            self._known = {}
            self._source = _read(self._expected.origins.text(start.file), start)
            after = 0
            for block in self._page.elements:
                found = self._found(block, after) if block.tag in _BLOCKS else None
                if found is not None:
                    self._known[block] = found
                    after = found if found >= after and block.tag not in _CAPTIONS else after
        return self._known

    def _found(self, block: Any, after: int) -> int | None:
        """Where the first run of a block's words stands, from ``after`` on, or, if the run is long, anywhere."""
        runs = [tuple(_fold(run)[:_LONG]) for run in _runs(block)]
        for words in sorted(filter(None, runs), key=lambda words: len(words) < _ENOUGH):
            places: list[int] = self._source.index.get(words[0], [])
            ahead = bisect_left(places, after)
            for at in [*places[ahead:], *reversed(places[:ahead])]:
                if len(words) < _ENOUGH and abs(at - after) > _NEAR:
                    continue
                if self._source.words[at : at + len(words)] == words:
                    return at
        return None


class Lookup:
    """Finds the words that pages show in the sources that they come from, each of which is read once."""

    def __init__(self, source: Callable[[str], str]) -> None:
        self._source = source
        self._read: dict[Place, _Words] = {}

    def place(self, said: str, start: Place) -> Place:
        """Where a source, from a place on, has the words of a line; its beginning where it has not."""
        if start not in self._read:
            self._read[start] = _read(self._source(start.file), start)
        known, spoken = self._read[start], _fold(said)
        for least in (_LONG, _ENOUGH, 2):
            for at in range(max(1, len(spoken) - least + 1)):
                run = tuple(spoken[at : at + least])
                for found in known.index.get(run[0], ()) if run else ():
                    if known.words[found : found + len(run)] == run:
                        return known.places[found]
        return start


def _read(source: str, start: Place) -> _Words:
    """The words of a source from a place on."""
    words: list[str] = []
    places: list[Place] = []
    index: dict[str, list[int]] = defaultdict(list)
    said = _UNSAID.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), source)
    for number, line in enumerate(said.split("\n"), 1):
        for match in _WORD.finditer(line) if number >= start.line else ():
            word = fold(match.group())
            index[word].append(len(words))
            words.append(word)
            places.append(Place(start.file, number, match.start() + 1))
    return _Words(tuple(words), tuple(places), dict(index))


def _fold(text: str) -> list[str]:
    return [fold(match.group()) for match in _WORD.finditer(text)]


def _spoken(element: Any) -> str:
    """The words of an element, or those that stand for a picture."""
    return element.get("alt") or " ".join(_runs(element))


def _runs(element: Any) -> Iterator[str]:
    """The words of an element, blocks within it left out, in the runs that stand together in the manuscript too."""
    run = element.text or ""
    for child in element:
        kind = (child.get("class") or "").split() if isinstance(child.tag, str) else ["number"]
        if child.tag in _BLOCKS or _APART & {*kind} or child.get("role") == "doc-noteref":
            yield run
            run = ""
        else:
            first, *rest = _runs(child) if isinstance(child.tag, str) else [""]
            run += first
            for piece in rest:
                yield run
                run = piece
        run += child.tail or ""
    yield run
