"""The structure tree of a bound book: those of its formes, joined under one document, for screen readers."""

from collections.abc import Iterator
from typing import Any


class TagTree:
    """Gathers the structure trees of formes as their pages are laid down, and joins them at the end."""

    def __init__(self, pdf: Any, pikepdf: Any) -> None:
        self._pdf = pdf
        self._pikepdf = pikepdf
        self._parents: dict[int, Any] = {}
        self._elements: list[Any] = []

    def take(self, source: Any, first: int) -> None:
        """Copy the structure tree of a forme after its pages, so that it points to the pages of the book."""
        if "/StructTreeRoot" not in source.Root:
            return
        root = source.Root.StructTreeRoot
        shift = max(self._parents, default=-1) + 1
        parents = [(int(number), value) for number, value in pairs(root.ParentTree, "/Nums")]
        holder = source.make_indirect(
            self._pikepdf.Dictionary(K=root.K, P=self._pikepdf.Array([value for _, value in parents]))
        )
        copy = self._pdf.copy_foreign(holder)
        for (number, _), value in zip(parents, copy.P, strict=True):
            self._parents[number + shift] = value
        self._elements += list(copy.K) if isinstance(copy.K, self._pikepdf.Array) else [copy.K]
        for number in range(first, len(self._pdf.pages)):
            page = self._pdf.pages[number]
            if "/StructParents" in page:
                page["/StructParents"] = int(page["/StructParents"]) + shift
            for note in page.get("/Annots", []):
                if "/StructParent" in note:
                    note["/StructParent"] = int(note["/StructParent"]) + shift

    def join(self) -> None:
        """Hang all structure elements under one document element."""
        pikepdf, pdf = self._pikepdf, self._pdf
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        top = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root, K=pikepdf.Array())
        )
        for element in self._elements:
            kids = element.K if element.get("/S") == pikepdf.Name.Document else [element]
            for kid in kids if isinstance(kids, (pikepdf.Array, list)) else [kids]:
                kid["/P"] = top
                top.K.append(kid)
        self._drop_lost_links()
        numbers = pikepdf.Array()
        for number, value in sorted(self._parents.items()):
            numbers.append(number)
            numbers.append(value)
        root.K = pikepdf.Array([top])
        root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))
        root["/ParentTreeNextKey"] = max(self._parents, default=-1) + 1
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _drop_lost_links(self) -> None:
        """A link that was taken off becomes plain text in the tree too."""
        live = {note.objgen for page in self._pdf.pages for note in page.get("/Annots", [])}
        for number, element in list(self._parents.items()):
            if isinstance(element, self._pikepdf.Array) or element.get("/S") != self._pikepdf.Name.Link:
                continue
            kids = [kid for kid in element.K if not self._is_dead(kid, live)]
            if len(kids) < len(element.K):
                element["/S"] = self._pikepdf.Name.Span
                element["/K"] = self._pikepdf.Array(kids)
                del self._parents[number]

    def _is_dead(self, kid: Any, live: set[Any]) -> bool:
        if not isinstance(kid, self._pikepdf.Dictionary) or kid.get("/Type") != self._pikepdf.Name.OBJR:
            return False
        return kid.Obj.objgen not in live


def pairs(tree: Any, key: str = "/Names") -> Iterator[tuple[Any, Any]]:
    """The entries of a name or number tree."""
    if key in tree:
        entries = list(tree[key])
        yield from zip(entries[::2], entries[1::2], strict=True)
    for kid in tree.get("/Kids", []):
        yield from pairs(kid, key)
