"""Chapters cut from a bound screen edition, each a file of its own.

The tags of the whole book do not stand in a part of it, so a chapter claims none and says nothing of standards: who
needs them has the whole book. Links to the web stay; links into the rest of the book have nowhere to go and are left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any


@dataclass(frozen=True, slots=True)
class Cut:
    """A chapter to be cut: the name of its sheet, its title, its first page and the one behind its last (from 0), the
    number of its first page as printed, and the style of that number ("D", "r").
    """

    name: str
    title: str
    first: int
    end: int
    number: int
    style: str


def cut(pdf: bytes, wanted: Iterable[Cut], authors: str, language: str) -> tuple[tuple[str, bytes], ...]:
    """The PDF of each chapter, by its name."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as book:
        return tuple((each.name, _chapter(book, each, authors, language, pikepdf)) for each in wanted)


def _chapter(book: Any, wanted: Cut, authors: str, language: str, pikepdf: Any) -> bytes:
    made = pikepdf.Pdf.new()
    for page in book.pages[wanted.first : wanted.end]:
        made.pages.append(page)
        held = made.pages[-1].obj
        for key in ("/StructParents", "/Tabs"):
            if key in held:
                del held[key]
        _links(held, made, pikepdf)
    made.docinfo["/Title"] = wanted.title
    if authors:
        made.docinfo["/Author"] = authors
    made.Root.Lang = pikepdf.String(language)
    made.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    label = pikepdf.Dictionary(S=pikepdf.Name(f"/{wanted.style}"), St=wanted.number)
    made.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, label]))
    out = BytesIO()
    made.save(out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _links(page: Any, made: Any, pikepdf: Any) -> None:
    """Keep the links to the web."""
    kept = pikepdf.Array()
    for note in page.get("/Annots") or ():
        action = note.get("/A")
        if action is None or action.get("/S") != "/URI":
            continue
        fields = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Link, "/Border": pikepdf.Array([0, 0, 0])}
        address = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(str(action.URI)))
        rectangle = pikepdf.Array([float(edge) for edge in note.Rect])
        kept.append(made.make_indirect(pikepdf.Dictionary({**fields, "/Rect": rectangle, "/A": address})))
    if len(kept):
        page.Annots = kept
    elif "/Annots" in page:
        del page["/Annots"]
