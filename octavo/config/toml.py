"""TOML with places: what a file says as a typed tree in which every key and value knows its line and column.

``tomllib`` gives the values and tree-sitter the places; neither gives both. Where the two should ever disagree about
a file, the values are tomllib's, and what has no place of its own has that of the table around it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from octavo.config.codes import TOML_SYNTAX
from octavo.findings import Finding, Place
from octavo.model import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

Scalar: TypeAlias = str | int | float | bool | date | datetime | time
Path: TypeAlias = tuple[str | int, ...]

# Reading time grows with the square of the parts of one dotted key; no honest file comes near these.
LARGEST = 256 * 1024
MOST_PARTS = 32
DEEPEST = 32

QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
DOT = re.compile(r"\.[ \t]*[\w\"'-]")
KEYS = ("bare_key", "quoted_key", "dotted_key")

# What tomllib says -> what we say, and the cure. The first phrase that the message begins with counts.
FAULTS = (
    ("Unterminated string", "the text is not closed", "end it with the quotation mark that it began with"),
    ("Expected \"'", "the text is not closed", "end it with the quotation mark that it began with"),
    ("Illegal character '\\n'", "the text is not closed on its line", 'text of several lines stands in """ … """'),
    ("Invalid value", "this is no value", 'text stands in quotation marks: "…"'),
    ("Expected '=' after a key", "a key has no value", 'write key = "value"'),
    ("Expected newline or end", "something follows the value", 'one key a line; a quote inside text is written \\"'),
    ("Unescaped '\\'", "a backslash begins no known escape", "write \\\\, or put the text in 'single quotes'"),
    ("Invalid statement", "the line is neither a key, a [table] nor a comment", "a comment begins with #"),
    ("Unclosed array", "the list is not closed", "end it with ]"),
    ("Unclosed inline table", "the table is not closed", "end it with }"),
    ("Duplicate inline", "the key is given twice", "keep one of the two"),
    ("Cannot declare", "the table stands twice", "merge the two, or write [[…]] if there can be several"),
    ("Cannot overwrite", "the key is given twice", "keep one of the two"),
    ("Cannot mutate", "the key is given twice", "keep one of the two"),
    ("Exceeds the limit", "the number is too long", "put it in quotation marks"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A value and where it stands: a scalar, a list of items, or a table."""

    value: "Scalar | tuple[Item, ...] | Table"
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, where it stands, and its value."""

    key: str
    place: Place
    item: Item


@dataclass(frozen=True, slots=True)
class Table:
    """The entries of a table, in the order of the file."""

    entries: tuple[Entry, ...] = ()

    def get(self, key: str) -> Item | None:
        """The value of a key, if the table has it."""
        return next((entry.item for entry in self.entries if entry.key == key), None)


def parse_toml(file: SourceFile) -> Table | Finding:
    """The whole file as a table with places, or the one fault that keeps it from being read."""
    if len(file.data) > LARGEST:
        return TOML_SYNTAX.finding(Place(file.path), f"the file is larger than {LARGEST // 1024} kB")
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 (byte {error.start + 1})"
        return TOML_SYNTAX.finding(Place(file.path, line), message, "save it as UTF-8")
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(DOT.findall(QUOTED.sub("Q", line_text))) > MOST_PARTS:
            return TOML_SYNTAX.finding(Place(file.path, number, 1), "a key has too many parts")
    try:
        values = tomllib.loads(text)
    except RecursionError:
        return TOML_SYNTAX.finding(Place(file.path), "lists or tables are nested too deeply")
    except ValueError as error:  # tomllib's own error is one; an endless number raises the plain one
        return _fault(str(error), text, file.path)
    places = _places(text, file.path)
    return Table(tuple(_entries(values, (), places, Place(file.path, 1, 1))))


def _entries(table: dict[str, Any], path: Path, places: "_Places", around: Place) -> Iterator[Entry]:
    for key, value in table.items():
        below = (*path, key)
        key_place = places.keys.get(below, around)
        yield Entry(key, key_place, _item(value, below, places, key_place))


def _item(value: Any, path: Path, places: "_Places", around: Place) -> Item:
    place = places.values.get(path, around)
    if len(path) > DEEPEST:
        return Item("", place)
    if isinstance(value, dict):
        return Item(Table(tuple(_entries(value, path, places, place))), place)
    if isinstance(value, list):
        return Item(tuple(_item(each, (*path, n), places, place) for n, each in enumerate(value)), place)
    scalar: Scalar = value
    return Item(scalar, place)


# ---- places ---------


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each key and value stands, by its path; and the keys that stand twice: name, place, first place."""

    keys: dict[Path, Place]
    values: dict[Path, Place]
    repeated: list[tuple[str, Place, Place]]


def _places(text: str, file: str) -> _Places:
    data = text.encode()
    walk = _Walk(data, file)
    walk.document(_tree(data).root_node)
    return _Places(walk.keys, walk.values, walk.repeated)


def _tree(data: bytes) -> "Tree":
    import tree_sitter
    import tree_sitter_toml

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language())).parse(data)


class _Walk:
    """One walk over the syntax tree, which notes the place of all that it meets."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}
        self.repeated: list[tuple[str, Place, Place]] = []
        self.counts: dict[Path, int] = {}
        # tree-sitter counts bytes, people count characters: how many characters begin before each byte
        self.characters = [0, *accumulate((byte & 0xC0) != 0x80 for byte in data)]

    def document(self, root: "Node") -> None:
        for child in root.named_children:
            if child.type == "pair":
                self.pair(child, ())
            elif child.type in ("table", "table_array_element"):
                self.table(child)

    def table(self, node: "Node") -> None:
        header = next((child for child in node.named_children if child.type in KEYS), None)
        parts = list(_parts(header)) if header else []
        if header is None or not parts:
            return
        path = self.under((), [name for name, _ in parts[:-1]])
        for depth in range(1, len(path) + 1):
            self.note(path[:depth], header, header)
        path = (*path, parts[-1][0])
        self.note(path, header, header)
        if node.type == "table_array_element":
            index = self.counts.get(path, 0)
            self.counts[path] = index + 1
            path = (*path, index)
            self.note(path, header, header)
        for child in node.named_children:
            if child.type == "pair":
                self.pair(child, path)

    def under(self, path: Path, names: list[str]) -> Path:
        """The path of a table that is named from a header: of a list of tables, the last one is meant."""
        for name in names:
            path = (*path, name)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def pair(self, node: "Node", path: Path) -> None:
        children = [child for child in node.named_children if child.type != "comment"]
        if len(children) != 2 or len(path) > DEEPEST:
            return
        key, value = children
        parts = list(_parts(key))
        for name, part in parts[:-1]:
            path = (*path, name)
            self.note(path, part, part)
        for name, part in parts[-1:]:
            path = (*path, name)
            if path in self.values:
                self.repeated.append((name, self.place(part), self.keys[path]))
            self.note(path, part, value)
            self.value(value, path)

    def value(self, node: "Node", path: Path) -> None:
        inner = [child for child in node.named_children if child.type != "comment"]
        if node.type == "inline_table":
            for child in inner:
                self.pair(child, path)
        elif node.type == "array" and len(path) <= DEEPEST:
            for index, child in enumerate(inner):
                self.note((*path, index), child, child)
                self.value(child, (*path, index))

    def note(self, path: Path, key: "Node", value: "Node") -> None:
        self.keys.setdefault(path, self.place(key))
        self.values.setdefault(path, self.place(value))

    def place(self, node: "Node") -> Place:
        row, start = node.start_point.row, node.start_byte - node.start_point.column
        return Place(self.file, row + 1, self.characters[node.start_byte] - self.characters[start] + 1)


def _parts(key: "Node") -> Iterator[tuple[str, "Node"]]:
    """The parts of a key as names, each with its node: a.b."c d" has three."""
    if key.type == "dotted_key":
        for child in key.named_children:
            yield from _parts(child)
    elif key.text is not None:
        yield _name(key.text.decode()), key


def _name(key: str) -> str:
    """A key without its quotation marks and escapes."""
    try:
        return next(iter(tomllib.loads(f"{key}=0")))
    except ValueError:  # only in a file that is being refused anyway
        return key


# ---- faults ---------


def _fault(said: str, text: str, file: str) -> Finding:
    lines = text.split("\n")
    match = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    place = Place(file, int(match[1]), int(match[2])) if match else _last(lines, file)
    if said.startswith("Cannot"):
        repeated = _places(text, file).repeated
        if repeated:
            name, second, first = repeated[0]
            return TOML_SYNTAX.finding(second, f"the key `{name}` is given twice", "keep one of the two", (first,))
    if re.search(r"=\s*0\d", lines[place.line - 1]):
        return TOML_SYNTAX.finding(place, "a number cannot begin with 0", "put it in quotation marks")
    for phrase, message, hint in FAULTS:
        if said.startswith(phrase):
            return TOML_SYNTAX.finding(place, message, hint)
    plain = re.sub(r" \(at (?:line \d+, column \d+|end of document)\)$", "", said)
    return TOML_SYNTAX.finding(place, plain[:1].lower() + plain[1:])


def _last(lines: list[str], file: str) -> Place:
    """The end of the text: tomllib names it instead of a line when the file ends too early."""
    number = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
    return Place(file, number, len(lines[number - 1].rstrip()) + 1)
