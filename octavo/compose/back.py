"""Back matter: the bibliography and the index."""

from octavo import index
from octavo.compose.bench import Bench, Composed
from octavo.compose.jinja import markup
from octavo.compose.views import BibliographyEntry
from octavo.resolve import ResolvedBook, entry_anchor

BIBLIOGRAPHY, INDEX = "bibliography", "book-index"


def bibliography(bench: Bench, book: ResolvedBook) -> Composed:
    """The sources as a sheet of their own."""
    writer = bench.writer(BIBLIOGRAPHY)
    entries = tuple(BibliographyEntry(entry_anchor(e.key), markup(writer.inlines(e.inlines))) for e in book.entries)
    return bench.plain(
        BIBLIOGRAPHY, BIBLIOGRAPHY, bench.words.bibliography,
        epub_type="bibliography", role="doc-bibliography", entries=entries,
    )  # fmt: skip


def book_index(bench: Bench, book: ResolvedBook) -> Composed:
    """The index as a sheet of its own."""
    groups = index.build(book.marks, bench.href, bench.folio)
    return bench.plain(INDEX, "index", bench.words.index, epub_type="index", role="doc-index", index=groups)
