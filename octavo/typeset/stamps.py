"""Running heads and folios, set as a document of their own and laid over the bound pages.

So the pages of a chapter do not change when the chapters before it grow: only these do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from octavo.geometry import HEAD, Geometry

NAME = "stamps"
# Pages of one sheet of stamps: the typesetter's time grows faster than their number, and sheets are set side by side.
BATCH = 200
# Letters of the longest running head on the house's own measure, on left-hand pages in small capitals and on right-hand
# ones in italics; the least that is left of a longer one at a stop; and where it may be cut without a mark.
LONGEST = {"left": 42, "right": 57}
_HOUSE, _LEAST = 315.0, 12
_STOP = re.compile(r"[:;,.?!—–](?=\s)|\s[—–](?=\s)|[?!](?=\s)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands around the text of one page: its kind (plain, opener, or bare, which prints nothing), its side
    (left, right), the folio as printed, and the running head. A proof has more: what it is, at its foot, and beside the
    text, each at its height in points, numbers of lines (with the height of the line) and marks.
    """

    kind: str
    side: str
    folio: str = ""
    head: str = ""
    slug: str = ""
    numbers: tuple[tuple[float, float, int], ...] = ()
    marks: tuple[tuple[float, float, str], ...] = ()

    @property
    def empty(self) -> bool:
        """True when nothing stands around the text."""
        return self.kind == "bare" and not (self.slug or self.numbers or self.marks)


def stamp_batches(stamps: Sequence[Stamp]) -> tuple[tuple[Stamp, ...], ...]:
    """The stamps in portions of a handy size, each of which becomes a sheet."""
    return tuple(tuple(stamps[start : start + BATCH]) for start in range(0, len(stamps), BATCH))


def stamp_document(stamps: Sequence[Stamp], language: str = "en", measure: float = _HOUSE) -> str:
    """The sheet of stamps as XHTML: one page for each stamp, in order. ``measure`` is the width of the text, in points
    of the house's own size of type.
    """
    leaves = "\n".join(_leaf(stamp, measure / _HOUSE) for stamp in stamps)
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{escape(language)}"><head><title>{NAME}</title></head>\n'
        f"<body>\n{leaves}\n</body></html>\n"
    )


def stamp_stylesheet(page: Geometry, ink: str = "#000", down: float = 1.0) -> str:
    """The stylesheet that gives the stamps their trim; it stands before stamps.css. ``down`` is how many times the
    house's lines are taken.
    """
    return (
        f"@page {{ size: {page.width}pt {page.height}pt }}\n"
        f":root {{ --trim-width: {page.width}pt; --trim-height: {page.height}pt; --inner: {page.inner}pt;"
        f" --outer: {page.outer}pt; --bottom: {page.bottom}pt; --head-top: {page.top - HEAD * down:.2f}pt }}\n"
        f"html {{ color: {ink} }}\n"
    )


def shortened(head: str, most: int) -> str:
    """A running head of so many letters at most: it ends at a stop, or else behind a word."""
    if len(head) <= most:
        return head
    stops = [match.start() for match in _STOP.finditer(head[: most + 2]) if match.start() >= _LEAST]
    if stops:
        kept = head[: stops[-1]]
        return kept + head[stops[-1]] if head[stops[-1]] in "?!" else kept
    cut = head[: most - 1].rpartition(" ")[0] if head[most - 1] != " " else head[: most - 1]
    return f"{cut.rstrip(' ,;:–—-') or head[: most - 1]}…"


def _leaf(stamp: Stamp, room: float) -> str:
    parts = []
    if stamp.kind != "bare" and stamp.folio:
        parts.append(f'<span class="folio">{escape(stamp.folio)}</span>')
    if stamp.kind == "plain" and stamp.head:
        head = shortened(stamp.head, int(room * LONGEST.get(stamp.side, LONGEST["left"])))
        parts.append(f'<span class="head">{escape(head)}</span>')
    parts += [_beside("line-number", *number) for number in stamp.numbers]
    parts += [_beside("proof-mark", *mark) for mark in stamp.marks]
    if stamp.slug:
        parts.append(f'<span class="slug">{escape(stamp.slug)}</span>')
    return f'<div class="leaf {stamp.kind} {stamp.side}">{"".join(parts)}</div>'


def _beside(kind: str, top: float, height: float, said: object) -> str:
    return f'<span class="{kind}" style="top: {top}pt; line-height: {height}pt">{escape(str(said))}</span>'
