"""Depth: a tree nested deeper than any book is cut, its words kept, so that later stages may walk it by recursion."""

from typing import Any

from octavo import tree
from octavo.model import Node, Nodes

DEEPEST = 60
_LISTS = frozenset(("BulletList", "OrderedList", "DefinitionList"))
_BLOCKS = _LISTS | frozenset((
    "Para", "Plain", "Header", "CodeBlock", "LineBlock", "BlockQuote", "Div", "Figure", "Table", "RawBlock",
    "HorizontalRule",
))  # fmt: skip
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))
_LEAVES = frozenset(("Str", "Space", "SoftBreak", "LineBreak"))


def shallow(blocks: Nodes, json: str = "") -> tuple[Nodes, bool]:
    """The blocks with what is nested too deeply as plain words, and true where something was.

    A list counts twice, because every edition makes two elements of it, one within the other. ``json``, what the
    blocks were read from, shows at once of nearly every text that nothing is.
    """
    if _surely_shallow(json) or not _too_deep(blocks):
        return blocks, False
    return _cut(blocks, 0), True


def _surely_shallow(json: str) -> bool:
    """True when the brackets of a JSON text are gone after their innermost pairs are taken out a few times: each level
    of the tree is a pair of braces, and of a list two pairs of brackets too. Brackets of the text itself only hide it.
    """
    brackets = json.encode("utf-8", "surrogatepass").translate(None, _OTHERS)
    for _ in range(DEEPEST if json else 0):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if not brackets:
            return True
    return False


def _too_deep(blocks: Nodes) -> bool:
    stack: list[tuple[Any, int]] = [(blocks, 0)]
    while stack:
        item, depth = stack.pop()
        if isinstance(item, dict):
            tag = item.get("t")
            if tag is not None:
                depth += 2 if tag in _LISTS else 1
                if depth > DEEPEST:
                    return True
            stack += [(value, depth) for value in item.values() if isinstance(value, list | dict)]
        else:
            stack += [
                (inner, depth)
                for inner in item
                if isinstance(inner, list) or (isinstance(inner, dict) and inner.get("t") not in _LEAVES)
            ]
    return False


def _cut(item: Any, depth: int) -> Any:
    if isinstance(item, list):
        return [
            piece
            for inner in item
            for piece in (_cut_node(inner, depth) if isinstance(inner, dict) and "t" in inner else [_cut(inner, depth)])
        ]
    if isinstance(item, dict):
        return {key: _cut(value, depth) for key, value in item.items()}
    return item


def _cut_node(node: Node, depth: int) -> Nodes:
    """The node, or its words when it stands at the bottom."""
    tag = node["t"]
    if tag in _LEAVES:
        return [node]
    below = depth + (2 if tag in _LISTS else 1)
    if below < DEEPEST - 1 or "c" not in node:
        return [_cut(node, below)]
    if tag in _BLOCKS:
        words = tree.text(node, notes=True)
        return [{"t": "Para", "c": tree.words(words)}] if words else []
    return tree.words(tree.text(node, notes=True))
