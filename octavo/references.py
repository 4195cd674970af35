"""Which citation keys are references to labels, in pandoc-crossref's form, in Quarto's, and in Octavo's own."""

import re
from dataclasses import dataclass

from octavo.model import Node

_CROSSREF = re.compile(r"^(fig|tbl|tab|sec|eq|lst|note|page):(.+)$", re.I)
_QUARTO = re.compile(r"^(fig|tbl|sec|eq|lst)-(.+)$", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference asks for: its kind, the label as defined, true for a capital ("Figure 1"), true for the
    number alone.
    """

    kind: str
    label: str
    capital: bool
    bare: bool


def target(item: dict[str, object], keys: frozenset[str]) -> Target | None:
    """The target of a citation item when it is a reference, else None. ``keys`` are those of the bibliography.

    An item that is marked "label" is TeX's ``\\ref``, whose labels have any name.
    """
    key = str(item["citationId"])
    mode = item["citationMode"]
    bare = isinstance(mode, dict) and mode.get("t") == "SuppressAuthor"
    if item.get("label"):
        return Target(label_kind(key) or "sec", key, False, bare)
    match = _CROSSREF.match(key)
    if match:
        kind = {"tab": "tbl"}.get(match[1].lower(), match[1].lower())
        label = match[2] if kind in ("note", "page") else key[0].lower() + key[1:]
        return Target(kind, label, key[0].isupper(), bare)
    match = _QUARTO.match(key)
    if match and key not in keys:
        return Target(match[1].lower(), key[0].lower() + key[1:], key[0].isupper(), bare)
    return None


def label_kind(label: str) -> str:
    """The kind of thing that a label names ("fig", "tbl", "sec", "eq", "lst"), "" for any other id."""
    match = _CROSSREF.match(label) or _QUARTO.match(label)
    kind = match[1].lower() if match else ""
    return {"tab": "tbl"}.get(kind, kind if kind not in ("note", "page") else "")


def citations(node: Node) -> list[dict[str, object]]:
    """The items of a Cite node."""
    return list(node["c"][0])


def split(node: Node, keys: frozenset[str]) -> tuple[tuple[Target, ...], list[dict[str, object]]]:
    """A Cite node's references and its citations, apart."""
    found = [(item, target(item, keys)) for item in citations(node)]
    return tuple(t for _, t in found if t), [item for item, t in found if t is None]
