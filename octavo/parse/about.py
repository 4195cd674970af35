"""What the metadata block of a chapter says of it, what of it is not used, and what is wrong with it."""

from collections.abc import Callable, Iterator

from octavo.findings import Place
from octavo.identifiers import bare_doi, doi_fault, orcid_fault
from octavo.model import About, Author, Remark
from octavo.parse.yaml import Mapping, Scalar, Sequence, Value, read_block

# The keys that are used, with other names that they go by.
_NAMES = {
    "author": "authors", "authors": "authors",
    "subtitle": "subtitle",
    "short-title": "short-title", "short_title": "short-title", "shorttitle": "short-title",
    "abstract": "abstract",
    "keywords": "keywords", "keyword": "keywords",
    "doi": "doi",
    "orcid": "orcid",
    "title": "title",
}  # fmt: skip
MALFORMED = "malformed-metadata"
_LONGEST = 20_000


def read_about(path: str, block: str, first: int) -> tuple[About, tuple[Remark, ...]]:
    """The metadata of a block whose first line has this number, and remarks: one on all that is not used, one on each
    value that is not what its key asks for.
    """
    reader = _Reader()
    unused: list[tuple[str, Place]] = []
    for pair in read_block(path, block, first).pairs:
        name = _NAMES.get(pair.key.lower())
        if name is None:
            unused.append((pair.key, pair.place))
        else:
            reader.take(name, pair.key, pair.value, pair.place)
    names = ", ".join(dict.fromkeys(key for key, _ in unused))
    remarks = [Remark("metadata", names, unused[0][1])] if unused else []
    return reader.about(), (*remarks, *reader.remarks)


class _Reader:
    """Takes the values one by one."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []
        self._texts: dict[str, str] = {}
        self._authors: tuple[Author, ...] = ()
        self._keywords: tuple[str, ...] = ()
        self._seen: dict[str, Place] = {}

    def about(self) -> About:
        """What was taken."""
        authors, orcid = self._authors, self._texts.get("orcid", "")
        if orcid and len(authors) == 1 and not authors[0].orcid:
            authors = (Author(authors[0].name, orcid, authors[0].affiliation),)
        text = self._texts.get
        return About(
            authors, text("subtitle", ""), text("short-title", ""), text("abstract", ""), self._keywords,
            text("doi", ""),
        )  # fmt: skip

    def take(self, name: str, key: str, value: Value, place: Place) -> None:
        """A key that is used."""
        if name in self._seen:
            self._fault(f"`{key}` is given twice", place, (self._seen[name],))
            return
        self._seen[name] = place
        if isinstance(value, Scalar) and value.broken:
            self._fault(f"the quotation mark of `{key}` is not closed", value.place)
        elif name == "authors":
            self._authors = tuple(self._people(value))
        elif name == "keywords":
            self._keywords = tuple(self._words(key, value))
        elif name != "title":
            self._texts[name] = self._text(name, key, value)

    def _text(self, name: str, key: str, value: Value) -> str:
        if not isinstance(value, Scalar):
            kind = "a list" if isinstance(value, Sequence) else "a table"
            self._fault(f"`{key}` is {kind} where text is wanted", value.place)
            return ""
        text = value.text[:_LONGEST]
        if name == "doi":
            return self._number(text, value.place, doi_fault, bare_doi)
        return self._number(text, value.place, orcid_fault, _bare_orcid) if name == "orcid" else text

    def _number(self, text: str, place: Place, fault: Callable[[str], str], bare: Callable[[str], str]) -> str:
        why = fault(text) if text else ""
        if why:
            self._fault(f"`{text}` {why}", place)
        return "" if why else bare(text)

    def _words(self, key: str, value: Value) -> Iterator[str]:
        if isinstance(value, Mapping):
            self._fault(f"`{key}` is a table where a list is wanted", value.place)
        elif isinstance(value, Scalar):
            yield from (word.strip() for word in value.text.replace(";", ",").split(",") if word.strip())
        else:
            yield from (item.text for item in value.items if isinstance(item, Scalar) and item.text)

    def _people(self, value: Value) -> Iterator[Author]:
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Scalar):
                yield from (Author(name) for name in _names(item.text))
            elif isinstance(item, Mapping):
                yield from self._person(item)

    def _person(self, table: Mapping) -> Iterator[Author]:
        given = {pair.key.lower(): pair.value for pair in table.pairs}
        named = given.get("name") or given.get("literal")
        parts = named if isinstance(named, Mapping) else table
        name = named.text if isinstance(named, Scalar) else _full_name(parts)
        if not name and table.pairs and all(isinstance(pair.value, Mapping) for pair in table.pairs):
            # Some tools write each name as a key: "- Jane Doe: {orcid: …}".
            for pair in table.pairs:
                yield Author(pair.key)
            return
        orcid = given.get("orcid")
        number = self._number(orcid.text, orcid.place, orcid_fault, _bare_orcid) if isinstance(orcid, Scalar) else ""
        if name:
            yield Author(name, number, _first_text(given.get("affiliation") or given.get("affiliations")))
        else:
            self._fault("an author has no `name`", table.place)

    def _fault(self, message: str, place: Place, others: tuple[Place, ...] = ()) -> None:
        self.remarks.append(Remark(MALFORMED, message, place, others))


def _names(text: str) -> list[str]:
    """The names in a text: "Jane Doe and John Roe; Richard Roe"."""
    names = [name.strip(" ,") for part in text.split(";") for name in part.split(" and ")]
    return [name for name in names if name]


def _full_name(table: Mapping) -> str:
    given = {pair.key.lower(): pair.value for pair in table.pairs}
    parts = (given.get(name) for name in ("given", "family"))
    return " ".join(part.text for part in parts if isinstance(part, Scalar) and part.text)


def _first_text(value: Value | None) -> str:
    """A text, the first of a list, or the name in a table."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return _first_text(value.items[0]) if value.items else ""
    if isinstance(value, Mapping):
        return next((p.value.text for p in value.pairs if p.key == "name" and isinstance(p.value, Scalar)), "")
    return ""


def _bare_orcid(text: str) -> str:
    return text.strip().rstrip("/").rpartition("/")[2].upper()
