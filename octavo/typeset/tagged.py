"""The tagged file: a tree of structure written into a PDF while it is made, and its ornaments marked as such."""

from typing import Any
from unicodedata import bidirectional

from octavo.typeset.structure import Mark, Node, Spot

_TABLE = ("TH", "TD")
_LEFTWARD = ("R", "AL")


class Writer:
    """Writes the structure of one sheet into its PDF."""

    def __init__(self, pdf: Any, pydyf: Any) -> None:
        self._pdf = pdf
        self._pydyf = pydyf
        self._parents: list[list[Any]] = []
        self._links: list[Any] = []
        self._names: dict[str, Any] = {}

    def write(self, root: Node, marks: list[int]) -> None:
        """Write the tree. ``marks`` tells how many runs of marked content each page has."""
        pydyf, pdf = self._pydyf, self._pdf
        self._parents = [[b"null"] * count for count in marks]
        top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(top)
        top["K"] = pydyf.Array([self._element(root, top.reference)])
        numbers: list[Any] = []
        for number, row in enumerate([*map(pydyf.Array, self._parents), *self._links]):
            numbers += [number, row]
        tree = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})
        pdf.add_object(tree)
        top["ParentTree"] = tree.reference
        if self._names:
            named = [thing for name in sorted(self._names) for thing in (pydyf.String(name), self._names[name])]
            top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(named)})
        pdf.catalog["StructTreeRoot"] = top.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _element(self, node: Node, parent: Any) -> Any:
        """Write an element and all that it holds; its reference."""
        pydyf = self._pydyf
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent})
        self._pdf.add_object(element)
        page = next((kid.page for kid in node.kids if isinstance(kid, Mark | Spot)), None)
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        self._say(node, element)
        if node.kind == "Link":
            self._describe(node)
        kids = [self._kid(kid, element, page) for kid in node.kids]
        if kids:
            element["K"] = pydyf.Array(kids) if len(kids) > 1 else kids[0]
        return element.reference

    def _kid(self, kid: Node | Mark | Spot, element: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element.reference)
        if isinstance(kid, Mark):
            self._parents[kid.page][kid.number] = element.reference
            if kid.page == page:
                return kid.number
            values = {"Type": "/MCR", "Pg": self._pdf.page_references[kid.page], "MCID": kid.number}
            return self._pydyf.Dictionary(values)
        kid.annotation["StructParent"] = len(self._parents) + len(self._links)
        self._links.append(element.reference)
        values = {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self._pdf.page_references[kid.page]}
        return self._pydyf.Dictionary(values)

    def _say(self, node: Node, element: Any) -> None:
        """What is said of an element: its language, what replaces it, its name, its attributes."""
        pydyf = self._pydyf
        if node.language and node.kind != "Document":
            element["Lang"] = pydyf.String(node.language)
        if node.kind == "Span" and any(bidirectional(sign) in _LEFTWARD for sign in node.text()):
            # Words that run to the left stand on the page as they are seen, and are copied as they are spelled.
            element["ActualText"] = pydyf.String(" ".join(kid.text for kid in node.kids if isinstance(kid, Mark)))
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        if node.name:
            element["ID"] = pydyf.String(node.name)
            self._names[node.name] = element.reference
        attributes = self._attributes(node)
        if attributes:
            element["A"] = attributes

    def _attributes(self, node: Node) -> Any:
        pydyf = self._pydyf
        if node.box:
            return pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(node.box), "Placement": _placement(node)})
        if node.kind == "L" and node.numbering:
            return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.numbering}"})
        if node.kind not in _TABLE:
            return None
        values = {"O": "/Table"}
        if node.scope:
            values["Scope"] = f"/{node.scope}"
        for key, span in (("ColSpan", node.columns), ("RowSpan", node.rows)):
            if span > 1:
                values[key] = str(span)
        if node.headers:
            values["Headers"] = pydyf.Array([pydyf.String(name) for name in node.headers])
        return pydyf.Dictionary(values) if len(values) > 1 else None

    def _describe(self, node: Node) -> None:
        """Say what a link says, and not what its address is."""
        words = " ".join(node.text().replace("\u2060", "").replace("\u200b", "").split())
        words = words or node.alternative or next((inner.alternative for inner in node.nodes), "")
        for spot in node.spots():
            spot.annotation["Contents"] = self._pydyf.String(words)


def _placement(node: Node) -> str:
    return "/Inline" if node.kind == "Formula" else "/Block"


def written_over(stream: list[Any], ornaments: dict[int, str], pydyf: Any) -> None:
    """Mark ornaments as such in the content of a page: a tag, its properties and the operator stand there in a row."""
    for place in range(1, len(stream)) if ornaments else ():
        entry = stream[place]
        if isinstance(entry, dict) and entry.get("MCID") in ornaments:
            stream[place - 1] = "/Artifact"
            stream[place] = pydyf.Dictionary({"Type": f"/{ornaments[entry['MCID']]}"})
