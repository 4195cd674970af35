"""The pages of print of one chapter: set, drawn, matched with the paragraphs of the web edition. Runs in a child."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from octavo import publish, record
from octavo.checking import desk_of
from octavo.cite import styled
from octavo.confidential import guarded
from octavo.desk import Desk
from octavo.geometry import edition_geometry
from octavo.make.documents import parse_xml
from octavo.make.pagination import paginated
from octavo.make.webparts import addressed
from octavo.model import Forme, PrintPage, Sheet
from octavo.orders import Order
from octavo.paged import composer, shop_of
from octavo.select import select
from octavo.setting import galley_of, stamp_galley
from octavo.source import Unreadable, book, read
from octavo.text import resolved_text
from octavo.typeset.galley import Galley
from octavo.typeset.stamps import Stamp
from octavo.typeset.weasy import typeset

# Pixels a point: sharp on the screens that people write on, at the size at which a spread is shown.
_SCALE = 2.0
_COUNTED = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of a chapter in points, as pictures by file name, the folio and the side of each, and the id of the
    block of the web edition in which each begins.
    """

    width: float
    height: float
    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    folios: tuple[tuple[str, str], ...]
    starts: tuple[str, ...]


def print_chapter(order: Order, edition_name: str, name: str, xhtml: str) -> Printed | None:
    """The pages of a sheet as the print edition has them; None where it does not hold it. ``xhtml`` is the sheet of the
    web edition. All that the preview has read is in the cache.
    """
    desk = desk_of(order)
    desk = replace(desk, type_folder=str(order.folder.resolve() / publish.WORKSHOP / "type" / "preview"))
    source = read(order.folder, desk)
    if isinstance(source, Unreadable):
        return None
    edition = next(each for each in source.config.editions if each.name == edition_name)
    whole = book(source, desk)
    selected, _ = guarded(styled(select(whole, edition), edition), edition, desk.today, dict(desk.names))
    resolved = resolved_text(selected, source.terms, desk)
    sheet = next((s for s in composer(source, resolved, edition).sheets() if s.name == name), None)
    if sheet is None:
        return None
    shop = shop_of(source, edition)
    forme = _set(galley_of(sheet, shop, draft=False), desk)
    first = _first_folio(order.folder.resolve(), forme)
    stamps = _stamps(sheet, forme, first)
    drawn = tuple(_drawn(forme.pdf, _set(stamp_galley(stamps, shop), desk).pdf))
    starts = tuple(_starts(name, xhtml, forme))
    folios = tuple((stamp.folio, stamp.side) for stamp in stamps)
    page = edition_geometry(edition)
    return Printed(page.width, page.height, drawn, folios, starts)


def _set(galley: Galley, desk: Desk) -> Forme:
    """A galley in type, from the cache where it has been set before."""
    return desk.cache.through(desk.cache.key("forme", galley), lambda: typeset(galley, desk.type_folder))


def _first_folio(root: Path, forme: Forme) -> int:
    """The folio of the first page, by the pages that the last finished build printed; 0 where they are not known."""
    known = record.pages(publish.manifest(root))
    for at, leaf in enumerate(forme.leaves):
        for anchor in leaf.anchors:
            folio = known.get(anchor, "")
            if _COUNTED.fullmatch(folio):
                return max(0, int(folio) - at)
    return 0


def _stamps(sheet: Sheet, forme: Forme, first: int) -> list[Stamp]:
    """What stands around the text of each page; no folios where these are not known."""
    found: list[Stamp] = []
    for at, leaf in enumerate(forme.leaves):
        side = "left" if (first or 1) + at & 1 == 0 else "right"
        folio = str(first + at) if first else ""
        if leaf.blank:
            found.append(Stamp("bare", side, folio))
        elif at == 0:
            found.append(Stamp("opener", side, folio))
        else:
            found.append(Stamp("plain", side, folio, sheet.running_recto if side == "right" else sheet.running_verso))
    return found


def _drawn(pdf: bytes, stamps: bytes) -> Iterator[tuple[str, bytes]]:
    """Each page as a picture, with what is stamped on it."""
    import pypdfium2
    from PIL import ImageChops

    text, around = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument(stamps)
    for at in range(len(text)):
        image = text[at].render(scale=_SCALE).to_pil().convert("RGB")
        if at < len(around):
            stamp = around[at].render(scale=_SCALE).to_pil().convert("RGB")
            image = ImageChops.multiply(image, stamp.resize(image.size))
        out = io.BytesIO()
        image.quantize(32).save(out, "PNG")
        data = out.getvalue()
        yield f"{at + 1}-{sha256(data).hexdigest()[:8]}.png", data


def _starts(name: str, xhtml: str, forme: Forme) -> Iterator[str]:
    """The id of the block of the web edition in which each page of print begins."""
    pages = tuple(PrintPage(f"at{n}", name, n, leaf.runs) for n, leaf in enumerate(forme.leaves))
    sheet = Sheet(name, "chapter", "", "", xhtml)
    marked = addressed("chapter", paginated((sheet,), pages, ".html", False).sheets[0].xhtml)
    found: dict[str, str] = {}
    last = ""
    for element in parse_xml(name, marked.encode()).iter():
        if element.get("role") == "doc-pagebreak":
            found[str(element.get("aria-label"))] = _named(element) or last
        elif element.get("id") and not _inline(element):
            last = str(element.get("id"))
    before = ""
    for page in pages:
        before = found.get(page.folio, before)
        yield before


def _named(element: Any) -> str:
    """The id of the block that an element stands in."""
    above: Sequence[Any] = list(element.iterancestors())
    return next((str(e.get("id")) for e in above if e.get("id") and e.get("id") != "main"), "")


def _inline(element: Any) -> bool:
    return str(element.tag).rpartition("}")[2] in ("span", "a", "sup")
