"""The allow-list over the tree: attributes, links and images that may pass. Run on chapters and again after citing."""

import re

from octavo import tree
from octavo.model import Node, Nodes
from octavo.safety import safe_address

ATTRIBUTES = frozenset((
    "lang", "dir", "width", "height", "start", "colspan", "rowspan", "scope", "alt", "title",
    "term", "see", "seealso", "range", "main", "sort", "editions", "for", "caption", "cite", "short", "custom-style",
    "tag", "case", "credit", "rights", "source",
))  # fmt: skip
_GUARDED = frozenset(("Span", "Div", "Code", "CodeBlock", "Link", "Image", "Figure", "Table", "Header"))
_TEMPLATE = re.compile(r"\{\{|%7B%7B|\{%|%7B%25", re.I)
_CLASS = re.compile(r"[^\w-]")


def guard(blocks: Nodes) -> Nodes:
    """The tree with only such attributes, classes and addresses as an edition may carry.

    A link whose address is not allowed becomes a span of class "unsafe-link" that keeps its words and the address.
    """
    guarded: Nodes = tree.rewrite(blocks, _guard, _GUARDED)
    return guarded


def _guard(node: Node) -> Nodes | None:
    identifier, classes, pairs = tree.attr(node)
    changed = node
    if classes or pairs:
        kept = tuple((key, value) for key, value in pairs if key in ATTRIBUTES)
        named = tuple(name for name in (_CLASS.sub("", name) for name in classes) if name)
        if (kept, named) != (pairs, classes):
            changed = tree.with_attr(node, (identifier, named, kept))
    if node["t"] == "Link" and _TEMPLATE.search(node["c"][2][0]):
        # An address that a template would fill in leads nowhere; the field itself is remarked on.
        return [{**tree.span(node["c"][1], identifier), **_at(node)}]
    if node["t"] == "Link" and not safe_address(node["c"][2][0]):
        _, named, _ = tree.attr(changed)
        return [{**tree.span(node["c"][1], identifier, ("unsafe-link", *named), cite=node["c"][2][0]), **_at(node)}]
    return None if changed is node else [changed]


def _at(node: Node) -> dict[str, object]:
    return {key: node[key] for key in ("at", "label-at") if key in node}
