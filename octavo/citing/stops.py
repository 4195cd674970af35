"""Stops: a title that ends in a question or exclamation mark keeps the comma behind it, as Chicago has it (14.96).

Citation engines print no comma behind such a mark. The title travels with a sign at its end, so that the style sets
what it would set behind any title; then a full stop behind the sign is taken out, a comma stays: “Who Won?,” 12.
"""

from typing import Any

from octavo import tree
from octavo.model import Node, Nodes

_SIGN = "\ue002"
_TITLES = ("title", "title-short")
_ENDS = ("?", "!", "?”", "!”", "?»", "!»")


def with_signs(source: dict[str, Any]) -> dict[str, Any]:
    """A source whose titles have the sign where they end in such a mark."""
    return {
        key: f"{value}{_SIGN}" if key in _TITLES and isinstance(value, str) and value.endswith(_ENDS) else value
        for key, value in source.items()
    }


def without_signs(inlines: Nodes) -> Nodes:
    """What the style printed, without the signs, and with no full stop right behind one."""
    if not any(_SIGN in node["c"] for node in tree.walk(inlines) if node["t"] == "Str"):
        return inlines
    behind = False

    def unsigned(node: Node) -> Nodes:
        nonlocal behind
        if node["t"] != "Str":
            behind = False
            return [node]
        letters: list[str] = []
        for letter in node["c"]:
            if letter == _SIGN or (behind and letter == "."):
                behind = letter == _SIGN
                continue
            behind = behind and letter in "”’»\"'"
            letters.append(letter)
        return [{**node, "c": "".join(letters)}] if letters else []

    cleared: Nodes = tree.rewrite(inlines, unsigned, _WORDS)
    return cleared


_WORDS = frozenset(("Str", "Space", "SoftBreak", "LineBreak"))
