"""The order of the bibliography: names letter by letter in the house's collation, in one list or one for each script.

Works of one author stay in the order that the style gives them.
"""

import re

from octavo import collation, tree
from octavo.citing.chicago import Source
from octavo.citing.sources import NAMES, base
from octavo.citing.wants import APART, Wants
from octavo.model import Nodes
from octavo.romanise import ALA_LC, NONE, cyrillic, language_of, romanised

_ARTICLES = {
    "en": "a an the", "fr": "le la les un une", "de": "der die das ein eine", "es": "el la los las un una",
    "it": "il lo la i gli le un una uno", "nl": "de het een", "pt": "o a os as um uma",
}  # fmt: skip
_CYRILLIC_BOOKS = frozenset(("ru", "uk", "be", "bg", "sr", "mk"))
_DASHES = re.compile(r"^[\s\u2012-\u2015_-]{1,8}[\s.,]")
_NAMELESS: Source = {}

# The script of an entry in a bibliography that keeps scripts apart, and its names.
Key = tuple[int, tuple[collation.Key, ...]]


def in_order(printed: list[tuple[str, Nodes]], sources: dict[str, Source], wants: Wants, particles: bool) -> list[str]:
    """The keys of the entries in their order; ``particles`` is true where a name is filed under its particle."""
    keys: list[tuple[Key, str]] = []
    before: Key = (0, ())
    for key, inlines in printed:
        text = tree.text(inlines)
        if not _DASHES.match(text):
            before = _key(text, sources.get(key, _NAMELESS), wants, particles)
        keys.append((before, key))
    return [key for _, key in sorted(keys, key=lambda item: item[0])]


def _key(text: str, source: Source, wants: Wants, particles: bool) -> Key:
    """What an entry is filed by: the names that it begins with, else its title, else its words."""
    begins = collation.folded(_letters(text))
    headings = next((found for name in NAMES if (found := _headings(source, name, particles, begins))), ())
    if not headings:
        headings = (_title(text, source, wants),)
    language = str(source.get("language", ""))
    return (
        int(wants.filing == APART and cyrillic(headings[0]) != (base(wants.language) in _CYRILLIC_BOOKS)),
        tuple(piece for heading in headings for piece in _filed(heading, language, wants)),
    )


def _filed(heading: str, language: str, wants: Wants) -> tuple[collation.Key, ...]:
    """A heading as it is sorted: romanised among Latin ones. What parts one name from the next sorts before letters."""
    latin = wants.filing != APART and base(wants.language) not in _CYRILLIC_BOOKS
    if latin and cyrillic(heading):
        scheme = ALA_LC if wants.scheme == NONE else wants.scheme
        heading = romanised(heading, language_of(heading, language), scheme)
    return (*collation.key(heading, wants.language), ())


def _headings(source: Source, name: str, particles: bool, begins: str) -> tuple[str, ...]:
    """The names of a kind as they are filed, if the printed entry begins with the first of them."""
    people = source.get(name)
    if not isinstance(people, list):
        return ()
    found: list[str] = []
    for person in people:
        if not isinstance(person, dict):
            continue
        dropped, held = str(person.get("dropping-particle", "")), str(person.get("non-dropping-particle", ""))
        family = str(person.get("family") or person.get("literal") or person.get("given") or "")
        given = str(person.get("given", "")) if person.get("family") else ""
        head = f"{held} {family}".strip() if particles else family
        rest = " ".join(part for part in (given, dropped, "" if particles else held) if part)
        found.append(f"{head}, {rest} {person.get('suffix', '')}".strip(" ,"))
        if len(found) == 1 and not any(
            begins.startswith(start)
            for start in (collation.folded(_letters(shown)) for shown in (family, f"{held}{family}"))
            if start
        ):
            return ()
    return tuple(found)


def _title(text: str, source: Source, wants: Wants) -> str:
    """The title without its article, where the entry begins with it; else the entry's first words."""
    language = base(str(source.get("language", "")) or wants.language)
    begin = re.split(r"(?<=[^\W\d_]{2})[.?!](?:[”»’\"]*)(?:\s|$)", text, maxsplit=1)[0].strip("“”«»„\"'’‘. ")
    words = begin.split(" ")
    if len(words) > 1 and words[0].lower() in _ARTICLES.get(language, "").split():
        words = words[1:]
    heading = re.sub(r"[,(;:]", "", " ".join(words))
    return re.sub(r"^[LlDd][’']", "", heading) if language in ("fr", "it") else heading


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
