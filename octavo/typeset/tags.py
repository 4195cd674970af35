"""Tags of a sheet: the structure that screen readers use, made of the boxes of its laid-out pages.

WeasyPrint makes an element of each box, so that a paragraph that a page break cuts becomes two, a note is plain text
and leaders are read aloud. Here each element of the sheet becomes one structure element, however many boxes it has.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from octavo.typeset.notes import is_note
from octavo.typeset.roles import (
    CALL,
    MARKER,
    ORNAMENT,
    alternative,
    call_name,
    level,
    numbering,
    roles,
    stands_alone,
)  # fmt: skip
from octavo.typeset.structure import HEADS, Mark, Node, Spot, settle
from octavo.typeset.tagged import Writer, written_over

Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]

_SEEN = frozenset({"Figure", "Formula"})
_POINTS = 0.75
_REPEATED = frozenset({"thead", "tfoot", "caption"})


def cures(find: Callable[..., Any]) -> list[tuple[Any, str, Wrap]]:
    """The functions to wrap: module, name, wrapper."""
    import pydyf

    return [
        (find("pdf"), "add_tags", lambda _: _tagger(pydyf)),
        (find("anchors"), "gather_anchors", single_links),
        (find("document"), "gather_anchors", single_links),
        (find("pdf"), "build_fonts_dictionary", soft_hyphens(find)),
    ]


def soft_hyphens(find: Callable[..., Any]) -> Wrap:
    """Say which hyphens stand at the end of a line only, so that copied text has whole words.

    The setter breaks words with U+2010. It says so truly only in a font that has another form for the common hyphen.
    """

    def wrap(original: Callable[..., Any]) -> Callable[..., Any]:
        def build_fonts_dictionary(pdf: Any, fonts: Any, *rest: Any) -> Any:
            for font in fonts.values():
                glyphs = [glyph for glyph, text in font.to_unicode.items() if text == "\u2010"]
                if glyphs and _own_hyphen(font, find("pdf.fonts").TTFont):
                    font.to_unicode.update(dict.fromkeys(glyphs, "\u00ad"))
            return original(pdf, fonts, *rest)

        return build_fonts_dictionary

    return wrap


def _own_hyphen(font: Any, reader: Any) -> bool:
    letters = reader(BytesIO(font.file_content), fontNumber=font.index, lazy=True).getBestCmap() or {}
    return letters.get(0x2010) != letters.get(0x2D)


def single_links(original: Callable[..., Any]) -> Callable[..., Any]:
    """Cure of doubled links: what stands inside a link inherits it, and would become a second link over the first.

    The call of a note leads to the note, and its number leads back.
    """

    def gather_anchors(
        box: Any, anchors: Any, links: Any, bookmarks: Any, forms: Any,
        parent_matrix: Any = None, parent_form: Any = None, parent_link: Any = None,
    ) -> None:  # fmt: skip
        before = len(links)
        tag = str(box.element_tag or "")
        if tag.endswith((CALL, MARKER)) and type(box).__name__ == "InlineBox":
            _lead(box, tag, anchors)
        original(box, anchors, links, bookmarks, forms, parent_matrix, parent_form, parent_link)
        if parent_link is not None and not box.link:
            links[before:] = [link for link in links[before:] if link[3] is not box]

    return gather_anchors


def _lead(box: Any, tag: str, anchors: Any) -> None:
    """Let a call lead to its note, and the number of a note to its call."""
    name = box.element.get("id")
    if not name or not box.children:
        return
    if tag.endswith(MARKER):
        box.link = ("url", ("internal", call_name(name)))
        return
    box.link = ("url", ("internal", name))
    x, y, width, height = box.hit_area()
    anchors.setdefault(call_name(name), (x, y, x + width, y + height))


def _tagger(pydyf: Any) -> Callable[..., Any]:
    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        walk = _Walk()
        for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
            walk.page(number, page, stream._tags)
        settle(walk.root, walk.sheet)
        Writer(pdf, pydyf).write(walk.root, [len(stream._tags) for stream in page_streams])
        for stream, ornaments in zip(page_streams, walk.ornaments, strict=True):
            written_over(stream.stream, ornaments, pydyf)

    return add_tags


class _Walk:
    """A walk over the pages of a sheet, in the order of its text."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.ornaments: list[dict[int, str]] = []
        self.sheet = ""
        self._known: dict[tuple[Any, str], Node] = {}
        self._heads: dict[Any, int] = {}
        self._number, self._height = 0, 0.0
        self._marks: dict[Any, Any] = {}

    def page(self, number: int, page: Any, marks: dict[Any, Any]) -> None:
        """Take in a page. What is drawn on it and stands nowhere in the text is ornament."""
        self._number, self._height, self._marks = number, float(page.height), dict(marks)
        self.ornaments.append({})
        boxes = [box for box in page._page_box.children if type(box).__name__ != "MarginBox"]
        for box in sorted(boxes, key=lambda box: type(box).__name__ == "FootnoteAreaBox"):
            self._visit(box, self.root)
        for rest in self._marks.values():
            self.ornaments[-1][rest["mcid"]] = "Pagination"

    def _visit(self, box: Any, node: Node, ornament: str = "") -> None:
        bare = box._box if type(box).__name__ == "AbsolutePlaceholder" else box
        element = bare.element
        if element is None or ornament or type(bare).__name__ in ("TextBox", "LineBox"):
            self._within(bare, node, ornament)
            return
        tag = str(bare.element_tag or "")
        if tag == "html":
            self.sheet, self.root.language = element.get("data-sheet") or "", element.get("lang") or ""
        if tag in _REPEATED and self._heads.setdefault(element, self._number) != self._number:
            # Caption and head of a table are set again on each of its pages, and heard once.
            self._within(bare, node, "Pagination")
            return
        self._within(bare, self._node(bare, element, tag, node), "")

    def _within(self, box: Any, node: Node, ornament: str) -> None:
        """What a box holds: marked content, a link, other boxes."""
        ornament = ornament or ("Layout" if node.kind == ORNAMENT else "")
        mark = self._marks.pop(box, None)
        if mark is not None and ornament:
            self.ornaments[-1][mark["mcid"]] = ornament
        elif mark is not None:
            node.kids.append(Mark(self._number, mark["mcid"], str(getattr(box, "text", ""))))
            if node.kind in _SEEN:
                node.box = self._frame(box, node.box)
        annotation = getattr(box, "link_annotation", None)
        if annotation is not None and not ornament:
            node.kids.append(Spot(self._number, annotation))
        for child in getattr(box, "children", ()) or ():
            self._visit(child, node, ornament)

    def _frame(self, box: Any, frame: tuple[float, ...]) -> tuple[float, ...]:
        """The frame of a picture on its page, in points from the lower left, and what it was before around both."""
        left, top = float(box.content_box_x()), float(box.content_box_y())
        edges = (left, self._height - top - float(box.height), left + float(box.width), self._height - top)
        new = tuple(round(edge * _POINTS, 2) for edge in edges)
        if not frame:
            return new
        return (*map(min, frame[:2], new[:2]), *map(max, frame[2:], new[2:]))

    def _node(self, box: Any, element: Any, tag: str, around: Node) -> Node:
        """The node of an element: the one that its other boxes have, a new one, or the one that it stands in."""
        key = (element, tag)
        if key not in self._known:
            self._known[key] = self._new(box, element, tag, roles(element, tag, around.kind), around)
        return self._known[key]

    def _new(self, box: Any, element: Any, tag: str, kinds: tuple[str, ...], around: Node) -> Node:
        own = tag == element.tag and tag not in ("html", "body")
        language = (element.get("lang") or "") if own else ""
        language = "" if language == around.spoken else language
        if language and not kinds:
            kinds = ("Div",) if stands_alone(element) else ("Span",)
        node = first = around
        for number, kind in enumerate(kinds):
            node = Node(kind, outer=node)
            first = first if number else node
            self._hang(node, element, tag)
        if node is not around and own:
            node.language = language
            first.level = level(element)
            _describe(node, box, element)
        return node

    def _hang(self, node: Node, element: Any, tag: str) -> None:
        """Put a new node where it belongs."""
        outer = node.outer or self.root
        if node.kind == "Note":
            node.name = element.get("id") or ""
        if node.kind == "Note" and is_note(element):
            # Its call stands before it; the note is put behind the block of the call.
            call = self._known.get((element, f"{element.tag}{CALL}"), self.root)
            call.notes.append(node)
        elif _labels_holder(node, outer, tag) and outer.outer:
            outer.outer.kids.insert(0, node)
        elif node.kind in HEADS and outer.kind == "P" and outer.outer:
            # A heading that runs in stands before its paragraph for whoever hears it.
            outer.outer.kids.insert(outer.outer.kids.index(outer), node)
        elif node.kind != ORNAMENT:
            outer.kids.append(node)


def _labels_holder(node: Node, outer: Node, tag: str) -> bool:
    """True for a label that stands in a text and belongs beside it: of an item of a list, of a note at the back."""
    if tag.endswith("::marker"):
        return outer.kind == "LBody"
    return node.kind == "Lbl" and outer.kind == "P" and outer.outer is not None and outer.outer.kind == "Note"


def _describe(node: Node, box: Any, element: Any) -> None:
    """What is said of a new node beside its text."""
    if node.kind in _SEEN:
        node.alternative = alternative(element)
    if node.kind == "L":
        node.numbering = numbering(element)
    if node.kind in ("TH", "TD"):
        node.columns, node.rows = int(box.colspan), int(box.rowspan)
        node.scope = ("Row" if element.get("scope") == "row" else "Column") if node.kind == "TH" else ""
