"""The structure of a sheet as a tree of nodes, and what sets it to rights before it is written.

Pure: pages are numbers and marks are numbers on them, so that the rules can be read and tested without a typesetter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

# Text never stands in these directly, but in a paragraph.
GROUPS = frozenset({"Document", "Part", "Sect", "Div", "BlockQuote", "Note", "Index"})
# Where a note may stand: what is called within anything else is noted behind it.
HOLDERS = frozenset({"Document", "Part", "Sect", "Div", "BlockQuote", "LBody", "Index", "Note"})
INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "BibEntry", "Formula"})
HEADS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


@dataclass(slots=True)
class Mark:
    """A run of marked content: its page, its number there, and its words."""

    page: int
    number: int
    text: str = ""


@dataclass(slots=True)
class Spot:
    """The place of a link on a page: the annotation that a reader clicks."""

    page: int
    annotation: Any


@dataclass(slots=True)
class Node:
    """A structure element: its type, what it holds, and what is said of it.

    ``outer`` is what it was made in, and tells its language. ``notes`` are called within it and not yet in their place;
    ``level`` is how deep a line of contents or index stands; ``box`` is where a picture stands: its left, lower, right
    and upper edges.
    """

    kind: str
    kids: "list[Node | Mark | Spot]" = field(default_factory=list)
    language: str = ""
    alternative: str = ""
    name: str = ""
    scope: str = ""
    numbering: str = ""
    headers: tuple[str, ...] = ()
    columns: int = 1
    rows: int = 1
    level: int = 0
    box: tuple[float, ...] = ()
    outer: "Node | None" = None
    notes: "list[Node]" = field(default_factory=list)

    @property
    def nodes(self) -> "list[Node]":
        """The structure elements that it holds."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def spoken(self) -> str:
        """The language that its text is in."""
        return self.language or (self.outer.spoken if self.outer else "")

    def text(self) -> str:
        """Its words, in order."""
        return "".join(
            kid.text() if isinstance(kid, Node) else kid.text for kid in self.kids if not isinstance(kid, Spot)
        )

    def spots(self) -> Iterator[Spot]:
        """The links within it."""
        for kid in self.kids:
            if isinstance(kid, Spot):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.spots()


def settle(root: Node, sheet: str) -> None:
    """Set the tree of a sheet to rights: nothing empty, lists and contents nested, notes behind the paragraphs that
    call them, headings without a gap, the headers of tables named.
    """
    _prune(root)
    _shape(root)
    root.kids += _place_notes(root)
    _level(root)
    for number, table in enumerate(found(root, "Table"), 1):
        _head(table, f"{sheet}.table-{number}")


def found(node: Node, kind: str) -> Iterator[Node]:
    """All structure elements of a type, in order."""
    for kid in node.nodes:
        if kid.kind == kind:
            yield kid
        yield from found(kid, kind)


def _prune(node: Node) -> bool:
    """Take out what holds nothing; a cell of a table stays, because it keeps its column. False when nothing is left."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or _prune(kid)]
    node.notes = [note for note in node.notes if _prune(note)]
    return bool(node.kids or node.notes) or node.kind in ("TD", "TH")


def _shape(node: Node) -> None:
    for kid in (*node.nodes, *node.notes):
        _shape(kid)
    if node.kind == "L":
        node.kids = list(_items(node.kids))
    if node.kind == "Table" and not any(kid.kind == "TBody" for kid in node.nodes):
        # A table that is all head has its rows for a body.
        for kid in node.nodes:
            kid.kind = "TBody" if kid.kind == "THead" else kid.kind
    if node.kind in ("TOC", "L") and any(kid.level for kid in node.nodes):
        node.kids = list(_nested(node.nodes, node))
    mixed = node.kind in ("LBody", "TD", "TH") and any(kid.kind not in INLINE for kid in node.nodes)
    if node.kind in GROUPS or mixed:
        node.kids = list(_enclosed(node.kids))


def _items(kids: "Iterable[Node | Mark | Spot]") -> "Iterator[Node | Mark | Spot]":
    """The items of a list: terms and what is said of them are put together, each with all its terms."""
    item: Node | None = None
    for kid in kids:
        if not isinstance(kid, Node) or kid.kind not in ("Lbl", "LBody"):
            yield kid
            continue
        if item is None or (kid.kind == "Lbl" and any(inner.kind == "LBody" for inner in item.nodes)):
            item = Node("LI")
            yield item
        item.kids.append(kid)


def _nested(lines: list[Node], holder: Node) -> Iterator[Node]:
    """Lines of contents or index as a tree: those that stand deeper belong to the line before them."""
    least = min(line.level for line in lines)
    above: Node | None = None
    below: list[Node] = []
    for line in lines:
        if line.level > least and above is not None:
            below.append(line)
            continue
        _hang(above, below, holder)
        above, below = line, []
        yield line
    _hang(above, below, holder)


def _hang(above: Node | None, below: list[Node], holder: Node) -> None:
    if above is not None and below:
        inner = Node(holder.kind, numbering=holder.numbering)
        inner.kids = list(_nested(below, inner))
        body = next((kid for kid in above.nodes if kid.kind == "LBody"), above)
        if body.kind == "LBody":
            body.kids = list(_enclosed(body.kids))
        body.kids.append(inner)


def _enclosed(kids: "Iterable[Node | Mark | Spot]") -> "Iterator[Node | Mark | Spot]":
    """What stands in a group: text that stands there bare is put into paragraphs."""
    paragraph: Node | None = None
    for kid in kids:
        if isinstance(kid, Node) and kid.kind == "BibEntry":
            paragraph = None
            yield Node("P", [kid])
        elif isinstance(kid, Node) and kid.kind not in INLINE:
            paragraph = None
            yield kid
        else:
            if paragraph is None:
                paragraph = Node("P")
                yield paragraph
            paragraph.kids.append(kid)


def _place_notes(node: Node) -> list[Node]:
    """Put notes behind the block that calls them; those that find no place here are handed on to what holds it.

    A note in the middle of a sentence would interrupt whoever hears it; at the end of the section it would be far from
    what it explains. Nothing is put into a cell or a caption, which is heard again and again.
    """
    waiting: list[Node] = []
    kids: list[Node | Mark | Spot] = []
    for kid in node.kids:
        kids.append(kid)
        if isinstance(kid, Node):
            called = _place_notes(kid)
            if node.kind in HOLDERS and kid.kind not in INLINE:
                kids += called
            else:
                waiting += called
    for note in node.notes:
        waiting += [note, *_place_notes(note)]
    node.kids, node.notes = kids, []
    if node.kind not in HOLDERS:
        return waiting
    node.kids += waiting
    return []


def _level(root: Node) -> None:
    """Number the headings anew, so that none is more than one deeper than the one that it stands under."""
    above: list[int] = []
    for heading in _headings(root):
        level = int(heading.kind[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.kind = f"H{len(above)}"


def _headings(node: Node) -> Iterator[Node]:
    for kid in node.nodes:
        if kid.kind in HEADS:
            yield kid
        yield from _headings(kid)


def _head(table: Node, name: str) -> None:
    """Name the headers of each cell, where a table is not as plain as its scopes say."""
    rows = list(found(table, "TR"))
    heads = [cell for row in rows for cell in row.nodes if cell.kind == "TH"]
    over = sum(any(cell.scope == "Column" for cell in row.nodes) for row in rows)
    if over < 2 and all(cell.columns == 1 and cell.rows == 1 for cell in heads):
        return
    taken: dict[tuple[int, int], bool] = {}
    columns: dict[int, list[str]] = {}
    across: dict[int, list[str]] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row.nodes:
            while taken.get((at, column)):
                column += 1
            wide, high = range(column, column + cell.columns), range(at, at + cell.rows)
            taken.update(((line, place), True) for line in high for place in wide)
            names = [*(n for place in wide for n in columns.get(place, [])), *across.get(at, [])]
            cell.headers = tuple(dict.fromkeys(names))
            if cell.kind == "TH":
                cell.name = f"{name}-{at + 1}-{column + 1}"
                for place in wide if cell.scope == "Column" else ():
                    columns.setdefault(place, []).append(cell.name)
                for line in high if cell.scope == "Row" else ():
                    across.setdefault(line, []).append(cell.name)
            column += cell.columns
