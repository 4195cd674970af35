"""Glosses: the terms that a section explains in a glossary, and those that it asks one for."""

from dataclasses import dataclass

from octavo import tree
from octavo.findings import Place
from octavo.glossary import ASKED, asked, is_glossary, keys, lists
from octavo.model import Nodes
from octavo.prose import Prose
from octavo.survey.uses import GlossUse


@dataclass(frozen=True, slots=True)
class Glosses:
    """The terms that a file wants explained, and those that it explains, folded."""

    uses: tuple[GlossUse, ...] = ()
    explained: tuple[str, ...] = ()


def glossed(prose: Prose, blocks: Nodes, place: Place) -> tuple[GlossUse, ...]:
    """The terms that a section asks a glossary for, each at its place or at the last one before it."""
    if ASKED not in prose.text:
        return ()
    found: list[GlossUse] = []
    for node in tree.walk(blocks):
        at = node.get("at")
        place = Place(prose.path, at[0], at[1]) if at else place
        if node["t"] == "Span" and ASKED in tree.attr(node)[1]:
            found.append(GlossUse(asked(node), tree.text(node["c"][1]), place))
    return tuple(found)


def explained(title: str, classes: tuple[str, ...], blocks: Nodes) -> tuple[str, ...]:
    """The terms that a section explains."""
    found = lists(blocks, is_glossary(title, classes))
    return tuple(key for each in found for term, _ in each["c"] for key in keys(term))
