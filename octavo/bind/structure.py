"""The structure tree of a bound book: those of its formes, joined under one document, for screen readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of links: the words for a page and for a note, each with "{}" where its number stands, and for the
    way back to the text.
    """

    page: str = "p. {}"
    note: str = "note {}"
    back: str = "Back to text"

    def within(self, words: str, target: str, folio: str) -> str:
        """What a link in the book says, and where it leads: "chapter 2, p. 31"."""
        place = self.page.replace("{}", folio) if folio else ""
        if target.startswith("call:"):
            words = self.back
        elif target.startswith("fn-") and words.isdigit():
            words = self.note.replace("{}", words)
        elif words == folio:
            words = ""
        return ", ".join(part for part in (words.rstrip(" .,:;"), place) if part)

    def outside(self, words: str, address: str) -> str:
        """What a link out of the book says, and where it leads."""
        shown = address.removeprefix("mailto:")
        return words if shown.strip("/") in words.replace("\u200b", "") else f"{words} ({shown})".strip()


class TagTree:
    """Gathers the structure trees of formes as their pages are laid down, and joins them at the end."""

    def __init__(self, pdf: Any, pikepdf: Any) -> None:
        self._pdf = pdf
        self._pikepdf = pikepdf
        self._parents: dict[int, Any] = {}
        self._links: dict[int, Any] = {}
        self._elements: list[Any] = []
        self._names: dict[bytes, tuple[Any, Any]] = {}

    def take(self, source: Any, first: int) -> None:
        """Copy the structure tree of a forme after its pages, so that it points to the pages of the book."""
        if "/StructTreeRoot" not in source.Root:
            return
        array = self._pikepdf.Array
        root = source.Root.StructTreeRoot
        shift = max(self._parents, default=-1) + 1
        parents = [(int(number), value) for number, value in pairs(root.ParentTree, "/Nums")]
        names = list(pairs(root.IDTree)) if "/IDTree" in root else []
        holder = source.make_indirect(
            self._pikepdf.Dictionary(
                K=root.K, P=array([value for _, value in parents]), N=array([value for _, value in names])
            )
        )
        copy = self._pdf.copy_foreign(holder)
        for (number, _), value in zip(parents, copy.P, strict=True):
            self._parents[number + shift] = value
        for (name, _), element in zip(names, copy.N, strict=True):
            self._names.setdefault(bytes(name), (name, element))
        self._elements += list(copy.K) if isinstance(copy.K, array) else [copy.K]
        for number in range(first, len(self._pdf.pages)):
            page = self._pdf.pages[number]
            if "/StructParents" in page:
                page["/StructParents"] = int(page["/StructParents"]) + shift
            for note in page.get("/Annots", []):
                if "/StructParent" in note:
                    note["/StructParent"] = int(note["/StructParent"]) + shift
                    self._links[int(note["/StructParent"])] = note

    def join(self) -> None:
        """Hang all structure elements under one document element."""
        pikepdf, pdf = self._pikepdf, self._pdf
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        top = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root, K=pikepdf.Array())
        )
        for element in self._elements:
            for kid in self._kids(element) if element.get("/S") == pikepdf.Name.Document else [element]:
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
        if self._names:
            named = [thing for _, pair in sorted(self._names.items(), key=lambda item: item[0]) for thing in pair]
            root.IDTree = pdf.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(named)))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _kids(self, element: Any) -> list[Any]:
        if "/K" not in element:
            return []
        return list(element.K) if isinstance(element.K, self._pikepdf.Array) else [element.K]

    def _drop_lost_links(self) -> None:
        """A link that was taken off becomes plain text in the tree too."""
        live = {note.objgen for page in self._pdf.pages for note in page.get("/Annots", [])}
        for number in [number for number, note in self._links.items() if note.objgen not in live]:
            element = self._parents.pop(number)
            kids = [kid for kid in self._kids(element) if not self._is_dead(kid, live)]
            element["/S"] = self._pikepdf.Name.Span
            element["/K"] = self._pikepdf.Array(kids)

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
