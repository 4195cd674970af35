"""Sheets: an edition's documents in their order, from the half-title to the index."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from octavo import tree
from octavo.compose.back import BIBLIOGRAPHY, INDEX, bibliography, book_index
from octavo.compose.bench import Bench, Composed
from octavo.compose.front import FRONT, contents, front, listed
from octavo.compose.html import Writer
from octavo.compose.jinja import Templates, markup
from octavo.compose.pen import Surroundings
from octavo.compose.semantics import printed_text, semantics
from octavo.compose.views import Link, ListLine, NoteView, Page, SheetView, Words
from octavo.model import Config, Edition, Format, Heading, Kind, PageMap, Sheet
from octavo.number import roman
from octavo.resolve import ResolvedBook, ResolvedChapter, entry_anchor, shelf_anchor
from octavo.words import numbered, words


@dataclass(frozen=True, slots=True)
class Materials:
    """What composing needs beside the book: images by manuscript path, formulas, pages once they are known."""

    images: Mapping[tuple[str, str], str]
    formulas: Mapping[tuple[str, bool], str]


@dataclass(frozen=True, slots=True)
class _Written:
    """A chapter as it was written: its view, its sheet, and what its writer gathered."""

    view: SheetView
    sheet: Sheet
    writer: Writer


class Composer:
    """Composes the sheets of one edition, once without pages and again when the page map is known."""

    def __init__(self, book: ResolvedBook, edition: Edition, templates: Templates, materials: Materials) -> None:
        self._book = book
        self._config: Config = book.book.config
        self._edition = edition
        self._templates = templates
        self._materials = materials
        self._words: Words = words(self._config.language)
        self._homes = dict(book.homes)
        placed = any(
            tree.attr(n)[0] == "refs" for c in book.chapters for n in tree.walk(c.chapter.blocks) if n["t"] == "Div"
        )
        self._own_bibliography = bool(book.entries) and not placed
        if self._own_bibliography:
            self._homes.update({entry_anchor(entry.key): BIBLIOGRAPHY for entry in book.entries})
            self._homes.update({shelf_anchor(n): BIBLIOGRAPHY for n in range(1, len(book.shelved.shelves) + 1)})
        self._paths = {c.chapter.name: c.chapter.path for c in book.chapters}
        self._homes = {**{name: name for name in (BIBLIOGRAPHY, INDEX, *FRONT)}, **self._homes}
        self._bench = Bench(self._config, edition, self._words, self._writer, self._folio)
        self._folios: dict[str, str] = {}
        self._written: dict[str, _Written] = {}

    def sheets(self, pages: PageMap | None = None) -> tuple[Sheet, ...]:
        """Every sheet in the book's order. Page numbers are literals: "000" until the page map is known."""
        self._folios = _folios(pages)
        for resolved in self._book.chapters:
            known = self._written.get(resolved.chapter.name)
            if known is None or known.writer.page_refs:
                self._written[resolved.chapter.name] = self._chapter(resolved)
        parts = [(w.view, w.sheet) for w in self._written.values()]
        text = self._with_parts(parts)
        after = self._back()
        toc = contents(self._bench, self._book, [*text, *after])
        before = front(self._bench, toc, self._listed("figures"), self._listed("tables"))
        views = [*before, *text, *after]
        if self._edition.format is Format.WEB:
            views = [(replace(view, toc=toc), sheet) for view, sheet in views]
        return tuple(self._render(self._linked(views, n), sheet) for n, (_, sheet) in enumerate(views))

    # ---- what each sheet holds ------------------------------------------------------------------------------------

    def _writer(self, sheet: str) -> Writer:
        around = Surroundings(
            self._edition.format,
            sheet,
            self._config.language,
            self._homes,
            {
                address: name
                for (path, address), name in self._materials.images.items()
                if path == self._paths.get(sheet)
            },
            self._materials.formulas,
            self._folios,
        )
        return Writer(around)

    def _chapter(self, resolved: ResolvedChapter) -> "_Written":
        chapter = resolved.chapter
        writer = self._writer(chapter.name)
        title_html = writer.inlines(chapter.title)
        title = tree.text(chapter.title)
        body = writer.blocks(resolved.blocks)
        epub_type, role = semantics(chapter.kind, title)
        word = {Kind.CHAPTER: self._words.chapter, Kind.APPENDIX: self._words.appendix}.get(chapter.kind, "")
        label = (
            numbered(self._config.language, word, resolved.number).replace("\u00a0", " ")
            if resolved.number and word
            else ""
        )
        notes = tuple(NoteView(n.number, n.anchor, n.call, markup(n.html)) for n in writer.notes)
        view = SheetView(
            chapter.name,
            chapter.kind.value,
            title,
            markup(title_html),
            resolved.number,
            label,
            resolved.anchor,
            epub_type,
            role,
            markup(body),
            notes,
        )
        top = Heading(1, resolved.number, title, resolved.anchor)
        sheet = Sheet(
            chapter.name,
            chapter.kind.value,
            title,
            resolved.number,
            "",
            (top, *writer.headings),
            tuple(dict.fromkeys(writer.pictures)),
            tuple(dict.fromkeys(writer.page_refs)),
            self._verso(chapter.part),
            title,
            printed_text([chapter.title, resolved.blocks]),
            resolved.notes,
            chapter.place,
        )
        return _Written(view, sheet, writer)

    def _verso(self, part: int | None) -> str:
        short = self._config.short_title or self._config.title
        return self._config.parts[part].title if part is not None and part < len(self._config.parts) else short

    def _folio(self, anchor: str) -> str:
        return self._folios.get(anchor, "000" if self._edition.format.paged else "")

    def _listed(self, kind: str) -> tuple[ListLine, ...]:
        """The list of figures, or of tables."""
        word = self._words.figure if kind == "figures" else self._words.table
        things = (thing for written in self._written.values() for thing in getattr(written.writer, kind))
        return listed(self._bench, word, things)

    def _with_parts(self, chapters: list[Composed]) -> list[Composed]:
        """The chapters with a sheet before the first of each part."""
        result: list[Composed] = []
        seen: set[int] = set()
        for resolved, made in zip(self._book.chapters, chapters, strict=True):
            part = resolved.chapter.part
            if part is not None and part not in seen and part < len(self._config.parts):
                seen.add(part)
                result.append(self._part(part, len(seen)))
            result.append(made)
        return result

    def _part(self, part: int, number: int) -> Composed:
        """The opening of a part."""
        title, name, numeral = self._config.parts[part].title, f"part-{number}", roman(number)
        self._homes[name] = name
        label = numbered(self._config.language, self._words.part, numeral).replace("\u00a0", " ")
        view = SheetView(
            name, "part", title, markup(escape(title)), numeral, label, name, epub_type="part", role="doc-part"
        )  # fmt: skip
        return view, Sheet(name, "part", title, numeral, "", (Heading(0, numeral, title, name),))

    def _back(self) -> list[Composed]:
        made = [bibliography(self._bench, self._book)] if self._own_bibliography else []
        return [*made, book_index(self._bench, self._book)] if self._book.marks else made

    def _linked(self, views: list[Composed], at: int) -> SheetView:
        """The view with its neighbours, for editions that one pages through."""
        ending = {Format.EPUB: "xhtml", Format.WEB: "html"}.get(self._edition.format)
        if not ending:
            return views[at][0]

        def link(n: int) -> Link | None:
            if not 0 <= n < len(views):
                return None
            view = views[n][0]
            return Link(f"{view.name}.{ending}", f"{view.label}: {view.title}" if view.label else view.title)

        return replace(views[at][0], previous=link(at - 1), next=link(at + 1))

    def _render(self, view: SheetView, sheet: Sheet) -> Sheet:
        page = Page(self._config, self._edition, view, self._words)
        return replace(sheet, xhtml=self._templates.render(f"{view.kind}.xhtml", page))


def _folios(pages: PageMap | None) -> dict[str, str]:
    """The folio of each id, as printed."""
    if pages is None:
        return {}
    return {anchor.split("#", 1)[-1]: pages.folios[at] for anchor, at in pages.anchors}
