"""Raw HTML that has a plain meaning: pairs of inline tags, links, images, tables and figures become nodes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from octavo import tree
from octavo.model import Node, Nodes

_TAG = re.compile(r"\A<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>\Z", re.S)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_COMMENTS = re.compile(r"<!--.*?-->", re.S)
_WORDLESS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.S | re.I)
_MARKUP = {
    "i": "Emph", "em": "Emph", "cite": "Emph", "var": "Emph", "dfn": "Emph",
    "b": "Strong", "strong": "Strong", "sup": "Superscript", "sub": "Subscript", "rt": "Superscript",
    "s": "Strikeout", "del": "Strikeout", "strike": "Strikeout", "u": "Underline", "ins": "Underline",
    "small": "Span", "mark": "Span", "kbd": "Span", "span": "Span", "abbr": "Span", "q": "Quoted", "font": "Span",
    "samp": "Span", "tt": "Span", "nobr": "Span", "big": "Span", "center": "Span", "time": "Span", "bdi": "Span",
    "ruby": "Span", "rb": "Span", "rp": "Nothing", "a": "Link", "code": "Span", "label": "Span",
}  # fmt: skip
_CELL, _MOST = frozenset(("td", "th")), 100
_ALIGN = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}
_NO_ATTR: list[Any] = ["", [], []]


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of raw HTML: its name in small letters, whether it closes, its attributes, and the places of its node."""

    name: str
    closes: bool
    attributes: dict[str, str] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)


def tag(node: Node) -> Tag | None:
    """The tag that a raw node is, when it is one and nothing else."""
    if node["t"] not in ("RawInline", "RawBlock") or node["c"][0] not in ("html", "html5", "html4"):
        return None
    match = _TAG.match(node["c"][1].strip())
    if not match:
        return None
    pairs = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(match[3])}
    places = {"at": node["at"], **({"label-at": node["at"]} if "id" in pairs else {})} if "at" in node else {}
    return Tag(match[2].lower(), bool(match[1]), pairs, places)


def words(raw: str) -> str:
    """The words inside raw HTML; comments, scripts and styles have none."""
    bare = _COMMENTS.sub(" ", _WORDLESS.sub(" ", raw))
    described = re.sub(r"<[^<>]*?\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^<>]*>", r" \1\2 ", bare, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", described)).split())


def preformatted(raw: str) -> str:
    """The text of a ``pre`` element, with its lines."""
    return unescape(re.sub(r"<[^<>]*>", "", _COMMENTS.sub("", raw))).strip("\n")


def image(found: Tag) -> Node | None:
    """The image that an ``img`` tag shows."""
    given = found.attributes
    if found.name != "img" or not given.get("src"):
        return None
    pairs = [[key, given[key]] for key in ("alt", "width", "height", "title") if given.get(key)]
    alt = given.get("alt", "")
    content = [[given.get("id", ""), [], pairs], tree.words(alt) if alt else [], [given["src"], given.get("title", "")]]
    return {"t": "Image", "c": content, **found.places}


def join(nodes: Nodes) -> Nodes:
    """A list of nodes, in which raw tags and what stands between them have become nodes; other raw tags stay."""
    if any(node["t"] == "RawInline" for node in nodes):
        return _pairs(nodes)
    if any(node["t"] == "RawBlock" for node in nodes):
        return list(_blocks(nodes))
    return nodes


def _pairs(nodes: Nodes) -> Nodes:
    stack: list[tuple[Tag, Node, Nodes]] = []
    current: Nodes = []
    for node in nodes:
        found = tag(node) if node["t"] == "RawInline" else None
        if found is None or found.name not in _MARKUP:
            current.append(node)
        elif not found.closes:
            stack.append((found, node, current))
            current = []
        elif any(opened.name == found.name for opened, _, _ in stack):
            while stack[-1][0].name != found.name:
                _, lonely, outer = stack.pop()
                current = [*outer, lonely, *current]
            opened, _, outer = stack.pop()
            current = [*outer, *_marked(opened, current)]
        else:
            current.append(node)
    while stack:
        _, lonely, outer = stack.pop()
        current = [*outer, lonely, *current]
    return current


def _marked(opened: Tag, inner: Nodes) -> Nodes:
    kind, given = _MARKUP[opened.name], opened.attributes
    identifier = given.get("id") or (given.get("name", "") if opened.name == "a" else "")
    if kind == "Nothing":
        return []
    if kind == "Quoted":
        return [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, inner]}]
    if kind == "Link" and given.get("href"):
        return [
            {"t": "Link", "c": [[identifier, [], []], inner, [given["href"], given.get("title", "")]], **opened.places}
        ]
    if kind in ("Link", "Span"):
        pairs = {key: given[key] for key in ("lang", "dir") if given.get(key)}
        return [{**tree.span(inner, identifier, tuple(given.get("class", "").split()), **pairs), **opened.places}]
    node: Node = {"t": kind, "c": inner}
    return [tree.span([node], identifier)] if identifier else [node]


# ---- tables and figures ----------------------------------------------------------------------------------------------


def _blocks(nodes: Nodes) -> Iterator[Node]:
    index = 0
    while index < len(nodes):
        found = tag(nodes[index]) if nodes[index]["t"] == "RawBlock" else None
        end = _end(nodes, index, found.name) if found and not found.closes and found.name in ("table", "figure") else 0
        if found and end:
            inner = nodes[index + 1 : end]
            yield from _table(found, inner) if found.name == "table" else _figure(found, inner)
            index = end + 1
            continue
        yield nodes[index]
        index += 1


def _end(nodes: Nodes, start: int, name: str) -> int:
    """The index of the tag that closes the one at ``start``; 0 when none does."""
    depth = 0
    for index in range(start, len(nodes)):
        found = tag(nodes[index]) if nodes[index]["t"] == "RawBlock" else None
        if found and found.name == name:
            depth += -1 if found.closes else 1
            if depth == 0:
                return index
    return 0


def _figure(opened: Tag, inner: Nodes) -> Nodes:
    caption: Nodes = []
    body: Nodes = []
    target = body
    for node in inner:
        found = tag(node) if node["t"] == "RawBlock" else None
        if found and found.name in ("figcaption", "div", "p"):
            target = caption if found.name == "figcaption" and not found.closes else body if found.closes else target
        else:
            target.append({**node, "t": "Plain"} if node["t"] == "Para" else node)
    return [{"t": "Figure", "c": [[opened.attributes.get("id", ""), [], []], [None, caption], body], **opened.places}]


@dataclass(slots=True)
class _Rows:
    """The rows of a table while its tags go by."""

    head: list[list[Any]] = field(default_factory=list)
    body: list[list[Any]] = field(default_factory=list)
    caption: Nodes = field(default_factory=list)
    stray: Nodes = field(default_factory=list)


def _table(opened: Tag, inner: Nodes) -> Nodes:
    """A table of the tree; blocks that stand in no cell follow it."""
    rows = _Rows()
    target, current = rows.stray, rows.body
    index = 0
    while index < len(inner):
        node = inner[index]
        found = tag(node) if node["t"] == "RawBlock" else None
        nested = _end(inner, index, "table") if found and found.name == "table" and not found.closes else 0
        if found and nested:
            target += _table(found, inner[index + 1 : nested])
            index = nested
        elif found and found.name == "caption":
            target = rows.stray if found.closes else rows.caption
        elif found and found.name == "thead":
            current = rows.body if found.closes else rows.head
        elif found and found.name == "tr":
            target = rows.stray
            if not found.closes:
                current.append([])
        elif found and found.name in _CELL:
            target = rows.stray
            if not found.closes:
                if not current:
                    current.append([])
                target = []
                current[-1].append((found, target))
        elif not found or found.name not in ("tbody", "tfoot", "colgroup", "col"):
            target.append(node)
        index += 1
    return _made(opened, rows)


def _made(opened: Tag, rows: _Rows) -> Nodes:
    if not rows.head and rows.body and rows.body[0] and all(found.name == "th" for found, _ in rows.body[0]):
        rows.head.append(rows.body.pop(0))
    width, head, body = _grid(rows)
    if not width:
        return [*rows.caption, *rows.stray]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in range(width)]
    identifier = opened.attributes.get("id", "")
    content = [
        [identifier, [], []],
        [None, rows.caption],
        columns,
        [_NO_ATTR, head],
        [[_NO_ATTR, 0, [], body]],
        [_NO_ATTR, []],
    ]
    return [{"t": "Table", "c": content, **opened.places}, *rows.stray]


def _grid(rows: _Rows) -> tuple[int, list[Any], list[Any]]:
    """The number of columns, and both parts with every row filled up to it."""
    parts = (rows.head, rows.body)
    spans = [[[(_span(c, "rowspan"), _span(c, "colspan")) for c, _ in row] for row in part] for part in parts]
    width = 0
    free: list[int] = []
    for part in spans:
        carried: list[tuple[int, int]] = []
        for row in part:
            taken = sum(columns for _, columns in carried) + sum(columns for _, columns in row)
            free.append(taken)
            width = max(width, taken)
            carried = [(left - 1, columns) for left, columns in (*carried, *row) if left > 1]
    lines = iter(free)
    head, body = ([_row(cells, width - next(lines)) for cells in part] for part in parts)
    return width, head, body


def _row(row: list[Any], missing: int) -> list[Any]:
    return [
        _NO_ATTR,
        [*(_cell(found, blocks) for found, blocks in row), *(_cell(Tag("td", False), []) for _ in range(missing))],
    ]


def _span(found: Tag, key: str) -> int:
    given = found.attributes.get(key, "1")
    return min(_MOST, max(1, int(given))) if given.isdecimal() else 1


def _cell(found: Tag, blocks: Nodes) -> list[Any]:
    style = re.search(r"text-align:\s*(\w+)", found.attributes.get("style", ""))
    align = _ALIGN.get(style[1] if style else found.attributes.get("align", "").lower(), "AlignDefault")
    return [_NO_ATTR, {"t": align}, _span(found, "rowspan"), _span(found, "colspan"), blocks]
