"""Back-links: from a source in the bibliography to the places that cite it."""

from collections import defaultdict

from octavo import tree
from octavo.compose.bench import Bench
from octavo.compose.views import BackLink
from octavo.index import abbreviated
from octavo.notes import SourceUse
from octavo.resolve import ResolvedBook


class BackLinks:
    """The ways back, as an edition has them: links to notes, or the pages that they stand on."""

    def __init__(self, bench: Bench, book: ResolvedBook) -> None:
        self._bench = bench
        self._chapters = {chapter.chapter.name: chapter for chapter in book.chapters}
        self._uses: dict[str, list[SourceUse]] = defaultdict(list)
        for use in book.uses:
            self._uses[use.key].append(use)

    def links(self, key: str) -> tuple[BackLink, ...]:
        """A link to each place that cites a source; none on paper."""
        if self._bench.edition.format.paged:
            return ()
        places = {use.anchor: use for use in self._uses[key]}
        return tuple(self._link(use) for use in places.values())

    def pages(self, key: str) -> str:
        """The pages that cite a source, where the book wants them printed."""
        if not self._bench.edition.format.paged or not self._bench.config.bibliography_pages:
            return ""
        folios = (self._bench.folio(use.anchor.replace("fnref-", "fn-", 1)) for use in self._uses[key])
        runs: list[tuple[str, str]] = []
        for folio in dict.fromkeys(folios):
            last = runs[-1][1] if runs else ""
            if last.isdigit() and folio.isdigit() and int(folio) == int(last) + 1:
                runs[-1] = (runs[-1][0], folio)
            else:
                runs.append((folio, folio))
        return ", ".join(abbreviated(first, last) for first, last in runs)

    def _link(self, use: SourceUse) -> BackLink:
        words, chapter = self._bench.words, self._chapters[use.chapter]
        title = tree.text(chapter.chapter.title)
        place = chapter.number or title
        text = f"{place}.{use.note}" if chapter.number and use.note else f"{place} {use.note}".strip()
        note = f", {words.note} {use.note}" if use.note else ""
        named = f"{words.chapter} {chapter.number}" if chapter.number else title
        return BackLink(self._bench.href(use.anchor), text, f"{named}{note}")
