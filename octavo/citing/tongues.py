"""Tongues: the foreign words of a printed reference are given their language.

They are found again by their letters, since a style may have put them into capitals, quotation marks or italics.
"""

from dataclasses import dataclass
from typing import Any

from octavo import tree
from octavo.citing.chicago import Source
from octavo.citing.sources import NAMES, base, given_romanisation
from octavo.citing.wants import Wants
from octavo.model import Node, Nodes
from octavo.romanise import cyrillic, language_of, romanised

_FIELDS = (
    "title", "title-short", "container-title", "container-title-short", "collection-title", "volume-title",
    "part-title", "event-title", "original-title", "publisher", "publisher-place", "archive", "archive_collection",
    "authority", "genre", "medium",
)  # fmt: skip
# In another language of Latin letters, only these are sure to be in it: a publisher's name may be in any.
_SURE = frozenset(("title", "title-short", "container-title", "collection-title", "volume-title"))
_PLAIN_CONTENT = frozenset(("Emph", "Strong", "SmallCaps", "Underline", "Strikeout", "Superscript", "Subscript"))
_SECOND_CONTENT = frozenset(("Quoted", "Span", "Link"))
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a language, as their letters."""

    letters: str
    language: str


def runs(source: Source, wants: Wants) -> tuple[Run, ...]:
    """The runs of a source that are not in the language of the book, the longest first."""
    tag = str(source.get("language", "")).replace("_", "-")
    own = base(wants.language)
    found: dict[str, str] = {}
    for name in _FIELDS:
        text = source.get(name)
        if not isinstance(text, str):
            continue
        if cyrillic(text):
            spoken = language_of(text, tag)
            if spoken != own:
                found.setdefault(_letters(text), spoken)
            for latin in (given_romanisation(source, name), romanised(text, spoken, wants.scheme)):
                if latin and not cyrillic(latin):
                    found.setdefault(_letters(latin), f"{spoken}-Latn")
        elif name in _SURE and tag and base(tag) != own and not _in_cyrillic(base(tag)):
            found.setdefault(_letters(text), tag)
    if _in_cyrillic(base(tag)) and base(tag) not in (own, "ru"):
        for name in _people(source):
            found.setdefault(_letters(name), base(tag))
    ordered = sorted(found.items(), key=lambda item: -len(item[0]))
    return tuple(Run(letters, language) for letters, language in ordered if len(letters) >= _SHORTEST)


def tagged(inlines: Nodes, wanted: tuple[Run, ...]) -> Nodes:
    """Inlines in which every run stands in a span with its language."""
    if not wanted:
        return inlines
    places = _Places(inlines)
    tongue: dict[int, str] = {}
    for run in wanted:
        for start, end in places.find(run.letters):
            if not any(at in tongue for at in range(start, end)):
                tongue.update(dict.fromkeys(range(start, end), run.language))
    return _Tagger(tongue).nodes(inlines) if tongue else inlines


def _people(source: Source) -> list[str]:
    people: list[Any] = [person for name in NAMES for person in source.get(name) or () if isinstance(person, dict)]
    parts = (person.get(part) for person in people for part in ("family", "given", "literal"))
    return [part for part in parts if isinstance(part, str) and cyrillic(part)]


def _in_cyrillic(language: str) -> bool:
    return language in ("ru", "uk", "be", "bg", "sr", "mk")


def _letters(text: str) -> str:
    return "".join(letter for letter in _folded(text) if letter.isalnum())


def _folded(text: str) -> str:
    """A text in small letters, of which each stays one letter."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


class _Places:
    """The letters of inlines, and where in their strings each stands."""

    def __init__(self, inlines: Nodes) -> None:
        whole = "".join(_strings(inlines))
        self._at = [at for at, letter in enumerate(whole) if letter.isalnum()]
        low = _folded(whole)
        self._letters = "".join(low[at] for at in self._at)
        self._starts = {at for at in self._at if at == 0 or not whole[at - 1].isalnum()}
        self._ends = {at for at in self._at if at + 1 == len(whole) or not whole[at + 1].isalnum()}

    def find(self, letters: str) -> list[tuple[int, int]]:
        """Where these letters stand as whole words: from, to."""
        found: list[tuple[int, int]] = []
        at = self._letters.find(letters)
        while at >= 0:
            first, last = self._at[at], self._at[at + len(letters) - 1]
            if first in self._starts and last in self._ends:
                found.append((first, last + 1))
            at = self._letters.find(letters, at + 1)
        return found


def _strings(nodes: Nodes) -> list[str]:
    """The strings of inlines in their order; what parts words is a space."""
    found: list[str] = []
    for node in nodes:
        inner = _content(node)
        if inner is not None:
            found += _strings(inner)
        elif node["t"] == "Str":
            found.append(node["c"])
        else:
            found.append(" ")
    return found


def _content(node: Node) -> Nodes | None:
    if node["t"] in _PLAIN_CONTENT:
        plain: Nodes = node["c"]
        return plain
    if node["t"] in _SECOND_CONTENT:
        second: Nodes = node["c"][1]
        return second
    if node["t"] == "Note":
        return [inline for block in node["c"] if block["t"] in ("Para", "Plain") for inline in block["c"]]
    return None


class _Tagger:
    """Walks the same strings once more, and puts spans around those that have a language."""

    def __init__(self, tongue: dict[int, str]) -> None:
        self._tongue = tongue
        self._at = 0

    def nodes(self, nodes: Nodes) -> Nodes:
        """A list of inlines with its runs in spans."""
        pieces: list[tuple[str, Node]] = []
        for node in nodes:
            pieces += self._pieces(node)
        return _joined(pieces)

    def _pieces(self, node: Node) -> list[tuple[str, Node]]:
        if node["t"] == "Note":
            blocks = [{**b, "c": self.nodes(b["c"])} if b["t"] in ("Para", "Plain") else b for b in node["c"]]
            return [("", {**node, "c": blocks})]
        inner = _content(node)
        if inner is not None:
            filled = self.nodes(inner)
            content = filled if node["t"] in _PLAIN_CONTENT else [node["c"][0], filled, *node["c"][2:]]
            return [("", {**node, "c": content})]
        if node["t"] != "Str":
            language = self._tongue.get(self._at, "")
            self._at += 1
            return [(language, node)]
        found: list[tuple[str, str]] = []
        for letter in node["c"]:
            language = self._tongue.get(self._at, "")
            self._at += 1
            if found and found[-1][0] == language:
                found[-1] = (language, found[-1][1] + letter)
            else:
                found.append((language, letter))
        return [(language, tree.string(text)) for language, text in found]


def _joined(pieces: list[tuple[str, Node]]) -> Nodes:
    """Pieces of one language that follow each other, in one span."""
    made: Nodes = []
    open_run: Nodes = []
    open_language = ""
    for language, node in [*pieces, ("", {})]:
        if language != open_language and open_run:
            made.append(tree.span(open_run, lang=open_language))
            open_run = []
        open_language = language
        if language:
            open_run.append(node)
        elif node:
            made.append(node)
    return made
