"""Bibliographies become entries: BibTeX, biblatex, CSL-JSON and CSL-YAML, each key and field with line and column."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.findings import Place
from octavo.model import Entry, Remark, SourceFile

if TYPE_CHECKING:
    from octavo.parse.bibliography.told import Told


@dataclass(frozen=True, slots=True)
class ParsedBibliography:
    """The entries of one file in its order, with remarks: keys written twice, entries that cannot be read."""

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]


def parse_bibliography(file: SourceFile) -> ParsedBibliography:
    """Parse one bibliography. A broken entry is named and left out; the others stay."""
    # Loaded here: what is kept needs no reader.
    from octavo.parse.bibliography import bibtex, csl
    from octavo.parse.bibliography.silence import allowances
    from octavo.parse.decode import decode

    text, remarks = decode(file)
    ending = file.path.rsplit(".", 1)[-1].lower()
    if ending == "json":
        told = csl.read_json(file.path, text)
    elif ending in ("yaml", "yml"):
        told = csl.read_yaml(file.path, text)
    else:
        told = bibtex.read(file.path, text, "bibtex" if ending == "bibtex" else "biblatex")
        remarks = (*remarks, *allowances(file.path, text))
    return ParsedBibliography(_entries(file.path, told), (*remarks, *told.remarks, *_doubles(told)))


def _entries(path: str, told: "Told") -> tuple[Entry, ...]:
    first: dict[str, Place] = {}
    for entry in told.written:
        first.setdefault(entry.key, entry.place)
    written = {entry.key: entry for entry in told.written}
    items = {str(item["id"]): item for item in told.items if item.get("id") is not None}
    return tuple(
        Entry(
            key,
            json.dumps({**item, "id": key}, ensure_ascii=False, sort_keys=True),
            first.get(key, Place(path)),
            written[key].kind if key in written else str(item.get("type", "")),
            written[key].text if key in written else "[]",
        )
        for key, item in items.items()
    )


def _doubles(told: "Told") -> list[Remark]:
    """Keys that are written twice: nobody could say which of the two a citation means."""
    first: dict[str, Place] = {}
    doubles: list[Remark] = []
    for entry in told.written:
        if entry.key in first:
            doubles.append(Remark("duplicate-entry", entry.key, entry.place, (first[entry.key],)))
        else:
            first[entry.key] = entry.place
    return doubles
