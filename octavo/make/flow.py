"""The text of a sheet as one stream of letters, each with the byte of the sheet where a mark may stand before it.

Notes and what leads to them, formulas, drawings and the pointers of an index are left out: the print edition has them
elsewhere, or says them otherwise. Figures and tables are streams of their own, since print may move them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_SILENT = frozenset({"head", "script", "style", "template", "math", "svg", "rt", "button", "input", "form"})
_NOT_TEXT = frozenset("noteref locator see-entry cited permalink letters notes note sidenote".split())
_NOT_ROLES = frozenset({"doc-noteref", "doc-backlink", "doc-endnotes", "doc-footnote"})
_REPLACED = frozenset({"img", "math", "svg", "br", "hr", "video", "audio", "object"})
_INLINE = frozenset("a abbr b bdi bdo cite code em i kbd mark q s samp small span strong sub sup u var".split())
# What a mark may stand before, when its page begins with it: a mark inside would be read as part of a heading.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header"})
_TABULAR = frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "figcaption"})
_WHOLE = frozenset({"table", "figure"})
_PHRASES_FORBIDDEN = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "figure"})
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_SECTIONS = frozenset({"section", "nav", "article"})
# Characters that stand in a word and are no part of it.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@dataclass(slots=True)
class Stream:
    """Signs, and the letters among them. Signs are all that is not a space: each has its character, the byte where a
    mark may stand before it, the byte behind it, and whether a space or a block's end parts it from the one before.
    """

    letters: str = ""
    of: list[int] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    parted: list[bool] = field(default_factory=list)


@dataclass(slots=True)
class Apart:
    """A figure or table: its id, the byte where it starts, how many letters of the running text stand before it."""

    anchor: str
    start: int
    at: int
    stream: Stream


@dataclass(slots=True)
class Flow:
    """A sheet as read: the running text, what stands apart, the byte where its content begins, and all its ids."""

    running: Stream = field(default_factory=Stream)
    aparts: list[Apart] = field(default_factory=list)
    start: int = 0
    ids: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Element:
    name: str
    start: int
    silent: bool
    begun: bool = False
    apart: Apart | None = None


def letters(text: str) -> str:
    """The letters and figures of a text, without case and accents."""
    return "".join(_folded(character) for character in text)


def _folded(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    return "".join(c for c in unicodedata.normalize("NFKD", character).casefold() if c.isalnum())


def read(xhtml: str) -> Flow:
    """The flow of a sheet that is well-formed XHTML."""
    data = xhtml.encode("utf-8")
    reader = _Reader(data)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    parser.StartElementHandler = lambda name, attributes: reader.open(name, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = reader.close
    parser.CharacterDataHandler = lambda text: reader.text(text, parser.CurrentByteIndex)
    parser.Parse(data, True)
    return reader.done()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._stack: list[_Element] = []
        self._flow = Flow()
        self._letters: dict[int, list[str]] = {}
        self._parted = True
        # The page of a website has more on it than the text.
        self._container = "main" if b"<main" in data else "body"
        self._inside = 0

    def open(self, name: str, attributes: dict[str, str], at: int) -> None:
        """An element begins."""
        classes = set((attributes.get("class") or "").split())
        outer = self._stack[-1] if self._stack else None
        silent = bool(outer and outer.silent) or name in _SILENT or _is_left_out(name, classes, attributes)
        self._flow.ids.add(attributes.get("id", ""))
        self._find_start(name, at)
        if name in _REPLACED or (silent and name not in ("head", "script", "style")):
            self._begin()
        element = _Element(name, at, silent, apart=outer.apart if outer else None)
        if element.apart is None and not silent and (name == "figure" or classes & {"figure", "table"}):
            element.apart = Apart(attributes.get("id", ""), at, len(self._pieces(self._flow.running)), Stream())
            self._flow.aparts.append(element.apart)
        self._parted = self._parted or silent or name not in _INLINE
        self._stack.append(element)

    def close(self, name: str) -> None:
        """An element ends."""
        element = self._stack.pop()
        self._inside = 0 if name == self._container else self._inside
        self._parted = self._parted or element.silent or name not in _INLINE

    def text(self, text: str, at: int) -> None:
        """Characters; a reference to a character is a text of its own."""
        if not self._stack or self._stack[-1].silent or not self._inside:
            return
        # The bytes tell a reference from a character, for one is longer than what it stands for.
        whole = self._data[at : at + 1] != b"&"
        for character in text:
            length = len(character.encode()) if whole else self._data.index(b";", at) + 1 - at
            if character.isspace():
                self._parted = True
            elif character not in _INVISIBLE and not unicodedata.combining(character):
                self._sign(character, at, at + length)
            at += length

    def done(self) -> Flow:
        """All that was read."""
        for stream in (self._flow.running, *(apart.stream for apart in self._flow.aparts)):
            stream.letters = "".join(self._pieces(stream))
        return self._flow

    def _pieces(self, stream: Stream) -> list[str]:
        return self._letters.setdefault(id(stream), [])

    def _sign(self, character: str, at: int, end: int) -> None:
        apart = self._stack[-1].apart
        stream = apart.stream if apart else self._flow.running
        folded = _folded(character)
        self._pieces(stream).extend(folded)
        stream.of += [len(stream.signs)] * len(folded)
        stream.signs.append(character)
        stream.before.append(self._outermost(at))
        stream.after.append(end)
        stream.parted.append(self._parted)
        self._parted = False
        self._begin()

    def _outermost(self, at: int) -> int:
        """Where a mark may stand before the text at hand: before all that begins with it, but within its paragraph."""
        place = at
        for element, outer in zip(reversed(self._stack), reversed(self._stack[:-1]), strict=False):
            if element.begun or element.name not in _INLINE | _HEADINGS | _TABULAR | _WHOLE:
                break
            if element.name not in _TABULAR and outer.name not in _PHRASES_FORBIDDEN:
                place = element.start
        return place

    def _begin(self) -> None:
        """Whatever is open has content from now on."""
        for element in reversed(self._stack):
            if element.begun:
                break
            element.begun = True

    def _find_start(self, name: str, at: int) -> None:
        """The content begins behind the tag of the first section of the main part, or of the body without one."""
        if name == self._container or (self._inside == 1 and name in _SECTIONS):
            self._inside += 1
            tag = _TAG.match(self._data, at)
            self._flow.start = tag.end() if tag else at


def _is_left_out(name: str, classes: set[str], attributes: dict[str, str]) -> bool:
    roles = set((attributes.get("role") or "").split())
    return bool(classes & _NOT_TEXT or _NOT_ROLES & roles or (name == "nav" and "doc-toc" not in roles))


def opening_signs(text: str) -> int:
    """How many signs stand before the first letter of a text: quotation marks, brackets, dashes."""
    count = 0
    for character in text:
        if _folded(character):
            break
        count += not character.isspace()
    return count


def words(text: str) -> Iterator[tuple[int, str]]:
    """Where the words of a text begin, counted in its letters."""
    at = 0
    for word in text.split():
        folded = letters(word)
        if folded:
            yield at, folded
        at += len(folded)
