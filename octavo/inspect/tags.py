"""Tags of a PDF, as those who hear it need them: each mark on a page is text or ornament, and all text has a place."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from octavo.findings import Finding
from octavo.inspect import codes
from octavo.inspect.expected import Expected

_CLAIMS = {"PDF/UA-1": ("pdfuaid:part", "1"), "PDF/A-2": ("pdfaid:part", "2"), "level A": ("pdfaid:conformance", "A")}
_SEEN = ("/Figure", "/Formula")
_LONGEST_NAME = 64


@dataclass(slots=True)
class _Tree:
    """What a structure tree holds, as it is walked."""

    headings: list[int] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unnumbered: int = 0
    elements: int = 0


def tags(reader: Any, data: bytes, expected: Expected) -> Iterator[Finding]:
    """All that is wrong with the tags of a screen edition, and with what it claims to be."""
    place, root = expected.place(), reader.trailer["/Root"]
    lacking = list(_lacking(root))
    if lacking:
        yield codes.UNCLAIMED.at(place, f"the PDF does not say {', '.join(lacking)}")
    if "/StructTreeRoot" not in root:
        yield codes.UNTAGGED.at(place, "the PDF has no tags")
        return
    parents = dict(_numbers(root["/StructTreeRoot"].get("/ParentTree")))
    yield from _content(reader, data, parents, expected)
    tree = _Tree()
    _walk(root["/StructTreeRoot"], tree)
    yield from _said(tree, expected)
    yield from _links(reader, parents, expected)


def _lacking(root: Any) -> Iterator[str]:
    """What the catalogue and the metadata should say, and do not."""
    metadata = root.get("/Metadata")
    text = metadata.get_object().get_data().decode("utf-8", "replace") if metadata is not None else ""
    for name, (key, value) in _CLAIMS.items():
        if f"<{key}>{value}</{key}>" not in text and f'{key}="{value}"' not in text:
            yield name
    if "/OutputIntents" not in root:
        yield "what its colours mean"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "that it is tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "that its title is to be shown"
    if not str(root.get("/Lang", "")):
        yield "its language"


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree."""
    if tree is None:
        return
    tree = tree.get_object()
    entries = tree.get("/Nums", [])
    for at in range(0, len(entries) - 1, 2):
        yield int(entries[at]), entries[at + 1]
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


# ---- what stands on the pages


def _content(reader: Any, data: bytes, parents: dict[int, Any], expected: Expected) -> Iterator[Finding]:
    """Pages on which something is neither ornament nor part of the text."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        for number, (page, seen) in enumerate(zip(reader.pages, document, strict=True), 1):
            row = parents.get(int(page.get("/StructParents", -1)), [])
            known = {at for at, owner in enumerate(row.get_object()) if _is_there(owner)} if row else set()
            count = sum(not _placed(mark, known) for mark in _marks(seen))
            if count:
                message = f"page {number} of the file has {count} things that are neither text nor ornament"
                yield codes.UNTAGGED.at(expected.place(), message, str(number))
    finally:
        document.close()


def _is_there(owner: Any) -> bool:
    return hasattr(owner, "idnum") or isinstance(owner, dict)


def _marks(page: Any) -> Iterator[tuple[int, bool]]:
    """Of each thing on a page: the number of its marked content (-1 for none), and whether it is marked as ornament."""
    from ctypes import c_ulong, create_string_buffer

    from pypdfium2 import raw

    name, size = create_string_buffer(_LONGEST_NAME), c_ulong()
    for at in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, at)
        number = raw.FPDFPageObj_GetMarkedContentID(thing)
        ornament = False
        for place in range(raw.FPDFPageObj_CountMarks(thing) if number < 0 else 0):
            mark = raw.FPDFPageObj_GetMark(thing, place)
            if raw.FPDFPageObjMark_GetName(mark, _wide(name), _LONGEST_NAME, size):
                ornament = ornament or name.raw[: max(0, size.value - 2)].decode("utf-16-le", "replace") == "Artifact"
        yield number, ornament


def _wide(name: Any) -> Any:
    from ctypes import POINTER, c_ushort, cast

    return cast(name, POINTER(c_ushort))


def _placed(mark: tuple[int, bool], known: set[int]) -> bool:
    number, ornament = mark
    return ornament or number in known


# ---- what the tree says


def _walk(top: Any, tree: _Tree) -> None:
    """Walk the tree in the order of the text."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        kind = str(element.get("/S", ""))
        kids = element.get("/K", [])
        found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
        inner = [kid for kid in found if isinstance(kid, dict) and "/S" in kid]
        tree.elements += 1
        if len(kind) == 3 and kind[1] == "H" and kind[2].isdigit():
            tree.headings.append(int(kind[2]))
        elif kind in _SEEN and not str(element.get("/Alt", "")).strip():
            tree.unsaid.append(kind[1:])
        elif kind == "/Note":
            tree.notes.append(str(element.get("/ID", "")))
            tree.unnumbered += not any(kid["/S"] == "/Lbl" for kid in inner)
        waiting += reversed(inner)


def _said(tree: _Tree, expected: Expected) -> Iterator[Finding]:
    place = expected.place()
    skipped = [(above, level) for above, level in pairwise([0, *tree.headings]) if level > above + 1]
    if skipped:
        message = f"{len(skipped)} headings skip a level; the first goes from {skipped[0][0]} to {skipped[0][1]}"
        yield codes.OUTLINE.at(place, message)
    for kind, count in Counter(tree.unsaid).items():
        yield codes.NO_ALTERNATIVE.at(place, f"{count} tags {kind} have no text alternative", kind)
    twice = sorted(name for name, count in Counter(tree.notes).items() if count > 1 or not name)
    if twice:
        yield codes.TWICE.at(place, f"{len(twice)} names of notes are missing or stand twice in the tags", twice[0])
    if tree.unnumbered:
        yield codes.LOST_NOTE.at(place, f"{tree.unnumbered} notes have no number in the tags")
    wanted = sum(sheet.notes for sheet in expected.sheets)
    if wanted != len(tree.notes):
        yield codes.LOST_NOTE.at(place, f"the tags have {len(tree.notes)} notes where {wanted} were written")


def _links(reader: Any, parents: dict[int, Any], expected: Expected) -> Iterator[Finding]:
    """Links that no tag holds or that say nothing, and notes that one cannot go to, or back from."""
    loose, silent = 0, 0
    targets: Counter[str] = Counter()
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            link = annotation.get_object()
            if link.get("/Subtype") != "/Link":
                continue
            owner = parents.get(int(link.get("/StructParent", -1)))
            loose += owner is None or owner.get_object().get("/S") != "/Link"
            silent += not str(link.get("/Contents", "")).strip()
            targets[re.split("[:-]", str(link.get("/Dest", "")), maxsplit=1)[0]] += 1
    if loose:
        yield codes.UNTAGGED.at(expected.place(), f"{loose} links are in no tag", "links")
    if silent:
        yield codes.NO_ALTERNATIVE.at(expected.place(), f"{silent} links do not say where they lead", "links")
    notes = sum(sheet.notes for sheet in expected.sheets)
    back = targets["call"] + targets["fnref"]
    if back < notes:
        message = f"{notes - back} of {notes} notes do not lead back to their calls"
        yield codes.ONE_WAY_NOTE.at(expected.place(), message)
