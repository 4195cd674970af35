"""CSL items as the citation engine can take them: it refuses a whole book for one value of the wrong shape."""

from typing import Any

_NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
_DATES = frozenset("accessed available-date container event-date issued original-date submitted".split())
_GREATEST = 2**53
# What the engine passes over: any shape will do.
_FREE = frozenset(("custom", "categories"))


def mended(item: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """An item with values of the shapes that CSL asks for, and its faults: (variable, what it is not)."""
    faults: list[tuple[str, str]] = []
    sound: dict[str, Any] = {}
    made: Any
    for name, value in item.items():
        if name in _NAMES:
            made = _names(value)
            if made is None:
                faults.append((name, f"`{name}` is no list of names"))
        elif name in _DATES:
            made = _date(value)
        elif name in _FREE:
            made = _tame(value)
        elif isinstance(value, str) or _small(value):
            made = value
        else:
            made = _text(value)
            if made is None and isinstance(value, dict):
                faults.append((name, f"`{name}` is no text"))
        if made is not None:
            sound[name] = made
    sound["id"] = str(item["id"])
    if "note" in sound:
        sound["note"] = str(sound["note"])
    return sound, faults


def _tame(value: object) -> object:
    """A value of any shape, without numbers that the engine cannot hold."""
    if isinstance(value, dict):
        return {key: _tame(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_tame(part) for part in value]
    return value if value is None or isinstance(value, str | bool) or _small(value) else str(value)


def _small(value: object) -> bool:
    """True for a number that the engine can count with."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _GREATEST


def _text(value: object) -> str | None:
    """A text; lists of texts become one, as registries of DOIs write even a title."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        texts = [piece for piece in value if isinstance(piece, str)]
        return ", ".join(texts) or None
    return None


def _names(value: object) -> list[dict[str, Any]] | None:
    if value is None:
        return []
    if not isinstance(value, list):
        return None
    return [name for name in map(_name, value) if name]


def _name(value: object) -> dict[str, Any]:
    if isinstance(value, str | int):
        return {"literal": str(value)}
    if not isinstance(value, dict):
        return {}
    flags = ("comma-suffix", "static-ordering", "parse-names")
    return {
        key: bool(part) if key in flags else str(part) for key, part in value.items() if isinstance(part, str | int)
    }


def _date(value: object) -> dict[str, Any] | str | None:
    """A date; what is none stays as the text that it is, so that it prints as it is written."""
    if isinstance(value, int) and not isinstance(value, bool):
        return {"date-parts": [[value]]}
    if isinstance(value, str):
        return value if any(character.isdigit() for character in value) or not value else {"literal": value}
    if isinstance(value, list):
        return _date(value[0]) if len(value) == 1 else None
    if not isinstance(value, dict):
        return None
    kept = {key: part for key, part in value.items() if key in ("circa", "season", "literal", "raw") and part}
    kept = {key: True if key == "circa" else str(part) for key, part in kept.items()}
    said = value.get("date-parts", [value[key] for key in ("year", "month", "day") if key in value])
    parts = _parts(said)
    if parts is None:
        return {"literal": kept.get("literal") or _as_written(said)}
    return kept | ({"date-parts": parts} if parts else {}) or None


def _parts(value: object) -> list[list[Any]] | None:
    """The parts of one date or two; None when they are none."""
    if not isinstance(value, list):
        return None
    dates = [value] if value and not isinstance(value[0], list) else value
    made: list[list[Any]] = []
    for date in dates:
        if not isinstance(date, list):
            return None
        said = [part for part in date if part not in (None, "")]
        if not all(map(_whole, said)):
            return None
        if said:
            made.append([int(part) for part in said])
    return made


def _whole(part: object) -> bool:
    if isinstance(part, str):
        return part.strip().lstrip("-").isdecimal() and len(part) < 10
    return isinstance(part, int | float) and not isinstance(part, bool) and int(part) == part and abs(part) < 1e9


def _as_written(value: object) -> str:
    if isinstance(value, list):
        return "-".join(_as_written(part) for part in value if part is not None)
    return str(value)
