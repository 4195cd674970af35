"""Asides: words behind a title that stand outside its quotation marks or italics, such as a translation in brackets.

A style knows one title and dresses it whole. The aside travels at its end between two marks, and is taken out of the
dress when the style is done: “Waar verzamelde Pigafetta zijn Maleise woorden?” [Where did Pigafetta …?], *Tijdschrift*.
"""

from octavo import tree
from octavo.model import Node, Nodes

_OPEN, _CLOSE = "\ue000", "\ue001"
_QUOTES = frozenset('“”„‟‘’‚‛«»‹›"')
_PLAIN_CONTENT = frozenset(("Emph", "Strong", "SmallCaps", "Underline", "Strikeout", "Superscript", "Subscript"))
_SECOND_CONTENT = frozenset(("Quoted", "Span", "Link"))


def with_aside(title: str, aside: str) -> str:
    """A title with an aside behind it, as a style gets it."""
    return f"{title}{_OPEN}{aside}{_CLOSE}" if aside else title


def clean(text: str) -> str:
    """A text of the author's without characters that would be taken for marks."""
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def settled(inlines: Nodes) -> Nodes:
    """Inlines with every aside behind the words that it belongs to, a space before it."""
    if not _marked(inlines):
        return inlines
    if any(node["t"] == "Note" for node in inlines):
        return [_settled_note(node) if node["t"] == "Note" else node for node in inlines]
    before, aside, after = _split(inlines)
    if not aside:
        return before
    return [*before, {"t": "Space"}, *aside, *settled(after)]


def _settled_note(note: Node) -> Node:
    blocks = [{**block, "c": settled(block["c"])} if block["t"] in ("Para", "Plain") else block for block in note["c"]]
    return {**note, "c": blocks}


def _marked(nodes: Nodes) -> bool:
    return any(_OPEN in node["c"] or _CLOSE in node["c"] for node in tree.walk(nodes) if node["t"] == "Str")


def _split(nodes: Nodes) -> tuple[Nodes, Nodes, Nodes]:
    """What stands before the first aside, the aside, and what stands behind it, each in the dress of its own words."""
    parts: tuple[Nodes, Nodes, Nodes] = ([], [], [])
    at = 0
    for node in nodes:
        if at == 2:
            parts[2].append(node)
        elif node["t"] == "Str":
            at = _string(node["c"], parts, at)
        elif _content(node) is not None and _marked([node]):
            at = _dressed(node, parts, at)
        else:
            parts[at].append(node)
    return parts


def _string(text: str, parts: tuple[Nodes, Nodes, Nodes], at: int) -> int:
    """Deal the letters of a word out to the parts; the part that the next word belongs to."""
    for sign, following in ((_OPEN, 1), (_CLOSE, 2)):
        if at == following - 1 and sign in text:
            head, _, text = text.partition(sign)
            if head:
                parts[at].append(tree.string(head))
            at = following
    if text:
        parts[at].append(tree.string(text))
    return at


def _dressed(node: Node, parts: tuple[Nodes, Nodes, Nodes], at: int) -> int:
    """Deal the content of a dressed node out: the title keeps its dress, the aside and what is behind it have none."""
    if at == 1:
        inner = _split([tree.string(_OPEN), *(_content(node) or [])])
        parts[1].append(_filled(node, inner[1]))
        parts[2].extend(inner[2])
        return 2
    before, aside, after = _split(_content(node) or [])
    before, after = _closed(before, after)
    if before:
        parts[0].append(_filled(node, before))
    parts[1].extend(aside)
    parts[2].extend(after)
    return 2


def _closed(before: Nodes, after: Nodes) -> tuple[Nodes, Nodes]:
    """A title with the quotation mark that closes it, which the style has put behind the aside."""
    if not before or not after or before[0]["t"] != "Str" or after[-1]["t"] != "Str":
        return before, after
    opening, closing = before[0]["c"][:1], after[-1]["c"][-1:]
    if opening not in _QUOTES or closing not in _QUOTES:
        return before, after
    left = after[-1]["c"][:-1]
    return [*before, tree.string(closing)], [*after[:-1], *([tree.string(left)] if left else [])]


def _content(node: Node) -> Nodes | None:
    if node["t"] in _PLAIN_CONTENT:
        plain: Nodes = node["c"]
        return plain
    if node["t"] in _SECOND_CONTENT:
        second: Nodes = node["c"][1]
        return second
    return None


def _filled(node: Node, inner: Nodes) -> Node:
    if node["t"] in _PLAIN_CONTENT:
        return {**node, "c": inner}
    return {**node, "c": [node["c"][0], inner, *node["c"][2:]]}
