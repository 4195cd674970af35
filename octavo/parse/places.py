"""Carry the places of the marked copy over to the true tree, node by node."""

import re
from collections import defaultdict, deque
from typing import Any

from octavo.model import Node, Nodes
from octavo.parse.scan import Scan

_TOKEN = re.compile(r"Q(\d+)C(\d+)Q")
_NOTE = re.compile(r"^Q(\d+)C(\d+)Q(?:([0-9a-f]*)Q)?$")
_AT = "octavo-at"
_ATTR = {"Span": 0, "Div": 0, "Code": 0, "CodeBlock": 0, "Link": 0, "Image": 0, "Figure": 0, "Table": 0, "Header": 1}
_TARGET = {"Link", "Image"}


def place_nodes(true: Nodes, marked: Nodes, scan: Scan) -> Nodes:
    """The true tree with "at" on citations, notes, headings, links, images and whatever has attributes.

    Where the copy's structure differs (a longer key can upset a grid table), citations take their places in order.
    """
    return _Placer(scan).nodes(true, marked)


class _Placer:
    def __init__(self, scan: Scan) -> None:
        self._calls: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
        for call in scan.calls:
            self._calls[call.label].append((call.place.line, call.place.column))
        self._unused: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
        for key, line, column in scan.keys:
            self._unused[key].append((line, column))

    def nodes(self, true: Any, marked: Any) -> Any:
        if isinstance(true, list):
            return self._list(true, marked)
        if isinstance(true, dict):
            return self._node(true, marked) if "t" in true else self._record(true, marked)
        return true

    def _list(self, true: list[Any], marked: Any) -> list[Any]:
        if isinstance(marked, list) and len(marked) == len(true):
            return [self.nodes(a, b) for a, b in zip(true, marked, strict=True)]
        return [self.nodes(item, None) for item in true]

    def _record(self, true: dict[str, Any], marked: Any) -> dict[str, Any]:
        """A citation inside Cite: its key carries the token."""
        if "citationId" not in true:
            return {key: self.nodes(item, marked.get(key) if isinstance(marked, dict) else None) for key, item in true.items()}
        key = true["citationId"]
        at = None
        if isinstance(marked, dict):
            token = _TOKEN.search(marked.get("citationId", ""))
            at = (int(token[1]), int(token[2])) if token else None
        unused = self._unused[key]
        if at is None:
            at = unused.popleft() if unused else None
        elif at in unused:
            unused.remove(at)
        prefix = self.nodes(true["citationPrefix"], (marked or {}).get("citationPrefix"))
        suffix = self.nodes(true["citationSuffix"], (marked or {}).get("citationSuffix"))
        return {**true, "citationPrefix": prefix, "citationSuffix": suffix, **({"at": at} if at else {})}

    def _node(self, true: Node, marked: Any) -> Node:
        tag = true["t"]
        if not isinstance(marked, dict) or marked.get("t") != tag:
            marked = None
        if "c" not in true:
            return true
        if tag == "Note":
            return self._note(true, marked)
        content = marked["c"] if marked else None
        at = self._own_place(tag, content)
        if tag == "Header" and content is not None:
            content = [content[0], content[1], _without_token(content[2])]
        elif tag == "Cite":
            # The fallback text of a citation repeats its key; only the citation items matter.
            items = self._list(true["c"][0], content[0] if content else None)
            return {**true, "c": [items, true["c"][1]]}
        if isinstance(true["c"], str):
            return true
        node = {**true, "c": self.nodes(true["c"], content)}
        return {**node, "at": at} if at else node

    def _own_place(self, tag: str, content: Any) -> tuple[int, int] | None:
        if content is None:
            return None
        if tag == "Header" and content[2]:
            first = content[2][0]
            token = _TOKEN.fullmatch(first["c"]) if first.get("t") == "Str" else None
            if token:
                return (int(token[1]), int(token[2]))
        if tag in _TARGET:
            token = _TOKEN.match(content[2][0])
            if token:
                return (int(token[1]), int(token[2]))
        if tag in _ATTR:
            for key, found in content[_ATTR[tag]][2]:
                if key == _AT and (token := _TOKEN.fullmatch(found)):
                    return (int(token[1]), int(token[2]))
        return None

    def _note(self, true: Node, marked: Node | None) -> Node:
        label, at = "", None
        blocks = marked["c"] if marked else None
        if blocks and blocks[0]["t"] in ("Para", "Plain") and blocks[0]["c"]:
            first = blocks[0]["c"][0]
            token = _NOTE.match(first["c"]) if first.get("t") == "Str" else None
            if token:
                at = (int(token[1]), int(token[2]))
                label = bytes.fromhex(token[3]).decode() if token[3] else ""
                blocks = [{**blocks[0], "c": _without_token(blocks[0]["c"])}, *blocks[1:]]
        if label and self._calls[label]:
            calls = self._calls[label]
            at = calls.popleft() if len(calls) > 1 else calls[0]
        node = {**true, "c": self._list(true["c"], blocks)}
        return {**node, **({"at": at} if at else {}), **({"label": label} if label else {})}


def _without_token(inlines: Nodes) -> Nodes:
    if inlines and inlines[0].get("t") == "Str" and _NOTE.match(inlines[0]["c"]):
        return inlines[2:] if len(inlines) > 1 and inlines[1].get("t") in ("Space", "SoftBreak") else inlines[1:]
    return inlines
