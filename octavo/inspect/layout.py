"""Layout: what a proof-reader would mark on the pages of a paged edition, said of the manuscript's own line."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from octavo.findings import Finding, Place
from octavo.inspect import codes
from octavo.inspect.origin import Lookup
from octavo.model import Forme, Sheet

_SAID = {
    "heading-at-foot": (codes.FOOT_HEAD, "a heading stands at the foot of page {page}"),
    "widow": (codes.WIDOW, "the last line of a paragraph stands alone at the head of page {page}"),
    "orphan": (codes.ORPHAN, "the first line of a paragraph stands alone at the foot of page {page}"),
    "overfull": (codes.OVERFULL, "a line on page {page} is longer than its column"),
    "loose": (codes.LOOSE, "a line on page {page} has holes between its words"),
    "ladder": (codes.LADDER, "four lines or more on page {page} end with a broken word"),
    "stack": (codes.STACK, "three lines on page {page} begin, or end, with the same word"),
    "short-page": (codes.SHORT_PAGE, "page {page}, the last of its chapter, has fewer than four lines"),
    "hole": (codes.HOLE, "page {page} ends more than three lines too early"),
    "far-figure": (codes.FAR_FIGURE, "what stands on page {page} is more than two pages from the words about it"),
}
_SHOWN = 50


def layout_faults(
    formes: Iterable[Forme],
    sheets: tuple[Sheet, ...],
    folios: Mapping[tuple[str, int], str],
    source: Callable[[str], str],
) -> Iterator[Finding]:
    """A finding for each blemish. ``folios`` are those of the leaves of formes; ``source`` is the text of a file."""
    places = {sheet.name: sheet.place for sheet in sheets}
    lookup = Lookup(source)
    for forme in formes:
        start = places.get(forme.name)
        for blemish in forme.blemishes:
            fault, message = _SAID[blemish.kind]
            page, said = folios.get((forme.name, blemish.leaf), ""), " ".join(blemish.text.split())
            place = lookup.place(said, start) if start else Place(forme.name)
            shown = f": “{said[:_SHOWN]}”" if said else ""
            yield fault.at(place, message.format(page=page) + shown, said[:_SHOWN])
