"""Save: how a command that a person asked for changes a file of the book – whole, in place, and nothing else.

A file is replaced in one step and keeps its mode. Its folder is opened step by step from the book's, and no step is a
link, so that nothing outside the book is ever written.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

_NEW_MODE = 0o644


class Unsaved(Exception):
    """A file that could not be written: outside the book, a link, or the system refuses."""


def save(root: Path, name: str, data: bytes) -> None:
    """Write a file of the book, by its path from the book's folder. Raises Unsaved, and then nothing has changed."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        raise Unsaved(f"`{name}` is no path inside the book".replace("\0", "\ufffd"))
    try:
        with _folder(root, parts[:-1]) as folder:
            _replace(folder, parts[-1], data)
    except OSError as fault:
        reason = "a link is in the way" if fault.errno in (errno.ELOOP, errno.ENOTDIR) else fault.strerror
        raise Unsaved(f"`{name}` cannot be written: {reason}") from None


@contextmanager
def _folder(root: Path, parts: tuple[str, ...]) -> Iterator[int]:
    """The folder of a file, opened."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    folder = os.open(os.path.realpath(root), flags)
    try:
        for part in parts:
            inner = os.open(part, flags | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


def _replace(folder: int, name: str, data: bytes) -> None:
    held = f".{name[:100]}.{secrets.token_hex(4)}"
    mode = _mode(folder, name)
    descriptor = os.open(held, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600, dir_fd=folder)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(stream.fileno(), mode)
            os.fsync(stream.fileno())
        os.replace(held, name, src_dir_fd=folder, dst_dir_fd=folder)
    finally:
        with suppress(FileNotFoundError):  # it has its new name, unless something failed
            os.unlink(held, dir_fd=folder)
    os.fsync(folder)


def _mode(folder: int, name: str) -> int:
    """The mode that the file has, or a new one gets. What is no plain file is never replaced."""
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return _NEW_MODE
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.ELOOP, "a link is in the way")
    return stat.S_IMODE(status.st_mode)
