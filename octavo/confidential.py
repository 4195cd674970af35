"""Confidential sources: who is printed under another name, in which editions, until when, and what must not be found.

A source says ``custom.confidential = {pseudonym, editions, until}``. The pseudonym stands in the editions that it names
(in all, where it names none) up to the day ``until``. The true name comes from a file that a person names on the
command line; without it the pseudonym stands everywhere, whatever an ``author`` in the bibliography says.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from octavo.model import Book, Edition, Entry
from octavo.romanise import cyrillic, romanised

WITHHELD = "Name withheld"
# Shorter surnames are words of any text.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Secret:
    """A name that an edition must not hold: in full, in the spellings that it may have, and the surname alone."""

    key: str
    names: tuple[str, ...]
    surnames: tuple[str, ...]


def pseudonym(csl: Mapping[str, Any]) -> str:
    """The pseudonym of a confidential source; "" for any other."""
    wanted = _wish(csl)
    return "" if wanted is None else str(wanted.get("pseudonym") or WITHHELD)


def public(csl: dict[str, Any]) -> dict[str, Any]:
    """A source as it may be shown: a confidential one by its pseudonym."""
    named = pseudonym(csl)
    return {**csl, "author": [{"literal": named}]} if named else csl


def hidden_keys(entries: tuple[Entry, ...]) -> dict[str, str]:
    """Other keys for confidential sources: their own may tell the name, and ids are made of them."""
    secret = (
        entry.key for entry in entries if '"confidential"' in entry.csl and _wish(json.loads(entry.csl)) is not None
    )
    return {key: f"confidential-{number}" for number, key in enumerate(secret, 1)}


def with_hidden_keys(entries: tuple[Entry, ...], hidden: Mapping[str, str]) -> tuple[Entry, ...]:
    """The entries by their other keys, which their CSL-JSON has too."""
    return tuple(_renamed(entry, hidden[entry.key]) if entry.key in hidden else entry for entry in entries)


def _renamed(entry: Entry, key: str) -> Entry:
    return replace(entry, key=key, csl=json.dumps({**json.loads(entry.csl), "id": key, "true-key": entry.key}))


def guarded(
    book: Book, edition: Edition, today: date | None, names: Mapping[str, str]
) -> tuple[Book, tuple[Secret, ...]]:
    """The book of an edition with each confidential source as it may be named there, and what must not be found in it.

    ``names`` are the true names by key, "Given Family" or "Family, Given".
    """
    entries: list[Entry] = []
    secrets: list[Secret] = []
    for entry in book.bibliography.entries:
        csl = json.loads(entry.csl) if '"confidential"' in entry.csl else {}
        wish = _wish(csl)
        if wish is None:
            entries.append(entry)
            continue
        key = str(csl.pop("true-key", entry.key))
        true = names.get(key, "")
        if _free(wish, edition, today) and true:
            shown: dict[str, Any] = {**csl, "author": [_person(true)]}
        else:
            shown = public(csl)
            secrets.append(_secret(key, csl, true))
        shown["custom"] = {name: value for name, value in csl["custom"].items() if name != "confidential"}
        entries.append(replace(entry, csl=json.dumps(shown, ensure_ascii=False, sort_keys=True)))
    if not secrets and tuple(entries) == book.bibliography.entries:
        return book, ()
    return replace(book, bibliography=replace(book.bibliography, entries=tuple(entries))), tuple(secrets)


def _wish(csl: Mapping[str, Any]) -> Mapping[str, Any] | None:
    custom = csl.get("custom")
    wish = custom.get("confidential") if isinstance(custom, dict) else None
    if not wish:
        return None
    return wish if isinstance(wish, dict) else {}


def _free(wish: Mapping[str, Any], edition: Edition, today: date | None) -> bool:
    """True where an edition may print the true name."""
    bound = wish.get("editions")
    if isinstance(bound, list) and bound and not {edition.name, edition.format.value} & {str(name) for name in bound}:
        return True
    try:
        return today is not None and bool(wish.get("until")) and today > date.fromisoformat(str(wish["until"]))
    except ValueError:
        return False


def _person(name: str) -> dict[str, str]:
    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.rpartition(" ")
    return {"family": family.strip(), "given": given.strip()} if given.strip() else {"literal": name.strip()}


def _secret(key: str, csl: Mapping[str, Any], true: str) -> Secret:
    """The spellings of a name: as in the file and in the bibliography, in both orders, in Latin letters."""
    authors = csl.get("author")
    people = [_person(true)] if true else []
    people += [person for person in authors if isinstance(person, dict)] if isinstance(authors, list) else []
    language = str(csl.get("language", ""))
    names = dict.fromkeys(name for person in people for name in _spellings(person, language))
    return Secret(key, tuple(names), tuple(dict.fromkeys(_surnames(people, language))))


def _spellings(person: Mapping[str, Any], language: str) -> Iterator[str]:
    family, given = str(person.get("family", "")), str(person.get("given", ""))
    literal = str(person.get("literal", ""))
    for name in (f"{given} {family}", f"{family} {given}", f"{family}, {given}") if family and given else (literal,):
        if name.strip():
            yield name
            if cyrillic(name):
                yield romanised(name, language)


def _surnames(people: list[Any], language: str) -> Iterator[str]:
    for person in people:
        family = str(person.get("family", ""))
        if len(family) >= _TELLING:
            yield family
            if cyrillic(family):
                yield romanised(family, language)
