"""Conservation: the words of a text that pandoc passes over in silence are found, because no book may lose one."""

import re
from typing import Any

from octavo.model import Nodes, Remark
from octavo.parse.decode import Lines

_WORD = re.compile(r"[^\W_]{3,}")
# What has a meaning and is not printed: labels of notes, definitions of links, attributes, entities, captions' first word.
_PASSED = re.compile(
    r"\[\^[^\]\n]*\]|^[ \t>]*\[[^\]\n]+\]:.*(?:\n[ \t]+[\"'(].*)?|\{[^{}\n]*[#.=][^{}\n]*\}|&#?\w+;|\(@[^)\s]*\)"
    r"|^[ \t>]*[Tt]able:|^[ \t>]*(?:`{3,}|~{3,}|:{3,}).*$",
    re.M,
)
_MOST = 20


def lost(path: str, text: str, trees: tuple[Nodes, ...]) -> tuple[Remark, ...]:
    """A remark on each line of the text with words that are nowhere in the trees, at the first of them."""
    source = _PASSED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    kept: list[str] = []
    _gather(trees, kept)
    joined = "\n".join(kept)
    words = set(_WORD.findall(joined))
    missing = [m for m in _WORD.finditer(source) if m.group() not in words and m.group() not in joined]
    lines = Lines(path, text)
    found: dict[int, list[re.Match[str]]] = {}
    for match in missing:
        found.setdefault(lines.place(match.start()).line, []).append(match)
    return tuple(
        Remark("lost-text", " ".join(match.group() for match in matches), lines.place(matches[0].start()))
        for matches in list(found.values())[:_MOST]
    )


def _gather(item: Any, kept: list[str]) -> None:
    """Every string of a tree: words, code, addresses, attributes."""
    stack = [item]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            kept.append(piece)
        elif isinstance(piece, dict):
            stack.extend(value for key, value in piece.items() if key != "t")
        elif isinstance(piece, list | tuple):
            stack.extend(piece)
