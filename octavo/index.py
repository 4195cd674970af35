"""Index: marks become entries in order, letter by letter, with their locators; one list of marks for all editions."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from octavo.compose.views import IndexGroup, IndexLine, IndexLocator
from octavo.resolve import IndexMark


@dataclass(slots=True)
class _Entry:
    heading: str
    marks: list[IndexMark] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    children: "dict[str, _Entry]" = field(default_factory=dict)


def sort_key(heading: str) -> tuple[str, str]:
    """Letter by letter: spaces, marks and case do not count (Chicago 18, 15.66)."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(c for c in plain if c.isalnum()), heading


def build(
    marks: tuple[IndexMark, ...], href: Callable[[str], str], folio: Callable[[str], str]
) -> tuple[IndexGroup, ...]:
    """The index of one edition. ``href`` gives an id's address, ``folio`` its page as printed ("" without pages)."""
    root = _Entry("")
    for mark in marks:
        entry = root
        for heading in mark.path:
            entry = entry.children.setdefault(heading, _Entry(heading))
        entry.see += [mark.see] if mark.see and mark.see not in entry.see else []
        entry.see_also += [mark.see_also] if mark.see_also and mark.see_also not in entry.see_also else []
        if not mark.see:
            entry.marks.append(mark)
    lines = _lines(root, 0, href, folio)
    tops: list[list[IndexLine]] = []
    for line in lines:
        if line.depth == 0:
            tops.append([])
        tops[-1].append(line)
    groups = groupby(tops, key=lambda top: _letter(top[0].heading))
    return tuple(IndexGroup(letter, tuple(line for top in group for line in top)) for letter, group in groups)


def _letter(heading: str) -> str:
    first = sort_key(heading)[0][:1]
    return first.upper() if first.isalpha() else "#"


def _lines(entry: _Entry, depth: int, href: Callable[[str], str], folio: Callable[[str], str]) -> list[IndexLine]:
    lines: list[IndexLine] = []
    for child in sorted(entry.children.values(), key=lambda e: sort_key(e.heading)):
        locators = _locators(child.marks, href, folio)
        lines.append(IndexLine(depth, child.heading, locators, tuple(child.see), tuple(child.see_also)))
        lines += _lines(child, depth + 1, href, folio)
    return lines


def _locators(
    marks: list[IndexMark], href: Callable[[str], str], folio: Callable[[str], str]
) -> tuple[IndexLocator, ...]:
    """One locator a page; a range from its start to its end; by number where there are no pages."""
    found: list[IndexLocator] = []
    opened: IndexMark | None = None
    for mark in marks:
        if mark.range == "start":
            opened = mark
            continue
        text = folio(mark.anchor) or str(len(found) + 1)
        start = mark
        if mark.range == "end" and opened:
            start, first = opened, folio(opened.anchor)
            text = abbreviated(first, text) if first else text
            opened = None
        if any(locator.text == text and folio(mark.anchor) for locator in found):
            continue
        found.append(IndexLocator(href(start.anchor), text, mark.main or start.main))
    if opened:
        found.append(IndexLocator(href(opened.anchor), folio(opened.anchor) or str(len(found) + 1), opened.main))
    return tuple(found)


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
