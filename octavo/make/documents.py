"""The sheets of an edition as XML: parsed once, without entities and without the network."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from octavo.make.errors import MakeError
from octavo.model import Sheet

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Document:
    """A sheet, its bytes, and its root element."""

    sheet: Sheet
    data: bytes = field(repr=False)
    root: Any = field(repr=False)

    def elements(self, name: str, namespace: str = XHTML) -> Iterator[Any]:
        """The elements of this local name, in document order."""
        return iter(self.root.iter(f"{{{namespace}}}{name}"))

    @property
    def text(self) -> str:
        """All text of the sheet, head included."""
        return all_text(self.root)

    @property
    def roles(self) -> frozenset[str]:
        """Every ARIA role that the sheet uses."""
        return frozenset(role for element in self.root.iter() for role in (element.get("role") or "").split())


def parse_xml(name: str, data: bytes) -> Any:
    """The root element of well-formed XML; an error with the parser's own place when it is not."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise MakeError(name, f"not well-formed XML: {error.msg}") from error


def all_text(root: Any) -> str:
    """The text of an element and of all below it."""
    return "".join(root.itertext())


def read(sheets: tuple[Sheet, ...], suffix: str) -> tuple[Document, ...]:
    """The sheets, parsed."""
    documents = []
    for sheet in sheets:
        data = sheet.xhtml.encode("utf-8")
        documents.append(Document(sheet, data, parse_xml(sheet.name + suffix, data)))
    return tuple(documents)
