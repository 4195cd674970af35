"""Reading laid-out pages: the titles on a page, and the proof that no note was lost.

Works on the typesetter's boxes by what they are called, so that only the door need load it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from octavo.typeset.notes import is_note, letters

HYPHEN = "\u2010"
SLACK = 0.5


def kind(box: Any) -> str:
    """What the typesetter calls a box."""
    return type(box).__name__


def children(box: Any) -> Sequence[Any]:
    """The boxes in a box."""
    if kind(box) == "AbsolutePlaceholder":
        box = box._box
    return getattr(box, "children", ()) or ()


def text(box: Any) -> str:
    """The text of a box as set, without what the stylesheet generates before it."""
    if kind(box) == "TextBox":
        return str(box.text)
    if str(box.element_tag or "").endswith(("::before", "::after", "::marker", "::footnote-call", "::footnote-marker")):
        return ""
    return "".join(text(child) for child in children(box))


def section_titles(page: Any) -> list[str]:
    """The titles of the sections that begin on a page, without notes."""
    return [" ".join(text(box).split()) for box in _boxes(page._page_box) if _is_heading(box)]


def _is_heading(box: Any) -> bool:
    return box.element_tag == "h2" and kind(box) == "BlockBox"


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in children(box):
        yield from _boxes(child)


def placed_notes(pages: Sequence[Any]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The calls and the bodies of all notes in the order of the pages: id of the note, page from 0."""
    calls, bodies = [], []
    for number, page in enumerate(pages):
        main, area = parts(page)
        calls += [(name, number) for name in _marked(main, "::footnote-call")]
        bodies += [(name, number) for name in _marked([area] if area else [], "::footnote-marker")]
    return calls, bodies


def lost_notes(pages: Sequence[Any]) -> set[str]:
    """The ids of notes that are called on a page and printed on none."""
    calls, bodies = placed_notes(pages)
    return {name for name, _ in calls} - {name for name, _ in bodies}


def faults(pages: Sequence[Any]) -> list[str]:
    """What went wrong with notes: one that is missing, doubled, away from its call, out of order, or over the text."""
    calls, bodies = placed_notes(pages)
    called, printed = dict(reversed(calls)), dict(reversed(bodies))
    count = Counter(name for name, _ in bodies)
    found = [f"{name} is lost" for name in called if name not in printed]
    found += [f"{name} is printed twice" for name in printed if count[name] > 1]
    found += [f"{name} begins after the page of its call" for name, page in calls if printed.get(name, page) != page]
    if [name for name in dict(bodies) if name in called] != [name for name in dict(calls) if name in printed]:
        found.append("notes are out of order")
    found += _cut_short(pages)
    for number, page in enumerate(pages, 1):
        main, area = parts(page)
        if area is None or not area.children:
            continue
        if area.position_y + SLACK < page._page_box.content_box_y():
            found.append(f"the notes of page {number} of this sheet are taller than the page")
        elif _lowest(main) > area.border_box_y() + SLACK:
            found.append(f"the notes of page {number} of this sheet are printed over its text")
    return found


def parts(page: Any) -> tuple[list[Any], Any]:
    """The boxes of the page's text, and its area of notes or None."""
    main, area = [], None
    for child in children(page._page_box):
        if kind(child) == "FootnoteAreaBox":
            area = child
        elif kind(child) != "MarginBox":
            main.append(child)
    return main, area


def _marked(boxes: Sequence[Any], ending: str) -> Iterator[str]:
    """The ids of the notes to which boxes of this kind belong."""
    for box in (box for top in boxes for box in _boxes(top)):
        if str(box.element_tag or "").endswith(ending) and kind(box) == "InlineBox":
            yield box.element.get("id") or "a note without id"


def _cut_short(pages: Sequence[Any]) -> list[str]:
    """The notes of which fewer letters are printed than they have: something of their rest was lost."""
    printed: Counter[Any] = Counter()
    for _, area in map(parts, pages):
        for note in children(area) if area else ():
            if note.element is not None and is_note(note.element):
                printed[note.element] += sum(_letters(line) for line in _boxes(note) if kind(line) == "LineBox")
    return [
        f"{element.get('id') or 'a note without id'} is not printed whole"
        for element, count in printed.items()
        if count < letters("".join(element.itertext()))
    ]


def _letters(line: Any) -> int:
    """The letters of a line, without the hyphen at its end."""
    said = text(line).rstrip()
    return letters(said.removesuffix(HYPHEN))


def _lowest(boxes: Sequence[Any]) -> float:
    """The foot of the lowest line of text."""
    lines = [box.position_y + box.height for top in boxes for box in _boxes(top) if kind(box) == "LineBox"]
    return max(lines, default=0.0)
