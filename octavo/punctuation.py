"""Punctuation around citations: where a note's number stands, and how a citation sits inside a written note."""

import re

from octavo import tree
from octavo.model import Node, Nodes

_CLOSING = re.compile(r"^([.,;:!?…。，；：！？、]+[»”’\"']*)(.*)$", re.S)
_STOP = re.compile(r"^[.,;:!?)\]]")
_FULL_STOP = re.compile(r"^(.*[^.]|)\.([”’»]?)$", re.S)
_ENDED = re.compile(r"[.,;:!?(\[—–/“‘«…][”’»\"')\]]*$")
# After such a word a citation is part of the sentence: "see Doe, Lights, 14".
_LEADING = frozenset((
    "see", "also", "cf", "compare", "in", "by", "from", "with", "and", "or", "but", "as", "to", "of", "per", "e.g",
    "i.e", "for", "on", "against", "contrast", "cited", "quoted", "voir", "aussi", "dans", "et", "chez", "siehe", "vgl",
    "bei", "und", "см", "также", "ср", "и", "в", "по", "the", "than", "both", "at",
))  # fmt: skip


def after_punctuation(nodes: Nodes) -> Nodes:
    """A citation's note follows the punctuation: "word [@key]." is printed as "word.¹", without a space before."""
    if not any(node["t"] == "Note" and node.get("cited") for node in nodes):
        return nodes
    result: Nodes = []
    rest = list(nodes)
    while rest:
        node = rest.pop(0)
        if node["t"] == "Note" and node.get("cited"):
            while result and result[-1]["t"] in ("Space", "SoftBreak"):
                result.pop()
            if rest and rest[0]["t"] == "Str" and (match := _CLOSING.match(rest[0]["c"])):
                result.append(tree.string(match[1]))
                rest[0:1] = [tree.string(match[2])] if match[2] else []
        result.append(node)
    return result


def within_note(nodes: Nodes) -> Nodes:
    """Citations among the words of a written note.

    The style ends each citation with a full stop, as if it were the whole note. It stays only where the note's
    paragraph, or a sentence of it, ends with the citation; after a word that leads to none it is put in parentheses:
    "The tower fell (Doe, Lights, 14)."
    """
    if not any(node.get("cite_mode") for node in nodes):
        return nodes
    result: Nodes = []
    for index, node in enumerate(nodes):
        if not node.get("cite_mode"):
            result.append(node)
            continue
        before, after = tree.text(nodes[:index]), tree.text(nodes[index + 1 :])
        ends = not after or (after[0].isupper() and _spaced(nodes, index))
        bare, stopped = _without_stop(node["c"][1])
        if node["cite_mode"] != "AuthorInText" and _aside(before, after):
            inner = [tree.string("("), *bare, tree.string(")." if stopped and not after else ")")]
        else:
            inner = node["c"][1] if ends else bare
        result.append({**tree.span(inner, "", ("citation",)), "sources": node.get("sources", [])})
    return result


def _aside(before: str, after: str) -> bool:
    """True when a citation interrupts a sentence that did not lead to it."""
    if not before or _ENDED.search(before):
        return False
    last = before.split()[-1].strip("“”‘’\"'(").rstrip(".").casefold()
    return last not in _LEADING and (not after or bool(_STOP.match(after)))


def _spaced(nodes: Nodes, index: int) -> bool:
    return index + 1 < len(nodes) and nodes[index + 1]["t"] in tree.SPACES


def _without_stop(inlines: Nodes) -> tuple[Nodes, bool]:
    """The inlines without the full stop at their end, and whether there was one. "ed." and initials keep theirs."""
    if not inlines:
        return inlines, False
    last: Node = inlines[-1]
    if last["t"] == "Str" and (match := _FULL_STOP.match(last["c"])):
        shorter = match[1] + match[2]
        return [*inlines[:-1], *([tree.string(shorter)] if shorter else [])], True
    if last["t"] == "Str" and last["c"] in ("”", "’", "»"):
        before, stopped = _without_stop(inlines[:-1])
        return [*before, last], stopped
    if last["t"] in ("Emph", "Strong", "SmallCaps"):
        inner, stopped = _without_stop(last["c"])
        return [*inlines[:-1], {**last, "c": inner}], stopped
    if last["t"] in ("Span", "Link", "Quoted"):
        inner, stopped = _without_stop(last["c"][1])
        content = [last["c"][0], inner, *last["c"][2:]]
        return [*inlines[:-1], {**last, "c": content}], stopped
    return inlines, False
