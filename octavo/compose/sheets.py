"""Sheets: an edition's documents in their order, from the half-title to the index."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from octavo import tree
from octavo.apparatus.furnishing import LATE
from octavo.compose import endnotes, opening
from octavo.compose.back import BIBLIOGRAPHY, INDEX, bibliography, book_index
from octavo.compose.bench import Bench, Composed
from octavo.compose.front import FRONT, contents, front, lists, rights
from octavo.compose.html import Writer
from octavo.compose.jinja import Templates, markup
from octavo.compose.pen import Surroundings
from octavo.compose.semantics import printed_text, semantics
from octavo.compose.views import Link, NoteView, Page, SheetView, Words
from octavo.compose.webwords import web_words
from octavo.model import Config, Edition, Format, Heading, Nodes, PageMap, Sheet
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
    """A chapter as it was written: its view, its notes, its sheet, and what its writer gathered."""

    view: SheetView
    notes: tuple[NoteView, ...]
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
        nodes = (node for each in book.chapters for node in tree.structure(each.chapter.blocks))
        placed = any(node["t"] == "Div" and tree.attr(node)[0] == "refs" for node in nodes)
        self._own_bibliography = bool(book.entries) and not placed
        if self._own_bibliography:
            self._homes.update({entry_anchor(entry.key): BIBLIOGRAPHY for entry in book.entries})
            self._homes.update({shelf_anchor(n): BIBLIOGRAPHY for n in range(1, len(book.shelved.shelves) + 1)})
        self._paths = {c.chapter.name: c.chapter.path for c in book.chapters}
        self._homes = {**{name: name for name in (BIBLIOGRAPHY, INDEX, *FRONT)}, **self._homes}
        if endnotes.where(edition) == endnotes.NOTES:
            self._homes.update(endnotes.homes(book.chapters))
        self._bench = Bench(self._config, edition, self._words, self._writer, self._folio)
        self._folios: dict[str, str] = {}
        self._written: dict[str, _Written] = {}
        self._views: list[Composed] = []

    def sheets(self, pages: PageMap | None = None) -> tuple[Sheet, ...]:
        """Every sheet in the book's order. Page numbers are literals: "000" until the page map is known."""
        self._folios = _folios(pages)
        for resolved in self._book.chapters:
            known = self._written.get(resolved.chapter.name)
            if known is None or known.writer.page_refs:
                self._written[resolved.chapter.name] = self._chapter(resolved)
        parts = [(w.view, w.sheet) for w in self._written.values()]
        composed = self._with_parts(parts)
        text = [made for made in composed if made[0].name not in LATE]
        after = self._back([made for made in composed if made[0].name in LATE])
        listed = lists(self._bench, self._gathered("figures"), self._gathered("tables"))
        if self._edition.format is Format.WEB:
            # Nobody reads a list first: on the web it stands behind the text.
            text, listed, after = [*text, *after], [], [*listed, rights(self._bench)]
        toc = contents(self._bench, self._book, [*listed, *text, *after])
        views = [*front(self._bench, toc, listed), *text, *after]
        if self._edition.format is Format.WEB:
            views = [(replace(view, toc=toc), sheet) for view, sheet in views]
        self._views = views
        return tuple(self._render(self._linked(views, n), sheet) for n, (_, sheet) in enumerate(views))

    def renewed(self, book: ResolvedBook, names: frozenset[str], materials: Materials) -> tuple[Sheet, ...]:
        """The sheets of these chapters alone, from a book of which all else is as it was when ``sheets`` was asked for:
        contents, lists and index are those of then.
        """
        self._book, self._materials = book, materials
        self._homes = {**dict(book.homes), **self._homes}
        for resolved in book.chapters:
            if resolved.chapter.name in names:
                self._written[resolved.chapter.name] = self._chapter(resolved)
        fresh = {name: self._written[name] for name in names}
        self._views = [
            (replace(fresh[view.name].view, toc=view.toc), fresh[view.name].sheet)
            if view.name in names
            else (view, old)
            for view, old in self._views
        ]
        wanted = [n for n, (view, _) in enumerate(self._views) if view.name in names]
        return tuple(self._render(self._linked(self._views, n), self._views[n][1]) for n in wanted)

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
            endnotes.where(self._edition),
        )
        return Writer(around)

    def _chapter(self, resolved: ResolvedChapter) -> "_Written":
        chapter = resolved.chapter
        writer = self._writer(chapter.name)
        title_html = writer.inlines(chapter.title)
        title = tree.text(chapter.title)
        body = writer.blocks(resolved.blocks)
        epub_type, role = semantics(chapter.kind, title, chapter.classes)
        by = opening.authors(chapter, self._config, self._words)
        notes = endnotes.views(writer)
        view = SheetView(
            chapter.name,
            chapter.kind.value,
            title,
            markup(title_html),
            resolved.number,
            opening.label(chapter, resolved.number, self._words, self._config.language),
            resolved.anchor,
            epub_type,
            role,
            markup(body),
            notes if writer.around.notes != endnotes.NOTES else (),
            subtitle=markup(self._bare(writer, chapter.subtitle)),
            authors=by,
            classes=opening.classes(chapter),
        )
        return _Written(view, notes, self._sheet(resolved, writer, title, by), writer)

    def _sheet(self, resolved: ResolvedChapter, writer: Writer, title: str, by: str) -> Sheet:
        """The sheet of a chapter that is written."""
        chapter = resolved.chapter
        verso, recto = opening.running_heads(chapter, title, by, self._config)
        lines = (chapter.title, chapter.subtitle, tree.words(by))
        top = Heading(1, resolved.number, title, resolved.anchor)
        return Sheet(
            chapter.name,
            chapter.kind.value,
            title,
            resolved.number,
            "",
            (top, *writer.headings),
            tuple(dict.fromkeys(writer.pictures)),
            tuple(dict.fromkeys(writer.page_refs)),
            verso,
            recto,
            printed_text([[{"t": "Para", "c": line} for line in lines], resolved.blocks]),
            resolved.notes,
            chapter.place,
            chapter.about,
        )

    def _bare(self, writer: Writer, inlines: Nodes) -> str:
        """Inlines without notes and ids."""
        return replace(writer, bare=True).inlines(inlines)

    def _folio(self, anchor: str) -> str:
        return self._folios.get(anchor, "000" if self._edition.format.paged else "")

    def _gathered(self, kind: str) -> list[tuple[str, str, str]]:
        """The figures of all chapters, or the tables: id, number and caption."""
        return [thing for written in self._written.values() for thing in getattr(written.writer, kind)]

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

    def _back(self, late: list[Composed]) -> list[Composed]:
        """The sheets behind the text: bibliography, what stands behind it, index."""
        chapters = [(written.view, written.notes) for written in self._written.values()]
        noted = endnotes.where(self._edition) == endnotes.NOTES and any(notes for _, notes in chapters)
        made = [endnotes.endnotes(self._bench, chapters)] if noted else []
        made += [bibliography(self._bench, self._book)] if self._own_bibliography else []
        made += late
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
        page = Page(self._config, self._edition, view, self._words, web_words(self._config.language))
        return replace(sheet, xhtml=self._templates.render(f"{view.kind}.xhtml", page))


def _folios(pages: PageMap | None) -> dict[str, str]:
    """The folio of each id, as printed."""
    if pages is None:
        return {}
    return {anchor.split("#", 1)[-1]: pages.folios[at] for anchor, at in pages.anchors}
