"""Labels of display equations: pandoc leaves ``$$ … $$ {#eq:x}`` as words, which become a labelled span here."""

import re

from octavo import tree
from octavo.model import Node, Nodes

_LABEL = re.compile(r"^\{#([^\s{}]+)((?:\s+[\w-]+=[^\s{}]+)*)\s*\}(.*)$", re.S)


def label_equations(blocks: Nodes) -> Nodes:
    """The blocks with each labelled display formula in a span of class "equation" that has the label as its id."""
    return tree.rewrite_lists(blocks, _join)


def _join(nodes: Nodes) -> Nodes:
    if not any(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath" for node in nodes):
        return nodes
    result: Nodes = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        if node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath":
            found = _label_after(nodes, index)
            if found:
                attributes, rest, index = found
                node = {"t": "Span", "c": [attributes, [node]]}
                result += [node, *([tree.string(rest)] if rest else [])]
                continue
        result.append(node)
    return result


def _label_after(nodes: Nodes, index: int) -> tuple[list[object], str, int] | None:
    """The label that follows a formula, what stands behind its brace, and the index after it."""
    while index < len(nodes) and nodes[index]["t"] in tree.SPACES:
        index += 1
    words: list[str] = []
    while index < len(nodes) and len(words) < 12:
        node = nodes[index]
        words.append(" " if node["t"] in tree.SPACES else _plain(node))
        index += 1
        if "}" in words[-1]:
            match = _LABEL.match("".join(words))
            if not match:
                return None
            pairs = [pair.split("=", 1) for pair in match[2].split()]
            return [match[1], ["equation"], pairs], match[3], index
        if not words[0].startswith("{"):
            return None
    return None


def _plain(node: Node) -> str:
    return node["c"] if node["t"] == "Str" else tree.text([node])
