"""PDF files: text and its place read with pypdfium2, structure with pypdf."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from octavo.findings import Finding, in_order
from octavo.inspect import codes, words
from octavo.inspect.expected import Expected
from octavo.inspect.tags import tags

_SUBSET = re.compile(r"[A-Z]{6}\+")
_NOT_LETTER = re.compile(r"[^a-z0-9]")
# Round letters reach a little beyond the box that their advance gives them.
_TOLERANCE = 1.0
_SHOWN = 5
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class _Page:
    """One page as it is read: its text, its trimmed size, and the text that reaches beyond it."""

    text: str
    size: tuple[float, float]
    beyond: str


def inspect_pdf(data: bytes, expected: Expected) -> tuple[Finding, ...]:
    """All that is wrong with a finished PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdfium2 import PdfiumError

    try:
        pages = list(_pages(data))
        reader = PdfReader(io.BytesIO(data))
        encrypted = reader.is_encrypted
    except (PdfiumError, PyPdfError) as error:
        return (codes.UNREADABLE.at(expected.place(), f"the PDF cannot be opened: {error}"),)
    if encrypted:
        return (codes.UNREADABLE.at(expected.place(), "the PDF is encrypted"),)
    findings = [*_lost_words(pages, expected), *_boxes(pages, expected)]
    findings += [*_fonts(reader, expected), *_document(reader, len(pages), expected), *_links(reader, expected)]
    if expected.tagged:
        findings += tags(reader, data, expected)
    return in_order(findings)


def _pages(data: bytes) -> Iterator[_Page]:
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        for page in document:
            left, bottom, right, top = page.get_trimbox()
            text = page.get_textpage()
            beyond = ""
            for index in range(text.count_rects()):
                x0, y0, x1, y1 = text.get_rect(index)
                inside = x0 >= left - _TOLERANCE and x1 <= right + _TOLERANCE and y0 >= bottom - _TOLERANCE
                if not (inside and y1 <= top + _TOLERANCE):
                    beyond = beyond or text.get_text_bounded(x0, y0, x1, y1).strip()
            yield _Page(text.get_text_range(), (right - left, top - bottom), beyond)
    finally:
        document.close()


def _lost_words(pages: list[_Page], expected: Expected) -> Iterator[Finding]:
    """Words that no page shows; they are reported with the first sheet that should hold them."""
    counts = {sheet.name: words.count_words(sheet.text) for sheet in expected.sheets}
    lost = words.missing(sum(counts.values(), Counter[str]()), [page.text for page in pages])
    for name, count in counts.items():
        here = lost & count
        lost -= here
        yield from words.lost(expected, name, here)


def _boxes(pages: list[_Page], expected: Expected) -> Iterator[Finding]:
    beyond = [(number, page.beyond) for number, page in enumerate(pages, 1) if page.beyond]
    for number, text in beyond[:_SHOWN]:
        message = f"page {number} of the file has text beyond its edge: {text[:60]!r}"
        yield codes.OUTSIDE.at(expected.place(), message, str(number))
    for axis, want in enumerate((expected.width, expected.height)):
        wrong = [number for number, page in enumerate(pages, 1) if want and abs(page.size[axis] - want) > _TOLERANCE]
        if wrong:
            side = ("wide", "high")[axis]
            message = f"{len(wrong)} pages, the first is {wrong[0]}, are not {want:g} points {side}"
            yield codes.WRONG_SIZE.at(expected.place(), message, side)


def _fonts(reader: Any, expected: Expected) -> Iterator[Finding]:
    """Every font is in the file, and of a family that the edition may use."""
    allowed = tuple(_NOT_LETTER.sub("", family.lower()) for family in expected.fonts)
    for name, embedded in sorted(_used_fonts(reader)):
        plain = _SUBSET.sub("", name.removeprefix("/"))
        if not embedded:
            yield codes.LOOSE_FONT.at(expected.place(), f"the font {plain} is not in the file", plain)
        if allowed and not _NOT_LETTER.sub("", plain.lower()).startswith(allowed):
            yield codes.STRANGE_FONT.at(expected.place(), f"the font {plain} is none of the edition's", plain)


def _used_fonts(reader: Any) -> set[tuple[str, bool]]:
    found: set[tuple[str, bool]] = set()
    seen: set[int] = set()
    waiting = [page.get("/Resources") for page in reader.pages]
    while waiting:
        resources = _opened(waiting.pop(), seen)
        if resources is None:
            continue
        for font in _values(resources, "/Font"):
            font = _opened(font, seen)
            if font is not None:
                found.add((str(font.get("/BaseFont", "/Type3")), _embedded(font)))
                waiting.append(font.get("/Resources"))
        for kind in ("/XObject", "/Pattern"):
            for thing in _values(resources, kind):
                thing = _opened(thing, seen)
                if thing is not None:
                    waiting.append(thing.get("/Resources"))
    return found


def _opened(thing: Any, seen: set[int]) -> Any:
    """The object that a reference leads to, the first time that it is met; None afterwards."""
    if thing is None:
        return None
    thing = thing.get_object()
    key = getattr(getattr(thing, "indirect_reference", None), "idnum", 0) or id(thing)
    if key in seen:
        return None
    seen.add(key)
    return thing


def _values(resources: Any, kind: str) -> list[Any]:
    group = resources.get(kind)
    # The raw values: a reference is opened once, however many pages name it.
    return list(dict.values(group.get_object())) if group is not None else []


def _embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    holders = [font, *(child.get_object() for child in font.get("/DescendantFonts", []))]
    descriptors = [holder.get("/FontDescriptor") for holder in holders]
    return any(key in descriptor.get_object() for descriptor in descriptors if descriptor for key in _FONT_FILES)


def _document(reader: Any, count: int, expected: Expected) -> Iterator[Finding]:
    """What the catalogue says: number of pages, labels, bookmarks, language, title."""
    root = reader.trailer["/Root"]
    place = expected.place()
    if expected.even_pages and count % 2:
        yield codes.ODD_PAGES.at(place, f"the book has {count} pages, an odd number")
    if expected.page_labels and "/PageLabels" not in root:
        yield codes.NO_LABELS.at(place, "the pages have no labels")
    if expected.bookmarks and not reader.outline:
        yield codes.NO_BOOKMARKS.at(place, "the PDF has no bookmarks")
    if expected.language and str(root.get("/Lang", expected.language)) != expected.language:
        yield codes.WRONG_LANGUAGE.at(place, f"the PDF says its language is {root['/Lang']!r}")
    title = reader.metadata.title if reader.metadata else None
    if expected.title and title != expected.title:
        yield codes.WRONG_TITLE.at(place, f"the PDF is called {title!r}, not {expected.title!r}")


def _links(reader: Any, expected: Expected) -> Iterator[Finding]:
    """Links that lead to a page of the file lead somewhere, and none was left unbound or runs something."""
    names = set(reader.named_destinations)
    reported: set[str] = set()
    for number, page in enumerate(reader.pages, 1):
        for annotation in page.get("/Annots") or ():
            link = annotation.get_object()
            if link.get("/Subtype") != "/Link":
                continue
            fault, target = _link_fault(link, names)
            if fault and target not in reported:
                reported.add(target)
                yield fault.at(expected.place(), f"page {number} of the file has a link to {target!r}", target)


def _link_fault(link: Any, names: set[str]) -> tuple[codes.Fault | None, str]:
    action = link.get("/A")
    action = action.get_object() if action is not None else {}
    kind = action.get("/S")
    if kind == "/URI":
        address = str(action.get("/URI", ""))
        scheme = address.partition(":")[0].lower()
        if scheme == "xref":
            return codes.UNBOUND, address
        return (None, "") if scheme in ("http", "https", "mailto") else (codes.ACTIVE, address)
    if kind not in (None, "/GoTo"):
        return codes.ACTIVE, str(kind)
    destination = link.get("/Dest") if kind is None else action.get("/D")
    if isinstance(destination, list):
        return None, ""
    name = str(destination) if destination is not None else ""
    return (None, "") if name in names else (codes.DEAD_LINK, name)
