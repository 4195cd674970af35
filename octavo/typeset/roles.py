"""Roles: which structure type of PDF 1.7 an element of a sheet has, from its name, its classes and where it stands.

Pure: it knows elements, not boxes. What has no role of its own is passed through: its text belongs to what holds it.
"""

from xml.etree.ElementTree import Element

from octavo.typeset.continuing import AGAIN
from octavo.typeset.notes import is_note

ORNAMENT = "Artifact"
# The names of places that notes are called from.
CALLED = "call:"
CALL, MARKER = "::footnote-call", "::footnote-marker"

_SIMPLE: dict[str, tuple[str, ...]] = {
    "p": ("P",), "blockquote": ("BlockQuote",), "table": ("Table",), "caption": ("Caption",), "tr": ("TR",),
    "thead": ("THead",), "tbody": ("TBody",), "tfoot": ("TFoot",), "th": ("TH",), "td": ("TD",), "dl": ("L",),
    "dt": ("Lbl",), "dd": ("LBody",), "q": ("Quote",), "code": ("Code",), "kbd": ("Code",), "samp": ("Code",),
    "pre": ("P", "Code"), "hr": (ORNAMENT,), "section": ("Sect",),
    "h1": ("H1",), "h2": ("H2",), "h3": ("H3",), "h4": ("H4",), "h5": ("H5",), "h6": ("H6",),
}  # fmt: skip
_CLASSED: dict[str, tuple[str, ...]] = {
    "leader": (ORNAMENT,), "contents-list": ("TOC",), "list-lines": ("TOC",), "toc-number": ("Lbl",),
    "toc-authors": ("P",), "index-page": ("Index",), "index-group": ("L",), "index-line": ("LI", "LBody"),
    "entry": ("BibEntry",), "csl-entry": ("BibEntry",), "epigraph": ("BlockQuote",), "note-paragraph": ("P",),
    "endnote": ("Note",),
}  # fmt: skip
# What only a screen reader's own cursor would stop at: text belongs to the block around it.
_BLOCKS = frozenset({"div", "section", "header", "footer", "nav", "aside", "main", "article", "figure"})
# Links that lead to other places in the book.
_WITHIN = ("#", "xref:")


def roles(element: Element, tag: str, around: str) -> tuple[str, ...]:
    """The types of the structure elements that an element becomes, from the outside in; none where it has no role.

    ``tag`` is the name of the box, which tells what a stylesheet put beside the element's own text, and ``around`` the
    type of the structure element that it stands in.
    """
    if tag.endswith(CALL):
        return ("Reference", "Link")
    if tag.endswith(MARKER):
        return ("Lbl", "Link")
    if tag.endswith("::marker"):
        return ("Lbl",)
    if "::" in tag:
        return (ORNAMENT,) if element.tag == "hr" or "leader" in _classes(element) else ()
    if is_note(element):
        return ("Note",)
    return _named(element, around)


def _named(element: Element, around: str) -> tuple[str, ...]:
    classes = _classes(element)
    name = str(element.tag)
    if "continued" in classes and "index-line" in classes:
        # A heading that is repeated at the head of a column, as a running head is.
        return (ORNAMENT,)
    if name == "tr" and AGAIN in classes:
        return (ORNAMENT,)
    if around in ("TOC", "TOCI") and name == "li":
        return ("TOCI",)
    if around == "TOCI" and "label" in classes:
        return ("Lbl",)
    if name == "a":
        if "endnote-number" in classes:
            return ("Lbl", "Link")
        return ("Reference", "Link") if (element.get("href") or "").startswith(_WITHIN) else ("Link",)
    if "index-letter" in classes and around == "L":
        return ("Caption",)
    for kind in classes:
        if kind in _CLASSED:
            return _CLASSED[kind] if (kind, around) != ("csl-entry", "BibEntry") else ()
    if name in ("ul", "ol"):
        return ("L",)
    if name == "li":
        return ("LI", "LBody")
    return _peculiar(element, name, classes, around)


def _peculiar(element: Element, name: str, classes: tuple[str, ...], around: str) -> tuple[str, ...]:
    if name == "section" and "part" in classes:
        return ("Part",)
    if name == "div" and "line" in classes:
        return ("P",)
    if name == "figure":
        return ("Figure",) if pictures(element) else ()
    if name == "figcaption":
        return ("Caption",) if around == "Figure" else ("P",)
    if "subfigure" in classes:
        return ("Figure",)
    if "subfigure-label" in classes and around == "Figure":
        return ("Caption",)
    if name == "img":
        return _picture(element, classes, around)
    if name == "code" and around == "Code":
        return ()
    return _SIMPLE.get(name, ())


def _picture(element: Element, classes: tuple[str, ...], around: str) -> tuple[str, ...]:
    if "math" in classes:
        return ("Formula",)
    if not (element.get("alt") or "").strip():
        return (ORNAMENT,)
    return () if around == "Figure" else ("Figure",)


def pictures(figure: Element) -> list[Element]:
    """The pictures of a figure that say something."""
    return [image for image in figure.iter("img") if (image.get("alt") or "").strip()]


def alternative(element: Element) -> str:
    """What is said in place of a picture, a formula, or a group of pictures."""
    if element.tag == "img":
        return (element.get("alt") or "").strip()
    return "; ".join((image.get("alt") or "").strip() for image in pictures(element))


def level(element: Element) -> int:
    """How deep a line of the contents or of the index stands: "level-2", "depth-1"."""
    for name in _classes(element):
        kind, _, number = name.partition("-")
        if kind in ("level", "depth") and number.isdigit():
            return int(number)
    return 0


def numbering(element: Element) -> str:
    """How the items of a list are numbered, in the words of PDF 1.7."""
    if element.tag != "ol":
        return "Disc" if element.tag == "ul" and not {"plain", "none"} & set(_classes(element)) else "None"
    kinds = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
    return kinds.get(element.get("type") or "", "Decimal")


def stands_alone(element: Element) -> bool:
    """True for an element whose text is a block of its own."""
    return element.tag in _BLOCKS


def call_name(note: str) -> str:
    """The name of the place that a note is called from."""
    return f"{CALLED}{note}"


def _classes(element: Element) -> tuple[str, ...]:
    return tuple((element.get("class") or "").split())
