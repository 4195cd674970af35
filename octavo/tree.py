"""Walking and rewriting pandoc's document tree. Nothing here changes a node in place.

The tree is pandoc-types 1.23: blocks and inlines are {"t": tag, "c": content}. See https://hackage.haskell.org/package/pandoc-types.
``rewrite`` and ``rewrite_lists`` call themselves: ``parse.depth`` sees to it that no tree is deeper than they can go.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from octavo.model import Node, Nodes

SPACES = frozenset(("Space", "SoftBreak", "LineBreak"))
# Most of a text is these; a rewrite that does not ask for them passes them by without a call.
_LEAVES = frozenset(("Str", "Space", "SoftBreak", "LineBreak"))


def walk(tree: Any) -> Iterator[Node]:
    """Every node of the tree in the order of the text, a parent before its children."""
    stack: list[Any] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if "t" in item:
                yield item
                if "c" in item and not isinstance(item["c"], str):
                    stack.append(item["c"])
            else:
                stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def structure(tree: Any) -> Iterator[Node]:
    """Every node of the tree but words and spaces, in the order of the text, a parent before its children.

    Nine nodes of ten are words and spaces, so that this is many times as fast as ``walk``.
    """
    stack: list[Any] = [[tree]]
    while stack:
        item = stack.pop()
        if type(item) is dict:
            if "t" in item:
                yield item
                content = item.get("c")
                if type(content) is list or type(content) is dict:
                    stack.append([content])
                continue
            item = list(item.values())
        below = [
            inner for inner in item if type(inner) is list or (type(inner) is dict and inner.get("t") not in _LEAVES)
        ]
        below.reverse()
        stack += below


def rewrite(
    tree: Any,
    change: Callable[[Node], Nodes | None],
    tags: frozenset[str] | None = None,
    closed: frozenset[str] = frozenset(),
) -> Any:
    """The tree with each node, children first, replaced by what ``change`` returns; None keeps the node.

    What does not change is shared with the old tree. A list that begins with a string holds no nodes (attributes,
    targets, code). Only nodes of these ``tags`` are asked about, all when None;
    what stands inside nodes of the ``closed`` tags stays as it is.
    """
    if type(tree) is dict:
        return _with_parts(tree, lambda part: rewrite(part, change, tags, closed))
    if type(tree) is not list or not tree or type(tree[0]) is str:
        return tree
    items: list[Any] = []
    same = True
    for old in tree:
        kind = type(old)
        if kind is not dict and kind is not list:
            items.append(old)
            continue
        tag = old.get("t") if kind is dict else None
        if tag in _LEAVES and tags is not None and tag not in tags:
            items.append(old)
            continue
        inner: Any = old if tag in closed else rewrite(old, change, tags, closed)
        replaced = change(inner) if tag is not None and (tags is None or tag in tags) else None
        if replaced is None:
            items.append(inner)
            same = same and inner is old
        else:
            items.extend(replaced)
            same = same and len(replaced) == 1 and replaced[0] is old
    return tree if same else items


def rewrite_lists(tree: Any, change: Callable[[Nodes], Nodes]) -> Any:
    """The tree with each list of nodes, inner ones first, replaced by what ``change`` returns."""
    if type(tree) is dict:
        return _with_parts(tree, lambda part: rewrite_lists(part, change))
    if type(tree) is not list or not tree or type(tree[0]) is str:
        return tree
    items: list[Any] = []
    same = are_nodes = True
    for old in tree:
        kind = type(old)
        tag = old.get("t") if kind is dict else None
        new = old if tag in _LEAVES or (kind is not dict and kind is not list) else rewrite_lists(old, change)
        items.append(new)
        same = same and new is old
        are_nodes = are_nodes and tag is not None
    current = tree if same else items
    return change(current) if current and are_nodes else current


def _with_parts(tree: Node, change: Callable[[Any], Any]) -> Node:
    """A node with its content changed, or a record of pandoc's (a citation) with all of its parts."""
    if "t" in tree:
        content = tree.get("c")
        new = change(content) if type(content) is list else content
        return tree if new is content else {**tree, "c": new}
    fresh = {
        key: new
        for key, value in tree.items()
        if isinstance(value, list | dict) and (new := change(value)) is not value
    }
    return {**tree, **fresh} if fresh else tree


_BLOCKS = frozenset((
    "Para", "Plain", "Header", "CodeBlock", "LineBlock", "BlockQuote", "Div", "Figure", "Table", "RawBlock",
))  # fmt: skip
# Ordinary white space: a no-break space is a letter of the text, and stays.
_BLANKS = re.compile(r"[ \t\n\r]+")


def text(tree: Any, *, notes: bool = False, without: Callable[[Node], bool] | None = None) -> str:
    """The plain text of inlines or blocks; notes are left out unless asked for, and a space stands for nodes that it
    shall be ``without``.
    """
    parts: list[str] = []
    stack: list[Any] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif isinstance(item, list):
            stack.extend(piece for piece in reversed(item) if isinstance(piece, list | dict))
        elif isinstance(item, dict):
            tag = item.get("t")
            if tag == "Str":
                parts.append(item["c"] or "")
            elif tag in SPACES or (without is not None and tag is not None and without(item)):
                parts.append(" ")
            else:
                stack.extend(reversed(_pieces(item, notes)))
    return _BLANKS.sub(" ", "".join(parts)).strip(" ")


def _pieces(node: dict[Any, Any], notes: bool) -> list[Any]:
    """What a node adds to a text: strings as they are, lists and nodes to be gone through."""
    tag, content = node.get("t"), node.get("c")
    if tag is None:
        return [piece for piece in node.values() if isinstance(piece, list | dict)]
    if content is None or tag in ("RawInline", "RawBlock"):
        return [" "] if tag in _BLOCKS else []
    if tag in ("Code", "Math"):
        return [content[1]]
    if tag == "CodeBlock":
        return [" ", content[1], " "]
    if tag == "Quoted":
        opening, closing = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
        return [opening, content[1], closing]
    if tag == "Cite":
        return [content[1]]
    if tag == "Note":
        return [" ", content, " "] if notes else []
    if tag in ("Span", "Link", "Div"):
        return [" ", content[1], " "] if tag == "Div" else [content[1]]
    if tag == "LineBlock":
        return [" ", *(piece for line in content for piece in (line, " "))]
    if tag in _BLOCKS or tag == "Image":
        return [" ", content, " "] if tag in _BLOCKS else [" ", content]
    return [content] if isinstance(content, list | dict) else []


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
