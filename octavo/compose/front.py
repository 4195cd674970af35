"""Front matter: the sheets before the text, and the contents with its lists."""

from collections.abc import Iterable
from html import escape

from octavo.compose.bench import Bench, Composed
from octavo.compose.jinja import markup
from octavo.compose.views import ListLine, SheetView, TocLine
from octavo.model import Format
from octavo.resolve import ResolvedBook

_TOC_DEPTH = 2
# The names of its sheets, which are their ids too.
FRONT = ("cover", "half-title", "series", "title-page", "copyright", "dedication", "contents", "index")


def front(
    bench: Bench, toc: tuple[TocLine, ...], figures: tuple[ListLine, ...], tables: tuple[ListLine, ...]
) -> list[Composed]:
    """The sheets before the text, as the format of the edition has them."""
    config, spoken, plain = bench.config, bench.words, bench.plain
    lists: dict[str, object] = {"toc": toc, "figures": figures, "tables": tables}
    contents = plain("contents", "contents", spoken.contents, epub_type="toc", role="doc-toc", **lists)
    title = plain("title-page", "title", spoken.title_page, epub_type="titlepage")
    rights = plain("copyright", "copyright", spoken.copyright, epub_type="copyright-page")
    dedication = (
        [plain("dedication", "dedication", config.dedication, epub_type="dedication", role="doc-dedication")]
        if config.dedication
        else []
    )
    if bench.edition.format is Format.WEB:
        return [plain("index", "home", config.title, **lists), rights]
    if bench.edition.format is Format.EPUB:
        cover = plain("cover", "cover", spoken.cover, epub_type="cover", role="doc-cover")
        return [cover, title, rights, *dedication, contents]
    series = [plain("series", "series", config.series.title)] if config.series else []
    return [plain("half-title", "half-title", config.title), *series, title, rights, *dedication, contents]


def listed(bench: Bench, word: str, things: Iterable[tuple[str, str, str]]) -> tuple[ListLine, ...]:
    """The lines of a list of figures, or of tables; a thing is its id, number and caption."""
    return tuple(
        ListLine(f"{word} {number}", markup(caption), bench.href(anchor), bench.folio(anchor))
        for anchor, number, caption in things
    )


def contents(bench: Bench, book: ResolvedBook, made: Iterable[Composed]) -> tuple[TocLine, ...]:
    """The lines of the contents, from the headings of all sheets."""
    lines: list[TocLine] = []
    for view, sheet in made:
        for heading in sheet.headings:
            if heading.level > _TOC_DEPTH or not heading.title:
                continue
            title = _quiet(bench, book, view) if heading.level <= 1 else escape(heading.title)
            href, folio = bench.href(heading.anchor), bench.folio(heading.anchor)
            lines.append(TocLine(heading.level, sheet.kind, heading.number, markup(title), href, folio))
    return tuple(lines)


def _quiet(bench: Bench, book: ResolvedBook, view: SheetView) -> str:
    """A title without its notes and ids."""
    found = next((c for c in book.chapters if c.chapter.name == view.name), None)
    if found is None:
        return str(view.title_html)
    writer = bench.writer(view.name)
    writer.bare = True
    return writer.inlines(found.chapter.title)
