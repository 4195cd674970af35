"""What Chicago wants of single sources, and no style can know: mends of one item each, done before it is printed."""

import re
from collections.abc import Callable
from typing import Any

# A source in CSL-JSON.
Source = dict[str, Any]
# A hyphen in the number of a law is no range; this one looks alike, and nobody takes it for one.
FIRM_HYPHEN = "\u2011"
# Signs for an issue's second number, in which no style sees a second issue.
_FIRM = {ord(sign): 0xE010 + at for at, sign in enumerate("0123456789()")}
_SPACE = "\ue01c"
FIRM_SIGNS = {**{firm: sign for sign, firm in _FIRM.items()}, ord(_SPACE): "\u00a0", ord(FIRM_HYPHEN): "-"}
_OF_CONGRESS = re.compile(rf"\d{{1,3}}[-{FIRM_HYPHEN}–]\d{{1,4}}")
_LAST_YEAR_WITH_PLACE = 1899
_PRESENTED = frozenset(("paper", "paper presented", "conference paper", "presentation"))
# Words that say what kind of thing a source is: in the midst of a note they have no capital.
_KINDS = frozenset((
    "address", "archival", "article", "blog", "broadcast", "brochure", "chart", "comment", "communiqué", "conference",
    "dataset", "declaration", "digital", "dissertation", "editorial", "email", "exhibition", "fact", "film", "image",
    "interview", "joint", "leaflet", "lecture", "letter", "manuscript", "map", "master’s", "master's", "memorandum",
    "message", "minutes", "newsletter", "note", "opinion", "oral", "pamphlet", "paper", "photograph", "podcast",
    "policy", "poster", "preprint", "presentation", "press", "published", "radio", "remarks", "report", "sermon",
    "sound", "speech", "statement", "strategic", "summit", "talk", "talking", "technical", "telegram", "television",
    "thesis", "transcript", "typescript", "unpublished", "video", "web", "webinar", "white", "working",
))  # fmt: skip
_ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# To a style the stop of "U.S." ends a sentence, and the small word behind it begins one.
_AFTER_LETTERS = re.compile(
    r"((?:\b[A-Z]\.){2,})( +)(a|an|and|as|at|but|by|for|from|in|into|nor|of|on|or|over|the|to|under|with)\b(?! *[:<])"
)


def _act(source: Source) -> Source:
    """An act that is no public law of the United States has its number behind its title: "…, Ukaz № 640"."""
    number, title = source.get("number"), source.get("title")
    if source.get("type") != "legislation" or not isinstance(number, str) or not isinstance(title, str):
        return source
    if _OF_CONGRESS.fullmatch(number):
        return source
    without = {key: value for key, value in source.items() if key != "number"}
    return {**without, "title": f"{title}, {number}", "title-short": source.get("title-short") or title}


def _held(source: Source) -> Source:
    """A speech whose event has no name has its place behind its kind: "speech, Lisbon, May 1, 2001"."""
    place = source.get("event-place")
    if source.get("type") != "speech" or not isinstance(place, str) or source.get("event-title"):
        return source
    genre = ", ".join(piece for piece in (str(source.get("genre", "")), place) if piece)
    return {**{key: value for key, value in source.items() if key != "event-place"}, "genre": genre}


def _presented(source: Source) -> Source:
    """A paper that was presented says so once, with one date."""
    if source.get("type") != "paper-conference" or not source.get("event-title"):
        return source
    doubled = {"genre"} if str(source.get("genre", "")).casefold() in _PRESENTED else set()
    doubled |= {"event-date"} if source.get("event-date") == source.get("issued") else set()
    return {key: value for key, value in source.items() if key not in doubled}


def _placed(source: Source) -> Source:
    """A book from before 1900 keeps its place before the publisher's name (Chicago 18, 14.30)."""
    place, publisher = source.get("publisher-place"), source.get("publisher")
    if not isinstance(place, str) or not isinstance(publisher, str) or not place or not publisher:
        return source
    year = year_of(source)
    if year is None or year > _LAST_YEAR_WITH_PLACE or place in publisher or source.get("type") == "thesis":
        return source
    without = {key: value for key, value in source.items() if key != "publisher-place"}
    return {**without, "publisher": f"{place}: {publisher}"}


def _kind(source: Source) -> Source:
    """What a source is stands in small letters, and apart from a number that is words: "press release, Document 4"."""
    genre, number = source.get("genre"), source.get("number")
    if not isinstance(genre, str) or not genre.strip():
        return source
    first = re.split(r"[\s(,-]", genre.strip(), maxsplit=1)[0]
    named = genre[:1].lower() + genre[1:] if first.lower() in _KINDS and first[1:] == first[1:].lower() else genre
    if isinstance(number, str) and re.match(r"[^\W\d_]{2}", number) and source.get("type") != "legislation":
        without = {key: value for key, value in source.items() if key != "number"}
        return {**without, "genre": f"{named}, {number}"}
    return {**source, "genre": named}


def _volume(source: Source) -> Source:
    """Volumes have arabic numbers, however they are numbered themselves (Chicago 18, 14.17)."""
    volume = source.get("volume")
    if not isinstance(volume, str) or not _ROMAN.fullmatch(volume) or (len(volume) < 2 and volume not in "IVX"):
        return source
    numbers = [_VALUES[letter] for letter in volume]
    total = sum(-n if n < max(numbers[at:]) else n for at, n in enumerate(numbers))
    return {**source, "volume": str(total)}


def _issue(source: Source) -> Source:
    """An issue with its number through the years is one issue: "no. 3 (54)"."""
    issue = source.get("issue")
    match = re.fullmatch(r"(\d+) ?(\(\d+\))", issue) if isinstance(issue, str) else None
    return {**source, "issue": f"{match[1]}{_SPACE}{match[2].translate(_FIRM)}"} if match else source


def _letters(source: Source) -> Source:
    """A small word behind "U.S." stays small in a title."""
    return {
        name: _AFTER_LETTERS.sub(r'\1\2<span class="nocase">\3</span>', value)
        if name in ("title", "title-short", "container-title") and isinstance(value, str) and "." in value
        else value
        for name, value in source.items()
    }


MENDS: tuple[Callable[[Source], Source], ...] = (
    _act, _kind, _held, _presented, _placed, _volume, _issue, _letters,
)  # fmt: skip


def year_of(source: Source) -> int | None:
    """The year in which a source was issued; None where it cannot be told."""
    issued = source.get("issued")
    try:
        return int(issued["date-parts"][0][0]) if isinstance(issued, dict) else None
    except (KeyError, IndexError, TypeError, ValueError):
        return None
