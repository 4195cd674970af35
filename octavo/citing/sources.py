"""Sources as the style gets them: mended, item by item, where a style cannot know what Chicago wants."""

import re

from octavo.citing import chicago
from octavo.citing.asides import clean, with_aside
from octavo.citing.chicago import FIRM_HYPHEN, Source
from octavo.citing.stops import with_signs
from octavo.citing.style import SHELF_MARK, of_chicago
from octavo.citing.wants import BOTH, ORIGINAL, Wants
from octavo.confidential import public
from octavo.romanise import cyrillic, language_of, romanised

NAMES = (
    "author", "editor", "editor-translator", "translator", "compiler", "collection-editor", "composer", "director",
    "host", "narrator", "performer", "container-author", "reviewed-author", "recipient", "interviewer", "illustrator",
    "original-author", "chair", "contributor", "curator", "editorial-director", "guest", "organizer", "producer",
    "executive-producer", "script-writer", "series-creator",
)  # fmt: skip
_NOT_WORDS = frozenset(
    ("id", "type", "language", "DOI", "URL", "ISBN", "ISSN", "note", "custom", "keyword", "abstract")
)
_OURS = frozenset(("custom", "translated-title"))
_ARCHIVAL = (("fond", "f.", "ф."), ("opis", "op.", "оп."), ("delo", "d.", "д."), ("list", "l.", "л."))
_CYRILLIC_BOOKS = frozenset(("ru", "uk", "be", "bg", "sr", "mk"))
_PUBLIC_LAW = re.compile(r"^Pub(?:lic|\.)\s*L(?:aw|\.)\s*(?:Nos?\.?\s*)?(?=\d)", re.I)


def prepared(source: Source, style: str, wants: Wants) -> Source:
    """A source as the style needs it, in the script that the book wants."""
    made = {key: clean(value) if isinstance(value, str) else value for key, value in public(source).items()}
    custom = made.get("custom") if isinstance(made.get("custom"), dict) else {}
    assert isinstance(custom, dict)
    made = _spoken(made)
    shown = _in_latin(made, custom, wants) if wants.scripts != ORIGINAL else made
    shown = _titled(shown, made, _translation(made, custom, wants), wants)
    shown = {**shown, **_archived(shown, custom, wants)}
    mends = (_law, _introduced, _sacred, *((*chicago.MENDS, with_signs) if of_chicago(style) else ()))
    for mend in mends:
        shown = mend(shown)
    return {key: value for key, value in shown.items() if key not in _OURS}


def base(language: str) -> str:
    """The language of a tag without its script and region."""
    return language.split("-")[0].split("_")[0].lower()


def custom_of(source: Source, *names: str) -> str:
    """The first of these fields of the author's own that has a text."""
    custom = source.get("custom")
    found = (custom.get(name) for name in names) if isinstance(custom, dict) else ()
    return next((clean(value).strip() for value in found if isinstance(value, str) and value.strip()), "")


def given_romanisation(source: Source, field: str) -> str:
    """The romanisation of a field that the author gives."""
    return custom_of(source, f"{field}-romanised", f"{field}-romanized")


def _spoken(source: Source) -> Source:
    """A source with a language, so that no style puts English capitals into a Cyrillic title."""
    title = str(source.get("title", ""))
    return source if source.get("language") or not cyrillic(title) else {**source, "language": language_of(title)}


def _translation(source: Source, custom: Source, wants: Wants) -> str:
    """The title in the language of the book, where it is in another."""
    own, language = base(str(source.get("language", ""))), base(wants.language)
    given = source.get("translated-title") or (custom.get(f"title-{language}") if own and own != language else "")
    translated = str(given or "").strip()
    return "" if translated == str(source.get("title", "")).strip() else clean(translated)


def _titled(source: Source, original: Source, translated: str, wants: Wants) -> Source:
    """A source whose title has behind it what stands outside its quotation marks: the original, the translation.

    Its original title would be the translation once more: Chicago prints it as "Originally published as".
    """
    title = str(source.get("title", ""))
    if not title:
        return source
    first = str(original.get("title", "")) if wants.scripts == BOTH and title != original.get("title") else ""
    aside = " ".join(piece for piece in (first, f"[{translated}]" if translated else "") if piece)
    if not aside:
        return source
    without = {key: value for key, value in source.items() if key != "original-title" or not translated}
    shown = with_aside(title, f'<span class="nocase">{aside}</span>')
    return {**without, "title": shown, "title-short": source.get("title-short") or title}


def _in_latin(source: Source, custom: Source, wants: Wants) -> Source:
    """A source with every Cyrillic word in Latin letters: as the author romanised it, else by the scheme."""
    language = str(source.get("language", ""))

    def latin(name: str, text: str) -> str:
        if not cyrillic(text):
            return text
        given = given_romanisation(source, name)
        return given or romanised(text, language_of(text, language), wants.scheme)

    made: Source = {}
    for name, value in source.items():
        if name in NAMES and isinstance(value, list):
            made[name] = [
                {part: latin("", text) if isinstance(text, str) else text for part, text in person.items()}
                for person in value
                if isinstance(person, dict)
            ]
        else:
            made[name] = latin(name, value) if isinstance(value, str) and name not in _NOT_WORDS else value
    return made


def _archived(source: Source, custom: Source, wants: Wants) -> Source:
    """The shelf-mark of an archival source: its place in the archive, and what a short form says of it."""
    own = base(wants.language) in _CYRILLIC_BOOKS
    pieces = [f"{(latin, cyril)[own]} {custom[name]}" for name, latin, cyril in _ARCHIVAL if custom.get(name)]
    location = str(source.get("archive_location") or ", ".join(pieces))
    archive = str(custom.get("archive-short") or source.get("archive") or "")
    if not location or not archive or source.get("URL") or source.get("DOI"):
        return {"archive_location": location} if location else {}
    collection = str(source.get("archive_collection") or "")
    mark = ", ".join(piece for piece in (archive, collection, location) if piece)
    return {"archive_location": location, SHELF_MARK: mark}


def _law(source: Source) -> Source:
    """A law's number is one number: "Pub. L. No. 106-38"."""
    number = source.get("number")
    if source.get("type") != "legislation" or not isinstance(number, str):
        return source
    return {**source, "number": re.sub(r"(?<=\w)-(?=\w)", FIRM_HYPHEN, _PUBLIC_LAW.sub("", number))}


def _introduced(source: Source) -> Source:
    """A foreword, and the like, that has no title but what it is, is named once."""
    title, genre = str(source.get("title", "")).strip(), str(source.get("genre", "")).strip()
    alone = source.get("type") == "chapter" and genre and title.casefold() == genre.casefold()
    return {key: value for key, value in source.items() if key not in ("title", "title-short")} if alone else source


def _sacred(source: Source) -> Source:
    """A book of a sacred text is in no italics: "2 Kings 11:8"."""
    title = source.get("title")
    if source.get("type") != "classic" or not isinstance(title, str) or any(source.get(name) for name in NAMES):
        return source
    return {**source, "title": f'<span class="nodecor">{title}</span>'}
