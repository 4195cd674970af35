"""The table of contents as a tree, from the headings of the sheets."""

from dataclasses import dataclass

from octavo.compose.views import Words
from octavo.model import Config, Edition, Heading, Kind, Sheet

# Deeper headings are found by reading, not by the contents, unless the book says otherwise.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class NavPoint:
    """An entry of the contents: title, address, and the entries below it."""

    title: str
    href: str
    children: tuple["NavPoint", ...] = ()


def nav_points(
    config: Config, edition: Edition, sheets: tuple[Sheet, ...], words: Words, suffix: str
) -> tuple[NavPoint, ...]:
    """The contents of the book: parts hold their chapters, chapters their sections."""
    outside = _outside_parts(config, edition, sheets)
    flat: list[tuple[int, NavPoint]] = []
    in_part = False
    deepest = edition.contents_depth or config.contents_depth or _DEEPEST
    for sheet in sheets:
        if sheet.kind == "part":
            in_part = True
        elif sheet.kind != "chapter" or sheet.name in outside:
            in_part = False
        for heading in sheet.headings:
            # An epigraph has a place in the book and no name in its contents.
            if heading.level > deepest or not heading.title:
                continue
            depth = max(heading.level - 1, 0) + (in_part and sheet.kind != "part")
            href = f"{sheet.name}{suffix}" + (f"#{heading.anchor}" if heading.anchor else "")
            flat.append((depth, NavPoint(_title(heading, sheet, words), href)))
    return _nested(flat)


def _outside_parts(config: Config, edition: Edition, sheets: tuple[Sheet, ...]) -> frozenset[str]:
    """Chapters after a part that belong to none, such as a conclusion; known only when all chapters are there."""
    entries = [e for e in config.chapters if e.kind is Kind.CHAPTER and e.path not in edition.leaves_out]
    chapters = [sheet for sheet in sheets if sheet.kind == "chapter"]
    if len(entries) != len(chapters):
        return frozenset()
    return frozenset(sheet.name for entry, sheet in zip(entries, chapters, strict=True) if entry.part is None)


def _title(heading: Heading, sheet: Sheet, words: Words) -> str:
    if not heading.number:
        return heading.title
    if heading.level == 0:
        return f"{words.part} {heading.number}: {heading.title}"
    if heading.level == 1 and sheet.kind == "appendix":
        return f"{words.appendix} {heading.number}: {heading.title}"
    return f"{heading.number}{'.' if heading.level == 1 else ''} {heading.title}"


def _nested(flat: list[tuple[int, NavPoint]]) -> tuple[NavPoint, ...]:
    """The flat list as a tree; an entry that skips a depth hangs below the nearest one before it."""
    points: list[NavPoint] = []
    at = 0
    while at < len(flat):
        depth, point = flat[at]
        end = at + 1
        while end < len(flat) and flat[end][0] > depth:
            end += 1
        points.append(NavPoint(point.title, point.href, _nested(flat[at + 1 : end])))
        at = end
    return tuple(points)
