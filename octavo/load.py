"""Load: the door in. Every byte of a book is read here, once; nothing outside the book's folder is ever opened."""

import errno
import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from octavo.model import SourceFile

MANUSCRIPT_NAMES = ("book.toml", "manuscript/book.toml")
TEXT_LIMIT = 20 * 1024 * 1024
IMAGE_LIMIT = 50 * 1024 * 1024
_SKIPPED = frozenset((".git", ".octavo", ".venv", "node_modules", "__pycache__", ".hg", ".tox", ".mypy_cache"))
_MOST_FILES = 50_000


class Refused(Exception):
    """A file that may not be read: outside the book, no regular file, too large, or not there."""


@dataclass(frozen=True, slots=True)
class Root:
    """The folder of a book, resolved once; every read goes through it."""

    path: Path

    def read(self, name: str, limit: int = TEXT_LIMIT) -> SourceFile:
        """One file of the book. Checks are made on the opened descriptor, so that nothing can be swapped between."""
        if os.path.isabs(name) or "://" in name or "\0" in name:
            raise Refused(f"`{name}` is no path inside the book".replace("\0", "\ufffd"))
        candidate = self.path / name
        try:
            descriptor = os.open(candidate, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as fault:
            raise Refused(_reason(name, fault)) from None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Refused(f"`{name}` is not a regular file")
            if not _real(descriptor, candidate).is_relative_to(self.path):
                raise Refused(f"`{name}` leads outside the book's folder")
            if status.st_size > limit:
                raise Refused(f"`{name}` is larger than {limit // 1024 // 1024} MB")
            with open(descriptor, "rb", closefd=False) as stream:
                data = stream.read(limit + 1)
        except OSError as fault:
            raise Refused(_reason(name, fault)) from None
        finally:
            os.close(descriptor)
        if len(data) > limit:
            raise Refused(f"`{name}` grew while it was read")
        return SourceFile(name, data, hashlib.sha256(data).hexdigest())

    def files(self) -> frozenset[str]:
        """The paths of the book's files, relative to its folder; hidden and made folders are passed over."""
        found: list[str] = []
        for folder, folders, names in os.walk(self.path):
            folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
            if folder == str(self.path) and "output" in folders:
                folders.remove("output")
            base = os.path.relpath(folder, self.path)
            found += [name if base == "." else f"{base}/{name}" for name in names]
            if len(found) > _MOST_FILES:
                break
        return frozenset(found)


def _real(descriptor: int, candidate: Path) -> Path:
    """Where an open file really is; by its descriptor where the system tells."""
    proc = f"/proc/self/fd/{descriptor}"
    return Path(os.path.realpath(proc if os.path.exists(proc) else candidate))


def _reason(name: str, fault: OSError) -> str:
    if fault.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"`{name}` does not exist"
    if fault.errno == errno.ELOOP:
        return f"`{name}` is a link that leads to itself"
    return f"`{name}` cannot be read: {fault.strerror}"


def open_book(folder: Path) -> tuple[Root, SourceFile]:
    """The book's folder and its book.toml. Raises Refused when there is none."""
    path = Path(os.path.realpath(folder))
    if not path.is_dir():
        raise Refused(f"there is no folder `{folder}`")
    root = Root(path)
    for name in MANUSCRIPT_NAMES:
        if (path / name).exists():
            return root, root.read(name)
    raise Refused(f"no book.toml in `{folder}` nor in `{folder}/manuscript`")


def read_optional(root: Root, names: tuple[str, ...]) -> SourceFile | None:
    """The first of the files that is there."""
    return next((root.read(name) for name in names if (root.path / name).is_file()), None)


def resolve(target: str, chapter: str, folders: tuple[str, ...], known: frozenset[str]) -> str:
    """The path of an image as a chapter names it: from the book folder, the chapter's folder, or a resource folder.

    "" when the book holds no such file.
    """
    plain = unquote(target.split("?")[0].split("#")[0]).replace("\\", "/")
    bases = ("", os.path.dirname(chapter), *folders, os.path.dirname(os.path.dirname(chapter)))
    tried = [os.path.normpath(os.path.join(base, name)) for base in bases for name in (target, plain) if name]
    found = next((path for path in tried if path in known), "")
    if found or plain.isascii():
        return found
    # A file system may hold the letters of a name composed or decomposed.
    composed = {_composed(path): path for path in sorted(known) if not path.isascii()}
    return next((composed[path] for path in map(_composed, tried) if path in composed), "")


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def read_folder(root: Root, folder: str) -> tuple[SourceFile, ...]:
    """Every file below one of the book's folders, by path relative to that folder."""
    base = root.path / folder
    if not base.is_dir():
        return ()
    found: list[SourceFile] = []
    for path in sorted(base.rglob("*")):
        if path.is_file():
            name = path.relative_to(root.path).as_posix()
            file = root.read(name, IMAGE_LIMIT)
            found.append(SourceFile(path.relative_to(base).as_posix(), file.data, file.digest))
    return tuple(found)
