"""Tables as XHTML: caption, columns, head with scope, bodies and foot."""

from collections.abc import Callable
from html import escape
from typing import Any

from octavo import tree
from octavo.model import Node, Nodes

_WIDE = 6
_MOST_SPAN = 100
_ROOM = 76
_EVEN = 0.005


def table(node: Node, caption: str, identifier: str, classes: tuple[str, ...], blocks: Callable[[Nodes], str]) -> str:
    """A table of pandoc's tree in a div that has its id; ``blocks`` writes the text of a cell."""
    _, _, columns, head, bodies, foot = node["c"]
    names = [
        "table",
        *(name for name in ("turned", "here") if name in classes),
        *(["wide"] if len(columns) > _WIDE else []),
    ]
    if _longest_words(node, len(columns)) > _ROOM:
        names.append("tight")
    aligns = [column[0]["t"] for column in columns]
    cell = _Cells(aligns, blocks)
    shown = [f"<caption>{caption}</caption>" if caption else "", _columns(columns)]
    if any(tree.text(row) for row in head[1]):
        shown.append(f"<thead>{''.join(cell.row(row, len(columns), head=True) for row in head[1])}</thead>")
    for body in bodies:
        _, headed, inner_head, rows = body
        inner = "".join(cell.row(row, len(columns), head=True) for row in inner_head)
        inner += "".join(cell.row(row, headed) for row in rows)
        shown.append(f"<tbody>{inner}</tbody>" if inner else "")
    if foot[1]:
        shown.append(f"<tfoot>{''.join(cell.row(row, 0) for row in foot[1])}</tfoot>")
    anchor = f' id="{escape(identifier)}"' if identifier else ""
    return f'<div class="{" ".join(names)}"{anchor}><table>{"".join(shown)}</table></div>'


def _longest_words(node: Node, columns: int) -> int:
    """How many letters the longest words of the columns have together: what cannot be broken between words."""
    longest = [0] * columns
    rows = [*node["c"][3][1], *(row for body in node["c"][4] for row in (*body[2], *body[3])), *node["c"][5][1]]
    for row in rows:
        for at, cell in enumerate(row[1][:columns]):
            words = tree.text(cell[4], notes=False).split()
            longest[at] = max(longest[at], *map(len, words), 0) if words and cell[3] == 1 else longest[at]
    return sum(longest) + 2 * columns


def _columns(columns: list[Any]) -> str:
    """Columns with the widths that the author drew; a pipe table leaves them to the setter."""
    widths = [column[1]["c"] if column[1]["t"] == "ColWidth" else 0.0 for column in columns]
    if not any(widths) or max(widths) - min(widths) < _EVEN:
        # Columns that are all alike were not drawn: each has as many dashes as the next.
        return ""
    total = max(1.0, sum(widths))
    classes = (f"width-{max(5, round(width / total * 20) * 5)}" if width else "" for width in widths)
    return "<colgroup>" + "".join(f'<col class="{name}"/>' if name else "<col/>" for name in classes) + "</colgroup>"


class _Cells:
    def __init__(self, aligns: list[str], blocks: Callable[[Nodes], str]) -> None:
        self._aligns = aligns
        self._blocks = blocks

    def row(self, row: Any, headed: int, head: bool = False) -> str:
        """A row; its first ``headed`` cells are headers, of the column in a head and of the row elsewhere."""
        pieces: list[str] = []
        column = 0
        for cell in row[1]:
            pieces.append(self._cell(cell, column, "col" if head else "row" if column < headed else ""))
            column += cell[3]
        return f"<tr>{''.join(pieces)}</tr>"

    def _cell(self, cell: Any, column: int, scope: str) -> str:
        _, align, rows, columns, content = cell
        named = align["t"] if align["t"] != "AlignDefault" else self._aligns[min(column, len(self._aligns) - 1)]
        side = {"AlignRight": "right", "AlignCenter": "center", "AlignLeft": "left"}.get(named, "")
        spans = (f' rowspan="{min(rows, _MOST_SPAN)}"' if rows > 1 else "") + (
            f' colspan="{min(columns, _MOST_SPAN)}"' if columns > 1 else ""
        )
        shown = f' class="{side}"' if side else ""
        inner = self._blocks(content)
        if not scope or not inner:
            return f"<td{shown}{spans}>{inner}</td>"
        return f'<th scope="{scope}"{shown}{spans}>{inner}</th>'
