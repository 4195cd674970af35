"""Tidying of the placed tree: braces around references, other names of citation keys, notes inside notes."""

import re
from collections.abc import Mapping

from octavo import tree
from octavo.findings import Place
from octavo.model import Node, Nodes, Remark
from octavo.references import target

_NO_KEYS: frozenset[str] = frozenset()
_CITE, _NOTE, _IMAGE = frozenset(("Cite",)), frozenset(("Note",)), frozenset(("Image",))
_UNREAD = frozenset(("Cite", "Note"))


def without_braces(blocks: Nodes) -> Nodes:
    """``{@fig:x}`` as ``@fig:x``: pandoc-fignos and Manubot write references so; ``{+…``, ``{*…``, ``{!…`` too."""
    tidy: Nodes = tree.rewrite_lists(blocks, _unbraced)
    return tidy


def _unbraced(nodes: Nodes) -> Nodes:
    if not any(node["t"] == "Cite" for node in nodes):
        return nodes
    result = list(nodes)
    for index in range(1, len(result) - 1):
        before, node, after = result[index - 1 : index + 2]
        if node["t"] != "Cite" or before["t"] != "Str" or after["t"] != "Str" or not after["c"].startswith("}"):
            continue
        opening = re.search(r"\{([+*!]?)\Z", before["c"])
        if opening and all(target(item, _NO_KEYS) for item in node["c"][0]):
            result[index - 1] = {**before, "c": before["c"][: opening.start()]}
            result[index] = _modified(node, opening[1])
            result[index + 1] = {**after, "c": after["c"][1:]}
    return [node for node in result if node["t"] != "Str" or node["c"]]


def _modified(node: Node, sign: str) -> Node:
    """A reference as pandoc-fignos means it: ``*`` begins a sentence, ``!`` is the number alone."""
    items, words = node["c"]
    if sign == "*":
        items = [{**item, "citationId": item["citationId"][:1].upper() + item["citationId"][1:]} for item in items]
    if sign == "!":
        items = [{**item, "citationMode": {"t": "SuppressAuthor"}} for item in items]
    return {**node, "c": [items, words]} if sign else node


def references_apart(blocks: Nodes) -> Nodes:
    """``@sec:x [@doe]`` as a reference and a citation: to pandoc it is one citation, of two authors."""
    changed: Nodes = tree.rewrite(blocks, _apart, _CITE)
    return changed


def _apart(cite: Node) -> Nodes | None:
    (first, *others), words = cite["c"]
    in_text = first["citationMode"]["t"] == "AuthorInText" and not first["citationSuffix"]
    if not others or not in_text or not target(first, _NO_KEYS) or any(target(item, _NO_KEYS) for item in others):
        return None
    at = next((n for n, word in enumerate(words) if word["t"] in tree.SPACES), len(words))
    return [{**cite, "c": [[first], words[:at]]}, *words[at : at + 1], {**cite, "c": [others, words[at + 1 :]]}]


def plain_alts(blocks: Nodes) -> Nodes:
    """The tree with the words of images as words alone: the caption beside them holds their citations and notes."""

    def plain(node: Node) -> Nodes | None:
        attributes, inlines, address = node["c"]
        if all(inline["t"] in ("Str", "Space") for inline in inlines):
            return None
        words = tree.text(tree.rewrite(inlines, lambda unread: [], _UNREAD, _UNREAD))
        return [{**node, "c": [attributes, tree.words(words) if words else [], address]}]

    changed: Nodes = tree.rewrite(blocks, plain, _IMAGE)
    return changed


def renamed(blocks: Nodes, aliases: Mapping[str, str]) -> Nodes:
    """The tree with citations by the keys that a chapter's ``[@tag:x]: key`` lines stand for."""
    if not aliases:
        return blocks

    def rename(node: Node) -> Nodes | None:
        items = [{**item, "citationId": aliases.get(item["citationId"], item["citationId"])} for item in node["c"][0]]
        return [{**node, "c": [items, node["c"][1]]}]

    changed: Nodes = tree.rewrite(blocks, rename, _CITE)
    return changed


def flat_notes(path: str, blocks: Nodes) -> tuple[Nodes, tuple[Remark, ...]]:
    """The tree with the notes that stand inside notes in parentheses, and a remark on each."""
    remarks: dict[Remark, None] = {}

    def flatten(note: Node) -> Nodes | None:
        inner = [node for node in tree.structure(note["c"]) if node["t"] == "Note"]
        for node in inner:
            line, column = node.get("at") or note.get("at") or (0, 0)
            remarks[Remark("nested-note", tree.text(node["c"])[:60], Place(path, line, column))] = None
        return [{**note, "c": tree.rewrite(note["c"], _in_parentheses, _NOTE)}] if inner else None

    return tree.rewrite(blocks, flatten, _NOTE, _NOTE), tuple(remarks)


def _in_parentheses(note: Node) -> Nodes:
    inlines: Nodes = []
    for block in note["c"]:
        if block["t"] in ("Para", "Plain"):
            inlines += [*([{"t": "Space"}] if inlines else []), *block["c"]]
        elif words := tree.text(block, notes=True):
            inlines += [*([{"t": "Space"}] if inlines else []), *tree.words(words)]
    return [tree.string("("), *inlines, tree.string(")")]
