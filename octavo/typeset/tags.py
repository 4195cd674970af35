"""Tags of a page: what WeasyPrint's structure tree lacks for a screen reader, written into it while it is built.

Notes, their calls and numbers; list bodies; the language of foreign runs; links that are announced once and by their
words; scopes of table heads; leaders in the contents as ornament.
"""

from collections.abc import Callable, Iterator
from typing import Any

from octavo.typeset.notes import is_note

Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]

PLAIN = ("/NonStruct", "/Span", "/Div")
SPANS = frozenset({"em", "i", "b", "strong", "cite", "sup", "sub", "q", "small", "dfn", "abbr"})
BLOCKS = {"pre": "/P", "figure": "/Div", "aside": "/Div", "header": "/Div", "nav": "/Sect", "hr": "/Div"}
ORNAMENT = frozenset({"leader"})


def cures(find: Callable[..., Any]) -> list[tuple[Any, str, Wrap]]:
    """The functions to wrap: module, name, wrapper. They share what they learn of one document."""
    writer = _Writer(find("pdf.tags")._build_box_tree, _pydyf())
    gather = _single_links()
    return [
        (find("pdf.tags"), "_build_box_tree", lambda _: writer.build),
        (find("pdf"), "add_tags", writer.around),
        (find("anchors"), "gather_anchors", gather),
        (find("document"), "gather_anchors", gather),
    ]


def _pydyf() -> Any:
    import pydyf

    return pydyf


def _single_links() -> Wrap:
    """Cure of doubled links: what stands inside a link inherits it, and would become a second link over the first."""

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def gather_anchors(
            box: Any, anchors: Any, links: Any, bookmarks: Any, forms: Any,
            parent_matrix: Any = None, parent_form: Any = None, parent_link: Any = None,
        ) -> None:  # fmt: skip
            before = len(links)
            original(box, anchors, links, bookmarks, forms, parent_matrix, parent_form, parent_link)
            if parent_link is not None and not box.link:
                links[before:] = [link for link in links[before:] if link[3] is not box]

        return gather_anchors

    return wrap


class _Writer:
    """Builds the tags of one document."""

    def __init__(self, original: Callable[..., Any], pydyf: Any) -> None:
        self._original = original
        self._pydyf = pydyf
        self._ornaments: list[tuple[int, set[int]]] = []
        self._notes: dict[str, Any] = {}

    def around(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap the function that adds the tree to the PDF: ornaments are marked as such in the page streams."""

        def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
            original(pdf, document, pdf_version, page_streams)
            for page_number, marks in self._ornaments:
                self._mark_ornaments(page_streams[page_number].stream, marks)

        return add_tags

    def _mark_ornaments(self, stream: list[Any], marks: set[int]) -> None:
        """Turn marked content into artifacts: pydyf keeps the tag, its properties and the operator as three items."""
        for place in range(1, len(stream)):
            entry = stream[place]
            if isinstance(entry, dict) and entry.get("MCID") in marks:
                stream[place - 1] = "/Artifact"
                stream[place] = self._pydyf.Dictionary({"Type": "/Layout"})

    def build(
        self, box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        """The structure elements of a box, mended."""
        bare = box._box if type(box).__name__ == "AbsolutePlaceholder" else box
        element = bare.element
        if element is not None and ORNAMENT & set((element.get("class") or "").split()):
            marks = {tags.pop(inner)["mcid"] for inner in _descendants(bare) if inner in tags}
            self._ornaments.append((page_number, marks))
            return
        for struct in self._original(box, parent, pdf, page_number, nums, annotations, tags):
            if element is not None and type(bare).__name__ != "PageBox":
                self._mend(struct, bare, element, pdf)
            yield struct

    def _mend(self, struct: Any, box: Any, element: Any, pdf: Any) -> None:
        tag = str(box.element_tag or "")
        if tag == element.tag:
            self._mend_element(struct, element, tag)
        elif tag.endswith("::footnote-call"):
            struct["S"] = "/Reference"
        elif tag.endswith("::footnote-marker"):
            struct["S"] = "/Lbl"
        if struct["S"] == "/LI":
            self._mend_item(struct, pdf)
        if struct["S"] == "/TH" and "A" in struct:
            struct["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
        if getattr(box, "link_annotation", None):
            words = " ".join("".join(_texts(box)).split())
            if words:
                box.link_annotation["Contents"] = self._pydyf.String(words)

    def _mend_element(self, struct: Any, element: Any, tag: str) -> None:
        language = element.get("lang")
        if language and tag != "html":
            struct["Lang"] = self._pydyf.String(language)
        name = element.get("data-piece") or element.get("id") or f"note-{id(element)}"
        if is_note(element) and struct["S"] in PLAIN:
            # A note of several blocks has several boxes; the outermost, which is built last, is the note.
            if name in self._notes:
                self._notes[name]["S"] = "/Div"
                del self._notes[name]["ID"]
            self._notes[name] = struct
            struct["S"] = "/Note"
            struct["ID"] = self._pydyf.String(name)
        elif struct["S"] == "/NonStruct" and tag in SPANS:
            struct["S"] = "/Span"
        elif struct["S"] == "/NonStruct":
            struct["S"] = BLOCKS.get(tag, "/NonStruct")

    def _mend_item(self, struct: Any, pdf: Any) -> None:
        """Put into a list item's body whatever is neither its number nor its body."""
        kept: list[Any] = []
        body: list[Any] = []
        for kid in struct["K"]:
            inner = pdf.objects[int(kid.split()[0])] if isinstance(kid, bytes) else None
            (kept if inner is not None and inner.get("S") in ("/Lbl", "/LBody") else body).append(kid)
        if not body:
            return
        holder = self._pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": self._pydyf.Array(body), "P": struct.reference}
        )
        if "Pg" in struct:
            holder["Pg"] = struct["Pg"]
        pdf.add_object(holder)
        for kid in body:
            if isinstance(kid, bytes):
                pdf.objects[int(kid.split()[0])]["P"] = holder.reference
        struct["K"] = self._pydyf.Array([*kept, holder.reference])


def _descendants(box: Any) -> Iterator[Any]:
    bare = box._box if type(box).__name__ == "AbsolutePlaceholder" else box
    yield bare
    for child in getattr(bare, "children", ()) or ():
        yield from _descendants(child)


def _texts(box: Any) -> Iterator[str]:
    return (str(inner.text) for inner in _descendants(box) if type(inner).__name__ == "TextBox")
