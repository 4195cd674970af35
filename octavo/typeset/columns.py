"""Columns: how wide those of a table are, so that the table is as low as it can be.

Each column begins as wide as its longest word. What room is left goes, step by step, to the column where it saves most
lines. Widths of letters are about those of the house's tables; a table is left alone whose author drew widths that cost
it no more than a line.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from xml.etree.ElementTree import Element

from octavo.typeset.continuing import AGAIN
from octavo.typeset.notes import is_note

_MEASURE = re.compile(r"--measure:\s*([\d.]+)pt")
_SIZES = {
    "": re.compile(r"(?:^|\})\s*table \{[^}]*?font: ([\d.]+)pt"),
    "wide": re.compile(r"\.wide table \{[^}]*?font-size: ([\d.]+)pt"),
    "tight": re.compile(r"\.tight table \{[^}]*?font-size: ([\d.]+)pt"),
}
# In points: the room between two columns; in ems, letters of each kind, and a space.
_BETWEEN = {"": 12.0, "wide": 6.0, "tight": 6.0}
_NARROW, _CAPITAL, _BROAD, _OTHER, _SPACE = 0.28, 0.6, 0.78, 0.51, 0.2
_BOLD = 1.06
# What a word is given beyond its letters.
_SURE = 0.1
# Steps of width in ems, steps at once, what a line saved anywhere is worth beside one that makes the table lower.
_STEP, _MOST_STEPS, _INNER = 0.25, 32, 0.02
_LARGEST = 400
# The letters of a date or a number, which stay on one line.
_WHOLE = 15
# The lines that are worth more than widths which the author drew; the class of a table whose rows have several.
_SAVED, OPEN = 2, "open"
# The class of a table in which no word has to be broken, and what is left of a column for words that surely fit.
WHOLE, _LESS = "whole", 0.9
_PART = re.compile(r"width-(\d+)")

Rows = Sequence[Sequence[tuple[float, ...]]]


def set_columns(root: Element, stylesheets: Sequence[str]) -> None:
    """Give widths to the columns of the tables of a sheet, in place."""
    measure = next((float(match[1]) for text in stylesheets if (match := _MEASURE.search(text))), 0.0)
    for wrapper in root.iter("div"):
        names = set((wrapper.get("class") or "").split())
        table = next(iter(wrapper.findall("table")), None)
        if "table" not in names or "turned" in names or table is None:
            continue
        kind = next((name for name in ("tight", "wide") if name in names), "")
        size = next((float(match[1]) for text in stylesheets if (match := _SIZES[kind].search(text))), 8.6)
        rows = _rows(table)
        if rows and measure:
            room = (measure - _BETWEEN[kind] * (len(rows[0]) - 1)) / size
            drawn = tuple(room * part for part in _drawn(table))
            widths = shared(rows, room)
            if not widths or (_fits(rows, drawn) and _height(rows, widths) > _height(rows, drawn) - _SAVED):
                widths = drawn
            else:
                _write(table, widths, _BETWEEN[kind] / size)
            named = [OPEN] if widths and _height(rows, widths) > len(rows) + 1 else []
            named += [WHOLE] if _fits(rows, [width * _LESS for width in widths]) else []
            wrapper.set("class", " ".join([wrapper.get("class") or "", *named]))


def shared(rows: Rows, room: float) -> tuple[float, ...]:
    """The widths of columns in ems, all together ``room``; none where each cell has one line.

    A cell of a row is given as the widths of its words.
    """
    count = len(rows[0])
    least = _least(rows, count)
    if sum(least) > room:
        # Words that do not fit are broken.
        rows = [[tuple(_pieces(words, room / count)) for words in row] for row in rows]
        least = _least(rows, count)
    whole = [max((sum(row[at]) + _SPACE * (len(row[at]) - 1) for row in rows), default=0.0) for at in range(count)]
    if sum(whole) <= room or sum(least) > room:
        return ()

    @cache
    def lines(at: int, step: int) -> tuple[int, ...]:
        return tuple(_lines(row[at], least[at] + step * _STEP) for row in rows)

    def height(steps: Sequence[int]) -> float:
        cells = [lines(at, step) for at, step in enumerate(steps)]
        return sum((max(row) + _INNER * sum(row) for row in zip(*cells, strict=True)), 0.0)

    steps, left = [0] * count, int((room - sum(least)) / _STEP)
    while left > 0:
        now = height(steps)
        ways = [
            ((now - height([*steps[:at], steps[at] + more, *steps[at + 1 :]])) / more, at, more)
            for at in range(count)
            for more in range(1, min(left, _MOST_STEPS) + 1)
        ]
        saved, at, more = max(ways, key=lambda way: (way[0], -way[2]))
        if saved <= 0:
            break
        steps[at] += more
        left -= more
    widths = [least[at] + step * _STEP for at, step in enumerate(steps)]
    spare = room - sum(widths)
    return tuple(width + spare * width / sum(widths) for width in widths)


def _fits(rows: Rows, widths: Sequence[float]) -> bool:
    """True where there are widths, and no word is broken by them."""
    least = _least(rows, len(rows[0]))
    return bool(widths) and all(word <= width for word, width in zip(least, widths, strict=True))


def _height(rows: Rows, widths: Sequence[float]) -> int:
    """The lines of a table, about."""
    return sum(max(_lines(words, width) for words, width in zip(row, widths, strict=True)) for row in rows)


def _drawn(table: Element) -> tuple[float, ...]:
    """The shares of the room that the author drew."""
    drawn = [_PART.search(column.get("class") or "") for column in table.iterfind("colgroup/col")]
    parts = [int(match[1]) for match in drawn if match]
    return tuple(part / sum(parts) for part in parts) if parts and len(parts) == len(drawn) else ()


def _least(rows: Rows, count: int) -> list[float]:
    """The width of the longest word of each column."""
    return [max((max(row[at], default=0.0) for row in rows), default=0.0) for at in range(count)]


def _pieces(words: Sequence[float], most: float) -> Iterator[float]:
    for word in words:
        while word > most:
            yield most
            word -= most
        yield word


def _lines(words: Sequence[float], width: float) -> int:
    count, at = 1, 0.0
    for word in words:
        if at and at + _SPACE + word > width + 1e-6:
            count, at = count + 1, word
        else:
            at += (_SPACE if at else 0.0) + word
    return count


def _rows(table: Element) -> list[list[tuple[float, ...]]]:
    """The words of the cells of a table; none of one whose cells span several, or hold more than text."""
    rows: list[list[tuple[float, ...]]] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if row.get("class") == AGAIN:
            continue
        if any(cell.get("colspan") or cell.get("rowspan") for cell in cells):
            return []
        if any(inner.tag in ("img", "svg", "br", "ul", "ol", "pre", "p") for cell in cells for inner in cell.iter()):
            return []
        rows.append([_words(cell) for cell in cells])
    same = bool(rows) and all(len(above) == len(below) for above, below in pairwise(rows))
    return rows if same and len(rows[0]) > 1 and len(rows) <= _LARGEST else []


def _words(cell: Element) -> tuple[float, ...]:
    bold = _BOLD if cell.tag == "th" or cell.find("strong") is not None else 1.0
    # What a no-break space joins is one word.
    text = re.sub(r"[ \n\t]+", " ", _text(cell)).strip(" ")
    words = [text] if len(text) <= _WHOLE else [part for word in text.split(" ") for part in _parts(word)]
    code = cell.find(".//code") is not None
    return tuple((sum(map(_even if code else _wide, word)) + _SURE) * bold for word in words if word)


def _parts(word: str) -> list[str]:
    """A word as it may be broken: a long one behind its hyphens."""
    return re.split(r"(?<=[^\W\d]-)(?=\w)", word) if len(word) > _WHOLE else [word]


def _text(element: Element) -> str:
    return (element.text or "") + "".join(
        ("" if is_note(child) else _text(child)) + (child.tail or "") for child in element
    )


def _even(letter: str) -> float:
    """Letters of code are alike."""
    return _OTHER


def _wide(letter: str) -> float:
    if letter in "iljtfrI.,;:!|'’‘()[]/- ":
        return _NARROW
    if letter in "mwMWшщжюмШЩЖЮМфыФЫ—%":
        return _BROAD
    return _CAPITAL if letter.isupper() else _OTHER


def _write(table: Element, widths: Sequence[float], between: float) -> None:
    """Write the widths down, each with its share of the room between the columns."""
    for old in table.findall("colgroup"):
        table.remove(old)
    last = len(widths) - 1
    full = [width + between * (0.5 if at in (0, last) else 1.0) for at, width in enumerate(widths)]
    group = Element("colgroup")
    for width in full:
        group.append(Element("col", {"style": f"width: {100 * width / sum(full):.2f}%"}))
    table.insert(0 if table.find("caption") is None else 1, group)
    table.set("style", "table-layout: fixed")
