"""Index: marks become entries in order, with their locators; one list of marks for all editions (Chicago 18, 15)."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby

from octavo import collation
from octavo.compose.views import IndexGroup, IndexLine, IndexLocator, IndexSee
from octavo.resolve import IndexMark


@dataclass(frozen=True, slots=True)
class Finder:
    """How an edition finds its marks: the address of an id, its page as printed ("" without pages), and the word for a
    page, for those who hear a locator.
    """

    href: Callable[[str], str]
    folio: Callable[[str], str]
    page: str = ""


@dataclass(slots=True)
class _Entry:
    heading: str
    key: tuple[collation.Key, ...] = ()
    marks: list[IndexMark] = field(default_factory=list)
    see: dict[str, None] = field(default_factory=dict)
    see_also: dict[str, None] = field(default_factory=dict)
    children: "dict[str, _Entry]" = field(default_factory=dict)


# The ids of entries are this and their number.
ENTRY = "index-entry"


def build(
    marks: tuple[IndexMark, ...], finder: Finder, language: str = "en", by: str = "letter"
) -> tuple[IndexGroup, ...]:
    """The index of one edition, sorted ``by`` letter or word."""
    root = _Entry("")
    # How a heading is sorted is said of one that there is: such lines come last.
    for mark in sorted(marks, key=lambda mark: not mark.places):
        _file(root, mark, language, by)
    lines = _linked(_lines(root, (), finder))
    tops: list[list[IndexLine]] = []
    for line in lines:
        if line.depth == 0:
            tops.append([])
        tops[-1].append(line)
    groups = groupby(tops, key=lambda top: collation.initial(top[0].filed))
    return tuple(IndexGroup(letter, tuple(line for top in group for line in top)) for letter, group in groups)


def _file(root: _Entry, mark: IndexMark, language: str, by: str) -> None:
    """Put a mark under its heading. A heading is sorted as the first mark that says so wants it."""
    entry = root
    for depth, heading in enumerate(mark.path):
        known = entry.children.get(heading)
        last = depth == len(mark.path) - 1
        if known is None and not mark.places:
            return
        if known is None or (last and mark.sort):
            sorted_as = mark.sort if last and mark.sort else heading
            key = (collation.sub_key if depth else collation.key)(sorted_as, language, by)
            if known is None:
                known = entry.children[heading] = _Entry(heading)
            known.key = key
        entry = known
    entry.see.update(dict.fromkeys(pointed(mark.see)))
    entry.see_also.update(dict.fromkeys(pointed(mark.see_also)))
    if mark.anchor and not mark.see:
        entry.marks.append(mark)


def _lines(entry: _Entry, above: tuple[str, ...], finder: Finder) -> list[IndexLine]:
    lines: list[IndexLine] = []
    for child in sorted(entry.children.values(), key=lambda e: (e.key, e.heading)):
        path = (*above, child.heading)
        filed = next((c for c in child.heading if c.isalnum()), "#") if not above else ""
        lines.append(
            IndexLine(
                len(above), child.heading, _locators(child.marks, ", ".join(path), finder),
                _in_order(child.see), _in_order(child.see_also), filed, above,
            )
        )  # fmt: skip
        lines += _lines(child, path, finder)
    return lines


def pointed(text: str) -> tuple[str, ...]:
    """The headings that a ``see`` names: "A-35; Romania!Deveselu"."""
    return tuple(piece.strip() for piece in text.split(";") if piece.strip())


def _in_order(headings: dict[str, None]) -> tuple[IndexSee, ...]:
    return tuple(IndexSee(text) for text in sorted(headings, key=lambda heading: (collation.key(heading), heading)))


def _linked(lines: list[IndexLine]) -> list[IndexLine]:
    """The lines with their ids, and where they lead on to as links to these."""
    lines = [replace(line, anchor=f"{ENTRY}-{number}") for number, line in enumerate(lines, 1)]
    entries: dict[str, str] = {}
    for whole in (True, False):
        for line in lines:
            entries.setdefault(_letters((*line.above, line.heading) if whole else (line.heading,)), line.anchor)

    def link(see: IndexSee) -> IndexSee:
        anchor = entries.get(_letters((see.text,)))
        return IndexSee(": ".join(piece.strip() for piece in see.text.split("!")), f"#{anchor}" if anchor else "")

    return [replace(line, see=tuple(map(link, line.see)), see_also=tuple(map(link, line.see_also))) for line in lines]


def _letters(path: tuple[str, ...]) -> str:
    """A heading by its letters and digits alone: "Romania!Deveselu" and "Romania, Deveselu" are one."""
    plain = unicodedata.normalize("NFKD", "".join(path).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


# ---- locators -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Locator:
    """A locator before notes of one page are put together: its page or range, and the number of its note."""

    anchor: str
    text: str
    note: str
    main: bool


def _locators(marks: list[IndexMark], heading: str, finder: Finder) -> tuple[IndexLocator, ...]:
    """One locator a page, a range from its start to its end, notes as 45n7; by number where there are no pages."""
    found: list[_Locator] = []
    known: dict[tuple[str, str], int] = {}
    for mark, end in _spans(marks):
        first, last = finder.folio(mark.anchor), finder.folio(end.anchor)
        if mark.again and not first:
            continue  # without pages, a paragraph is one place
        text = abbreviated(first, last) if first else str(len(found) + 1)
        same = known.get((text, mark.note), -1) if first else -1
        made = _Locator(mark.anchor, text, mark.note if first else "", mark.main or end.main)
        if same < 0:
            known[text, mark.note] = len(found)
            found.append(made)
        elif made.main:
            found[same] = _Locator(found[same].anchor, text, made.note, True)
    # A page on which the text speaks of a thing needs no locator for a range that holds it already.
    ranges = [one.text for one in found if "–" in one.text]
    kept = [one for one in found if one.note or not any(_within(one.text, other) for other in ranges)]
    return tuple(
        IndexLocator(finder.href(one.anchor), text, one.main, f"{heading}, {finder.page} {text}" if finder.page else "")
        for one, text in _with_notes(kept)
    )


def _spans(marks: list[IndexMark]) -> list[tuple[IndexMark, IndexMark]]:
    """Each mark with the mark at its end: itself, or that of its range; a range left open is its beginning."""
    spans: list[tuple[IndexMark, IndexMark]] = []
    opened: list[int] = []
    for mark in marks:
        if mark.range == "end" and opened:
            at = opened.pop()
            spans[at] = (spans[at][0], mark)
            continue
        if mark.range == "start":
            opened.append(len(spans))
        spans.append((mark, mark))
    return spans


def _within(page: str, other: str) -> bool:
    """True for a page inside a range of pages."""
    first, dash, _ = other.partition("–")
    if not dash or not (page.isdigit() and first.isdigit()):
        return False
    last = other.partition("–")[2]
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return full.isdigit() and int(first) <= int(page) <= int(full)


def _with_notes(found: list[_Locator]) -> list[tuple[_Locator, str]]:
    """The locators with their texts: 45n7, and 45nn7, 9 for several notes of one page (Chicago 18, 15.37)."""
    texts: list[tuple[_Locator, str]] = []
    for (page, noted), group in groupby(found, key=lambda one: (one.text, bool(one.note))):
        ones = list(group)
        if not noted:
            texts += [(one, page) for one in ones]
        elif len(ones) == 1:
            texts.append((ones[0], f"{page}n{ones[0].note}"))
        else:
            texts.append((ones[0], f"{page}nn{_runs([one.note for one in ones])}"))
    return texts


def _runs(notes: list[str]) -> str:
    """Numbers of notes, those that follow each other as a range: 7–9, 12."""
    runs: list[list[str]] = []
    for note in notes:
        follows = runs and note.isdigit() and runs[-1][-1].isdigit() and int(note) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(note)
        else:
            runs.append([note])
    return ", ".join(run[0] if len(run) == 1 else abbreviated(run[0], run[-1]) for run in runs)


def abbreviated(first: str, last: str) -> str:
    """Inclusive numbers the Chicago way (18th ed., 9.62–63): 3–10, 71–72, 100–104, 107–8, 321–25, 1496–500."""
    if first == last:
        return first
    if not (first.isdigit() and last.isdigit()) or len(first) != len(last) or int(first) < 100 or int(first) % 100 == 0:
        return f"{first}–{last}"
    same = next(i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    if int(first) % 100 < 10:
        return f"{first}–{last[same:]}"
    return f"{first}–{last[min(same, len(last) - 2) :]}"
