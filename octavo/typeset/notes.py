"""Long notes: cut into lines, so that a note can run on to the next page, which the typesetter alone cannot do.

The typesetter never breaks a note: a long one leaves a hole, and one that is taller than the page loses its text. A
note is therefore measured first and then handed over as a row of notes, the first with its number and the others
without: two lines, then line by line (a few at a time in a very long note), and the last two together.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

LONG = 420
SHORTEST_CUT = 6
HEAD, TAIL = 2, 2
# Pieces cost time: a note of very many lines is cut at every second or third of them.
MOST_PIECES = 48
CHUNK = 300
UNSEEN = "\u00ad\u2060\u200b\ufeff"
FREE = frozenset({"span", "p", "em", "i", "strong", "b", "a", "cite", "q", "sup", "sub", "small", "code"})


@dataclass(frozen=True, slots=True)
class Line:
    """A set line of a note: how many letters it has, whether a word is broken at its end, the block that it is in,
    and whether that block may be cut.
    """

    letters: int
    broken: bool
    block: int
    free: bool


def is_note(element: Element) -> bool:
    """True for an element that is set at the foot of the page."""
    return "note" in (element.get("class") or "").split()


def letters(text: str | None) -> int:
    """How many characters leave ink: white space and invisible ones do not count."""
    return sum(1 for sign in text or "" if not sign.isspace() and sign not in UNSEEN)


def long_notes(root: Element) -> list[tuple[Element, str]]:
    """The notes that may need cutting, in order, each with the language that it stands in."""
    return [(note, language) for note, language in _notes(root, "") if letters("".join(note.itertext())) > LONG]


def _notes(element: Element, language: str) -> Iterator[tuple[Element, str]]:
    language = element.get("lang") or language
    if is_note(element):
        yield element, language
        return
    for child in element:
        yield from _notes(child, language)


def measuring_sheet(notes: Sequence[tuple[Element, str]]) -> Element:
    """A sheet on which the notes are set one below the other, in the type of notes, to count their lines."""
    html = Element("html")
    body = Element("body", {"class": "note-measuring"})
    html.append(body)
    for number, (note, language) in enumerate(notes):
        holder = Element("div", {"data-measure": str(number), "lang": language})
        copy = deepcopy(note)
        copy.tail = None
        for element in copy.iter():
            element.attrib.pop("id", None)
        holder.append(copy)
        body.append(holder)
    return html


def cuts(lines: Sequence[Line]) -> list[tuple[int, bool]]:
    """Where a note of these lines may be cut: letters before the cut, and whether a paragraph goes on after it."""
    if len(lines) < SHORTEST_CUT:
        return []
    step = -(-len(lines) // MOST_PIECES)
    places, total, last = [], 0, HEAD - step
    for number, line in enumerate(lines[:-1], 1):
        total += line.letters
        within = lines[number].block == line.block
        if last + step <= number <= len(lines) - TAIL and not line.broken and (line.free or not within):
            places.append((total, within))
            last = number
    return places


def plain_cuts(note: Element) -> list[tuple[int, bool]]:
    """Cuts of a note whose lines could not be counted: between words, after every few hundred letters."""
    places, total, last = [], 0, 0
    for word in "".join(note.itertext()).split():
        total += letters(word)
        if total - last >= CHUNK:
            places.append((total, False))
            last = total
    return places[:-1] if places and total - places[-1][0] < CHUNK // 2 else places


def split(note: Element, places: Iterable[tuple[int, bool]]) -> list[Element]:
    """The note as a row of notes, cut at these places; text and order are kept."""
    pieces, rest, done = [], note, 0
    for place, within in places:
        head, rest = split_at(rest, place - done)
        done = place
        if within:
            _add_class(head, "more")
        pieces.append(head)
    pieces.append(rest)
    for number, piece in enumerate(pieces):
        piece.tail = None
        if number:
            _add_class(piece, "continued")
            piece.set("data-piece", f"{note.get('id', 'note')}.{number + 1}")
    pieces[-1].tail = note.tail
    return pieces


def replace(root: Element, rows: dict[Element, list[Element]]) -> None:
    """Put the rows of notes in the place of the notes that they were cut from."""
    for parent in list(root.iter()):
        if not any(child in rows for child in parent):
            continue
        children = [piece for child in parent for piece in rows.get(child, [child])]
        for child in list(parent):
            parent.remove(child)
        parent.extend(children)


def split_at(element: Element, count: int) -> tuple[Element, Element]:
    """The element as two: one with the first ``count`` letters, the other with the rest and without the ids."""
    head, tail = Element(element.tag, dict(element.attrib)), Element(element.tag, dict(element.attrib))
    tail.attrib.pop("id", None)
    first, second, left = _cut_text(element.text, count)
    head.text, tail.text = first, second
    for child in element:
        size = letters("".join(child.itertext()))
        if left <= 0:
            _append(tail, child, child.tail)
            continue
        if size <= left:
            left -= size
            first, second, left = _cut_text(child.tail, left)
            _append(head, child, first)
            tail.text = second
            continue
        one, two = split_at(child, left)
        left = 0
        if child.tag != "a":
            _add_class(two, "cut")
        _append(head, one, None)
        _append(tail, two, child.tail)
    return head, tail


def defer(root: Element, names: set[str]) -> None:
    """Let these notes go to the next page if they must; otherwise the typesetter moves their lines."""
    for element in root.iter():
        if element.get("id") in names and is_note(element):
            _add_class(element, "deferred")


def _append(parent: Element, child: Element, tail: str | None) -> None:
    copy = deepcopy(child)
    copy.tail = tail
    parent.append(copy)


def _cut_text(text: str | None, count: int) -> tuple[str, str, int]:
    """Text up to the count of letters, text after it, and how much of the count is left."""
    text = text or ""
    if count <= 0:
        return "", text.lstrip(), 0
    for number, sign in enumerate(text):
        count -= letters(sign)
        if count == 0:
            return text[: number + 1], text[number + 1 :].lstrip(), 0
    return text, "", count


def _add_class(element: Element, name: str) -> None:
    names = (element.get("class") or "").split()
    element.set("class", " ".join([*names, *([] if name in names else [name])]))
