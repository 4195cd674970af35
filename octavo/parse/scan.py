"""A second copy of the text in which every mark carries its own line and column, for pandoc to carry through.

pandoc's Markdown reader keeps no positions. So the text is parsed twice: once as it is, for the content, and once with
tokens (Q<line>C<column>Q) of characters that are legal in keys, labels, addresses and words. Inside code the tokens
are mere text, and harmless: only places are read from this copy.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from octavo.findings import Place

TOKEN = re.compile(r"Q(\d+)C(\d+)Q")
KEY = r"(?:[\w*](?:\w|[:/](?=/)|[:.#$%&\-+?<>~/](?=\w))*)"

_CITATION = rf"(?<![\w@\\])(?P<cite>@(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<key>{KEY})))"
_ATTRIBUTES = r"(?P<attributes>\{(?=[#.]|[\w-]+=|-\s*[}\s.#])(?:[^{}\n\"]|\"[^\"\n]*\")*\})"
_DEFINITION = r"(?P<definition>^ {0,3}\[\^(?P<defined>[^\]\s]+)\]:[ \t]*)(?P<startable>(?![-*+>#|`~:]|\d+[.)]|\n|$))?"
_CALL = r"(?P<call>\[\^(?P<called>[^\]\s]+)\])"
_INLINE_NOTE = r"(?P<inline>(?<!\\)\^\[)"
_TARGET = r"(?P<target>\]\(<?)(?=[^)\s])"
_HEADING = r"(?P<heading>^#{1,6}[ \t]+)(?=\S)"
_SETEXT = r"(?P<setext>^(?=\S[^\n]*\n(?:=+|-+)[ \t]*$))"
_MARK = re.compile(
    "|".join((_DEFINITION, _CALL, _INLINE_NOTE, _TARGET, _HEADING, _SETEXT, _ATTRIBUTES, _CITATION)), re.M
)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|<!--.*?-->|(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)", re.M | re.S)


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note's call or definition in the source."""

    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Scan:
    """What the scan saw: the copy with tokens, citation keys, note calls and definitions, each in source order."""

    marked: str
    keys: tuple[tuple[str, int, int], ...]
    calls: tuple[NoteMark, ...]
    definitions: tuple[NoteMark, ...]


def scan(path: str, text: str) -> Scan:
    """Find every mark of the text and make the copy that carries their places."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    code = _code_ranges(text)
    pieces: list[str] = []
    keys: list[tuple[str, int, int]] = []
    calls: list[NoteMark] = []
    definitions: list[NoteMark] = []
    last = 0
    for match in _MARK.finditer(text):
        at = match.start()
        line = bisect_right(starts, at)
        column = at - starts[line - 1] + 1
        kind = match.lastgroup if match.lastgroup not in ("key", "braced", "called", "defined", "startable") else _kind(match)
        coded = _inside(code, at)
        if not coded:
            if kind == "cite":
                keys.append((match["braced"] or match["key"], line, column))
            elif kind == "call":
                calls.append(NoteMark(match["called"], Place(path, line, column)))
            elif kind == "definition":
                definitions.append(NoteMark(match["defined"], Place(path, line, column)))
        piece = _with_token(match, kind or "", starts, line, column)
        pieces += [text[last:at], piece]
        last = match.end()
    pieces.append(text[last:])
    return Scan("".join(pieces), tuple(keys), tuple(calls), tuple(definitions))


def _kind(match: re.Match[str]) -> str:
    return next(name for name in ("cite", "call", "definition") if match[name] is not None)


def _with_token(match: re.Match[str], kind: str, starts: list[int], line: int, column: int) -> str:
    """The mark as the copy has it."""
    found, token = match.group(), f"Q{line}C{column}Q"
    if kind == "cite":
        return f"{found[:-1]}:{token}}}" if match["braced"] else f"{found}:{token}"
    if kind == "attributes":
        return f"{found[:-1]} octavo-at={token}}}"
    if kind == "definition":
        return f"{found}{token}{match['defined'].encode().hex()}Q " if match["startable"] is not None else found
    if kind == "target":
        here = match.end()
        return f"{found}Q{line}C{here - starts[line - 1] + 1}Q"
    if kind in ("inline", "heading", "setext"):
        return f"{found}{token} "
    return found


def _code_ranges(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _FENCE.finditer(text)]


def _inside(ranges: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(ranges, (at, len(ranges) and 10**12)) - 1
    return index >= 0 and ranges[index][0] <= at < ranges[index][1]
