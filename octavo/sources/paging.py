"""Page ranges as bibliographies and locators write them, with the short forms of the second number."""

import re
from dataclasses import dataclass

_DASHES = re.compile(r"\s*(?:--+|[-\u2010-\u2015\u2212])\s*")
_RANGE = re.compile(r"([A-Za-z]{0,2})([0-9]+)(?:(-)([A-Za-z]{0,2})([0-9]+))?")
_LABEL = re.compile(r"(?:pp?\.?|pages?|s\.|ss?\.|стр?\.)\s*(?=[0-9])", re.I)
_NUMBERS = re.compile(r"([0-9]+)(?:-([0-9]+))?(?:n(?:n|\.)?\s?[0-9]+)?(?=$|[,;.\s)}])")
_MORE = re.compile(r",\s*(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Range:
    """Pages from one to another, with the letter before them ("S12–S18"); both the same for a single page."""

    first: int
    last: int
    letter: str = ""


def dashed(text: str) -> str:
    """A text with every dash between numbers as one hyphen."""
    return _DASHES.sub("-", text.strip())


def ranges(text: str) -> tuple[Range, ...]:
    """The ranges of a text that is nothing but ranges; () for every other text."""
    found: list[Range] = []
    for piece in re.split(r"\s*(?:[,;]|\band\b|&)\s*", dashed(text)):
        match = _RANGE.fullmatch(piece)
        if not match or (match[4] and match[4] != match[1]):
            return ()
        first, last = match[2], match[5] or match[2]
        found.append(Range(int(first), int(_whole(first, last)), match[1]))
    return tuple(found)


def _whole(first: str, last: str) -> str:
    """The second number of a range in full: 312-25 is 312 to 325."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def reversed_range(text: str) -> str:
    """The first range of a text that ends before it begins, as it is written, or "".

    A lone hyphen may join a section and a page ("4-3"), so small numbers count only where a dash is meant.
    """
    for piece in re.split(r"[,;]", text):
        match = _RANGE.fullmatch(dashed(piece))
        if not match or not match[5] or match[4] not in ("", match[1]) or len(match[2]) != len(match[5]):
            continue
        lone = re.search(r"[0-9]\s*-\s*[A-Za-z]*[0-9]", piece) is not None
        if int(match[5]) < int(match[2]) and not (lone and int(match[5]) < 30):
            return piece.strip()
    return ""


def located(text: str) -> tuple[Range, ...]:
    """The pages that a locator names: "p. 512", "pp. 12–14, 20n3", "512"; () when it names none, or other things."""
    plain = dashed(text.strip().lstrip("{"))
    label = _LABEL.match(plain)
    at = label.end() if label else 0
    found: list[Range] = []
    while match := _NUMBERS.match(plain, at):
        first, last = match[1], match[2] or match[1]
        found.append(Range(int(first), int(_whole(first, last))))
        more = _MORE.match(plain, match.end())
        if not more:
            rest = plain[match.end() :].lstrip()
            return tuple(found) if label or rest[:1] in ("", ",", ";", ".", "}") else ()
        at = more.end()
    return () if not label else tuple(found)
