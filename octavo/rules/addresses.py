"""The addresses on the web that a book has: those of its links, and those of its sources."""

import json
from collections.abc import Iterator
from urllib.parse import quote

from octavo.findings import Place
from octavo.survey import Survey


def web_addresses(survey: Survey) -> dict[str, tuple[Place, ...]]:
    """Every http and https address without its fragment, with each place that has it."""
    found: dict[str, list[Place]] = {}
    for address, place in (*_linked(survey), *_cited(survey)):
        if address.casefold().startswith(("http://", "https://")):
            found.setdefault(address.partition("#")[0], []).append(place)
    return {address: tuple(dict.fromkeys(places)) for address, places in found.items()}


def source_fields(survey: Survey, name: str) -> Iterator[tuple[str, str, Place]]:
    """The field of this name ("URL", "DOI") of each source that has it: key, value as it is printed, place."""
    for entry in survey.entries:
        if f'"{name}"' in entry.csl:
            value = json.loads(entry.csl).get(name)
            if isinstance(value, str) and value:
                written = (field.place for field in entry.fields if field.name.casefold() == name.casefold())
                yield entry.key, value, next(written, entry.place)


def doi_address(doi: str) -> str:
    """The address that leads to a DOI."""
    return f"https://doi.org/{quote(doi, safe='/:;()._-')}"


def _linked(survey: Survey) -> Iterator[tuple[str, Place]]:
    return ((link.address, link.place) for link in survey.links)


def _cited(survey: Survey) -> Iterator[tuple[str, Place]]:
    for _, value, place in source_fields(survey, "URL"):
        yield value, place
    for _, value, place in source_fields(survey, "DOI"):
        if value.startswith("10."):
            yield doi_address(value), place


def secure(address: str) -> str:
    """The same address with https."""
    return f"https{address[4:]}" if address[:5].casefold() == "http:" else address
