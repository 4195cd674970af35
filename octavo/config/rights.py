"""Whose a book is, where its own words do not say it: the line of copyright from the year and the names."""

from collections.abc import Iterable
from datetime import date

from octavo.model import Contributor, Publisher

# Works that nobody claims have no such line.
_FREE = ("cc0", "public domain", "cc-pdm", "pddl", "unlicense", "0bsd")
# How the last of several names is joined, for two and for more; elsewhere commas do.
_AND = {"en": (" and ", ", and "), "de": (" und ", " und ")}
# Where the year follows the name.
_YEAR_LAST = ("ru", "uk", "be", "bg", "fr")


def copyright_line(
    language: str, published: date | None, people: Iterable[Contributor], publisher: Publisher, licence: str = ""
) -> str:
    """The line "© 2026 Jane Doe": the authors' of a book, else the publisher's, else the editors'.

    It is empty where nobody is named, and for a licence that gives the work to the public.
    """
    if licence.casefold().startswith(_FREE):
        return ""
    made = tuple(people)
    authors = [person.name for person in made if person.role == "author"]
    editors = [person.name for person in made if person.role == "editor"]
    holders = authors or [name for name in (publisher.name or publisher.imprint,) if name] or editors
    if not holders:
        return ""
    tongue = language.split("-")[0].lower()
    names, year = _joined(holders, tongue), str(published.year) if published else ""
    if tongue in _YEAR_LAST:
        return f"©\u00a0{names}" + (f", {year}" if year else "")
    return f"©\u00a0{year} {names}" if year else f"©\u00a0{names}"


def _joined(names: list[str], tongue: str) -> str:
    two, more = _AND.get(tongue, (", ", ", "))
    return (two if len(names) == 2 else more).join(part for part in (", ".join(names[:-1]), names[-1]) if part)
