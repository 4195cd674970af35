"""Where the engine's own templates, stylesheets, fonts and styles lie: in the package, or beside it in a checkout."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from octavo.model import SourceFile

# The characters of the fonts: a line for each range of their numbers, written by tests/test_typeset.py.
LETTERS = "letters.txt"


def folder(name: str) -> Path:
    """The engine's folder of this name ("templates", "assets")."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def stylesheet(name: str) -> str:
    """The text of one of the engine's stylesheets, by its path below assets."""
    return (folder("assets") / name).read_text(encoding="utf-8")


def assets() -> tuple[SourceFile, ...]:
    """Every asset of the engine, by path below its folder."""
    base = folder("assets")
    found = (
        (path.relative_to(base).as_posix(), path.read_bytes()) for path in sorted(base.rglob("*")) if path.is_file()
    )
    return tuple(SourceFile(name, data, hashlib.sha256(data).hexdigest()) for name, data in found)


def fingerprint() -> str:
    """A digest of the engine itself: code, templates, assets. Another engine's results are never taken for its own."""
    summer = hashlib.sha256()
    for base, path in _engine():
        summer.update(f"{path.relative_to(base).as_posix()}\0".encode())
        summer.update(path.read_bytes())
    return summer.hexdigest()


def look() -> str:
    """What the engine's files look like from outside: equal looks on one machine are of equal engines."""
    looks = ((str(path), status.st_size, status.st_mtime_ns) for _, path in _engine() for status in (path.stat(),))
    return hashlib.sha256(repr(tuple(looks)).encode()).hexdigest()


def _engine() -> Iterator[tuple[Path, Path]]:
    """The files of the engine, each with the folder that it lies in somewhere."""
    for base, suffix in ((Path(__file__).parent, ".py"), (folder("templates"), ""), (folder("assets"), "")):
        for found, folders, names in os.walk(base):
            folders.sort()
            yield from ((base, Path(found, name)) for name in sorted(names) if name.endswith(suffix))


def letters() -> frozenset[int]:
    """The characters that the house's fonts have. They are listed beside the fonts, for reading these takes longer."""
    lines = (folder("assets") / "fonts" / LETTERS).read_text(encoding="ascii").split()
    ranges = ([int(number, 16) for number in line.split("-")] for line in lines)
    return frozenset(number for ends in ranges for number in range(ends[0], ends[-1] + 1))
