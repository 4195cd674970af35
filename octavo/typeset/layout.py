"""Reading laid-out pages as a proof-reader does: lines that stand alone, headings at a foot, holes between words.

Works on the typesetter's boxes by what they are called, as the proof does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from octavo.model import Blemish
from octavo.typeset.holes import empty_lines
from octavo.typeset.proof import HYPHEN, children, kind, parts, text

# Spaces that are so much wider than the font's own are holes; a share of an em.
LOOSE = 0.45
LADDER, STACK, SHORT, FAR, HOLE = 4, 3, 4, 2, 3
# Of a pixel: what rounding may add to a line, and to a page.
SLACK = 2.0
_HEADING = re.compile(r"h[1-6]\Z")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PROSE = frozenset({"p"})
_REPLACED = frozenset({"BlockReplacedBox", "InlineReplacedBox"})
_APART = frozenset({"table", "figure", "index-columns", "opener", "turned"})


@dataclass(frozen=True, slots=True)
class _SetLine:
    """A line as it stands: its box, the element whose block it is in, the right edge of that block, its page, its
    words, and whether it is running text.
    """

    box: Any
    element: Any
    edge: float
    page: int
    text: str
    prose: bool

    @property
    def heading(self) -> bool:
        return bool(_HEADING.match(str(getattr(self.element, "tag", ""))))

    @property
    def broken(self) -> bool:
        return self.text.rstrip().endswith(HYPHEN)


def blemishes(pages: Sequence[Any]) -> tuple[Blemish, ...]:
    """All that a proof-reader would mark on the pages of a sheet, in their order."""
    lines: list[list[_SetLine]] = []
    notes: list[_SetLine] = []
    for number, page in enumerate(pages):
        main, area = parts(page)
        lines.append([line for box in main for line in _lines(box, number, None, True)])
        notes += _lines(area, number, None, False) if area else []
    running = [line for page in lines for line in page]
    found = [*_heads_at_foot(pages, lines), *_alone(lines), *_overfull([*running, *notes])]
    found += [*_loose(running), *_ladders(running), *_stacks(running)]
    found += [*_short(pages, lines), *_holes(pages, lines), *_far(pages)]
    return tuple(sorted(found, key=lambda blemish: blemish.leaf))


def _lines(box: Any, page: int, block: Any, prose: bool) -> Iterator[_SetLine]:
    if kind(box) == "LineBox":
        element = block.element if block is not None else None
        edge = block.content_box_x() + block.width if block is not None else 0.0
        running = prose and str(getattr(element, "tag", "")) in _PROSE
        yield _SetLine(box, element, edge, page, text(box), running)
        return
    if prose and getattr(box, "element", None) is not None:
        prose = not _APART & set((box.element.get("class") or "").split()) and str(box.element.tag) not in _APART
    for child in children(box):
        yield from _lines(child, page, box, prose)


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in children(box):
        yield from _boxes(child)


def _heads_at_foot(pages: Sequence[Any], lines: list[list[_SetLine]]) -> Iterator[Blemish]:
    """Headings below which nothing of what they head stands."""
    for number, here in enumerate(lines[:-1]):
        if here and here[-1].heading and lines[number + 1] and not _picture_below(pages[number], here[-1]):
            yield Blemish("heading-at-foot", number, here[-1].text)


def _picture_below(page: Any, line: _SetLine) -> bool:
    foot = line.box.position_y
    return any(kind(box) in _REPLACED and box.position_y >= foot for top in parts(page)[0] for box in _boxes(top))


def _alone(lines: list[list[_SetLine]]) -> Iterator[Blemish]:
    """Paragraphs whose first line stands alone at the foot of a page, or whose last at the head of one."""
    for before, after in pairwise(lines):
        if not before or not after or before[-1].element is not after[0].element or not after[0].prose:
            continue
        element = after[0].element
        whole = [line for page in lines for line in page if line.element is element]
        if sum(line.element is element for line in after) == 1 and whole[-1] is after[0]:
            yield Blemish("widow", after[0].page, after[0].text)
        if sum(line.element is element for line in before) == 1 and whole[0] is before[-1]:
            yield Blemish("orphan", before[-1].page, before[-1].text)


def _overfull(lines: list[_SetLine]) -> Iterator[Blemish]:
    """Lines that reach beyond their column."""
    for line in lines:
        if line.text.endswith(" "):
            # In code a space at a line's end hangs beyond it, unseen.
            continue
        ends = (box.position_x + box.width for box in _boxes(line.box) if kind(box) == "TextBox" and box.text.strip())
        # A comma or a hyphen may hang.
        edge = line.edge + getattr(line.box, "hangs", 0.0)
        if line.edge and max(ends, default=0.0) > edge + SLACK:
            yield Blemish("overfull", line.page, line.text)


def _loose(lines: list[_SetLine]) -> Iterator[Blemish]:
    for line in lines:
        wide = (
            box.justification_spacing > LOOSE * float(box.style["font_size"])
            for box in _boxes(line.box)
            if kind(box) == "TextBox" and box.justification_spacing
        )
        if line.prose and any(wide):
            yield Blemish("loose", line.page, line.text)


def _paragraphs(lines: list[_SetLine]) -> Iterator[list[_SetLine]]:
    for _, of_one in groupby((line for line in lines if line.prose), key=lambda line: id(line.element)):
        yield list(of_one)


def _ladders(lines: list[_SetLine]) -> Iterator[Blemish]:
    """More than three lines in a row that end with a broken word."""
    for paragraph in _paragraphs(lines):
        for broken, run in groupby(paragraph, key=lambda line: line.broken):
            steps = list(run)
            if broken and len(steps) >= LADDER:
                yield Blemish("ladder", steps[0].page, steps[0].text)


def _stacks(lines: list[_SetLine]) -> Iterator[Blemish]:
    """One word that stands at the beginning, or at the end, of three lines in a row."""
    for paragraph in _paragraphs(lines):
        for end in (0, -1):
            for word, run in groupby(paragraph, key=lambda line: _outer_word(line.text, end)):
                steps = list(run)
                if word and len(steps) >= STACK:
                    yield Blemish("stack", steps[0].page, steps[0].text)


def _outer_word(said: str, end: int) -> str:
    words = said.split()
    match = _WORD.search(words[end]) if words else None
    return match.group().casefold() if match else ""


def short_tail(pages: Sequence[Any]) -> int:
    """The lines of a last page that has so few that the leaf looks empty; 0 where it has more, or is the only one."""
    if len(pages) < 2:
        return 0
    main, _ = parts(pages[-1])
    lines = sum(1 for box in main for _ in _lines(box, 0, None, True))
    whole = not any(kind(box) in (*_REPLACED, "TableBox") for top in main for box in _boxes(top))
    return lines if lines < SHORT and whole else 0


def _short(pages: Sequence[Any], lines: list[list[_SetLine]]) -> Iterator[Blemish]:
    if short_tail(pages):
        yield Blemish("short-page", len(pages) - 1, lines[-1][0].text)


def _holes(pages: Sequence[Any], lines: list[list[_SetLine]]) -> Iterator[Blemish]:
    """Pages of text that end too early, though the chapter goes on."""
    for number, (here, empty) in enumerate(zip(lines, empty_lines(pages), strict=True)):
        if empty > HOLE and here:
            yield Blemish("hole", number, here[-1].text)


def _far(pages: Sequence[Any]) -> Iterator[Blemish]:
    """Figures and tables that stand more than two pages from the nearest words about them in their chapter."""
    stands: dict[str, tuple[int, str]] = {}
    named: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for box in (box for top in parts(page)[0] for box in _boxes(top) if getattr(box, "element", None) is not None):
            name, address = box.element.get("id"), box.element.get("href") or ""
            floating = box.element.tag == "figure" or "table" in (box.element.get("class") or "").split()
            if name and floating and name not in stands and not str(box.element_tag).startswith("::"):
                stands[name] = (number, "")
            if box.element.tag == "a" and address.startswith("#"):
                named.setdefault(address[1:], []).append(number)
            if box.element.tag in ("caption", "figcaption") and kind(box) != "InlineBox" and stands:
                last = next(reversed(stands))
                stands[last] = (stands[last][0], stands[last][1] or text(box))
    for name, (number, caption) in stands.items():
        if name in named and min(abs(number - at) for at in named[name]) > FAR:
            yield Blemish("far-figure", number, caption)
