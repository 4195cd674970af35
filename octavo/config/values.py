"""Reading a table by its schema: every value in the shape that its key asks for, and a finding for what is not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from octavo.config.clean import clean
from octavo.config.codes import (
    BAD_VALUE,
    INVISIBLE_CHARACTER,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_TYPE,
)
from octavo.config.fault import Fault, did_you_mean
from octavo.config.key import Key, Shape
from octavo.config.schema import BOOK
from octavo.config.toml import Entry, Item, Table
from octavo.findings import Finding, Place

# A thousand misspelt keys are one mistake: the first ones get suggestions, which cost time.
MOST_SUGGESTIONS = 20

# No name, number, path or address is longer; findings quote them.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it stands."""

    value: str
    place: Place


Value: TypeAlias = "tuple[Text, ...] | int | tuple[Values, ...]"


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one table by key, each in its shape, checked; what was refused is not here."""

    place: Place
    entries: tuple[tuple[str, Value], ...] = ()

    def _get(self, key: str) -> Value:
        return next((value for name, value in self.entries if name == key), ())

    def texts(self, key: str) -> tuple[Text, ...]:
        """The texts of a key, with their places."""
        value = self._get(key)
        return () if isinstance(value, int) else tuple(each for each in value if isinstance(each, Text))

    def strings(self, key: str) -> tuple[str, ...]:
        """The texts of a key without their places."""
        return tuple(text.value for text in self.texts(key))

    def line(self, key: str, default: str = "") -> str:
        """The one text of a key."""
        return next(iter(self.strings(key)), "") or default

    def number(self, key: str) -> int:
        """The number of a key, or 0; a switch is 1 or 0."""
        value = self._get(key)
        return value if isinstance(value, int) else 0

    def switch(self, key: str, default: bool = False) -> bool:
        """The switch of a key, or what it is without one."""
        value = self._get(key)
        return bool(value) if isinstance(value, int) else default

    def tables(self, key: str) -> "tuple[Values, ...]":
        """The tables of a key."""
        value = self._get(key)
        return () if isinstance(value, int) else tuple(each for each in value if isinstance(each, Values))

    def table(self, key: str) -> "Values":
        """The one table of a key, or an empty one."""
        return next(iter(self.tables(key)), Values(self.place))


def read_values(
    table: Table, keys: tuple[Key, ...], place: Place, home: Key | None = None
) -> tuple[Values, list[Finding]]:
    """What a table says by its schema, and what is wrong with it. ``home`` is the table's key, None for the file."""
    findings: list[Finding] = []
    entries: list[tuple[str, Value]] = []
    known = {key.name: key for key in keys}
    unknown = 0
    for entry in table.entries:
        if entry.key in known:
            value, wrong = _read(entry, known[entry.key])
            findings += wrong
            entries.append((entry.key, value))
        else:
            unknown += 1
            hint = _where(entry, keys, home) if unknown <= MOST_SUGGESTIONS else ""
            message = f"`{entry.key}` is no key of " + (_brackets(home) if home else "book.toml")
            findings.append(UNKNOWN_KEY.finding(entry.place, message, hint, subject=entry.key))
    given = {entry.key for entry in table.entries}
    for key in keys:
        if home and key.required and key.name not in given:
            message = f"{_brackets(home)} has no `{key.name}`"
            findings.append(MISSING_KEY.finding(place, message, subject=key.name))
    return Values(place, tuple(entries)), findings


def _where(entry: Entry, keys: tuple[Key, ...], home: Key | None) -> str:
    """The cure for an unknown key: another spelling, or the table where it belongs."""
    folded = entry.key.casefold().replace("_", "-")
    for key in keys:
        if folded == key.name or folded in key.also:
            return f"did you mean `{key.name}`?"
    if home and any(key.name == entry.key for key in BOOK):
        return f"`{entry.key}` belongs at the top of the file, before the first [table]"
    homes = [key for key in BOOK for inner in key.keys if inner.name == entry.key]
    if len(homes) == 1 and homes[0] is not home:
        return f"`{entry.key}` belongs under {_brackets(homes[0])}"
    return did_you_mean(entry.key, [key.name for key in keys])


# ---- shapes ---------


def _read(entry: Entry, key: Key) -> tuple[Value, list[Finding]]:
    item = entry.item
    match key.shape:
        case Shape.TABLE | Shape.TABLES | Shape.OPTIONS:
            return _tables(entry, key)
        case Shape.SWITCH:
            return (int(item.value), []) if isinstance(item.value, bool) else (0, [_wrong(item, key, "true or false")])
        case Shape.COUNT:
            return _number(item, key)
        case Shape.LINES | Shape.ONE_OR_MORE:
            return _list(item, key)
        case _:
            text, findings = _text(item, key)
            return ((text,) if text else ()), findings


def _number(item: Item, key: Key) -> tuple[int, list[Finding]]:
    low, high = key.span
    if isinstance(item.value, bool) or not isinstance(item.value, int):
        return 0, [_wrong(item, key, "a whole number")]
    if low <= item.value <= high:
        return item.value, []
    return 0, [BAD_VALUE.finding(item.place, f"`{key.name}` is outside {low} to {high}", subject=key.name)]


def _list(item: Item, key: Key) -> tuple[tuple[Text, ...], list[Finding]]:
    findings: list[Finding] = []
    if isinstance(item.value, tuple):
        items = item.value
    else:
        items = (item,)
        if key.shape is Shape.LINES and isinstance(item.value, str):
            findings.append(_wrong(item, key, "a list", "put it in square brackets"))
    texts: list[Text] = []
    for each in items:
        text, wrong = _text(each, key)
        findings += wrong
        texts += [text] if text else []
    return tuple(texts), findings


def _text(item: Item, key: Key) -> tuple[Text | None, list[Finding]]:
    """One text, cleaned and checked; an empty one is none."""
    value, findings = item.value, []
    wanted = "a date" if key.shape is Shape.DATE else "text"
    if isinstance(value, bool | int | float):
        findings.append(_wrong(item, key, wanted, "put it in quotation marks"))
        value = str(value).lower() if isinstance(value, bool) else str(value)
    elif isinstance(value, date) and key.shape is Shape.DATE:
        value = (value.date() if isinstance(value, datetime) else value).isoformat()
    if not isinstance(value, str):
        return None, [_wrong(item, key, wanted)]
    value, unseen = _clean(value, item.place, key)
    findings += unseen
    if key.check and len(value) > LONGEST:
        return None, [*findings, BAD_VALUE.finding(item.place, f"`{key.name}` is too long", subject=key.name)]
    checked = key.check(value) if value and key.check else value
    if isinstance(checked, Fault):
        findings.append(checked.code.finding(item.place, checked.message, checked.hint, subject=key.name))
        checked = checked.instead
    return (Text(checked, item.place) if checked else None), findings


def _clean(value: str, place: Place, key: Key) -> tuple[str, list[Finding]]:
    """The text without what cannot be seen, on one line where its key has but one."""
    findings: list[Finding] = []
    value, unseen = clean(value)
    if unseen:
        names = ", ".join(f"U+{ord(character):04X}" for character in unseen)
        message = f"`{key.name}` holds characters that cannot be seen: {names}"
        findings.append(INVISIBLE_CHARACTER.finding(place, message, "type the text again", subject=key.name))
    if key.shape is not Shape.TEXT and len(value.splitlines()) > 1:
        message = f"`{key.name}` is of several lines"
        findings.append(BAD_VALUE.finding(place, message, "put it on one line", subject=key.name))
        value = " ".join(value.split())
    return value, findings


def _tables(entry: Entry, key: Key) -> tuple[tuple[Values, ...], list[Finding]]:
    item, findings = entry.item, []
    many = key.shape is Shape.TABLES
    items = item.value if isinstance(item.value, tuple) else (item,)
    tables = [(each.value, each.place) for each in items if isinstance(each.value, Table)]
    if len(tables) < len(items):
        return (), [_wrong(item, key, _brackets(key), _as_table(key))]
    if many is not isinstance(item.value, tuple):
        findings.append(_wrong(item, key, _brackets(key), _as_table(key)))
    if key.shape is Shape.OPTIONS:
        keys = tuple(Key(each.key, Shape.LINE, "", check=key.check) for table, _ in tables for each in table.entries)
        tables = [(_as_text(table), place) for table, place in tables]
    else:
        keys = key.keys
    read = [read_values(table, keys, place, key) for table, place in tables]
    return tuple(values for values, _ in read), findings + [each for _, wrong in read for each in wrong]


def _as_text(table: Table) -> Table:
    """A table of options with its numbers and switches written out: a template wants words."""

    def written(item: Item) -> Item:
        if isinstance(item.value, bool):
            return Item(str(item.value).lower(), item.place)
        return Item(str(item.value), item.place) if isinstance(item.value, int | float | date) else item

    return Table(tuple(Entry(entry.key, entry.place, written(entry.item)) for entry in table.entries))


def _brackets(key: Key) -> str:
    return f"[[{key.name}]]" if key.shape is Shape.TABLES else f"[{key.name}]"


def _as_table(key: Key) -> str:
    """The cure for a value where tables are wanted."""
    first = f", with keys such as `{key.keys[0].name}`" if key.keys else ""
    return f"begin each with {_brackets(key)}" if key.shape is Shape.TABLES else f"write {_brackets(key)}{first}"


def _wrong(item: Item, key: Key, wanted: str, hint: str = "") -> Finding:
    """The finding of a value in the wrong shape."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", tuple: "a list", Table: "a table"}
    given = names.get(type(item.value), "a date or time")
    return WRONG_TYPE.finding(item.place, f"`{key.name}` is {given} where {wanted} is wanted", hint, subject=key.name)
