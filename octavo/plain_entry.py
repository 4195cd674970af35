"""Entries that a style prints nowhere, such as letters and interviews, for a bibliography that lists them too."""

from typing import Any

from octavo import tree
from octavo.confidential import public
from octavo.model import Node, Nodes

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def plain_entry(csl: dict[str, Any], language: str) -> Nodes:
    """A source in the order of Chicago's bibliographies: who, what, where, when, and where it lies now."""
    csl = public(csl)
    who = _people(csl, "author", inverted=True) or _people(csl, "editor", inverted=True)
    title = " ".join(str(csl.get("title", "")).split())
    asked = _people(csl, "interviewer", inverted=False)
    genre = str(csl.get("genre", "") or csl.get("medium", "")).strip()
    place = str(csl.get("event-place", "") or csl.get("publisher-place", "")).strip()
    container, kept = str(csl.get("container-title", "")).strip(), str(csl.get("archive", "")).strip()
    what = ", ".join(piece for piece in (genre, f"by {asked}" if asked else "") if piece)
    pieces: list[Nodes] = [tree.words(who)] if who else []
    if title:
        # English has the stop within the quotation marks.
        title += "." if language.startswith("en") and not title.endswith((".", "?", "!")) else ""
        pieces.append([{"t": "Quoted", "c": [{"t": "DoubleQuote"}, tree.words(title)]}])
    pieces += [tree.words(what[:1].upper() + what[1:])] if what else []
    pieces += [[{"t": "Emph", "c": tree.words(container)}]] if container else []
    where = ", ".join(piece for piece in (place, _date(csl, language)) if piece)
    pieces += [tree.words(where)] if where else []
    shelf = ", ".join(piece for piece in (str(csl.get("archive_location", "")).strip(), kept) if piece)
    pieces += [tree.words(shelf)] if shelf else []
    return _sentences(pieces or [tree.words(str(csl.get("id", "")))])


def _sentences(pieces: list[Nodes]) -> Nodes:
    nodes: Nodes = []
    for piece in pieces:
        stop: list[Node] = [] if tree.text(piece).rstrip("”").endswith((".", "?", "!")) else [tree.string(".")]
        nodes += [*([{"t": "Space"}] if nodes else []), *piece, *stop]
    return nodes


def _people(csl: dict[str, Any], role: str, inverted: bool) -> str:
    people = csl.get(role)
    named = (
        [_name(person, inverted and not number) for number, person in enumerate(people)]
        if isinstance(people, list)
        else []
    )
    named = [name for name in named if name]
    return " and ".join(named) if len(named) < 3 else f"{', '.join(named[:-1])}, and {named[-1]}"


def _name(person: Any, inverted: bool) -> str:
    if not isinstance(person, dict):
        return ""
    family, given = str(person.get("family", "")), str(person.get("given", ""))
    if not family:
        return str(person.get("literal", "") or given)
    return f"{family}, {given}" if inverted and given else f"{given} {family}".strip()


def _date(csl: dict[str, Any], language: str) -> str:
    """The date: "May 4, 2019" in English, 4.5.2019 elsewhere."""
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if not parts or not parts[0]:
        return str(issued.get("literal", "")) if isinstance(issued, dict) else ""
    numbers = [int(part) for part in parts[0] if str(part).lstrip("-").isdigit()]
    if not language.startswith("en") or not all(1 <= month <= 12 for month in numbers[1:2]):
        return ".".join(str(number) for number in reversed(numbers))
    day = f" {numbers[2]}," if len(numbers) > 2 else ""
    return f"{_MONTHS[numbers[1] - 1]}{day} {numbers[0]}" if len(numbers) > 1 else str(numbers[0])
