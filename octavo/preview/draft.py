"""The draft: a web edition with visible marks where something is wrong, made in memory, with all that a quick change
of a chapter builds upon.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from octavo import website
from octavo.apparatus.furnishing import furnished
from octavo.cite import Asked, Citations, asked, cite, styled
from octavo.compose.sheets import Composer
from octavo.confidential import guarded
from octavo.desk import Desk
from octavo.make.editions import make_edition
from octavo.materials import assets_of, cover_of, drawings
from octavo.model import Book, Edition, Sheet
from octavo.number import number
from octavo.paged import composer, resources_of
from octavo.resolve import ResolvedBook, resolve
from octavo.select import select
from octavo.source import Source, book
from octavo.terms.marking import mark
from octavo.text import lines_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was made: its source, the selected and marked book and the furnished one, what it asked of its
    style and was given, its resolved text, who composed it, its sheets by name, and its files by path.
    """

    source: Source = field(repr=False)
    edition: Edition
    marked: Book = field(repr=False)
    furnished: Book = field(repr=False)
    asked: Asked = field(repr=False)
    citations: Citations = field(repr=False)
    resolved: ResolvedBook = field(repr=False)
    composer: Composer = field(repr=False)
    sheets: dict[str, Sheet] = field(repr=False)
    files: dict[str, bytes] = field(repr=False)


def quiet(source: Source) -> Source:
    """The source of a draft: without what an edition has for its readers' own devices, and for strangers."""
    web = replace(source.config.web, offline=False, newsletter="", downloads=())
    return replace(source, config=replace(source.config, web=web))


def draft(source: Source, edition: Edition, desk: Desk, go_on: Callable[[], None]) -> Draft:
    """The whole draft. ``go_on`` is asked between the stages, and raises what ends the work early."""
    whole = book(source, desk)
    go_on()
    selected, _ = guarded(styled(select(whole, edition), edition), edition, desk.today, dict(desk.names))
    marked = mark(selected, source.terms)
    go_on()
    ready = furnished(marked)
    numbering = number(ready)
    go_on()
    ask = asked(ready)
    citations = desk.cache.through(desk.cache.key("cite", ask), lambda: cite(ask, desk.workers))
    go_on()
    resolved = resolve(ready, numbering, citations, lines_of(source.terms))
    go_on()
    pen = composer(source, resolved, edition)
    sheets = pen.sheets()
    go_on()
    beside = website.extras(selected, edition, [entry.key for entry in resolved.entries], (), desk)
    go_on()
    cover, pictures = cover_of(source, desk), drawings(resources_of(source), desk)
    made = make_edition(source.config, edition, sheets, pictures, assets_of(source), cover, (), beside)
    files = {file.path: file.data for file in made}
    return Draft(
        source, edition, marked, ready, ask, citations, resolved, pen, {s.name: s for s in sheets}, files
    )  # fmt: skip
