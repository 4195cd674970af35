"""Locators of sources that have no pages, made such as a style knows, and made the author's own again when it is done.

The leaf of a file in an archive ("l. 34", "л. 34") is a folio to a style, not a line; the place in a classic or a
sacred text ("2.40", "11:8") is a verse, which no comma stands before; a page of a volume is "2:15".
"""

import re
from dataclasses import replace

from octavo import tree
from octavo.citing.chicago import Source
from octavo.citing.style import SHELF_MARK
from octavo.clusters import Cluster
from octavo.model import Node, Nodes

_LEAF = re.compile(r"(?:l|ll|л|лл)\.")
_FOLIO = re.compile(r"^fols?\.")
_NUMBER = re.compile(r"\d[\d.:–-]*[\d.:,a-z–-]*")
_VOLUME = re.compile(r"(,?\s*)vol\.\s*(\d+|[ivxlc]+),\s*(?:pp?\.\s*)?(\d[\d–-]*)(.*)", re.S)
_STR, _WORDS = frozenset(("Str",)), frozenset(("Str", "Space", "SoftBreak"))


def fitted(cluster: Cluster, sources: dict[str, Source]) -> Cluster:
    """A cluster with such locators as a style knows."""
    items = [_fitted(item, sources.get(str(item["citationId"]), {})) for item in cluster.items]
    same = all(new is old for new, old in zip(items, cluster.items, strict=True))
    return cluster if same else replace(cluster, items=items)


def own_again(inlines: Nodes, cluster: Cluster) -> Nodes:
    """A cluster's result with the labels that its author wrote."""
    labels = [leaf for item in cluster.items if (leaf := _leaf(item["citationSuffix"]))]
    if not labels:
        return inlines

    def label(node: Node) -> Nodes | None:
        if not labels or not _FOLIO.match(node["c"]):
            return None
        return [tree.string(_FOLIO.sub(labels.pop(0), node["c"]))]

    again: Nodes = tree.rewrite(inlines, label, _STR)
    return again


def _fitted(item: Node, source: Source) -> Node:
    suffix: Nodes = item["citationSuffix"]
    at = _first(suffix)
    volume = _VOLUME.fullmatch(tree.text(suffix)) if all(node["t"] in _WORDS for node in suffix) else None
    if volume:
        return {**item, "citationSuffix": tree.words(f"{volume[1]}{volume[2]}:{volume[3]}{volume[4]}")}
    if source.get(SHELF_MARK) and _leaf(suffix):
        word = suffix[at]["c"]
        rest = _LEAF.sub("", word, count=1).lstrip("\u00a0")
        fresh = [tree.string("fol."), {"t": "Space"}, tree.string(rest)] if rest else [tree.string("fol.")]
        return {**item, "citationSuffix": [*suffix[:at], *fresh, *suffix[at + 1 :]]}
    if source.get("type") == "classic" and at < len(suffix) and _NUMBER.fullmatch(suffix[at]["c"]):
        return {**item, "citationSuffix": [*suffix[:at], tree.string("verse"), {"t": "Space"}, *suffix[at:]]}
    return item


def _leaf(suffix: Nodes) -> str:
    """The label of a leaf that a suffix begins with, else nothing."""
    at = _first(suffix)
    found = _LEAF.match(suffix[at]["c"]) if at < len(suffix) else None
    return found[0] if found else ""


def _first(suffix: Nodes) -> int:
    """The index of the first word that is more than a comma."""
    words = (at for at, node in enumerate(suffix) if node["t"] == "Str" and node["c"].strip(", "))
    at = next(words, len(suffix))
    return at if all(node["t"] in _WORDS for node in suffix[:at]) else len(suffix)
