"""Sheets: an edition's documents in their order, from the half-title to the index."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from octavo import index, tree
from octavo.compose.html import Writer
from octavo.compose.jinja import Templates, markup
from octavo.compose.pen import Surroundings
from octavo.compose.semantics import printed_text, semantics
from octavo.compose.views import (
    BibliographyEntry,
    IndexGroup,
    Link,
    ListLine,
    NoteView,
    Page,
    SheetView,
    TocLine,
    Words,
)
from octavo.model import Config, Edition, Format, Heading, Kind, PageMap, Sheet
from octavo.number import roman
from octavo.resolve import ResolvedBook, ResolvedChapter, entry_anchor
from octavo.words import numbered, words

BIBLIOGRAPHY = "bibliography"
_TOC_DEPTH = 2


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
        self._paths = {c.chapter.name: c.chapter.path for c in book.chapters}
        self._folios: dict[str, str] = {}
        self._written: dict[str, _Written] = {}

    def sheets(self, pages: PageMap | None = None) -> tuple[Sheet, ...]:
        """Every sheet in the book's order. Page numbers are literals: "000" until the page map is known."""
        self._folios = _folios(pages)
        for resolved in self._book.chapters:
            before = self._written.get(resolved.chapter.name)
            if before is None or before.writer.page_refs:
                self._written[resolved.chapter.name] = self._chapter(resolved)
        parts = [(w.view, w.sheet) for w in self._written.values()]
        text = self._with_parts(parts)
        after = self._back()
        toc = self._toc([*text, *after])
        front = self._front(toc)
        views = [*front, *text, *after]
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

    def _listed(self, kind: str) -> tuple[ListLine, ...]:
        """The lines of the list of figures, or of tables."""
        word = self._words.figure if kind == "figures" else self._words.table
        found = (thing for written in self._written.values() for thing in getattr(written.writer, kind))
        return tuple(
            ListLine(f"{word} {number}", markup(caption), self._href(anchor), self._folios.get(anchor, self._blank()))
            for anchor, number, caption in found
        )

    def _blank(self) -> str:
        return "000" if self._edition.format.paged else ""

    def _href(self, anchor: str) -> str:
        return self._writer("").href(f"#{anchor}")

    def _with_parts(self, chapters: list[tuple[SheetView, Sheet]]) -> list[tuple[SheetView, Sheet]]:
        """The chapters with a sheet before the first of each part."""
        result: list[tuple[SheetView, Sheet]] = []
        seen: set[int] = set()
        for resolved, made in zip(self._book.chapters, chapters, strict=True):
            part = resolved.chapter.part
            if part is not None and part not in seen and part < len(self._config.parts):
                seen.add(part)
                result.append(self._part(part, len(seen)))
            result.append(made)
        return result

    def _part(self, part: int, number: int) -> tuple[SheetView, Sheet]:
        title, name = self._config.parts[part].title, f"part-{number}"
        self._homes[name] = name
        view = SheetView(
            name,
            "part",
            title,
            markup(escape(title)),
            roman(number),
            numbered(self._config.language, self._words.part, roman(number)).replace("\u00a0", " "),
            name,
            "part",
            "doc-part",
        )
        return view, Sheet(name, "part", title, roman(number), "", (Heading(0, roman(number), title, name),))

    def _plain(self, name: str, kind: str, title: str, **fields: object) -> tuple[SheetView, Sheet]:
        self._homes[name] = name
        view = SheetView(name, kind, title, markup(escape(title)), anchor=name)
        view = replace(view, **fields)  # type: ignore[arg-type]
        listed = (Heading(1, "", title, name),) if kind in ("contents", BIBLIOGRAPHY, "index") else ()
        return view, Sheet(
            name,
            kind,
            title,
            "",
            "",
            listed,
            running_verso=self._config.short_title or self._config.title,
            running_recto=title,
        )

    def _front(self, toc: tuple[TocLine, ...]) -> list[tuple[SheetView, Sheet]]:
        config, spoken = self._config, self._words
        lists = {"toc": toc, "figures": self._listed("figures"), "tables": self._listed("tables")}
        contents = self._plain("contents", "contents", spoken.contents, epub_type="toc", role="doc-toc", **lists)
        title = self._plain("title-page", "title", spoken.title_page, epub_type="titlepage")
        rights = self._plain("copyright", "copyright", spoken.copyright, epub_type="copyright-page")
        dedication = (
            [self._plain("dedication", "dedication", config.dedication, epub_type="dedication", role="doc-dedication")]
            if config.dedication
            else []
        )
        if self._edition.format is Format.WEB:
            return [self._plain("index", "home", config.title, **lists), rights]
        if self._edition.format is Format.EPUB:
            cover = self._plain("cover", "cover", spoken.cover, epub_type="cover", role="doc-cover")
            return [cover, title, rights, *dedication, contents]
        series = [self._plain("series", "series", config.series.title)] if config.series else []
        return [self._plain("half-title", "half-title", config.title), *series, title, rights, *dedication, contents]

    def _back(self) -> list[tuple[SheetView, Sheet]]:
        result: list[tuple[SheetView, Sheet]] = []
        if self._own_bibliography:
            writer = self._writer(BIBLIOGRAPHY)
            entries = tuple(
                BibliographyEntry(entry_anchor(e.key), markup(writer.inlines(e.inlines))) for e in self._book.entries
            )
            result.append(
                self._plain(
                    BIBLIOGRAPHY,
                    BIBLIOGRAPHY,
                    self._words.bibliography,
                    epub_type="bibliography",
                    role="doc-bibliography",
                    entries=entries,
                )
            )
        if self._book.marks:
            name = "book-index"
            groups: tuple[IndexGroup, ...] = index.build(self._book.marks, self._href, self._index_folio)
            result.append(
                self._plain(name, "index", self._words.index, epub_type="index", role="doc-index", index=groups)
            )
        return result

    def _index_folio(self, anchor: str) -> str:
        return self._folios.get(anchor, self._blank())

    # ---- contents and links ---------------------------------------------------------------------------------------

    def _toc(self, made: list[tuple[SheetView, Sheet]]) -> tuple[TocLine, ...]:
        lines: list[TocLine] = []
        for view, sheet in made:
            for heading in sheet.headings:
                if heading.level > _TOC_DEPTH or not heading.title:
                    continue
                title = view.title_html if heading.level <= 1 else markup(escape(heading.title))
                if heading.level <= 1:
                    title = markup(self._quiet_title(view))
                folio = self._folios.get(heading.anchor, self._blank())
                lines.append(
                    TocLine(heading.level, sheet.kind, heading.number, title, self._href(heading.anchor), folio)
                )
        return tuple(lines)

    def _quiet_title(self, view: SheetView) -> str:
        """A title without its notes and ids."""
        found = next((c for c in self._book.chapters if c.chapter.name == view.name), None)
        if found is None:
            return str(view.title_html)
        writer = self._writer(view.name)
        writer.bare = True
        return writer.inlines(found.chapter.title)

    def _linked(self, views: list[tuple[SheetView, Sheet]], at: int) -> SheetView:
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
