"""The house's own fields in BibTeX, which knows neither archives nor scripts: they become what CSL and we call them."""

import re
from typing import Any

from octavo.parse.bibliography.told import Written

# CSL's variables that pandoc's reader of BibTeX passes over.
_VARIABLES = {
    "archive": "archive", "archiveplace": "archive-place", "archivelocation": "archive_location",
    "archivecollection": "archive_collection", "translatedtitle": "translated-title",
}  # fmt: skip
_CUSTOM = {
    "fond": "fond", "opis": "opis", "delo": "delo", "list": "list", "archiveshort": "archive-short",
    "titleromanised": "title-romanised", "titleromanized": "title-romanised",
    "journaltitleromanised": "container-title-romanised", "booktitleromanised": "container-title-romanised",
    "publisherromanised": "publisher-romanised",
}  # fmt: skip
_TITLE = re.compile(r"title-([a-z]{2,3})")
_ESCAPED = re.compile(r"\\([_&%#$~])")


def with_own_fields(item: dict[str, Any], written: Written | None) -> dict[str, Any]:
    """An item with what its entry says in the house's own fields. What pandoc has read of a field stays."""
    said = {re.sub(r"[_-]", "", name.lower()): _plain(value) for name, value, _, _ in written.fields} if written else {}
    titles = {name.lower(): _plain(value) for name, value, _, _ in written.fields} if written else {}
    custom: dict[str, Any] = {own: said[name] for name, own in _CUSTOM.items() if said.get(name)}
    custom |= {name: value for name, value in titles.items() if _TITLE.fullmatch(name) and value}
    if said.get("pseudonym"):
        custom["confidential"] = _confidential(said)
    given = {csl: said[name] for name, csl in _VARIABLES.items() if said.get(name) and csl not in item}
    return {**item, **given, **({"custom": custom} if custom else {})}


def _confidential(said: dict[str, str]) -> dict[str, Any]:
    """Who must not be known, and how long and where (docs/marks.md)."""
    editions = [name for name in re.split(r"[\s,]+", said.get("pseudonymeditions", "")) if name]
    until = said.get("pseudonymuntil", "")
    return {
        "pseudonym": said["pseudonym"],
        **({"editions": editions} if editions else {}),
        **({"until": until} if until else {}),
    }


def _plain(value: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", re.sub(r"[{}]", "", value)).split())
