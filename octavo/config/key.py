"""A key of book.toml: its name, the shape of its value, its meaning, and how it is checked."""

from dataclasses import dataclass
from enum import StrEnum

from octavo.config.fault import Check


class Shape(StrEnum):
    """What kind of value a key takes, in the words of the manual."""

    LINE = "text"
    TEXT = "text, of several lines if need be"
    DATE = "date"
    LINES = "list of texts"
    ONE_OR_MORE = "text or list of texts"
    COUNT = "whole number"
    SWITCH = "true or false"
    TABLE = "table"
    TABLES = "tables"
    OPTIONS = "table of keys of your own"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, the shape of its value, its meaning in a sentence, its default as the manual prints it, the
    check of each of its texts, the numbers it can have, the keys of its table, and what other tools call it.
    """

    name: str
    shape: Shape
    meaning: str
    default: str = ""
    check: Check | None = None
    span: tuple[int, int] = (0, 0)
    keys: tuple["Key", ...] = ()
    also: tuple[str, ...] = ()
    required: bool = False
