"""Figures: each picture is decoded whole, once; what no edition can show becomes PNG; drawings lose their scripts."""

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from octavo.model import SourceFile

LARGEST_PIXELS = 50_000_000
_SVG_NODES = 20_000
_PRINT_DPI = 300
_WIDEST_POINTS = 432.0
_KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
_ACTIVE = frozenset(
    ("script", "foreignObject", "iframe", "object", "embed", "animate", "set", "handler", "audio", "video")
)


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
    if etree.QName(root).localname != "svg":
        return BrokenPicture(source.path, "it is not a drawing")
    elements = list(root.iter())
    if len(elements) > _SVG_NODES:
        return BrokenPicture(source.path, f"the drawing has more than {_SVG_NODES} elements")
    for element in elements:
        _clean(element)
    data = etree.tostring(root, encoding="utf-8")
    return Picture(source.path, _named(source, data, "svg"), 0, 0)


def _clean(element: "object") -> None:
    from lxml import etree

    assert isinstance(element, etree._Element)
    parent = element.getparent()
    if not isinstance(element.tag, str):
        if parent is not None and not isinstance(element, etree._Comment):
            parent.remove(element)
        return
    if etree.QName(element).localname in _ACTIVE and parent is not None:
        parent.remove(element)
        return
    for name, value in list(element.attrib.items()):
        local = etree.QName(name).localname.lower() if isinstance(name, str) else ""
        outside = local == "href" and not str(value).startswith(("#", "data:image/"))
        if local.startswith("on") or outside or re.search(r"url\(\s*['\"]?(?!#)", str(value)):
            del element.attrib[name]
    if etree.QName(element).localname == "style" and re.search(r"@import|url\(\s*['\"]?(?!#)", element.text or ""):
        element.text = ""
