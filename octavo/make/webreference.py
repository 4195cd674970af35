"""The book as reference managers take it: CSL-JSON, RIS and BibTeX; and any source in RIS, from its CSL-JSON."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from octavo.make.metadata import relator
from octavo.model import Config, Contributor, MadeFile

_RIS_TYPES = {
    "book": "BOOK", "chapter": "CHAP", "article-journal": "JOUR", "article-newspaper": "NEWS",
    "article-magazine": "MGZN", "report": "RPRT", "thesis": "THES", "webpage": "ELEC", "post-weblog": "BLOG",
    "legislation": "STAT", "bill": "BILL", "legal_case": "CASE", "treaty": "GEN", "speech": "GEN",
    "interview": "PCOMM", "personal_communication": "PCOMM", "manuscript": "UNPB", "map": "MAP",
    "motion_picture": "MPCT", "broadcast": "MPCT", "paper-conference": "CPAPER", "entry-encyclopedia": "ENCYC",
    "hearing": "HEAR", "patent": "PAT", "dataset": "DATA",
}  # fmt: skip
_RIS_FIELDS = (
    ("title", "TI"), ("container-title", "T2"), ("collection-title", "T3"), ("volume", "VL"), ("issue", "IS"),
    ("number", "M1"), ("edition", "ET"), ("publisher", "PB"), ("publisher-place", "CY"), ("DOI", "DO"), ("ISBN", "SN"),
    ("ISSN", "SN"), ("language", "LA"), ("archive", "DB"), ("archive_location", "AN"), ("URL", "UR"),
)  # fmt: skip
_TEX = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_",
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}  # fmt: skip


def book_item(config: Config) -> dict[str, Any]:
    """The book in the words of CSL."""
    item: dict[str, Any] = {
        "id": config.slug,
        "type": "book",
        "title": f"{config.title}: {config.subtitle}" if config.subtitle else config.title,
        "title-short": config.short_title if config.short_title != config.title else "",
        "author": _names(config.contributors, "aut"),
        "editor": _names(config.contributors, "edt"),
        "translator": _names(config.contributors, "trl"),
        "publisher": config.publisher.imprint or config.publisher.name,
        "publisher-place": config.publisher.place,
        "edition": config.edition_statement,
        "collection-title": config.series.title if config.series else "",
        "collection-number": config.series.number if config.series else "",
        "ISBN": " ".join(edition.isbn for edition in config.editions if edition.isbn),
        "DOI": config.doi,
        "URL": config.url,
        "language": config.language,
    }
    if config.published:
        day = config.published
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    return {key: value for key, value in item.items() if value}


def book_files(config: Config) -> tuple[MadeFile, ...]:
    """The book's own reference, to be saved."""
    item = book_item(config)
    return (
        MadeFile("data/book.json", csl([item])),
        MadeFile("data/book.ris", ris([item])),
        MadeFile("data/book.bib", _bibtex(item)),
    )


def csl(items: Sequence[Mapping[str, Any]]) -> bytes:
    """Sources as CSL-JSON."""
    return (json.dumps(items, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def ris(items: Sequence[Mapping[str, Any]]) -> bytes:
    """Sources in RIS, which Zotero, EndNote and Mendeley read."""
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _ris(item)).encode()


def _ris(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES.get(str(item.get("type")), "GEN")
    for role, tag in (("author", "AU"), ("editor", "A2"), ("translator", "A4")):
        for name in item.get(role) or ():
            yield tag, _line(_filed(name))
    for key, tag in _RIS_FIELDS:
        if item.get(key):
            yield tag, _line(str(item[key]))
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    day = [str(part).zfill(2) for part in parts[0] if part]
    if day:
        yield "PY", day[0]
        yield "DA", "/".join([*day, *("" for _ in range(3 - len(day)))]) + "/"
    first, _, last = re.sub(r"[\u2010-\u2015]", "-", str(item.get("page", ""))).partition("-")
    if first:
        yield "SP", _line(first)
    if last:
        yield "EP", _line(last.strip("-"))
    yield "ID", _line(str(item.get("id", "")))
    yield "ER", ""


def _line(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def _filed(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    family = " ".join(filter(None, (str(name.get("non-dropping-particle", "")), str(name.get("family", "")))))
    return f"{family}, {name['given']}" if name.get("given") else family


def _names(people: tuple[Contributor, ...], role: str) -> list[dict[str, str]]:
    return [_name(person) for person in people if relator(person.role) == role]


def _name(person: Contributor) -> dict[str, str]:
    """A name in its parts where it is filed by them; that of a body stays whole."""
    family, comma, given = person.file_as.partition(", ")
    if comma and sorted(f"{given} {family}".split()) == sorted(person.name.split()) and person.name.startswith(given):
        return {"family": family, "given": given} if not person.name.startswith("The ") else {"literal": person.name}
    return {"literal": person.name}


def _bibtex(item: Mapping[str, Any]) -> bytes:
    """The book in BibTeX."""
    fields = [("title", item["title"])]
    for role in ("author", "editor", "translator"):
        names = [f"{{{_tex(n['literal'])}}}" if "literal" in n else _tex(_filed(n)) for n in item.get(role, ())]
        fields += [(role, " and ".join(names))] if names else []
    issued = item.get("issued")
    fields += [("year", str(issued["date-parts"][0][0]))] if issued else []
    for key, name in (
        ("publisher", "publisher"), ("publisher-place", "address"), ("edition", "edition"),
        ("collection-title", "series"), ("collection-number", "number"), ("ISBN", "isbn"), ("DOI", "doi"),
        ("URL", "url"),
    ):  # fmt: skip
        fields += [(name, item[key])] if key in item else []
    raw = ("author", "editor", "translator", "url", "doi")
    lines = ",\n".join(f"  {name} = {{{value if name in raw else _tex(value)}}}" for name, value in fields)
    return f"@book{{{re.sub(r'[^A-Za-z0-9-]', '', item['id']) or 'book'},\n{lines}\n}}\n".encode()


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
