"""Where the pages of the print edition begin in a sheet of another edition: exactly, before the first word of each.

A word that print breaks at a page's end is not cut: its page begins before it, so that it is read and found whole.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from octavo.make.align import locate
from octavo.make.flow import Apart, Flow, Stream, letters, opening_signs
from octavo.model import PrintPage, Run

_OPENING = frozenset({"Ps", "Pi"})
# How many letters may lie between a page of pictures and the text that it follows.
_NEAR = 64
# A page with fewer letters than these may be a number alone.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Break:
    """The beginning of a print page: its folio, and the byte of the sheet where it stands."""

    folio: str
    at: int


def breaks(flow: Flow, pages: Iterable[PrintPage]) -> list[Break]:
    """The places of a sheet's pages. A page with words that are not found in it has none."""
    found: list[Break] = []
    waiting: list[str] = []
    reader = _Follower(flow)
    for page in pages:
        place = reader.follow(page.runs)
        if page.sheet and page.leaf == 0:
            place = flow.start
        if place is not None:
            found += [Break(folio, place) for folio in (*waiting, page.folio)]
            waiting = []
        elif sum(len(letters(run.text)) for run in page.runs if not run.apart) < _FEW:
            # Blank, or with nothing but notes, or pictures that begin elsewhere: it goes with the next.
            waiting.append(page.folio)
    return [*found, *(Break(folio, reader.end) for folio in waiting)]


class _Follower:
    """Follows the text of the print edition through a sheet, page by page."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        # How far the text is behind us for certain, and where the next page should begin.
        self._low = 0
        self._expected = 0
        self._last = flow.start
        # How many letters of each figure and table are behind us, by where it starts.
        self._shown: dict[int, int] = {}

    @property
    def end(self) -> int:
        """The byte behind all the text."""
        behind = self._flow.running.after
        return max(self._last, behind[-1] if behind else 0)

    def follow(self, runs: tuple[Run, ...]) -> int | None:
        """The byte where a page begins, None where nothing of it is found; the next page is expected behind it."""
        said = " ".join(run.text for run in runs if not run.apart)
        count = len(letters(said))
        at = locate(self._flow.running.letters, said, self._low, self._expected) if count else None
        start = self._expected if at is None else at
        # A page whose text is not found may begin with a figure that is, and then begins there.
        place = self._apart(runs, start, start + count, _NEAR if at is None else 0)
        self._expected = start + count
        if at is not None:
            self._low = at + 1
            place = _byte(self._flow.running, at, opening_signs(said)) if place is None else place
        if place is not None:
            self._last = place = max(self._last, place)
        return place

    def _apart(self, runs: tuple[Run, ...], start: int, end: int, near: int) -> int | None:
        """The beginning of the figures and tables of a page that stand right before its text."""
        found: list[int] = []
        for apart in self._flow.aparts:
            if not start - _NEAR <= apart.at <= end + _NEAR:
                continue
            places = [self._within(apart, run) for run in runs if run.apart]
            if abs(apart.at - start) <= near and (near == 0 or any(run.apart for run in runs[:1])):
                found += [place for place in places if place is not None and place >= self._last]
        return min(found, default=None)

    def _within(self, apart: Apart, run: Run) -> int | None:
        """Where a run of a page begins in a figure or table of the sheet, of which more may stand on the next page."""
        before = self._shown.get(apart.start, 0)
        if run.anchor and apart.anchor:
            at = 0 if run.anchor == apart.anchor else None
        else:
            at = locate(apart.stream.letters, run.text, before, before)
        if at is None or (at and not before):
            return None
        self._shown[apart.start] = before + len(letters(run.text))
        return apart.start if at == 0 else _byte(apart.stream, at, opening_signs(run.text))


def _byte(stream: Stream, at: int, signs: int) -> int:
    """The byte before the word that holds a letter, and before the signs that open it."""
    sign = stream.of[at]
    broken = False
    while sign and not stream.parted[sign] and _joins(stream.signs[sign - 1], stream.signs[sign]):
        sign, broken = sign - 1, True
    while sign and not stream.parted[sign] and not stream.signs[sign - 1].isalnum():
        opens = unicodedata.category(stream.signs[sign - 1]) in _OPENING
        if not opens and (broken or signs <= 0):
            break
        sign, signs = sign - 1, signs - 1
    return stream.before[sign]


def _joins(before: str, after: str) -> bool:
    """True when two signs are of one word, in a script that parts words."""
    return all(sign.isalnum() and not _is_wide(sign) for sign in (before, after))


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
