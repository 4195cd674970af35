"""Carry the places of the copy with codes over to the true tree, node by node.

A node gets "at", where it begins in the source; one that has a label gets "label-at" too; a citation within a Cite has
its own "at"; a note has the "label" of its call.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from octavo import tree
from octavo.model import Node, Nodes
from octavo.parse.decode import Lines
from octavo.parse.scan import LETTERS, Mark, Scan, letters

_LETTERS = frozenset(LETTERS)
_ATTR = {"Span": 0, "Div": 0, "Code": 0, "CodeBlock": 0, "Link": 0, "Image": 0, "Figure": 0, "Table": 0, "Header": 1}
_PLAIN = frozenset(("Str", "Space", "SoftBreak", "LineBreak", "HorizontalRule", "RawInline", "RawBlock"))


def place_nodes(true: Nodes, marked: Nodes, scan: Scan) -> Nodes:
    """The true tree with the places of citations, notes, headings, links, images, formulas and labels.

    Where the copy's tree differs, what it does not tell is matched by its text, in the order of the source.
    """
    placer = _Placer(scan, marked)
    placed: Nodes = placer.nodes(true, marked[len(scan.held) :])
    placer.fill()
    return placed


@dataclass(frozen=True, slots=True)
class _Open:
    """A node that the copy says nothing about: what it may be in the source, and after which offset it stands."""

    node: Node
    kinds: tuple[tuple[str, str], ...]
    near: int
    field: str = "at"


class _Placer:
    """Walks both trees side by side. The nodes that it makes are its own until it hands them over."""

    def __init__(self, scan: Scan, marked: Nodes) -> None:
        self._scan = scan
        self._near = 0
        self._used: set[tuple[str, int]] = set()
        self._open: list[_Open] = []
        self._held = _held(scan, marked)
        self._defined = {mark.text: mark.offset for mark in reversed(scan.definitions)}
        self._headings = {mark.place.line: mark for mark in scan.marks if mark.kind == "heading"}

    # ---- side by side -----------------------------------------------------------------------------------------------

    def nodes(self, true: Any, marked: Any) -> Any:
        """A list, a node or a record of the true tree, with places."""
        if isinstance(true, list):
            mine = _telling(true)
            if not mine:
                return true
            theirs = _telling(marked) if isinstance(marked, list) else []
            copies = [marked[at] for at in theirs] if len(mine) == len(theirs) else [None] * len(mine)
            placed = list(true)
            for at, copy in zip(mine, copies, strict=True):
                placed[at] = self.nodes(true[at], copy)
            return placed
        if not isinstance(true, dict):
            return true
        if "t" in true:
            return self._node(true, marked if isinstance(marked, dict) and marked.get("t") == true["t"] else None)
        if "citationId" in true:
            return self._citation(true, marked if isinstance(marked, dict) else {})
        return {
            key: self.nodes(value, marked.get(key) if isinstance(marked, dict) else None) for key, value in true.items()
        }

    def _node(self, true: Node, marked: Node | None) -> Node:
        tag, content = true["t"], true.get("c")
        copy = marked.get("c") if marked else None
        if not isinstance(content, list):
            return true
        if tag == "Note":
            return self._note(true, copy)
        if tag == "Cite":
            # The words of a citation repeat its key; only its items matter.
            return {**true, "c": [self.nodes(content[0], copy[0] if copy else None), content[1]]}
        node = dict(true)
        if tag in _ATTR:
            self._labelled(node, copy)
        if tag == "Header":
            self._heading(node, copy)
        elif tag in ("Link", "Image"):
            mark = self._scan.codes.get(_code(copy[2][0])) if copy else None
            self._place(node, mark, ("link", _like(content[2][0])), ("link", _like(tree.text(content[1]))))
        elif tag == "Math":
            self._place(node, None, ("math", content[1]))
            return node
        node["c"] = self.nodes(content, copy)
        return node

    def _place(self, node: Node, mark: Mark | None, *kinds: tuple[str, str], field: str = "at") -> None:
        if mark:
            node[field] = (mark.place.line, mark.place.column)
            self._used.add((mark.kind, mark.offset))
            self._near = mark.offset
        else:
            self._open.append(_Open(node, kinds, self._near, field))

    def _labelled(self, node: Node, copy: Any) -> None:
        """The place of a node's label, or of its first class or key, which is the node's own where it has no other."""
        at = _ATTR[node["t"]]
        identifier = node["c"][at][0]
        mark = None
        if copy:
            names = (copy[at][0], *copy[at][1], *(pair[0] for pair in copy[at][2]))
            mark = next((self._scan.codes[name] for name in names if name in self._scan.codes), None)
        if mark and mark.kind == "attributes":
            self._place(node, mark)
        elif mark and mark.kind == "label":
            self._place(node, mark, field="label-at")
            node["at"] = node["label-at"]
        elif identifier and not mark:
            self._place(node, None, ("label", identifier), field="label-at")

    def _heading(self, node: Node, copy: Any) -> None:
        mark = self._scan.codes.get(copy[1][0]) if copy else None
        if mark and mark.kind == "label":
            mark = self._headings.get(mark.place.line)
        self._place(node, mark, ("heading", letters(tree.text(node["c"][2]))[:24]))

    def _citation(self, true: Node, marked: Node) -> Node:
        node = dict(true)
        self._place(node, self._scan.codes.get(marked.get("citationId", "")), ("citation", true["citationId"]))
        for side in ("citationPrefix", "citationSuffix"):
            node[side] = self.nodes(true[side], marked.get(side))
        return node

    def _note(self, true: Node, copy: Nodes | None) -> Node:
        """A note: its copy holds nothing but a code when it is called by a label; its text is held apart."""
        node = dict(true)
        mark = _first_code(copy, self._scan.codes)
        text = letters(tree.text(true["c"]))[:12]
        self._place(node, mark, ("note", text))
        if mark and mark.kind == "call":
            node["label"] = mark.text
            copy = self._held.get(mark.text)
        elif mark:
            copy = _without_code(copy)
        outer = self._near
        if "label" in node:
            self._near = self._defined.get(node["label"], outer)
        node["c"] = self.nodes(true["c"], copy)
        self._near = outer
        return node

    # ---- by their text ----------------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Place what the copy did not tell, in the order of the source."""
        if not self._open:
            return
        left: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for free in self._scan.marks:
            if (free.kind, free.offset) not in self._used:
                left[self._kind(free)].append(free)
        lines, formula = Lines("", self._scan.text), 0
        for item in self._open:
            if item.kinds[0][0] == "math":
                formula = self._formula(item, lines, formula)
                continue
            found = (self._nearest(self._like(kind, left), item.near) for kind in item.kinds)
            mark = next(filter(None, found), None)
            if mark:
                self._used.add((mark.kind, mark.offset))
                item.node[item.field] = (mark.place.line, mark.place.column)
                if mark.kind == "call":
                    item.node["label"] = mark.text

    def _kind(self, mark: Mark) -> tuple[str, str]:
        if mark.kind in ("call", "inline"):
            return ("note", "")
        return (mark.kind, _like(mark.text) if mark.kind == "link" else mark.text)

    def _like(self, kind: tuple[str, str], left: dict[tuple[str, str], list[Mark]]) -> list[Mark]:
        """The marks that a node may be; a note is known by how its text begins."""
        if kind[0] != "note":
            return left.get(kind, [])
        openings = self._scan.openings
        notes = [
            (mark, openings.get(mark.text, "") if mark.kind == "call" else mark.text)
            for mark in left.get(("note", ""), [])
        ]
        return [
            mark
            for mark, opening in notes
            if opening.startswith(kind[1][: len(opening)]) or kind[1].startswith(opening)
        ]

    def _nearest(self, marks: list[Mark], near: int) -> Mark | None:
        """The next free mark; the same one again in a note that is called again."""
        free = [mark for mark in marks if (mark.kind, mark.offset) not in self._used] or marks
        return next((mark for mark in free if mark.offset >= near), free[0] if free else None)

    def _formula(self, item: _Open, lines: Lines, after: int) -> int:
        """A formula stands in the source letter for letter, after the formula before it."""
        tex = f"${item.kinds[0][1]}"
        at = self._scan.text.find(tex, after)
        at = at if at >= 0 else self._scan.text.find(tex)
        if at < 0:
            return after
        place = lines.place(at - self._scan.text.startswith("$", at - 1) if at else at)
        item.node["at"] = (place.line, place.column)
        return max(after, at + len(tex))


def _telling(items: list[Any]) -> list[int]:
    """Where in a list there is what may have a place: words and spaces have none, and the copy has fewer of them."""
    return [
        at
        for at, item in enumerate(items)
        if type(item) is list or (type(item) is dict and item.get("t") not in _PLAIN)
    ]


def _held(scan: Scan, marked: Nodes) -> Mapping[str, Nodes]:
    """The copies of the notes' texts, which stand before the text."""
    found: dict[str, Nodes] = {}
    for label, block in zip(scan.held, marked, strict=False):
        if block["t"] == "Para" and block["c"] and block["c"][0]["t"] == "Note":
            found[label] = block["c"][0]["c"]
    return found


def _like(words: str) -> str:
    """What an address, or the title that a link stands for, is known by."""
    return letters(unquote(words)).casefold()


def _code(address: str) -> str:
    """The code word at the beginning of an address."""
    end = next((index for index, letter in enumerate(address) if letter not in _LETTERS), len(address))
    if not end and ":" in address:
        return _code(address.split(":", 1)[1].lstrip("/"))
    return address[:end]


def _first_code(blocks: Nodes | None, codes: Mapping[str, Mark]) -> Mark | None:
    if not blocks or blocks[0]["t"] not in ("Para", "Plain") or not blocks[0]["c"]:
        return None
    first = blocks[0]["c"][0]
    mark = codes.get(first["c"]) if first["t"] == "Str" else None
    return mark if mark and mark.kind in ("call", "inline") else None


def _without_code(blocks: Nodes | None) -> Nodes | None:
    if not blocks:
        return None
    inlines = blocks[0]["c"]
    rest = inlines[2:] if len(inlines) > 1 and inlines[1]["t"] in ("Space", "SoftBreak") else inlines[1:]
    return [{**blocks[0], "c": rest}, *blocks[1:]]
