"""What a bibliography tells before its entries are made: items, the fields as they are written, and remarks."""

import json
import re
from dataclasses import dataclass
from typing import Any

from octavo import identifiers
from octavo.findings import Place
from octavo.model import Remark
from octavo.parse.bibliography.blocks import Row

_DATED = (
    ("issued", frozenset(("date", "year", "issued"))),
    ("accessed", frozenset(("urldate", "accessed"))),
    ("original-date", frozenset(("origdate", "original-date"))),
)
_NO_DATE: dict[str, list[int]] = {"date-parts": []}
# Year, month, day; day, month, year where a point says so.
_PLAIN = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_YEARS = re.compile(r"([0-9]{4})(?:--?|–)([0-9]{4})")
_MARKUP = frozenset('\\{}[]"<>')


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it is written: key, type, the place of the key, fields."""

    key: str
    kind: str
    place: Place
    fields: tuple[Row, ...]

    @property
    def text(self) -> str:
        """The fields as ``Entry.written`` keeps them."""
        return json.dumps(self.fields, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says: items as CSL-JSON, the entries as they are written, in the order of the file, and remarks."""

    items: list[dict[str, Any]]
    written: tuple[Written, ...]
    remarks: tuple[Remark, ...]


def as_printed(items: list[dict[str, Any]], written: tuple[Written, ...]) -> list[dict[str, Any]]:
    """The items with what pandoc would lose or spoil: dates that it cannot read print as they are written ("circa
    1850", not "n.d."), and what is given as an address does not become one twice.
    """
    named = {entry.key: entry for entry in written}
    return [_addressed(_dated(item, named.get(str(item.get("id"))))) for item in items]


def _addressed(item: dict[str, Any]) -> dict[str, Any]:
    doi, url = item.get("DOI"), item.get("URL")
    if isinstance(doi, str) and not doi.startswith("10."):
        item = {**item, "DOI": identifiers.bare_doi(doi)}
    if isinstance(url, str) and url.startswith("https://arxiv.org/abs/"):
        item = {**item, "URL": url.partition(" ")[0]}  # "2112.11446 [cs]" is how arXiv names a paper
    return item


def _dated(item: dict[str, Any], written: Written | None) -> dict[str, Any]:
    for variable, names in _DATED:
        if item.get(variable, _NO_DATE) != _NO_DATE:
            continue
        said = next((value for name, value, _, _ in written.fields if name in names), "") if written else ""
        plain = said.replace("~", " ").strip("{} \n")
        item = {key: value for key, value in item.items() if key != variable}
        if plain and not _MARKUP & set(plain) and not (variable == "issued" and "status" in item):
            parts = _parts(plain)
            item[variable] = {"date-parts": parts} if parts else {"literal": plain}
    return item


def _parts(text: str) -> list[list[int]]:
    """The parts of a date, or of two years, that is written plainly; none for what is not."""
    if match := _YEARS.fullmatch(text):
        return [[int(match[1])], [int(match[2])]]
    match = _PLAIN.fullmatch(text)
    return [[int(part) for part in (*match.groups()[:3], *match.groups()[:2:-1]) if part]] if match else []


def first_line(message: str) -> str:
    """The last line of what pandoc says, which is the one about the fault."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return lines[-1] if lines else "pandoc cannot read it"
