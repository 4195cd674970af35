"""Citations on a page that links: each leads to its source in the bibliography, where the book has one."""

from html import escape

from octavo.compose.pen import Pen
from octavo.model import Format, Node, Nodes
from octavo.resolve import entry_anchor

_PARAGRAPH = ("Para", "Plain")


def sources_of(pen: Pen, node: Node) -> tuple[str, ...]:
    """The ids of the sources that a citation or a note of citations names and that the bibliography lists."""
    if pen.around.format is not Format.WEB or pen.bare:
        return ()
    anchors = (entry_anchor(key) for key, *_ in node.get("sources", ()))
    return tuple(dict.fromkeys(anchor for anchor in anchors if anchor in pen.around.homes))


def cited(pen: Pen, node: Node, inner: str) -> str:
    """A citation as a link to its source; one of several sources, or with a link in it, says which they are."""
    found = sources_of(pen, node)
    if not found or not inner:
        return inner
    if len(found) == 1 and "<a " not in inner and "id=" not in inner:
        return f'<a class="cite" href="{escape(pen.href("#" + found[0]))}">{inner}</a>'
    addresses = " ".join(pen.href(f"#{anchor}") for anchor in found)
    return f'<span class="cite" data-sources="{escape(addresses)}">{inner}</span>'


def noted(pen: Pen, node: Node) -> str:
    """The text of a note at the end of its chapter; one that a citation has made leads to its sources."""
    blocks: Nodes = node["c"]
    if len(blocks) == 1 and blocks[0]["t"] in _PARAGRAPH and sources_of(pen, node):
        return f"<p>{cited(pen, node, pen.inlines(blocks[0]['c']))}</p>"
    return pen.blocks(blocks)
