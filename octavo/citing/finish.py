"""Finish: what a style printed, freed of the marks that travelled through it, each foreign word in its language."""

from octavo import tree
from octavo.citing.asides import settled
from octavo.citing.chicago import FIRM_SIGNS
from octavo.citing.stops import without_signs
from octavo.citing.tongues import Run, tagged
from octavo.model import Node, Nodes

_MARKED = frozenset(("Str", "Emph"))


def finished(inlines: Nodes, wanted: tuple[Run, ...]) -> Nodes:
    """Inlines with asides in their places, plain hyphens, and each run in its language."""
    return tagged(settled(without_signs(tree.rewrite(inlines, _plain, _MARKED))), wanted)


def _plain(node: Node) -> Nodes | None:
    """A word with hyphens for those that no style shall take for a range; what shall have no dress, without it."""
    if node["t"] == "Emph":
        bare = [inner for inner in node["c"] if "nodecoration" in tree.attr(inner)[1]]
        return list(node["c"]) if bare and len(bare) == len(node["c"]) else None
    plain = node["c"].translate(FIRM_SIGNS)
    return None if plain == node["c"] else [tree.string(plain)]
