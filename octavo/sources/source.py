"""A source as rules see it: its CSL variables as plain text, its names, its year, and the place of each field."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from octavo.findings import Place
from octavo.model import Entry, Field

_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|span|sc)\b[^<>]*>", re.I)
# The names of BibTeX for the variables of CSL, where they differ: to find the field that a fault stands in.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "issued": ("date", "year"), "accessed": ("urldate",), "page": ("pages",), "language": ("langid", "hyphenation"),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle", "issuetitle"),
    "publisher": ("institution", "school", "organization", "howpublished"), "publisher-place": ("location", "address"),
    "collection-title": ("series",), "number": ("number", "eprint"), "genre": ("type",), "event-date": ("eventdate",),
    "original-date": ("origdate",), "title-short": ("shorttitle",), "event-title": ("eventtitle",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A person or a body: family name with its particles, given name; or the name as it stands."""

    family: str
    given: str = ""
    literal: str = ""

    @property
    def text(self) -> str:
        """The name as one text."""
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Source:
    """A source: the entry that it is made of, and its CSL variables."""

    entry: Entry
    values: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The key by which it is cited."""
        return self.entry.key

    @property
    def type(self) -> str:
        """Its CSL type; "" where the entry has none that CSL knows."""
        return self.text("type")

    def text(self, *names: str) -> str:
        """The first of these variables that says something, without markup."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str | int) and value != "":
                text = str(value)
                return _TAG.sub("", text).strip() if "<" in text else text.strip()
        return ""

    def names(self, *roles: str) -> tuple[Name, ...]:
        """The persons and bodies in these roles."""
        found = (name for role in roles for name in self.values.get(role) or () if isinstance(name, dict))
        return tuple(_name(name) for name in found)

    def parts(self, variable: str = "issued") -> tuple[tuple[int, ...], ...]:
        """The parts (year, month, day) of a date, or of the two ends of a range; none for what is no date."""
        value = self.values.get(variable)
        dates = value.get("date-parts") if isinstance(value, dict) else ()
        try:
            return tuple(tuple(int(part) for part in date) for date in dates or () if date)
        except (TypeError, ValueError):
            return ()

    @property
    def year(self) -> int:
        """The year in which it came out, 0 for none."""
        parts = self.parts()
        return parts[0][0] if parts else 0

    def field(self, *names: str) -> Field | None:
        """The first field, as it is written, that gives one of these CSL variables."""
        wanted = {alias for name in names for alias in (name.lower(), *_FIELDS.get(name, ()))}
        return next((field for field in self.entry.fields if field.name.lower() in wanted), None)

    def place(self, *names: str) -> Place:
        """Where the value of one of these variables stands; where none is written, the key."""
        found = self.field(*names) if names else None
        return found.place if found else self.entry.place

    def spelling(self, variable: str) -> str:
        """What the bibliography's own language calls a CSL variable: ``journaltitle`` in a .bib file."""
        if not in_bibtex(self.entry):
            return variable
        if variable == "container-title" and self.type not in ("article-journal", "article-magazine"):
            return "booktitle"
        return _FIELDS.get(variable, (variable.lower(),))[0]


def in_bibtex(entry: Entry) -> bool:
    """True for an entry of a BibTeX file, false for one of CSL."""
    return not entry.place.file.lower().endswith((".json", ".yaml", ".yml"))


@lru_cache(maxsize=2)
def sources(entries: tuple[Entry, ...]) -> tuple[Source, ...]:
    """The sources of a bibliography, in its order. Every rule asks for the same ones."""
    return tuple(Source(entry, json.loads(entry.csl)) for entry in entries)


def printed(entries: tuple[Entry, ...], everything: bool, cited: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the book prints: those that it cites, or every one."""
    if everything:
        return sources(entries)
    keys = frozenset(cited)
    return sources(tuple(entry for entry in entries if entry.key in keys))


def _name(name: Mapping[str, Any]) -> Name:
    said = {key: str(part) for key, part in name.items() if isinstance(part, str | int)}
    particles = " ".join(said[key] for key in ("non-dropping-particle",) if said.get(key))
    family = f"{particles} {said.get('family', '')}".strip()
    return Name(family, said.get("given", ""), said.get("literal", ""))
