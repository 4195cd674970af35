"""Walking and rewriting pandoc's document tree. Nothing here changes a node in place.

The tree is pandoc-types 1.23: blocks and inlines are {"t": tag, "c": content}. See https://hackage.haskell.org/package/pandoc-types.
"""

from collections.abc import Callable, Iterator
from typing import Any

from octavo.model import Node, Nodes

SPACES = frozenset(("Space", "SoftBreak", "LineBreak"))


def walk(tree: Any) -> Iterator[Node]:
    """Every node of the tree in the order of the text, a parent before its children."""
    stack: list[Any] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if "t" in item:
                yield item
                if "c" in item:
                    stack.append(item["c"])
            else:
                stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def rewrite(tree: Any, change: Callable[[Node], Nodes | None]) -> Any:
    """The tree with each node, children first, replaced by what ``change`` returns; None keeps the node.

    What does not change is shared with the old tree.
    """
    if isinstance(tree, dict):
        fresh = {key: rewrite(value, change) for key, value in tree.items() if isinstance(value, list | dict)}
        if all(fresh[key] is tree[key] for key in fresh):
            return tree
        return {**tree, **fresh}
    if not isinstance(tree, list):
        return tree
    items: list[Any] = []
    same = True
    for old in tree:
        if not isinstance(old, dict | list):
            items.append(old)
            continue
        new = rewrite(old, change)
        replaced = change(new) if isinstance(new, dict) and "t" in new else None
        if replaced is None:
            items.append(new)
            same = same and new is old
        else:
            items.extend(replaced)
            same = False
    return tree if same else items


def rewrite_lists(tree: Any, change: Callable[[Nodes], Nodes]) -> Any:
    """The tree with each list of nodes, inner ones first, replaced by what ``change`` returns."""
    if isinstance(tree, dict):
        fresh = {key: rewrite_lists(value, change) for key, value in tree.items() if isinstance(value, list | dict)}
        return tree if all(fresh[key] is tree[key] for key in fresh) else {**tree, **fresh}
    if not isinstance(tree, list):
        return tree
    items = [rewrite_lists(item, change) if isinstance(item, list | dict) else item for item in tree]
    same = all(new is old for new, old in zip(items, tree, strict=True))
    current = tree if same else items
    are_nodes = bool(current) and all(isinstance(item, dict) and "t" in item for item in current)
    return change(current) if are_nodes else current


def text(tree: Any, *, notes: bool = False) -> str:
    """The plain text of inlines or blocks; notes are left out unless asked for."""
    parts: list[str] = []
    _gather(tree, parts, notes)
    return " ".join("".join(parts).split())


_BLOCKS = frozenset(("Para", "Plain", "Header", "CodeBlock", "LineBlock", "BlockQuote", "Div", "Figure", "Table", "RawBlock"))


def _gather(tree: Any, parts: list[str], notes: bool) -> None:
    if isinstance(tree, list):
        for item in tree:
            _gather(item, parts, notes)
        return
    if not isinstance(tree, dict):
        return
    tag, content = tree.get("t"), tree.get("c")
    if tag == "Str":
        parts.append(content or "")
    elif tag in SPACES:
        parts.append(" ")
    elif tag in ("Code", "Math", "CodeBlock"):
        parts.append(content[1] if content else "")
    elif tag == "Quoted" and content:
        single = content[0]["t"] == "SingleQuote"
        parts.append("‘" if single else "“")
        _gather(content[1], parts, notes)
        parts.append("’" if single else "”")
    elif tag == "Cite" and content:
        _gather(content[1], parts, notes)
    elif tag == "LineBlock":
        for line in content:
            _gather(line, parts, notes)
            parts.append(" ")
    elif tag == "Note":
        if notes:
            parts.append(" ")
            _gather(content, parts, notes)
            parts.append(" ")
    elif tag in ("RawInline", "RawBlock"):
        return
    elif content is not None:
        if tag in _BLOCKS or tag == "Image":
            parts.append(" ")
        _gather(content, parts, notes)
    elif tag is None:
        for value in tree.values():
            _gather(value, parts, notes)
    if tag in _BLOCKS:
        parts.append(" ")


Attr = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]

_ATTR_AT = {"Span": 0, "Div": 0, "Code": 0, "CodeBlock": 0, "Link": 0, "Image": 0, "Figure": 0, "Table": 0, "Header": 1}


def attr(node: Node) -> Attr:
    """The node's attributes: id, classes, key–value pairs; empty where a node has none."""
    at = _ATTR_AT.get(node["t"])
    if at is None:
        return ("", (), ())
    identifier, classes, pairs = node["c"][at]
    return (identifier, tuple(classes), tuple((key, value) for key, value in pairs))


def with_attr(node: Node, new: Attr) -> Node:
    """The node with other attributes."""
    at = _ATTR_AT[node["t"]]
    content = list(node["c"])
    content[at] = [new[0], list(new[1]), [list(pair) for pair in new[2]]]
    return {**node, "c": content}


def value(node: Node, key: str) -> str:
    """The value of an attribute, "" where it is missing."""
    return next((value for name, value in attr(node)[2] if name == key), "")


def string(content: str) -> Node:
    """A word as a node."""
    return {"t": "Str", "c": content}


def words(content: str) -> Nodes:
    """A phrase as inlines."""
    nodes: Nodes = []
    for word in content.split(" "):
        nodes += [{"t": "Space"}, string(word)] if nodes else [string(word)]
    return nodes


def span(inlines: Nodes, identifier: str = "", classes: tuple[str, ...] = (), **pairs: str) -> Node:
    """A span around inlines."""
    attributes = [identifier, list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items()]]
    return {"t": "Span", "c": [attributes, inlines]}


def link(inlines: Nodes, target: str, classes: tuple[str, ...] = (), **pairs: str) -> Node:
    """A link around inlines."""
    attributes = ["", list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items()]]
    return {"t": "Link", "c": [attributes, inlines, [target, ""]]}
