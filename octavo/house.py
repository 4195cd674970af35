"""Where the engine's own templates, stylesheets, fonts and styles lie: in the package, or beside it in a checkout."""

import hashlib
from pathlib import Path

from octavo.model import SourceFile


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
    for base, pattern in ((Path(__file__).parent, "*.py"), (folder("templates"), "*"), (folder("assets"), "*")):
        for path in sorted(path for path in base.rglob(pattern) if path.is_file()):
            summer.update(f"{path.relative_to(base).as_posix()}\0".encode())
            summer.update(path.read_bytes())
    return summer.hexdigest()
