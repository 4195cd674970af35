"""Read: a PDF, whatever it is, becomes facts. Meant to run in a child, which a hostile file may take down with it."""

import io
import re
from typing import Any

from octavo.preflight.facts import Facts, Leaf
from octavo.preflight.walk import Enough, Notes, Walker

MOST_PAGES = 5000
_BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
_ABOVE = 40
_INFO = ("Title", "CreationDate", "ModDate", "Trapped", "GTS_PDFXVersion", "GTS_PDFXConformance")


def read(data: bytes) -> Facts:
    """All that matters to a printer."""
    import pikepdf

    broken = (
        pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, IndexError, AttributeError,
        ArithmeticError, RuntimeError, NotImplementedError, OSError,
    )  # fmt: skip
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _facts(pdf, data, pikepdf, broken)
    except pikepdf.PasswordError:
        return Facts(size=len(data), fault="it is locked with a password", encrypted=True)
    except broken as fault:
        return Facts(size=len(data), fault=f"it cannot be opened ({_said(fault)})")


def _facts(pdf: Any, data: bytes, pikepdf: Any, broken: tuple[type[Exception], ...]) -> Facts:
    notes = Notes()
    walker = Walker(pikepdf, notes)
    leaves: list[Leaf] = []
    unfinished = ""
    for number, page in enumerate(pdf.pages, 1):
        if number > MOST_PAGES:
            unfinished = f"it has more than {MOST_PAGES} pages"
            break
        try:
            leaves.append(_leaf(number, page, walker, notes, pikepdf))
        except Enough:
            leaves.append(Leaf(number, _boxes(page, pikepdf, broken)))
            unfinished = f"page {number} and those after it hold too much"
            break
        except broken as fault:
            leaves.append(Leaf(number, _boxes(page, pikepdf, broken), broken=_said(fault)))
    if not leaves:
        return Facts(size=len(data), fault="it has no pages")
    info = pdf.trailer.get("/Info")
    named = tuple((key, str(info[f"/{key}"])[:200]) for key in _INFO if f"/{key}" in info) if info is not None else ()
    return Facts(
        version=pdf.pdf_version,
        size=len(data),
        unfinished=unfinished,
        damage=_damage(pdf),
        encrypted=pdf.is_encrypted,
        leaves=tuple(leaves),
        seen=tuple(notes.found.values()),
        info=named,
        identified="/ID" in pdf.trailer,
        intents=_intents(pdf, pikepdf),
        forbidden=tuple(_forbidden(pdf)),
        outline=_outlined(pdf),
        claims=_claims(pdf),
    )


def _said(fault: object) -> str:
    """What a library says of a fault, without its own names for things."""
    words = re.sub(r"<[^<>]*>|\b(?:stream|object|offset \d+)\b", " ", str(fault))
    return " ".join(words.split()).strip(" :,()")[:120] or type(fault).__name__


def _damage(pdf: Any) -> str:
    """The first thing that the library had to mend."""
    warnings = list(pdf.get_warnings())
    return _said(warnings[0]) if warnings else ""


def _leaf(number: int, page: Any, walker: Walker, notes: Notes, pikepdf: Any) -> Leaf:
    """One page: what stands on it is noted, and its boxes are read."""
    obj = page.obj
    resources = _inherited(obj, "/Resources")
    text = None
    if "/Contents" in obj:
        text = walker.page(number, page, resources)
    for each in obj.get("/Annots", []):
        kind = str(each.get("/Subtype", "/Unknown"))[1:40]
        if kind != "TrapNet":
            notes.note("note", kind, number)
    group = obj.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency":
        notes.note("transparency", "a transparency group of the page", number)
    if "/AA" in obj:
        notes.note("forbidden", "an action of a page", number)
    turned = int(_inherited(obj, "/Rotate") or 0) % 360
    return Leaf(number, _boxes(page, pikepdf, (ValueError, TypeError)), turned, text, "/Contents" not in obj)


def _inherited(obj: Any, key: str) -> Any:
    """What a page has, or one of the nodes above it."""
    for _ in range(_ABOVE):
        if key in obj:
            return obj[key]
        if "/Parent" not in obj:
            return None
        obj = obj.Parent
    return None


def _boxes(
    page: Any, pikepdf: Any, broken: tuple[type[Exception], ...]
) -> tuple[tuple[str, tuple[float, float, float, float]], ...]:
    found = []
    for name in _BOXES:
        try:
            box = _inherited(page.obj, f"/{name}") if name in ("MediaBox", "CropBox") else page.obj.get(f"/{name}")
            if isinstance(box, pikepdf.Array) and len(box) == 4:
                a, b, c, d = (float(edge) for edge in box)
                found.append((name, (min(a, c), min(b, d), max(a, c), max(b, d))))
        except broken:
            continue
    return tuple(found)


def _intents(pdf: Any, pikepdf: Any) -> tuple[tuple[str, str, bool, str], ...]:
    """The output intents: kind, name, whether a profile is in the file, and the profile's colours."""
    found = []
    for each in pdf.Root.get("/OutputIntents", []):
        profile = each.get("/DestOutputProfile")
        inside = isinstance(profile, pikepdf.Stream)
        space = profile.read_bytes()[16:20].decode("ascii", "replace").strip() if inside else ""
        named = str(each.get("/OutputConditionIdentifier", ""))[:80]
        found.append((str(each.get("/S", ""))[1:], named, inside, space))
    return tuple(found)


def _forbidden(pdf: Any) -> list[str]:
    root = pdf.Root
    names = root.get("/Names")
    inner = names if names is not None and hasattr(names, "keys") else {}
    found = [said for key, said in (("/OCProperties", "layers"), ("/OpenAction", "an action on opening"),
                                    ("/AA", "actions"), ("/AcroForm", "a form")) if key in root]  # fmt: skip
    found += [said for key, said in (("/JavaScript", "scripts"), ("/EmbeddedFiles", "attachments")) if key in inner]
    return found


def _outlined(pdf: Any) -> bool:
    outline = pdf.Root.get("/Outlines")
    return outline is not None and hasattr(outline, "keys") and "/First" in outline


def _claims(pdf: Any) -> tuple[str, ...]:
    """What the packet of metadata claims of PDF/X."""
    metadata = pdf.Root.get("/Metadata")
    text = metadata.read_bytes()[:2_000_000] if metadata is not None and hasattr(metadata, "read_bytes") else b""
    forms = (">{}<", '"{}"', "'{}'")
    return tuple(
        claim for claim in ("PDF/X-4p", "PDF/X-4") if any(form.format(claim).encode() in text for form in forms)
    )
