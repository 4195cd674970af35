"""Tables that go on: where a page break cuts one, its number stands again above its head, with "continued".

The row that says so is the first of the table's head. WeasyPrint sets a head on each page of a table; on the first one
that row is set without its words and without height.
"""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

Function = Callable[..., Any]
AGAIN = "again"
# A table of fewer rows is not cut (the stylesheet).
_CUT = 13


def name_again(root: Element, continued: str) -> None:
    """Give each long table of a sheet the row that is read where it goes on, in place."""
    for table in root.iter("table"):
        head, label = table.find("thead"), table.find("caption/span[@class='label']")
        long = any(len(body.findall("tr")) >= _CUT for body in table.findall("tbody"))
        if not continued or not long or head is None or label is None or head.find("tr") is None:
            continue
        across = sum(int(cell.get("colspan") or 1) for cell in head[0])
        row = Element("tr", {"class": AGAIN})
        cell = Element("td", {"colspan": str(across)})
        shown = Element("span", {"class": "label"})
        shown.text, shown.tail = "".join(label.itertext()).strip().rstrip("."), f" ({continued})"
        cell.append(shown)
        row.append(cell)
        head.insert(0, row)


def quiet_first(original: Function) -> Function:
    """The setting of a table, of which the first page does not say that it goes on."""

    def table_layout(context: Any, table: Any, bottom_space: Any, skip_stack: Any, *rest: Any) -> Any:
        head = table.children[0] if table.children else None
        if skip_stack is not None or head is None or not head.is_header or not _is_again(head.children[:1]):
            return original(context, table, bottom_space, skip_stack, *rest)
        kept = table.children
        quiet = head.copy_with_children([_emptied(head.children[0]), *head.children[1:]])
        table.children = (quiet, *kept[1:])
        try:
            return original(context, table, bottom_space, skip_stack, *rest)
        finally:
            table.children = kept

    return table_layout


def _is_again(rows: Any) -> bool:
    return any(row.element is not None and row.element.get("class") == AGAIN for row in rows)


def _emptied(row: Any) -> Any:
    """A row without words, that has no height."""
    cells = []
    for cell in row.children:
        bare = cell.copy_with_children([])
        bare.style = cell.style.copy()
        bare.style["padding_top"] = bare.style["padding_bottom"] = bare.style["padding_left"]
        cells.append(bare)
    return row.copy_with_children(cells)
