"""The blocks of a BibTeX file and their fields as they are written, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from octavo.parse.decode import Lines

# A field: name, value before any conversion, line, column.
Row: TypeAlias = tuple[str, str, int, int]

_START = re.compile(r"(?:^|(?<=[}\s]))@[ \t]*(\w+)\s*([{(])", re.M)
_KEY = re.compile(r"\s*([^\s,{}\"=#%]+)\s*(?=[,}\n)])")
_SIGN = re.compile(r"\\.|[{}]|\)|\n(?=[ \t]*@)", re.S)
_STRING = re.compile(r"@\s*string\s*[{(]\s*([^\s=,{}\"]+)\s*=\s*", re.I)
_NAME = re.compile(r"(?:[\s,]|%[^\n]*\n)*([^\s=,{}\"#%()']+)\s*=\s*")
_PIECE = re.compile(r"\{([^{}]*)\}|\"([^\"{}]*)\"|([^\s,{}\"#]+)")
_CUT = re.compile(r"\\.|[{}\"]", re.S)
_JOIN = re.compile(r"\s*#\s*")
NOT_ENTRIES = frozenset(("comment", "string", "preamble"))
LARGEST_STRING = 64 * 1024


@dataclass(frozen=True, slots=True)
class Block:
    """One @type{key, …}: its type in small letters, key, where the key begins, where the block begins, its text."""

    kind: str
    key: str
    offset: int
    start: int
    text: str


def blocks(text: str) -> list[Block]:
    """The @type{key, …} blocks of a BibTeX file, each with its text up to the brace that closes it."""
    found: list[Block] = []
    end = 0
    for match in _START.finditer(text):
        if match.start() < end or _commented(text, match.start()):
            continue
        end = _closing(text, match.end() - 1)
        kind, body = match[1].lower(), text[match.start() : end]
        if match[2] == "(":  # BibTeX has both, pandoc reads braces alone
            body = body.replace("(", "{", 1).removesuffix(")") + "}"
        key = None if kind in NOT_ENTRIES else _KEY.match(text, match.end())
        at = key.start(1) if key else match.start()
        found.append(Block(kind, key[1] if key else "", at, match.start(), body))
    return found


def _commented(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("%")


def _closing(text: str, at: int) -> int:
    """The index after what closes the block that opens at ``at``; where nothing does, where the next block begins."""
    depth = 0
    for match in _SIGN.finditer(text, at):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == "\n" and _START.match(text, text.index("@", match.end())) and (depth > 0 or text[at] == "("):
            return match.start()
        if depth <= 0 and sign == (")" if text[at] == "(" else "}"):
            return match.end()
    return len(text)


def abbreviations(found: list[Block]) -> dict[str, str]:
    """The @string abbreviations by name, in small letters."""
    known: dict[str, str] = {}
    for block in found:
        match = _STRING.match(block.text)
        if match:
            known[match[1].lower()] = _value(block.text, match.end(), known)[0]
    return known


def fields(block: Block, known: dict[str, str], lines: Lines) -> Iterator[Row]:
    """The fields of a block: names in small letters, values without their braces or quotes, pieces put together."""
    at = block.text.find(",", block.offset - block.start) + 1
    while at > 0:
        name = _NAME.match(block.text, at)
        if not name:
            return
        value, start, at = _value(block.text, name.end(), known)
        place = lines.place(block.start + start)
        yield name[1].lower(), value, place.line, place.column


def _value(text: str, at: int, known: dict[str, str]) -> tuple[str, int, int]:
    """The value that begins at ``at``, where its own text begins, and where it ends."""
    pieces: list[str] = []
    start = at
    size = 0
    while size < LARGEST_STRING:
        piece, begin, end = _piece(text, at, known)
        if end == at:
            break
        start = start if pieces else begin
        pieces.append(piece)
        size += len(piece)
        join = _JOIN.match(text, end)
        at = join.end() if join else end
        if not join:
            break
    return "".join(pieces), start, at


def _piece(text: str, at: int, known: dict[str, str]) -> tuple[str, int, int]:
    """One piece of a value, where its text begins, and where the piece ends; what ends where it begins is none."""
    simple = _PIECE.match(text, at)
    if simple:
        group = simple.lastindex or 1
        said = simple[group]
        return known.get(said.lower(), said) if group == 3 else said, simple.start(group), simple.end()
    if at >= len(text) or text[at] not in '{"':
        return "", at, at
    depth = 0
    for cut in _CUT.finditer(text, at):
        sign = cut.group()
        depth += (sign == "{") - (sign == "}")
        closes = sign == ('"' if text[at] == '"' else "}")
        if closes and depth == 0 and cut.start() > at:
            return text[at + 1 : cut.start()], at + 1, cut.end()
    return text[at + 1 :], at + 1, len(text)
