"""Publish: the door out. The held build and output/ change places in one step; a lock keeps two builds apart."""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from octavo.model import MadeFile

OUTPUT, WORKSHOP = "output", ".octavo"
MANIFEST = "octavo-build.json"
_EXCHANGE = 2
_AT_FDCWD = -100


class Busy(Exception):
    """Another build of the same book is under way."""


class Unwritable(Exception):
    """The output cannot be written: disk full, no permission, or in the way."""


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the book's lock; it dies with the process. Raises Busy when another build has it."""
    try:
        workshop = root / WORKSHOP
        workshop.mkdir(exist_ok=True)
        descriptor = os.open(workshop / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    except OSError as fault:
        raise Unwritable(f"{root / WORKSHOP}: {fault.strerror}") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Busy("another build of this book is under way") from None
    try:
        yield
    finally:
        os.close(descriptor)


def hold(root: Path, editions: tuple[tuple[str, tuple[MadeFile, ...]], ...], manifest: dict[str, object]) -> Path:
    """Write the new build beside the old one: each edition in its folder; editions not made anew are carried over."""
    held = root / WORKSHOP / f"held-{os.getpid()}"
    try:
        sweep(root)
        held.mkdir(parents=True)
        for name, files in editions:
            for file in files:
                _write(held / name / file.path, file.data)
        _carry_over(root / OUTPUT, held, frozenset(name for name, _ in editions))
        _write(held / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode())
        _sync(held)
    except OSError as fault:
        shutil.rmtree(held, ignore_errors=True)
        raise Unwritable(f"{fault.filename or held}: {fault.strerror or fault}") from None
    return held


def publish(root: Path, held: Path) -> None:
    """Exchange the held build and output/ in one step, then drop the old one."""
    output = root / OUTPUT
    if output.is_symlink():
        raise Unwritable(f"{output} is a link; octavo writes only into a folder of its own")
    try:
        if output.exists():
            if any(output.iterdir()) and not (output / MANIFEST).is_file():
                raise Unwritable(f"{output} holds files that octavo did not make; move them away first")
            _exchange(held, output)
            shutil.rmtree(held, ignore_errors=True)
        else:
            held.rename(output)
        _sync(root)
    except OSError as fault:
        raise Unwritable(f"{output}: {fault.strerror or fault}") from None


def manifest(root: Path) -> dict[str, object]:
    """The manifest of what stands in output/; empty when nothing whole does."""
    try:
        data = json.loads((root / OUTPUT / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def clean(root: Path) -> bool:
    """Remove output/, if it is octavo's, and the workshop. False when output/ holds something else."""
    output = root / OUTPUT
    if output.is_dir() and any(output.iterdir()) and not (output / MANIFEST).is_file():
        return False
    if output.is_dir() and not output.is_symlink():
        made = manifest(root).get("files")
        listed = set(made) if isinstance(made, dict) else set()
        found = (path for path in output.rglob("*") if path.is_file() and path.name != MANIFEST)
        foreign = [path for path in found if path.relative_to(output).as_posix() not in listed]
        if foreign:
            return False
        shutil.rmtree(output)
    shutil.rmtree(root / WORKSHOP, ignore_errors=True)
    return True


def sweep(root: Path) -> None:
    """Remove what a killed build left behind."""
    for stale in (root / WORKSHOP).glob("held-*"):
        shutil.rmtree(stale, ignore_errors=True)


def _carry_over(output: Path, held: Path, made: frozenset[str]) -> None:
    if not (output / MANIFEST).is_file():
        return
    for folder in output.iterdir():
        if folder.is_dir() and folder.name not in made:
            shutil.copytree(folder, held / folder.name)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "xb") as stream:
        stream.write(data)
        stream.flush()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(first: Path, second: Path) -> None:
    """Swap two folders atomically (renameat2); by two renames where the system cannot."""
    import ctypes  # few commands publish anything

    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        status = library.renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE)
        if status == 0:
            return
        if ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
    aside = first.with_name(first.name + "-old")
    second.rename(aside)
    first.rename(second)
    aside.rename(first)
