"""The door to pikepdf: formes, a plan and stamps go in, the bytes of one PDF come out."""

import warnings
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from octavo.bind import screen
from octavo.bind.plan import COVER_LABEL, Plan, labels
from octavo.bind.press import Press, claim, finish, manner, shift
from octavo.bind.structure import Spoken, TagTree, pairs
from octavo.bind.xmp import packet
from octavo.model import Forme

REFERENCE = "xref:"
PRODUCER = "Octavo"
PAGINATION = b"/Artifact <</Type /Pagination>>"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: level (0 is the top), title, and the sheet and id that it leads to."""

    level: int
    title: str
    sheet: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class BindOrder:
    """All that the binder needs. ``stamps`` are the PDFs of the stamps in order, together one page for each page of the
    plan, or none at all.

    ``links`` keeps links, bookmarks and labels for the screen; for the ``press`` all of them go. ``tagged`` joins the
    structure trees of the formes, and claims PDF/UA-1 and PDF/A-2a; ``spoken`` is what links say. ``day`` is the date
    of publication: no clock is asked.
    """

    formes: tuple[Forme, ...] = field(repr=False)
    plan: Plan = field(repr=False)
    stamps: tuple[bytes, ...] = field(default=(), repr=False)
    bookmarks: tuple[Bookmark, ...] = ()
    links: bool = True
    tagged: bool = False
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en"
    identifier: str = ""
    day: date | None = None
    press: Press | None = None
    spoken: Spoken = field(default=Spoken())


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound book: its bytes, and the ids that its links ask for and no sheet has."""

    pdf: bytes = field(repr=False)
    unknown: tuple[str, ...] = ()


def bind(order: BindOrder) -> Bound:
    """Bind the formes in the order of the plan. The same order gives the same bytes."""
    return _Binder(order).bound()


class _Binder:
    """One book on the bench."""

    def __init__(self, order: BindOrder) -> None:
        import pikepdf

        self._pikepdf = pikepdf
        self._order = order
        self._pdf = pikepdf.Pdf.new()
        self._sources: list[Any] = []
        self._targets: dict[str, tuple[int, float, float]] = {}
        self._first: dict[str, int] = {}
        self._tags = TagTree(self._pdf, pikepdf)
        self._used: set[str] = set()
        self._unknown: list[str] = []

    def bound(self) -> Bound:
        """Do the work in the order in which a binder would."""
        self._gather()
        if self._order.press:
            shift(self._pdf, self._order.press.shifts, self._pikepdf)
        self._overlay()
        self._link()
        if self._order.links:
            self._name()
            self._outline()
            self._label()
        if self._order.press:
            finish(self._pdf, self._order.press, self._pikepdf)
        else:
            self._box()
        if self._order.tagged:
            self._tags.join()
            screen.finish(self._pdf, self._pikepdf)
        self._describe()
        if self._order.press:
            claim(self._pdf, self._order.press, self._order.identifier, self._pikepdf)
        out = BytesIO()
        self._pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            **manner(self._order.press, self._pikepdf),
        )
        return Bound(out.getvalue(), tuple(dict.fromkeys(self._unknown)))

    # ---- pages

    def _gather(self) -> None:
        """Lay the pages of all formes down in the order of the plan, blanks between them."""
        starts = dict(self._order.plan.map.starts)
        size = (0.0, 0.0)
        for forme in self._order.formes:
            source = self._pikepdf.open(BytesIO(forme.pdf))
            self._sources.append(source)
            if not self._sources[1:]:
                box = [float(edge) for edge in source.pages[0].MediaBox]
                size = (box[2] - box[0], box[3] - box[1])
            while len(self._pdf.pages) < starts[forme.name]:
                self._pdf.add_blank_page(page_size=size)
            first = len(self._pdf.pages)
            self._first[forme.name] = first
            with warnings.catch_warnings():
                # Destinations are gathered below, for all formes at once.
                warnings.simplefilter("ignore")
                self._pdf.pages.extend(source.pages)
            self._take_targets(source, first)
            if self._order.tagged:
                self._tags.take(source, first)
        while len(self._pdf.pages) < len(self._order.plan.pages):
            self._pdf.add_blank_page(page_size=size)

    def _take_targets(self, source: Any, first: int) -> None:
        """The places that links can lead to, by id; the first of two equal ids counts."""
        if "/Names" not in source.Root or "/Dests" not in source.Root.Names:
            return
        numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        for name, place in pairs(source.Root.Names.Dests):
            number = numbers.get(place[0].objgen)
            if number is not None:
                self._targets.setdefault(str(name), (first + number, float(place[2]), float(place[3])))

    def _destination(self, target: tuple[int, float, float]) -> Any:
        number, x, y = target
        page = self._pdf.pages[number].obj
        return self._pikepdf.Array([page, self._pikepdf.Name.XYZ, round(x, 2), round(y, 2), None])

    def _overlay(self) -> None:
        """Lay the running heads and folios over the pages, as decoration that no screen reader reads."""
        if not self._order.stamps:
            return
        pikepdf = self._pikepdf
        stamps = [pikepdf.open(BytesIO(sheet)) for sheet in self._order.stamps]
        self._sources += stamps
        leaves = (leaf for sheet in stamps for leaf in sheet.pages)
        together = zip(self._pdf.pages, leaves, self._order.plan.pages, strict=True)
        for number, (page, leaf, place) in enumerate(together):
            if place.stamp.empty:
                continue
            form = self._pdf.copy_foreign(leaf.as_form_xobject())
            # The pages of a forme share their resources: each stamp needs a name of its own.
            name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Stamp{number}"))
            page.contents_add(b"q", prepend=True)
            drawn = b"q %s Do Q" % str(name).encode()
            page.contents_add(b"Q %s" % (drawn if self._order.press else b"%s BDC %s EMC" % (PAGINATION, drawn)))

    def _box(self) -> None:
        for page in self._pdf.pages:
            for name in ("/TrimBox", "/BleedBox"):
                page[name] = page.MediaBox

    # ---- navigation

    def _link(self) -> None:
        """Turn references to other sheets into links; those to nowhere are taken off, and their text stays."""
        for page in self._pdf.pages:
            if "/Annots" not in page:
                continue
            kept = [note for note in page.Annots if self._resolve(note)]
            if kept and self._order.links:
                page.Annots = self._pikepdf.Array(kept)
            else:
                del page["/Annots"]

    def _name(self) -> None:
        """Name the places that links lead to. Keys of the tree are sorted as they are written, byte by byte."""
        names = self._pikepdf.Array()
        keys = sorted((self._pikepdf.String(name) for name in self._used), key=bytes)
        for key in keys:
            names.append(key)
            names.append(self._destination(self._targets[str(key)]))
        if len(names):
            tree = self._pdf.make_indirect(self._pikepdf.Dictionary(Names=names))
            self._pdf.Root.Names = self._pikepdf.Dictionary(Dests=tree)

    def _resolve(self, note: Any) -> bool:
        """Make one link lead somewhere; False when it cannot."""
        note["/F"] = 4
        action = note.get("/A")
        address = str(action.get("/URI", "")) if action is not None else ""
        if address.startswith(REFERENCE):
            name = unquote(address.removeprefix(REFERENCE))
        elif "/Dest" in note:
            name = str(note["/Dest"])
        else:
            note["/Contents"] = self._order.spoken.outside(str(note.get("/Contents", "")), address)
            return True
        if name not in self._targets:
            self._unknown.append(name)
            return False
        self._used.add(name)
        if "/A" in note:
            del note["/A"]
        note["/Dest"] = self._pikepdf.String(name)
        folio = self._order.plan.pages[self._targets[name][0]].folio
        note["/Contents"] = self._order.spoken.within(str(note.get("/Contents", "")), name, folio)
        return True

    def _outline(self) -> None:
        from pikepdf import OutlineItem

        with self._pdf.open_outline() as outline:
            above: list[tuple[int, Any]] = []
            for mark in self._order.bookmarks:
                item = OutlineItem(mark.title, self._destination(self._place(mark)))
                while above and above[-1][0] >= mark.level:
                    above.pop()
                (above[-1][1].children if above else outline.root).append(item)
                item.is_closed = True
                above.append((mark.level, item))

    def _place(self, mark: Bookmark) -> tuple[int, float, float]:
        """Where a bookmark leads: its id, or the top of its sheet."""
        first = self._first.get(mark.sheet, 0)
        top = (first, 0.0, float(self._pdf.pages[first].MediaBox[3]))
        return self._targets.get(mark.anchor, top)

    def _label(self) -> None:
        pikepdf = self._pikepdf
        numbers = pikepdf.Array()
        for index, style, number in labels(self._order.plan.pages):
            entry = pikepdf.Dictionary(P=pikepdf.String(COVER_LABEL))
            if style != "cover":
                entry = pikepdf.Dictionary(S=pikepdf.Name(f"/{style}"), St=number)
            numbers.append(index)
            numbers.append(entry)
        self._pdf.Root.PageLabels = pikepdf.Dictionary(Nums=numbers)
        self._pdf.Root.PageMode = pikepdf.Name.UseOutlines if self._order.bookmarks else pikepdf.Name.UseNone

    # ---- metadata

    def _describe(self) -> None:
        order, pikepdf, pdf = self._order, self._pikepdf, self._pdf
        info = {"/Title": order.title, "/Author": ", ".join(order.authors), "/Creator": PRODUCER, "/Producer": PRODUCER}
        if order.day:
            info["/CreationDate"] = info["/ModDate"] = f"D:{order.day:%Y%m%d}000000Z"
        for key, value in info.items():
            if value:
                pdf.docinfo[key] = value
        pdf.Root.Lang = pikepdf.String(order.language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        text = packet(order.title, order.authors, order.language, order.day, PRODUCER, order.identifier, order.tagged)
        pdf.Root.Metadata = pdf.make_stream(text, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
