"""Initials: the first letter of a chapter over three lines, and its first words in small capitals."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.typeset.notes import is_note

# A quotation mark stands with its letter, never alone.
_FIRST = re.compile(r"\s*([«„“‘\"'¿¡(]{0,2}[^\W\d_])(\S*(?:\s+\S+){0,3})", re.S)
# What is shorter would leave the initial standing below its paragraph.
_LEAST = 240
# Their tails would stand in the fourth line.
_TAILED = frozenset("QJЩЦДÇ")


def set_initials(root: Element) -> None:
    """Give an initial to the first paragraph of each section that asks for one, in place."""
    for section in root.iter("section"):
        if "initials" in (section.get("class") or "").split():
            opening = _opening(section)
            if opening is not None:
                _set(opening)


def _opening(section: Element) -> Element | None:
    """The first paragraph, where the chapter begins with one: an epigraph may stand before it."""
    for child in section:
        if child.tag == "header" or "epigraph" in (child.get("class") or "").split():
            continue
        plain = child.tag == "p" and not child.get("class") and child.text and child.text.strip()
        return child if plain and sum(map(len, _own(child))) >= _LEAST else None
    return None


def _own(element: Element) -> Iterator[str]:
    """The text of a paragraph, without its notes."""
    yield element.text or ""
    for child in element:
        if not is_note(child):
            yield from _own(child)
        yield child.tail or ""


def _set(paragraph: Element) -> None:
    match = _FIRST.match(paragraph.text or "")
    if not match or match[1][-1] in _TAILED:
        return
    rest = (paragraph.text or "")[match.end() :]
    paragraph.text = None
    paragraph.set("class", "unindented")
    first, words = Element("span", {"class": "initial"}), Element("span", {"class": "lead-in"})
    first.text, words.text, words.tail = match[1], match[2], rest
    children = list(paragraph)
    for child in children:
        paragraph.remove(child)
    paragraph.extend([first, words, *children] if match[2] else [first, *children])
    if not match[2]:
        first.tail = rest
