"""The door to watchfiles: says when a file of the book has changed on disk."""

import threading
from collections.abc import Callable
from pathlib import Path

_IGNORED = frozenset(("output", "node_modules", "__pycache__"))
# Milliseconds for which a burst of changes is waited out, at most, and how long nothing must come in between.
_BURST, _STEP = 200, 15


def watch(root: Path, changed: Callable[[frozenset[str]], None], stop: threading.Event) -> None:
    """Call ``changed`` with the paths of files below a folder, as they change, from threads of its own."""
    threading.Thread(target=_watch_folders, args=(root, changed, stop), daemon=True).start()
    threading.Thread(target=_watch, args=((root,), False, changed, stop), daemon=True).start()


def folders(root: Path) -> tuple[Path, ...]:
    """The folders of a book that may hold something of it: not what is made, nor what is hidden."""
    return tuple(sorted(p for p in root.iterdir() if p.is_dir() and not p.is_symlink() and not _ignored(p.name)))


def _watch_folders(root: Path, changed: Callable[[frozenset[str]], None], stop: threading.Event) -> None:
    """Watch the folders, and begin again when there are others."""
    while not stop.is_set():
        known = folders(root)
        again = threading.Event()

        def ended(known: tuple[Path, ...] = known, again: threading.Event = again) -> None:
            while not stop.wait(1.0):
                if folders(root) != known:
                    break
            again.set()

        threading.Thread(target=ended, daemon=True).start()
        if known:
            _watch(known, True, changed, again)
        again.wait()


def _watch(
    paths: tuple[Path, ...], deep: bool, changed: Callable[[frozenset[str]], None], stop: threading.Event
) -> None:
    from watchfiles import watch as changes

    found = changes(
        *paths, watch_filter=lambda _, path: not _ignored(Path(path).name), debounce=_BURST, step=_STEP,
        stop_event=stop, rust_timeout=500, raise_interrupt=False, recursive=deep,
    )  # fmt: skip
    for batch in found:
        changed(frozenset(path for _, path in batch))


def _ignored(name: str) -> bool:
    """True for what editors and tools leave beside the text."""
    return name in _IGNORED or name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp"))
