"""Tails: a last page with a line or three on it is drawn in, or filled.

First by paragraphs that take a line less, or more, where enough of them look no worse for it; then by pages that are
a line longer, or shorter: the two of an opening alike. Each way is tried by setting the sheet again; where none helps,
the sheet stays as it was.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from octavo.typeset.fine import Fine
from octavo.typeset.holes import empty_lines
from octavo.typeset.layout import SHORT, short_tail
from octavo.typeset.proof import children, faults, kind, parts

# Pages on which paragraphs are asked, pages that may be longer or shorter, and lines that pages may lose by it.
NEAR, MOST, WORSE = 30, 4, 2
Setting = Callable[[str], Any]


def mended(document: Any, fine: Fine, set_: Setting) -> Any:
    """The document, or another whose last page is no tail. ``set_`` sets it again, with more of a stylesheet."""
    tail = short_tail(document.pages)
    for style in _ways(document.pages, fine, tail) if tail else ():
        other = set_(style)
        if _is_better(other.pages, document.pages):
            return other
    return document


def _ways(pages: Sequence[Any], fine: Fine, tail: int) -> Iterator[str]:
    """What is done to a document, one way after the other, and the stylesheet that goes with each."""
    less, more = (tail, tail + 1), (SHORT - tail, SHORT - tail + 1)
    near = list(dict.fromkeys(_paragraphs(pages[-NEAR:])))
    for looser, lines in ((-1, less), (1, more)):
        asked = fine.willing(near, looser)
        for count in (count for count in lines if count <= len(asked)):
            fine.ask(dict.fromkeys(asked[:count], looser))
            yield ""
    fine.ask({})
    for longer, lines in ((1, less), (-1, more)):
        for chosen in dict.fromkeys(_openings(len(pages), count) for count in lines):
            if chosen:
                yield "\n".join(_depth(pages, number, longer) for number in chosen)


def _openings(last: int, lines: int) -> tuple[int, ...]:
    """The numbers of as many pages before the last, in whole openings; none where there are too few. The page that
    faces a last page with a few lines stands by itself, and so does the first.
    """
    chosen: list[int] = [last - 1] if last % 2 else []
    number = last - 1 - len(chosen)
    while len(chosen) < lines and number > 2:
        chosen += [number, number - 1]
        number -= 2
    return tuple(sorted(chosen)) if lines <= len(chosen) <= MOST and 1 not in chosen else ()


def _depth(pages: Sequence[Any], number: int, longer: int) -> str:
    """The rule of a page that is so many lines longer."""
    page = pages[number - 1]._page_box
    line = max((float(line.height) for box in parts(pages[number - 1])[0] for line in _lines(box)), default=0.0)
    return f"@page :nth({number}) {{ margin-bottom: {float(page.margin_bottom) - longer * line:.4f}px }}"


def _is_better(pages: Sequence[Any], before: Sequence[Any]) -> bool:
    if short_tail(pages) or len(pages) > len(before) or len(faults(pages)) > len(faults(before)):
        return False
    return sum(empty_lines(pages)) <= sum(empty_lines(before)) + WORSE


def _paragraphs(pages: Sequence[Any]) -> Iterator[Any]:
    """The elements of the paragraphs of pages, the last first."""
    for page in reversed(pages):
        for box in reversed(parts(page)[0]):
            yield from (line.element for line in reversed(list(_lines(box))))


def _lines(box: Any) -> Iterator[Any]:
    if kind(box) == "LineBox":
        yield box
    for child in children(box):
        yield from _lines(child)
