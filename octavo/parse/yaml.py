"""The metadata block of a chapter, as far as metadata go: texts, lists and small tables of YAML, each with its place.

What is beyond that (anchors, tags, several documents) is taken for text; nothing here can fail.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from octavo.findings import Place

_KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[\w.][\w. -]{0,60}?)(?P=quote)[ \t]*:(?:[ \t]+|$)")
_BLOCK = re.compile(r"[|>][+-]?\d?[ \t]*(?:#.*)?$")
_ITEM = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)")
# No metadata are deeper or longer than this.
_DEEPEST, _LONGEST = 12, 50_000
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and where it stands; ``broken`` where its quotation mark is not closed."""

    text: str
    place: Place
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value, and where the key stands."""

    key: str
    value: "Value"
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in order."""

    pairs: tuple[Pair, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: "tuple[Value, ...]"
    place: Place


Value: TypeAlias = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str

    def place(self, path: str) -> Place:
        return Place(path, self.number, self.indent + 1)


def read_block(path: str, text: str, first: int) -> Mapping:
    """The pairs of a block whose first line has this number."""
    return _Reader(path, text, first).mapping(-1)


class _Reader:
    def __init__(self, path: str, text: str, first: int) -> None:
        self._path = path
        self._lines = [
            _Line(number, len(line) - len(line.lstrip(" ")), line.strip(" \t"))
            for number, line in enumerate(text.split("\n"), first)
        ]
        self._raw = text.split("\n")
        self._first = first
        self._at = 0
        self._depth = 0

    def _next(self) -> _Line | None:
        """The next line that says anything."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.text and not line.text.startswith("#"):
                return line
            self._at += 1
        return None

    def mapping(self, above: int) -> Mapping:
        """The pairs that stand deeper than a column."""
        found: list[Pair] = []
        line = self._next()
        indent = line.indent if line else 0
        place = line.place(self._path) if line else Place(self._path, self._first, 1)
        while line and line.indent > above:
            match = _KEY.match(line.text) if line.indent == indent else None
            self._at += 1
            if match:
                found.append(self._pair(line, match, indent))
            line = self._next()
        return Mapping(tuple(found), place)

    def _pair(self, line: _Line, match: re.Match[str], indent: int) -> Pair:
        place = line.place(self._path)
        rest = line.text[match.end() :]
        start = Place(self._path, line.number, line.indent + match.end() + 1)
        return Pair(match["key"], self._value(rest, start, indent, place), place)

    def _value(self, rest: str, start: Place, indent: int, key: Place) -> Value:
        """The value that begins behind a key, or below it."""
        if _BLOCK.match(rest):
            return Scalar(self._block(indent, folded=rest[0] == ">"), start)
        if not rest or rest.startswith("#"):
            below = self._next() if self._depth < _DEEPEST else None
            if below and below.indent >= indent and below.text.startswith(("- ", "-")) and below.text != "---":
                return self._deeper(self._sequence, below.indent)
            if below and below.indent > indent:
                keyed = _KEY.match(below.text)
                return self._deeper(self.mapping, indent) if keyed else self._plain("", start, indent)
            return Scalar("", key)
        if rest[0] in "[{":
            return self._flow(rest, start)
        return self._plain(rest, start, indent)

    def _deeper(self, read: Callable[[int], Value], indent: int) -> Value:
        self._depth += 1
        found = read(indent)
        self._depth -= 1
        return found

    def _block(self, indent: int, folded: bool) -> str:
        """A block of lines that stand deeper than a column: as they are, or run together paragraph by paragraph."""
        taken: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.text and line.indent <= indent:
                break
            taken.append(self._raw[self._at].rstrip())
            self._at += 1
        depth = min((len(raw) - len(raw.lstrip(" ")) for raw in taken if raw), default=0)
        text = "\n".join(raw[depth:] for raw in taken).strip("\n")
        return re.sub(r"(?<!\n)\n(?!\n)", " ", text) if folded else text

    def _sequence(self, indent: int) -> Sequence:
        items: list[Value] = []
        line = self._next()
        first = line.place(self._path) if line else Place(self._path, self._first, 1)
        while line and line.indent == indent and re.match(r"-(?:\s|$)", line.text):
            self._at += 1
            rest = line.text[1:].lstrip()
            column = line.indent + len(line.text) - len(rest)
            start = Place(self._path, line.number, column + 1)
            match = _KEY.match(rest) if rest[:1] not in ("[", "{") else None
            if match:
                # The pairs of an item go on in the column of its first key.
                self._at -= 1
                self._lines[self._at] = _Line(line.number, column, rest)
                items.append(self._deeper(self.mapping, column - 1))
            else:
                items.append(self._value(rest, start, indent, start))
            line = self._next()
        return Sequence(tuple(items), first)

    def _plain(self, rest: str, start: Place, indent: int) -> Scalar:
        """A text in quotation marks or without, which may go on in deeper lines."""
        text = rest
        while (line := self._next()) and line.indent > indent and len(text) < _LONGEST and not _closed(text):
            text = f"{text} {line.text}".strip()
            self._at += 1
        return _scalar(text, start)

    def _flow(self, rest: str, start: Place) -> Value:
        """A list or a table in brackets; one that goes on over several lines is read to its end."""
        closing = "]" if rest[0] == "[" else "}"
        while _COMMENT.sub("", rest).rstrip()[-1:] != closing and len(rest) < _LONGEST:
            line = self._next()
            if line is None or _KEY.match(line.text):
                break
            rest = f"{rest} {line.text}"
            self._at += 1
        inner = _COMMENT.sub("", rest).strip()[1:].removesuffix(closing)
        pieces = [piece.strip() for piece in _ITEM.findall(inner) if piece.strip()]
        if closing == "]":
            return Sequence(tuple(_scalar(piece, start) for piece in pieces), start)
        pairs = ((match, piece[match.end() :]) for piece in pieces if (match := _KEY.match(piece)))
        return Mapping(tuple(Pair(match["key"], _scalar(value, start), start) for match, value in pairs), start)


def _closed(text: str) -> bool:
    """True for a text in quotation marks that has both."""
    return text[:1] in ("'", '"') and bool(_quoted(text))


def _quoted(text: str) -> re.Match[str] | None:
    return re.match(r'"((?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?$|\'((?:[^\']|\'\')*)\'[ \t]*(?:#.*)?$', text, re.S)


def _scalar(text: str, place: Place) -> Scalar:
    text = text.strip()
    if text[:1] in ('"', "'"):
        match = _quoted(text)
        if not match:
            return Scalar(text[1:], place, broken=True)
        if match[1] is not None:
            return Scalar(re.sub(r"\\(.)", r"\1", match[1]), place)
        return Scalar(match[2].replace("''", "'"), place)
    text = _COMMENT.sub("", text).strip()
    return Scalar("" if text in ("~", "null") else text, place)
