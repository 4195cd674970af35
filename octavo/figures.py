"""Figures: each picture is decoded whole, once; what no edition can show becomes PNG; drawings lose their scripts."""

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from octavo.model import SourceFile

if TYPE_CHECKING:
    from lxml import etree

LARGEST_PIXELS = 50_000_000
_SVG_NODES, _SVG_DEPTH, _SVG_USED = 20_000, 200, 10_000
_PRINT_DPI = 300
_WIDEST_POINTS = 432.0
_KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
_ACTIVE = frozenset((
    "script", "foreignObject", "iframe", "object", "embed", "animate", "animateMotion", "animateTransform",
    "animateColor", "set", "handler", "listener", "audio", "video", "canvas",
))  # fmt: skip
# An address within a stylesheet that leads out of the drawing. Letters hidden behind escapes are taken for one.
_OUTSIDE = re.compile(r"@import|\\|url\((?!\s*['\"]?\s*#)", re.I)
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.I)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as editions show it: the path that the manuscript names, the file under its new name, pixel size
    (0 for drawings), and a note when it was converted.
    """

    path: str
    file: SourceFile
    width: int
    height: int
    converted: str = ""


@dataclass(frozen=True, slots=True)
class BrokenPicture:
    """A picture that cannot be shown, and why."""

    path: str
    reason: str


def prepare(source: SourceFile) -> Picture | BrokenPicture:
    """Make one picture ready for all editions."""
    head = source.data[:512].lstrip()
    if head.startswith(b"%PDF"):
        return _from_pdf(source)
    if head.startswith((b"<?xml", b"<svg", b"<!--")) or (b"<svg" in head):
        return _drawing(source)
    if head.startswith(b"%!PS"):
        return BrokenPicture(source.path, "PostScript is not read: save it as PDF, SVG or PNG")
    return _raster(source)


def _named(source: SourceFile, data: bytes, ending: str) -> SourceFile:
    """The file under a name that every edition can carry."""
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(source.path).stem.lower()).strip("-")[:40] or "picture"
    digest = hashlib.sha256(data).hexdigest()
    return SourceFile(f"images/{stem}-{source.digest[:8]}.{ending}", data, digest)


def _raster(source: SourceFile) -> Picture | BrokenPicture:
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(source.data)) as image:
            width, height = image.size
            if width * height > LARGEST_PIXELS:
                return BrokenPicture(
                    source.path, f"{width} × {height} pixels are more than {LARGEST_PIXELS // 1_000_000} million"
                )
            image.load()
            kind = image.format or ""
            if kind in _KEPT and not (kind == "PNG" and image.mode == "I;16"):
                return Picture(source.path, _named(source, source.data, _KEPT[kind]), width, height)
            out = io.BytesIO()
            image.convert("RGBA" if "A" in image.mode else "L" if image.mode in ("1", "L") else "RGB").save(out, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as fault:
        return BrokenPicture(
            source.path, f"it cannot be decoded ({str(fault).splitlines()[0][:80] if str(fault) else 'unknown form'})"
        )
    return Picture(source.path, _named(source, out.getvalue(), "png"), width, height, f"{kind} converted to PNG")


def _from_pdf(source: SourceFile) -> Picture | BrokenPicture:
    """The first page of a PDF at the resolution of print."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
        page = document[0]
        points = max(page.get_width(), 1.0)
        scale = min(_PRINT_DPI / 72 * max(1.0, _WIDEST_POINTS / points), 6000 / max(points, page.get_height()))
        image = page.render(scale=scale).to_pil()
        document.close()
    except (pypdfium2.PdfiumError, ValueError, IndexError) as fault:
        return BrokenPicture(source.path, f"the PDF cannot be drawn ({fault})")
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", optimize=False)
    width, height = image.size
    return Picture(
        source.path, _named(source, out.getvalue(), "png"), width, height, f"PDF drawn at {width} × {height} pixels"
    )


def _drawing(source: SourceFile) -> Picture | BrokenPicture:
    """An SVG drawing without scripts, events, external references and document types."""
    from lxml import etree

    if re.search(rb"<!DOCTYPE[^>]*\[|<!ENTITY", source.data):
        return BrokenPicture(source.path, "the drawing declares entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as fault:
        return BrokenPicture(source.path, f"the drawing is not well-formed ({fault})")
    reason = _too_much(root)
    if reason:
        return BrokenPicture(source.path, reason)
    for element in list(root.iter()):
        _clean(element)
    data = etree.tostring(root, encoding="utf-8", with_tail=False)
    return Picture(source.path, _named(source, data, "svg"), 0, 0)


def _too_much(root: "etree._Element") -> str:
    """Why a drawing is none that can be drawn; "" when it can."""
    from lxml import etree

    declared = root.getroottree().docinfo.internalDTD
    if etree.QName(root).localname != "svg":
        return "it is not a drawing"
    if declared is not None and list(declared.iterentities()):
        return "the drawing declares entities"
    depth, found = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        found += event == "start"
        if depth > _SVG_DEPTH:
            return f"the drawing nests more than {_SVG_DEPTH} deep"
    if found > _SVG_NODES:
        return f"the drawing has more than {_SVG_NODES} elements"
    return "" if _used(root) <= _SVG_USED else f"the drawing repeats its parts more than {_SVG_USED} times"


def _used(root: "etree._Element") -> int:
    """How many elements are drawn by ``use``, with all that they use in turn; a circle counts as too many."""
    from lxml import etree

    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    counts: dict[str, int] = {}

    def count(element: etree._Element, within: frozenset[str]) -> int:
        total = 0
        for inner in element.iter():
            if not isinstance(inner.tag, str) or etree.QName(inner).localname != "use":
                continue
            name = next(
                (
                    value[1:]
                    for key, value in inner.attrib.items()
                    if etree.QName(key).localname == "href" and value[:1] == "#"
                ),
                "",
            )
            if name in within or len(within) > _SVG_DEPTH:
                return _SVG_USED + 1
            if name in named and name not in counts:
                counts[name] = sum(1 for _ in named[name].iter()) + count(named[name], within | {name})
            total += counts.get(name, 0)
            if total > _SVG_USED:
                return total
        return total

    return count(root, frozenset())


def _clean(element: "etree._Element") -> None:
    """Take out of a drawing what acts, and every address that leads out of it."""
    from lxml import etree

    if not isinstance(element.tag, str):
        if not isinstance(element, etree._Comment):
            _remove(element)
        return
    if etree.QName(element).localname in _ACTIVE:
        _remove(element)
        return
    for name, value in list(element.attrib.items()):
        local = etree.QName(name).localname.lower()
        leads_out = local == "href" and not (value.startswith("#") or _PICTURE_DATA.match(value))
        if (
            local.startswith("on")
            or leads_out
            or (local != "href" and "url(" in value.lower() and _OUTSIDE.search(value))
            or (local == "style" and _OUTSIDE.search(value))
        ):
            del element.attrib[name]
    if etree.QName(element).localname == "style" and _OUTSIDE.search("".join(element.itertext())):
        for inner in list(element):
            element.remove(inner)
        element.text = ""


def _remove(element: "etree._Element") -> None:
    """Take out an element; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)
