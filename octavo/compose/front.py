"""Front matter: the sheets before the text, and the contents with its lists."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from octavo import tree
from octavo.compose.bench import Bench, Composed
from octavo.compose.jinja import markup
from octavo.compose.opening import authors
from octavo.compose.views import ListLine, TocLine
from octavo.model import Format, Heading
from octavo.resolve import ResolvedBook, ResolvedChapter

_CONTENTS_DEPTH = 2
FIGURES, TABLES, ABOUT = "list-of-figures", "list-of-tables", "about-this-edition"
# The names of its sheets, which are their ids too.
FRONT = (
    "cover", "half-title", "series", "title-page", "copyright", "dedication", "contents", "index", FIGURES, TABLES,
    ABOUT,
)  # fmt: skip


def front(bench: Bench, toc: tuple[TocLine, ...], lists: list[Composed]) -> list[Composed]:
    """The sheets before the text, as the format of the edition has them."""
    config, spoken, plain = bench.config, bench.words, bench.plain
    contents = plain("contents", "contents", spoken.contents, epub_type="toc", role="doc-toc", toc=toc)
    title = plain("title-page", "title", spoken.title_page, epub_type="titlepage")
    dedication = (
        [plain("dedication", "dedication", config.dedication, epub_type="dedication", role="doc-dedication")]
        if config.dedication
        else []
    )
    if bench.edition.format is Format.WEB:
        return [plain("index", "home", config.title, toc=toc), *lists]
    if bench.edition.format is Format.EPUB:
        cover = plain("cover", "cover", spoken.cover, epub_type="cover", role="doc-cover")
        return [cover, title, rights(bench), *dedication, contents, *lists]
    series = [plain("series", "series", config.series.title)] if config.series else []
    return [
        plain("half-title", "half-title", config.title),
        *series,
        title,
        rights(bench),
        *dedication,
        contents,
        *lists,
    ]


def rights(bench: Bench) -> Composed:
    """Whose the book is, and who publishes it; on the web it stands last, and says how the edition was made too."""
    if bench.edition.format is Format.WEB:
        return bench.plain(ABOUT, "copyright", bench.web.about)
    return bench.plain("copyright", "copyright", bench.words.copyright, epub_type="copyright-page")


def lists(
    bench: Bench, figures: Iterable[tuple[str, str, str]], tables: Iterable[tuple[str, str, str]]
) -> list[Composed]:
    """The lists of figures and of tables that the book wants; a thing is its id, number and caption."""
    config, words = bench.config, bench.words
    wanted = (
        (FIGURES, "figures", words.figures, "loi", _listed(bench, words.figure, figures), config.list_of_figures),
        (TABLES, "tables", words.tables, "lot", _listed(bench, words.table, tables), config.list_of_tables),
    )
    made: list[Composed] = []
    for name, kind, title, epub_type, lines, asked in wanted:
        if lines and asked:
            view, sheet = bench.plain(name, kind, title, epub_type=epub_type, **{kind: lines})
            made.append((view, replace(sheet, kind="list", headings=(Heading(1, "", title, name),))))
    return made


def _listed(bench: Bench, word: str, things: Iterable[tuple[str, str, str]]) -> tuple[ListLine, ...]:
    return tuple(
        ListLine(f"{word} {number}", markup(caption), bench.href(anchor), bench.folio(anchor))
        for anchor, number, caption in things
    )


def contents(bench: Bench, book: ResolvedBook, made: Iterable[Composed]) -> tuple[TocLine, ...]:
    """The lines of the contents, from the headings of all sheets; a tree in editions that have no pages."""
    depth = bench.edition.contents_depth or bench.config.contents_depth or _CONTENTS_DEPTH
    known = {chapter.chapter.name: chapter for chapter in book.chapters}
    lines: list[tuple[int, TocLine]] = []
    for view, sheet in made:
        chapter = known.get(view.name)
        part = chapter is not None and chapter.chapter.part is not None
        for heading in sheet.headings:
            if heading.level > depth or not heading.title:
                continue
            top = heading.level <= 1 and chapter is not None
            title = _title(bench, chapter) if top and chapter else escape(heading.title)
            by = authors(chapter.chapter, bench.config, bench.words) if top and chapter else ""
            href, folio = bench.href(heading.anchor), bench.folio(heading.anchor)
            line = TocLine(heading.level, sheet.kind, heading.number, markup(title), href, folio, by)
            lines.append((max(0, heading.level - (not part)), line))
    if bench.edition.format.paged:
        return tuple(line for _, line in lines)
    return _nested(lines)


def _title(bench: Bench, chapter: ResolvedChapter) -> str:
    """A title with its subtitle, without notes and ids."""
    writer = bench.writer(chapter.chapter.name)
    writer.bare = True
    title = writer.inlines(chapter.chapter.title)
    if not chapter.chapter.subtitle:
        return title
    colon = "" if tree.text(chapter.chapter.title).endswith(("?", "!", ":")) else ":"
    return f'{title}{colon} <span class="toc-subtitle">{writer.inlines(chapter.chapter.subtitle)}</span>'


def _nested(flat: list[tuple[int, TocLine]]) -> tuple[TocLine, ...]:
    """The lines as a tree; one that skips a level hangs below the nearest one before it."""
    made: list[TocLine] = []
    at = 0
    while at < len(flat):
        level, line = flat[at]
        end = at + 1
        while end < len(flat) and flat[end][0] > level:
            end += 1
        made.append(replace(line, below=_nested(flat[at + 1 : end])))
        at = end
    return tuple(made)
