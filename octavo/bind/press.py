"""The press: what makes of a bound book the file that a printer takes.

PDF/X-1a:2001 in black ink alone, PDF/X-4 in the inks of the press's profile, or a plain file, whose greys are black.
"""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from octavo.bind.flatten import flatten
from octavo.bind.ink import Black, Four
from octavo.bind.repaint import Repainter
from octavo.bind.xmp import with_press

X1A, X4, PLAIN = "x-1a", "x-4", "plain"
# The printing condition that a file in black alone is made for: any will do, and this one every printer knows.
CONDITION, CONDITION_NAME, REGISTRY = "CGATS TR 001", "SWOP", "http://www.color.org"
# The date of a file whose book has no day of publication.
UNDATED = "D:19800101000000Z"
_CATALOGUE = (
    "/Metadata", "/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines", "/Lang", "/ViewerPreferences", "/PageLabels",
    "/PageMode", "/Dests", "/AcroForm", "/OCProperties",
)  # fmt: skip
_PATTERN = re.compile(rb"(/[^\s/\[\]()<>{}%]+)\s+(?:scn|SCN)(?!\w)")
_PAGE = ("/Annots", "/StructParents", "/Tabs", "/Group", "/Metadata")


@dataclass(frozen=True, slots=True)
class Press:
    """What the press asks for: the standard, the bleed in points, the press's profile and its name, and for each page
    how far its text is moved to the right, and whether it is a left-hand page.
    """

    standard: str = X1A
    bleed: float = 0.0
    profile: bytes = field(default=b"", repr=False)
    condition: str = ""
    shifts: tuple[float, ...] = field(default=(), repr=False)
    left: tuple[bool, ...] = field(default=(), repr=False)


def shift(pdf: Any, shifts: Sequence[float], pikepdf: Any) -> None:
    """Move the text of each page to where the bound book has it."""
    for page, across in zip(pdf.pages, shifts, strict=False):
        if across:
            _move(pdf, page, across, 0.0, pikepdf)


def _move(pdf: Any, page: Any, across: float, up: float, pikepdf: Any) -> None:
    """Move all that a page shows. Patterns hang on the page, not on what is drawn with them, and are moved apart."""
    if "/Contents" not in page.obj:
        return
    page.contents_coalesce()
    patterns = page.obj.get("/Resources", {}).get("/Pattern", {})
    used = set(_PATTERN.findall(page.obj.Contents.read_bytes())) if len(patterns) else set()
    named = {name: patterns[name] for name in (each.decode("latin-1") for each in used) if name in patterns}
    if named:
        resources = copy(page.obj.Resources)
        resources.Pattern = pikepdf.Dictionary({**dict(patterns.items()), **_moved(pdf, named, across, up, pikepdf)})
        page.obj.Resources = resources
    page.contents_add(b"q 1 0 0 1 %.3f %.3f cm" % (across, up), prepend=True)
    page.contents_add(b"Q")


def _moved(pdf: Any, patterns: dict[str, Any], across: float, up: float, pikepdf: Any) -> dict[str, Any]:
    moved = {}
    for name, pattern in patterns.items():
        twin = copy(pattern)
        matrix = [float(part) for part in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))]
        twin["/Matrix"] = pikepdf.Array([*matrix[:4], matrix[4] + across, matrix[5] + up])
        moved[name] = pdf.make_indirect(twin)
    return moved


def finish(pdf: Any, press: Press, pikepdf: Any) -> None:
    """Make the pages of a bound book pages for the press."""
    for number, page in enumerate(pdf.pages):
        for key in _PAGE:
            if key in page.obj:
                del page.obj[key]
        if "/Resources" not in page.obj:
            page.obj.Resources = pikepdf.Dictionary()
        _box(pdf, page, press.bleed, number < len(press.left) and press.left[number], pikepdf)
        if "/Contents" in page.obj:
            page.contents_coalesce()
        else:
            # A page without any content is one that some presses take for a fault of the file.
            page.obj.Contents = pdf.make_stream(b"q Q")
    if press.standard == X1A:
        flatten(pdf, pikepdf)
    inks = {X1A: Black, PLAIN: lambda: None}.get(press.standard, lambda: Four(press.profile))()
    painter = Repainter(pikepdf, inks, press.standard == X1A)
    for page in pdf.pages:
        painter.page(page)
    painter.close()


def _box(pdf: Any, page: Any, bleed: float, left: bool, pikepdf: Any) -> None:
    """Let the page reach beyond its trim at head, foot and outer edge."""
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    width, height = x1 - x0, y1 - y0
    beside = bleed if left else 0.0
    if bleed:
        _move(pdf, page, beside, bleed, pikepdf)
    page.obj.TrimBox = pikepdf.Array([_number(n) for n in (beside, bleed, beside + width, bleed + height)])
    page.obj.MediaBox = pikepdf.Array([0, 0, _number(width + bleed), _number(height + 2 * bleed)])
    page.obj.BleedBox = page.obj.MediaBox
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 3)


def claim(pdf: Any, press: Press, identifier: str, pikepdf: Any) -> None:
    """Say in the catalogue and the metadata what the file is. Comes when title and dates are in their place."""
    for key in _CATALOGUE if press.standard == X1A else ("/PageLabels", "/PageMode", "/Outlines", "/Names"):
        if key in pdf.Root:
            del pdf.Root[key]
    if press.standard == PLAIN:
        return
    if press.standard == X1A:
        pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1:2001"
        pdf.docinfo["/GTS_PDFXConformance"] = "PDF/X-1a:2001"
    else:
        pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
        pdf.Root.Metadata.write(with_press(pdf.Root.Metadata.read_bytes(), identifier))
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    for key in ("/CreationDate", "/ModDate"):  # the standards want both, and no clock is asked
        pdf.docinfo[key] = pdf.docinfo.get(key, pikepdf.String(UNDATED))
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(_intent(pdf, press, pikepdf))])


def _intent(pdf: Any, press: Press, pikepdf: Any) -> Any:
    """The printing condition: one that is registered, or the profile itself."""
    string = pikepdf.String
    intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name("/GTS_PDFX"))
    if press.standard == X1A:
        intent.OutputConditionIdentifier = string(CONDITION)
        intent.OutputCondition = string(CONDITION_NAME)
        intent.RegistryName = string(REGISTRY)
        intent.Info = string(f"{CONDITION} ({CONDITION_NAME})")
    else:
        intent.OutputConditionIdentifier = intent.Info = string(press.condition)
        intent.DestOutputProfile = pdf.make_stream(press.profile, N=4)
    return intent


def manner(press: Press | None, pikepdf: Any) -> dict[str, Any]:
    """How the file is written: its version, and whether objects may stand together in streams."""
    modes = pikepdf.ObjectStreamMode
    if press is None or press.standard == PLAIN:
        return {"min_version": "1.7", "object_stream_mode": modes.generate}
    if press.standard == X1A:
        return {"force_version": "1.3", "object_stream_mode": modes.disable}
    return {"force_version": "1.6", "object_stream_mode": modes.generate}
