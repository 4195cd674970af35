"""Values as bytes and back: plain data and the house's own frozen types, nothing that can run.

Lists and mappings are pandoc's tree and travel as JSON; tuples, dataclasses, enumerations, dates and bytes are marked.
"""

import dataclasses
import importlib
import json
import sys
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

_MARK = "$octavo"


class Undecodable(Exception):
    """The bytes are none that ``encode`` made."""


def encode(value: Any) -> bytes:
    """A value as bytes; the same value gives the same bytes."""
    blobs: list[bytes] = []
    text = json.dumps(_plain(value, blobs), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    sizes = [len(blob) for blob in blobs]
    head = json.dumps([len(text), sizes]).encode() + b"\n"
    return b"".join((head, text, *blobs))


def decode(data: bytes) -> Any:
    """The value that ``encode`` gave these bytes for. Raises Undecodable."""
    try:
        head, rest = data.split(b"\n", 1)
        length, sizes = json.loads(head)
        blobs: list[bytes] = []
        at = length
        for size in sizes:
            blobs.append(rest[at : at + size])
            at += size
        return _value(json.loads(rest[:length].decode("utf-8", "surrogatepass")), blobs)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, ImportError, RecursionError) as fault:
        raise Undecodable(str(fault)) from None


def _plain(value: Any, blobs: list[bytes]) -> Any:
    if value is None or (isinstance(value, bool | int | float | str | list | dict) and not isinstance(value, Enum)):
        return value
    if isinstance(value, bytes):
        blobs.append(value)
        return {_MARK: "b", "i": len(blobs) - 1}
    if isinstance(value, tuple):
        return {_MARK: "t", "v": [_plain(item, blobs) for item in value]}
    if isinstance(value, Enum):
        return {_MARK: "e", "c": _name(type(value)), "v": value.value}
    if isinstance(value, date):
        return {_MARK: "d", "v": value.isoformat()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [_plain(getattr(value, name), blobs) for name in _fields(type(value))]
        return {_MARK: "o", "c": _name(type(value)), "v": fields}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _value(item: Any, blobs: list[bytes]) -> Any:
    kind = item.get(_MARK) if type(item) is dict else None
    if kind is None:
        return item
    if kind == "b":
        return blobs[item["i"]]
    if kind == "d":
        return date.fromisoformat(item["v"])
    if kind == "e":
        return _type(item["c"])(item["v"])
    # Most values are plain: no call is made for them.
    values = [_value(inner, blobs) if type(inner) is dict else inner for inner in item["v"]]
    if kind == "t":
        return tuple(values)
    made = _type(item["c"])
    if len(values) != len(_fields(made)):
        raise ValueError(made.__name__)
    return made(*values)


@cache
def _fields(made: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(made))


def _name(made: type) -> str:
    return f"{made.__module__}:{made.__qualname__}"


@cache
def _type(name: str) -> type:
    """A type of the house by name; no other module is ever looked into."""
    module, _, qualified = name.partition(":")
    if not module.startswith("octavo.") or not qualified.isidentifier():
        raise KeyError(name)
    found = getattr(sys.modules.get(module) or importlib.import_module(module), qualified)
    if not isinstance(found, type) or not (dataclasses.is_dataclass(found) or issubclass(found, Enum)):
        raise KeyError(name)
    return found
