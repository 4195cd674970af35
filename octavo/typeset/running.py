"""The running text of laid-out pages: what stands on each, in the order of reading.

Other editions take the beginnings of the print pages from it. So it leaves out what print alone has: notes at the
foot, page numbers in lists, heads of tables that are printed again on the next page.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from octavo.model import Run
from octavo.typeset.proof import HYPHEN, children, kind, parts, text

_PRINT_ALONE = frozenset({"toc-page", "cited-pages", "continued", "opener-number", "opener-label"})
_INDEX_LINE = "index-line"
_APART = frozenset({"figure", "table"})
_GENERATED = ("::before", "::after", "::marker", "::footnote-call", "::footnote-marker")


def runs(pages: Sequence[Any]) -> Iterator[tuple[Run, ...]]:
    """The runs of text of each page."""
    known: set[Any] = set()
    for page in pages:
        main, _ = parts(page)
        reader = _Reader(known)
        for box in main:
            reader.read(box)
        known |= reader.seen
        yield tuple(reader.runs())


class _Reader:
    """Reads the boxes of one page. ``known`` are the figures, tables and heads of tables that begin on one before."""

    def __init__(self, known: set[Any]) -> None:
        self._known = known
        self._gathered: list[tuple[Any, list[str]]] = []
        self._apart: Any = None
        self.seen: set[Any] = set()

    def runs(self) -> Iterator[Run]:
        """What was read."""
        for apart, pieces in self._gathered:
            said = " ".join("".join(pieces).split())
            if apart is not None:
                yield Run(said, True, "" if apart in self._known else apart.get("id") or "")
            elif said:
                yield Run(said)

    def read(self, box: Any, index: bool = False) -> None:
        """Read a box and all in it; ``index`` says that it is in a line of the index."""
        element = box.element
        if _is_left_out(box, index) or self._is_repeated(box):
            return
        opened = self._apart is None and element is not None and _is_apart(element)
        if opened:
            self._apart = element
            self.seen.add(element)
            self._gathered.append((element, []))
        if kind(box) == "LineBox":
            self._line(_said(box, index))
        else:
            for child in children(box):
                self.read(child, index or _INDEX_LINE in _classes(element))
        if opened:
            self._apart = None

    def _is_repeated(self, box: Any) -> bool:
        if kind(box) != "TableRowGroupBox" or box.element is None or box.element.tag != "thead":
            return False
        self.seen.add(box.element)
        return box.element in self._known

    def _line(self, said: str) -> None:
        if not self._gathered or self._gathered[-1][0] is not self._apart:
            self._gathered.append((self._apart, []))
        # A word that the setter broke is one; all else that ends a line ends a word.
        broken = said.rstrip().endswith(HYPHEN)
        self._gathered[-1][1].append(said.rstrip()[:-1] if broken else f"{said} ")


def _said(box: Any, index: bool) -> str:
    if kind(box) == "TextBox":
        return text(box)
    return " " if _is_left_out(box, index) else "".join(_said(child, index) for child in children(box))


def _is_left_out(box: Any, index: bool) -> bool:
    if str(box.element_tag or "").endswith(_GENERATED):
        return True
    # In the index: where an entry points, and on to which other.
    return bool(_PRINT_ALONE & _classes(box.element)) or (index and box.element_tag == "a")


def _is_apart(element: Any) -> bool:
    return element.tag == "figure" or bool(_APART & _classes(element))


def _classes(element: Any) -> frozenset[str]:
    return frozenset() if element is None else frozenset((element.get("class") or "").split())
