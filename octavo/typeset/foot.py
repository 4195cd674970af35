"""The foot of a page: notes begin on the page of their call, and one that does not fit runs on to the next page.

WeasyPrint never breaks a note: one that does not fit takes its line, and often its whole paragraph, to the next page,
and leaves a hole; one that is taller than the page loses its text. Here a note is laid out once, by itself, so that its
lines are known; the page then takes as many of them as fit, and owes the rest to the next one. Works on the
typesetter's boxes and on what it keeps of a page; the library itself is only handed in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from octavo.typeset.holes import lowest_ink
from octavo.typeset.lines import Mark, Stack, lines_of

Find = Callable[..., Any]
# Lines of text that a page keeps beneath which notes may not grow, so that a heading and its paragraph still fit.
ROOM = 6
# Of a note that is cut, so many lines stay, and so many go on; in a pinch one, where there are three or more.
HEAD, TAIL, LEAST = 2, 2, 3
# What rounding may add, in pixels.
HAIR = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Rest:
    """What a page owes to the next: the rest of a note, from a line on."""

    note: Any
    start: Stack


@dataclass(frozen=True, slots=True)
class _Cut:
    """How many lines of a note its page takes, and what is left."""

    lines: int
    rest: Rest


class Foot:
    """The notes of the pages of one sheet. The typesetter's own lists hold notes and rests; this knows their lines."""

    def __init__(self, find: Find, headed: frozenset[Any], held: Callable[[], bool]) -> None:
        """``headed`` are the elements that stand right below a heading, which they would take with them; ``held`` says
        when no note may come, because others that belong before it are not set yet.
        """
        self._held = held
        self._find = find
        self._headed = headed
        self._ready: dict[Any, Any] = {}
        self._marks: dict[Any, tuple[Mark, ...]] = {}
        self._heights: dict[tuple[Any, int, float], float] = {}
        self._cuts: dict[Any, _Cut] = {}
        self._owed: Rest | None = None

    # ---- what the typesetter asks

    def update(self, context: Any) -> bool:
        """Give the notes of the page their room. True when they leave too little for the text."""
        area = context.current_footnote_area
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        items = context.current_page_footnotes
        area.height = sum(self._height(context, item) for item in items) if items else "auto"
        area.children = [self._piece(item) for item in items]
        self._rule(area, items[0].start if items and isinstance(items[0], Rest) else None)
        if items and not context.in_column:
            context.page_bottom -= area.margin_height()
        return len(items) > 1 and self._excess(area) > 0

    def lay(self, context: Any) -> bool:
        """Lay the note that was added last, at the head of the notes: what is owed may take more than a page."""
        full = self.update(context)
        item, excess = context.current_page_footnotes[-1], self._excess(context.current_footnote_area)
        cut = isinstance(item, Rest) and excess > 0 and self._cut(context, item, excess)
        return full and not cut

    def fits(self, context: Any, note: Any, lowest: float) -> bool:
        """True when a line that ends so low may stand above its note, which is cut if it must be."""
        if context.reported_footnotes or self._owed or self._held():
            return False
        over = max(lowest - context.page_bottom, 0.0)
        if over <= HAIR and self._excess(context.current_footnote_area) <= 0:
            return True
        if self._cut(context, note, max(over, self._excess(context.current_footnote_area))):
            return True
        return over <= HAIR and len(context.current_page_footnotes) == 1

    def squeezes(self, context: Any, block: Any, line: Any, last: bool, before: list[Any], lowest: float) -> bool:
        """True when a line, without which others would leave the page with their notes, is made to fit by cutting the
        last note of the page.
        """
        items = context.current_page_footnotes
        if not items or context.in_column or any(box.footnote for box in line.descendants()):
            return False
        moved = _moved(block, last, before)
        beheaded = block.element in self._headed and len(moved) == len(before)
        if not beheaded and not any(box.footnote for gone in moved for box in gone.descendants()):
            return False
        item, old = items[-1], self._cuts.get(items[-1])
        over = lowest - context.page_bottom
        if old:
            over += self._undo(context, item)
        elif context.reported_footnotes:
            return False
        if self._cut(context, item, over):
            return True
        if old:
            self._do(context, item, old)
        return False

    def forget(self, context: Any, note: Any) -> None:
        """A note leaves the page with its line, and what it owed with it."""
        cut = self._cuts.pop(note, None)
        if cut and cut.rest in context.reported_footnotes:
            context.reported_footnotes.remove(cut.rest)
            self._owed = None

    def relax(self, context: Any, root: Any) -> None:
        """The text of a page is set: what room is left belongs to a note that was cut for lines that went away."""
        items = context.current_page_footnotes
        cut = self._cuts.get(items[-1]) if items else None
        if not cut or cut.rest not in context.reported_footnotes:
            return
        room = context.page_bottom - lowest_ink(root)
        more = self._undo(context, items[-1])
        if more > room + HAIR and not self._cut(context, items[-1], more - room):
            self._do(context, items[-1], cut)

    def begin(self) -> None:
        """A page begins."""
        self._owed = None

    def end(self, context: Any) -> None:
        """A page ends: what it owes comes first on the next."""
        if self._owed and self._owed not in context.reported_footnotes:
            context.reported_footnotes.insert(0, self._owed)
        self._owed = None

    # ---- cutting

    def _rule(self, area: Any, start: Stack) -> None:
        """What goes on from the page before stands under a rule as long as its lines."""
        if start is not None and getattr(area, "start", None) is None:
            area.style = area.style.copy()
            # What goes on loses its margin and its padding, unless it is said to keep them.
            area.style["box_decoration_break"] = "clone"
            whole = self._find("css.tokens").HUNDRED_PERCENT
            area.style["background_size"] = tuple(
                (whole, size[1]) if isinstance(size, tuple) else size for size in area.style["background_size"]
            )
        area.start = start

    def _cut(self, context: Any, item: Any, over: float) -> bool:
        """Cut so much from the last note of the page, in pixels, that the page is no longer too full."""
        marks = self._lines(context, item)
        taken = _taken(marks, self._height(context, item) - over + HAIR)
        if not taken:
            return False
        note = item.note if isinstance(item, Rest) else item
        self._do(context, item, _Cut(taken, Rest(note, marks[taken].start)))
        return True

    def _do(self, context: Any, item: Any, cut: _Cut) -> None:
        self._cuts[item] = cut
        self._owed = cut.rest
        # Before whatever else the next page has to take.
        context.reported_footnotes.insert(0, cut.rest)
        self.update(context)

    def _undo(self, context: Any, item: Any) -> float:
        """Make a note whole again; how much taller it is."""
        before = self._height(context, item)
        self.forget(context, item)
        self.update(context)
        return self._height(context, item) - before

    def _excess(self, area: Any) -> float:
        """By how much the notes are too tall for a page that keeps some lines of text."""
        if area.height == "auto":
            return 0.0
        return float(area.margin_height() + ROOM * _line_height(area) - area.page.height)

    # ---- measuring

    def _piece(self, item: Any) -> Any:
        """A note as the page has it."""
        note = item.note if isinstance(item, Rest) else item
        ready, cut = self._ready[note], self._cuts.get(item)
        if cut is None:
            return ready
        piece = ready.copy()
        piece.style = ready.style.copy()
        piece.style["max_lines"] = cut.lines
        return piece

    def _height(self, context: Any, item: Any) -> float:
        cut = self._cuts.get(item)
        width = float(context.current_footnote_area.page.width)
        key = (item, cut.lines if cut else 0, width)
        if key not in self._heights:
            laid = self._laid(context, item)
            self._heights[key] = float(laid.height)
            if not cut:
                self._marks[item] = lines_of(laid.children[0])
        return self._heights[key]

    def _lines(self, context: Any, item: Any) -> tuple[Mark, ...]:
        self._height(context, item)
        return self._marks[item]

    def _laid(self, context: Any, item: Any) -> Any:
        """The area of notes with this one alone."""
        note = item.note if isinstance(item, Rest) else item
        area = context.current_footnote_area.copy()
        area.height = "auto"
        # With a start, an area is known to have boxes that are ready.
        vars(area).pop("start", None)
        if note not in self._ready:
            area.children = [note.deepcopy()]
            self._ready[note] = self._find("formatting_structure.build").create_anonymous_boxes(area).children[0]
        area.children = [self._piece(item).deepcopy()]
        start = {0: item.start} if isinstance(item, Rest) else None
        return self._find("layout").block_level_layout(context, area, float("-inf"), start, area.page)[0]


def _taken(marks: tuple[Mark, ...], height: float) -> int:
    """How many lines of a note a page takes that has so much room: not the first alone, and not all but the last,
    except where nothing else is left; 0 where it cannot be cut.
    """
    fitting = [number for number in range(1, len(marks)) if marks[number - 1].foot <= height and marks[number].start]
    good = [n for n in fitting if HEAD <= n <= len(marks) - TAIL]
    whole = [n for n in good if not marks[n - 1].broken]
    if good:
        return max(whole or good)
    return max(fitting, default=0) if len(marks) >= LEAST else 0


def _moved(block: Any, last: bool, before: list[Any]) -> list[Any]:
    """The lines before this one that would leave the page with it, because no line stands alone."""
    orphans, others = int(block.style["orphans"]), int(block.style["widows"]) - 1
    if len(before) < orphans:
        return before
    if not last or others <= 0:
        return []
    return before if len(before) - others < orphans else before[-others:]


def _line_height(area: Any) -> float:
    """About the height of a line of text, in pixels: the note area has the font of the page, not that of the text."""
    return 1.4 * float(area.style["font_size"])
