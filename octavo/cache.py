"""The cache: results by the digest of all that they depend on. Damage, other versions and other books only miss."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from octavo import __version__, codec

T = TypeVar("T")
LARGEST = 2 * 1024 * 1024 * 1024


def digest(*parts: Any) -> str:
    """A digest of values: equal for equal values."""
    summer = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else codec.encode(part)
        summer.update(f"{len(data)}:".encode())
        summer.update(data)
    return summer.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results, each sealed with its digest. ``folder`` None: nothing is kept."""

    folder: Path | None = None
    salt: str = ""

    def key(self, *parts: Any) -> str:
        """The key of a result: the digest of all that it depends on, this engine and its Python among it."""
        return digest(self.salt, f"{__version__} {sys.version_info[:2]}", *parts)

    def has(self, key: str) -> bool:
        """True when there is something by this key; whether it is whole, ``get`` will tell."""
        return self.folder is not None and (self.folder / key[:2] / key).is_file()

    def get(self, key: str) -> Any | None:
        """The value of a key, or None when there is none that is whole."""
        if self.folder is None:
            return None
        try:
            data = (self.folder / key[:2] / key).read_bytes()
            if data[:64] != _seal(key, data[64:]):
                return None
            return codec.decode(data[64:])
        except (OSError, codec.Undecodable):
            return None

    def put(self, key: str, value: Any) -> None:
        """Keep a value. A cache that cannot be written is no fault."""
        if self.folder is not None:
            self.keep(key, codec.encode(value))

    def keep(self, key: str, body: bytes) -> None:
        """Keep a value that is encoded already."""
        if self.folder is None:
            return
        path = self.folder / key[:2] / key
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix="new-", delete=False) as stream:
                try:
                    stream.write(_seal(key, body) + body)
                    stream.close()
                    os.replace(stream.name, path)
                finally:
                    Path(stream.name).unlink(missing_ok=True)
        except OSError:
            return

    def through(self, key: str, make: Callable[[], T]) -> T:
        """The kept value, or a new one, which is then kept."""
        kept: T | None = self.get(key)
        if kept is not None:
            return kept
        made = make()
        self.put(key, made)
        return made

    def remembering(self) -> "Cache":
        """The same cache for a process that stays: what it was asked for last is at hand as it was given, since no
        stage changes a value.
        """
        return _Remembering(self.folder, self.salt)

    def forget(self) -> None:
        """Let go of what is in memory and was not used lately; nothing is, but where it is remembered."""

    def trim(self, largest: int = LARGEST) -> None:
        """Drop the oldest entries beyond a size in bytes."""
        if self.folder is None:
            return
        found = [(path, path.stat()) for path in self.folder.glob("??/*") if path.is_file()]
        total = 0
        for path, status in sorted(found, key=lambda item: -item[1].st_mtime):
            total += status.st_size
            if total > largest:
                path.unlink(missing_ok=True)


class _Remembering(Cache):
    """A cache that has in memory what was used since the last time but one that it was told to forget."""

    _fresh: dict[str, Any]
    _older: dict[str, Any]

    def __init__(self, folder: Path | None, salt: str) -> None:
        super().__init__(folder, salt)
        object.__setattr__(self, "_fresh", {})
        object.__setattr__(self, "_older", {})

    def has(self, key: str) -> bool:
        """True when there is something by this key."""
        return key in self._fresh or key in self._older or super().has(key)

    def get(self, key: str) -> Any | None:
        """The value of a key, the very same one each time."""
        value = self._fresh.get(key)
        value = self._older.get(key) if value is None else value
        value = super().get(key) if value is None else value
        if value is not None:
            self._fresh[key] = value
        return value

    def put(self, key: str, value: Any) -> None:
        """Keep a value, and have it at hand."""
        super().put(key, value)
        self._fresh[key] = value

    def forget(self) -> None:
        """Let go of what was not used lately."""
        object.__setattr__(self, "_older", self._fresh)
        object.__setattr__(self, "_fresh", {})


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).hexdigest().encode()
