"""The pages of print in the other editions, held against the text of the print file, page by page."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from octavo.findings import Finding
from octavo.inspect import codes
from octavo.inspect.expected import Expected, Witness
from octavo.inspect.markup import EPUB_TYPE, XHTML, Markup, resolve
from octavo.inspect.origin import Trail

_ELSEWHERE = frozenset({"doc-noteref", "doc-footnote", "doc-endnotes", "doc-backlink"})
_UNCOMPARED = frozenset({"locator", "see-entry", "cited", "math", "label", "heading-number", "permalink", "letters"})
_SILENT = frozenset({"math", "svg", "script", "style"})
_INLINE = frozenset("a abbr b bdi bdo cite code em i q s small span strong sub sup u".split())
# How many letters are compared; fewer where an edition says something otherwise soon after.
_LENGTHS = (32, 20, 12, 8)
_AHEAD, _BEHIND = 24, 4
_OPENING_WORDS = 12
_ROMAN = re.compile(r"(?:(?<=,[ ])|(?<=[–-]))[ivxlc]+(?=[,;–]|[ ]|\Z)")


@dataclass(slots=True)
class _Marker:
    """A mark in a finished page: its element, and the words around it."""

    element: Any
    before: list[str]
    after: list[str]


def read_pages(data: bytes) -> tuple[str, ...]:
    """The letters of each page of a PDF; nothing where it cannot be read, which its own inspection says."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError:
        return ()
    try:
        return tuple(_letters(_without_roman(page.get_textpage().get_text_range())) for page in document)
    finally:
        document.close()


def print_pages(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Pages of print that are not marked in the text that they have, or not at their first word."""
    witness = expected.witness
    known = {page.folio: at for at, page in enumerate(witness)}
    there = {page.name for page in pages}
    marked: set[str] = set()
    for page in pages:
        for marker in _markers(page):
            folio = marker.element.get("aria-label") or ""
            marked.add(folio)
            at = known.get(folio)
            fault = "there is no such page" if at is None else _fault(marker, witness, at)
            if fault:
                message = f"page {folio} of the print edition is marked in {page.path}, but {fault}"
                yield codes.WRONG_PAGE.at(Trail(expected, page).place(marker.element), message, folio)
    for page_ in witness:
        if page_.sheet in there and page_.folio not in marked and page_.letters:
            message = f"page {page_.folio} of the print edition is not marked in {page_.sheet}"
            yield codes.UNMARKED_PAGE.at(expected.place(page_.sheet), message, page_.folio)


def page_list(nav: Markup, sheets: list[Markup], features: set[str], expected: Expected) -> Iterator[Finding]:
    """The list of pages leads to every mark of a page, and to nothing else; what is claimed of it is true."""
    listed = [
        (*resolve(nav.path, link.get("href") or ""), "".join(link.itertext()).strip())
        for part in nav.named("nav")
        if part.get(EPUB_TYPE) == "page-list"
        for link in part.iter(XHTML + "a")
    ]
    marked = {(s.path, e.get("id"), e.get("aria-label")) for s in sheets for e in s.with_role("doc-pagebreak")}
    if set(listed) != marked or len(listed) != len(marked):
        wrong = sorted(str(entry[2]) for entry in set(listed) ^ marked)[:5]
        message = f"the list of pages and the marks in the text differ: {', '.join(wrong)}"
        yield codes.NAVIGATION.at(expected.place("nav"), message, "page-list")
    for feature, true in (("pageNavigation", bool(listed)), ("pageBreakMarkers", bool(marked))):
        if (feature in features) is not true:
            message = f"the EPUB {'claims' if not true else 'does not claim'} {feature}"
            yield codes.PACKAGE.at(expected.place(), message, feature)


def _fault(marker: _Marker, witness: tuple[Witness, ...], at: int) -> str:
    """What is wrong with the place of a mark."""
    page = witness[at].letters
    if not page or not marker.after:
        return ""
    before = witness[at - 1].letters if at else ""
    first, rest = marker.after[0], "".join(marker.after[1:])
    place = _place(page, first + rest)
    if place is None and not marker.before:
        # Sheets open with words of each edition's own: "Chapter 1", "1".
        opened = any(_place(page, "".join(marker.after[n:])) is not None for n in range(1, _OPENING_WORDS))
        return "" if opened else _apart(marker)
    if place is None:
        cuts = range(1, len(first) - 1)
        parted = any(first[:cut] in before and _place(page, first[cut:] + rest) is not None for cut in cuts)
        return "" if parted else _apart(marker)
    # The word before it stands on it too, and the words before it do not stand together on the page before.
    late = marker.before and page[:place].endswith(marker.before[-1])
    if late and "".join(marker.before)[-_LENGTHS[2] :] not in before:
        return f"{marker.before[-1]!r} stands on it too"
    return ""


def _apart(marker: _Marker) -> str:
    return f"{' '.join(marker.after[:4])!r} does not stand on it"


def _place(page: str, text: str) -> int | None:
    for length in _LENGTHS:
        place = page.find(text[:length])
        if place >= 0:
            return place
        if len(text) < length:
            continue
    return None


def _markers(page: Markup) -> list[_Marker]:
    """The marks of a page in their order, with the words before and after them."""
    words: list[str] = []
    found: list[tuple[Any, int]] = []
    text = ""

    def flush() -> None:
        nonlocal text
        words.extend(filter(None, (_letters(word) for word in _without_roman(text).split())))
        text = ""

    for body in page.named("main") or page.named("body"):
        for piece in _pieces(body):
            if isinstance(piece, str):
                text += piece
            else:
                flush()
                found.append((piece, len(words)))
    flush()
    # Where several marks stand together, the last page alone has the words: the others have pictures or nothing.
    last = {at: element for element, at in found}
    return [
        _Marker(e, words[max(0, at - _BEHIND) : at], words[at : at + _AHEAD] if last[at] is e else [])
        for e, at in found
    ]


def _pieces(element: Any) -> Iterator[Any]:
    """Text, and the elements that mark pages; notes and pointers left out."""
    roles = set((element.get("role") or "").split())
    name = element.tag.rpartition("}")[2]
    led = name == "nav" and "doc-toc" not in roles
    if led or roles & _ELSEWHERE or name in _SILENT or _UNCOMPARED & set((element.get("class") or "").split()):
        yield " "
        return
    if "doc-pagebreak" in roles:
        yield element
        return
    yield ("" if name in _INLINE else " ") + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    if name not in _INLINE:
        yield " "


def _without_roman(text: str) -> str:
    """The text without the roman numbers of pages, which an edition without pages has not: "oil, xii–xiv, 3"."""
    return _ROMAN.sub(" ", " ".join(text.split()))


def _letters(text: str) -> str:
    """The letters of a text alone: figures are those of notes as often as not."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalpha())
