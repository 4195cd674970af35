"""links.lock: what came of asking for each address, a line of JSON each, for a person to read and commit."""

import json
from collections.abc import Iterable

from octavo.model import LinkState

NAME = "links.lock"
_FIELDS = ("address", "status", "asked", "final", "snapshot")


def read_lock(data: bytes) -> tuple[LinkState, ...]:
    """The states that a file keeps, each address once. A line that is none is passed over: it will be asked again."""
    found: dict[str, LinkState] = {}
    for line in data.decode("utf-8-sig", "replace").splitlines():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        values = [row.get(name, "") for name in _FIELDS] if isinstance(row, dict) else []
        if values and all(isinstance(value, str) for value in values) and all(values[:3]):
            found[values[0]] = LinkState(*values)
    return tuple(found[address] for address in sorted(found))


def write_lock(states: Iterable[LinkState]) -> bytes:
    """The file that keeps these states, in the order of their addresses."""
    rows = [
        {name: value for name in _FIELDS if (value := getattr(state, name))}
        for state in sorted(states, key=lambda state: state.address)
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")
