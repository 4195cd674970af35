"""CSL-JSON and CSL-YAML: items as the citation engine can take them, and each field with its place."""

import json
import re
from collections.abc import Iterator
from typing import Any

from octavo import pandoc
from octavo.children import LimitHit
from octavo.findings import Place
from octavo.model import Remark
from octavo.parse.bibliography.blocks import Row
from octavo.parse.bibliography.mend import mended
from octavo.parse.bibliography.told import Told, Written, as_printed, first_line
from octavo.parse.decode import Lines

_STANDARD = re.compile(r"^standard_(?:id|citation): (\S+)", re.M)
_YAML_ID = re.compile(r"^([ \t-]*)id:[ \t]*[\"']?([^\s\"'#]+)", re.M)
_YAML_FIELD = re.compile(r"([ \t-]*)([A-Za-z][\w-]*):(?=[ \t\n]|\Z)[ \t]*([^\n]*)")
_BELOW = re.compile(r"\n[ \t]+(?:- )?([^\n]*)")
_ANCHOR = re.compile(r"(?m)^[^#\n]*[:\-\[,{]\s+[&*][A-Za-z]")
_SPACE = re.compile(r"[ \t\n\r]*")
_NAME = re.compile(r'[ \t\n\r]*,?[ \t\n\r]*"((?:[^"\\]++|\\.)*+)"[ \t\n\r]*:[ \t\n\r]*')
_DECODER = json.JSONDecoder()


def read_json(path: str, text: str) -> Told:
    """What a file of CSL-JSON says: an array, or an object with the array as "items" or "references"."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        line, column = (fault.lineno, fault.colno) if isinstance(fault, json.JSONDecodeError) else (1, 1)
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else "nested too deeply"
        return Told([], (), (Remark("broken-bibliography", reason, Place(path, line, column)),))
    items = data.get("items", data.get("references", [])) if isinstance(data, dict) else data
    good = [i for i in items if isinstance(i, dict) and _key(i.get("id"))] if isinstance(items, list) else []
    remarks: tuple[Remark, ...] = ()
    if not isinstance(items, list) or len(good) != len(items):
        remarks = (Remark("broken-bibliography", "an item is no object with an id", Place(path, 1, 1)),)
    written = tuple(_objects(path, text))
    at = {entry.key: entry for entry in written}
    sound: list[dict[str, Any]] = []
    for item in good:
        item, faults = mended(item)
        sound.append(item)
        remarks += tuple(
            Remark("broken-entry", f"{item['id']}: {reason}", _place(at.get(item["id"]), name, path))
            for name, reason in faults
        )
    sound = as_printed(sound, ())
    return Told([*sound, *_standard(sound)], written, remarks)


def _key(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def _place(entry: Written | None, name: str, path: str) -> Place:
    if entry is None:
        return Place(path)
    return next((Place(path, line, column) for field, _, line, column in entry.fields if field == name), entry.place)


def _standard(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Manubot's sources again, by the keys that its authors write: its own are digests, such as `YuJbg3zO`."""
    ids = {str(item["id"]) for item in items}
    named = ((item, _STANDARD.search(str(item.get("note", "")))) for item in items)
    return [{**item, "id": found[1]} for item, found in named if found and found[1] not in ids]


# ---- the places of JSON's fields -------------------------------------------------------------------------------------


def _objects(path: str, text: str) -> Iterator[Written]:
    """The objects of the array as they are written. ``text`` is sound JSON."""
    lines = Lines(path, text)
    at = _array(text)
    while at >= 0 and text[at] in "[,":
        at = _skip(text, at + 1)
        if text[at] == "{":
            fields, at = _object(text, at, lines)
            key = next((field for field in fields if field[0] == "id"), None)
            kind = next((field[1] for field in fields if field[0] == "type"), "")
            if key:
                yield Written(key[1], kind, Place(path, *key[2:]), fields)
        elif text[at] != "]":
            at = _DECODER.raw_decode(text, at)[1]
        at = _skip(text, at)


def _array(text: str) -> int:
    """Where the array of items begins; -1 for nowhere."""
    at = _skip(text, 0)
    if text[at : at + 1] != "{":
        return at if text[at : at + 1] == "[" else -1
    found = {name: start for name, start, _, _ in _members(text, at)}
    at = found.get("items", found.get("references", -1))
    return at if at >= 0 and text[at] == "[" else -1


def _object(text: str, at: int, lines: Lines) -> tuple[tuple[Row, ...], int]:
    """The fields of the object that begins at ``at``, and its end."""
    fields: list[Row] = []
    end = at + 1
    for name, start, value, end in _members(text, at):
        said = isinstance(value, str)
        place = lines.place(start + said)
        fields.append((name, value if said else text[start:end], place.line, place.column))
    return tuple(fields), _skip(text, end) + 1


def _members(text: str, at: int) -> Iterator[tuple[str, int, Any, int]]:
    """The members of an object: name, where the value begins, the value, where it ends."""
    at += 1
    while named := _NAME.match(text, at):
        name = named[1] if "\\" not in named[1] else json.loads(f'"{named[1]}"')
        value, at = _DECODER.raw_decode(text, named.end())
        yield name, named.end(), value, at


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


# ---- YAML ------------------------------------------------------------------------------------------------------------


def read_yaml(path: str, text: str) -> Told:
    """What a file of CSL-YAML says."""
    if _ANCHOR.search(text):
        return Told([], (), (Remark("broken-bibliography", "anchors and aliases are not read", Place(path, 1, 1)),))
    try:
        items = pandoc.read_bibliography(text.encode(), "csl-yaml")
    except (pandoc.PandocRefused, LimitHit, json.JSONDecodeError) as fault:
        line = re.search(r"line (\d+)", str(fault))
        place = Place(path, int(line[1]) if line else 1, 1)
        return Told([], (), (Remark("broken-bibliography", first_line(str(fault)), place),))
    written = tuple(_lists(path, text))
    return Told(as_printed(items, written), written, ())


def _lists(path: str, text: str) -> Iterator[Written]:
    """The items of a list as they are written, line by line: the fields that stand as deep as their ``id``."""
    lines = Lines(path, text)
    for match in _YAML_ID.finditer(text):
        depth = len(match[1])
        fields = tuple(_yaml_fields(text, _first(text, match.start(), depth), depth, lines))
        kind = next((value for name, value, _, _ in fields if name == "type"), "")
        yield Written(match[2], kind, lines.place(match.start(2)), fields)


def _first(text: str, at: int, depth: int) -> int:
    """Where the line with the dash of an item begins, in which the line at ``at`` stands."""
    while at and "-" not in text[at : at + depth]:
        at = text.rfind("\n", 0, at - 1) + 1
    return at


def _yaml_fields(text: str, at: int, depth: int, lines: Lines) -> Iterator[Row]:
    begun = False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        indent = len(line) - len(line.lstrip(" \t-"))
        if begun and line.strip() and (indent < depth or (indent == depth and "-" in line[:indent])):
            return
        begun = begun or bool(line.strip())
        match = _YAML_FIELD.match(line)
        if match and len(match[1]) == depth:
            below = _BELOW.match(text, end) if not match[3].strip() else None
            value, start = (below[1], below.start(1)) if below else (match[3].strip(), at + match.start(3))
            quoted = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
            place = lines.place(start + quoted)
            yield match[2], value[1:-1] if quoted else value, place.line, place.column
        at = end + 1
