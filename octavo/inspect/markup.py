"""The pages of an EPUB or a web edition as their reader's software sees them: parsed, with ids and links."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from octavo.findings import Finding
from octavo.inspect.codes import MALFORMED
from octavo.inspect.expected import Expected

XHTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_HREF = "{http://www.w3.org/1999/xlink}href"
_RESOURCES = ("src", "poster", "data", "srcset", _HREF)
_CSS_URL = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])([^\"')]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """One page: its path in the edition, and its root element."""

    path: str
    root: Any = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the sheet that it was."""
        return self.path.rpartition("/")[2].rpartition(".")[0]

    @property
    def elements(self) -> Iterator[Any]:
        """All elements in document order, comments and the like left out."""
        return (element for element in self.root.iter() if isinstance(element.tag, str))

    @property
    def ids(self) -> Counter[str]:
        """How often each id stands in the page."""
        return Counter(element.get("id") for element in self.elements if element.get("id"))

    def named(self, name: str) -> list[Any]:
        """The elements of XHTML of this name."""
        return list(self.root.iter(XHTML + name))

    def with_role(self, role: str) -> list[Any]:
        """The elements with this role."""
        return [element for element in self.elements if role in (element.get("role") or "").split()]

    @property
    def text(self) -> str:
        """The text of its body, elements apart so that no two words run together."""
        bodies = self.named("body")
        return " ".join(_pieces(bodies[0])) if bodies else ""

    def links(self) -> Iterator[tuple[str, Any]]:
        """The addresses that a reader can follow, each with its element."""
        for element in self.elements:
            address = element.get("href")
            if address is not None and element.tag in (XHTML + "a", XHTML + "area"):
                yield address, element

    def resources(self) -> Iterator[tuple[str, Any]]:
        """The addresses that are loaded with the page, each with its element."""
        for element in self.elements:
            for name in _RESOURCES:
                address = element.get(name)
                if address is not None and not (name == _HREF and element.tag.endswith("}a")):
                    yield address.split()[0] if name == "srcset" and address.strip() else address, element
            if element.tag == XHTML + "link" and not {"canonical", "prev", "next", "license", "author"} & set(
                (element.get("rel") or "").split()
            ):
                yield element.get("href") or "", element


_INLINE = frozenset(
    f"{XHTML}{name}" for name in "a abbr b bdi bdo cite code em i q s small span strong sub sup u".split()
)


def _pieces(element: Any) -> Iterator[str]:
    """Text in order; what is set inline joins the word beside it, save a note's number."""
    text = ""
    for event, node in _walk(element):
        if isinstance(node.tag, str) and (node.tag not in _INLINE or node.get("role") == "doc-noteref"):
            yield text
            text = ""
        text += (
            ((node.text if event == "start" else node.tail) or "")
            if isinstance(node.tag, str) or event == "end"
            else ""
        )
    yield text


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Every element as it begins and ends; what a page says of the others (its navigation) is no text of its own."""
    from lxml import etree

    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if node.tag in (XHTML + "nav", MATH):
            depth += 1 if event == "start" else -1
        elif not depth and event in ("start", "end") and not (event == "end" and node is root):
            yield event, node


def parse(data: bytes) -> Any:
    """The root element of XML from a stranger; raises lxml's own error when it is not well-formed."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def read_markup(
    files: Mapping[str, bytes], suffixes: tuple[str, ...], expected: Expected
) -> tuple[list[Markup], list[Finding]]:
    """The pages that are well-formed, and a finding for each that is not."""
    from lxml import etree

    pages, findings = [], []
    for path in sorted(files):
        if path.endswith(suffixes):
            try:
                pages.append(Markup(path, parse(files[path])))
            except etree.XMLSyntaxError as error:
                name = path.rpartition("/")[2].rpartition(".")[0]
                message = f"{path} is not well-formed: {error.msg}"
                findings.append(MALFORMED.at(expected.place(name), message, path))
    return pages, findings


def stylesheet_resources(data: bytes) -> tuple[str, ...]:
    """The addresses that a stylesheet loads."""
    return tuple(_CSS_URL.findall(data.decode("utf-8", "replace")))


def is_remote(address: str) -> bool:
    """True for an address that leads out of the edition."""
    return bool(urlsplit(address).scheme) or address.startswith("//")


def resolve(base: str, address: str) -> tuple[str, str]:
    """The path inside the edition and the id that an address in the file ``base`` means."""
    parts = urlsplit(address)
    path = normpath(join(dirname(base), unquote(parts.path))) if parts.path else base
    return path, unquote(parts.fragment)
