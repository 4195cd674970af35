"""Later: what nobody waits for, one thing after the other; of each kind of thing only the latest counts."""

import threading
from collections.abc import Callable
from contextlib import suppress


class Later:
    """A thread that does what it was asked for, when it comes to it."""

    def __init__(self) -> None:
        self._wanted: dict[str, Callable[[], None]] = {}
        self._asked = threading.Condition()
        self._closed = False
        threading.Thread(target=self._run, daemon=True).start()

    def ask(self, kind: str, work: Callable[[], None]) -> None:
        """Ask for something. What was asked for of this kind, and not begun, is forgotten."""
        with self._asked:
            self._wanted.pop(kind, None)
            self._wanted[kind] = work
            self._asked.notify_all()

    def close(self) -> None:
        """Begin nothing more."""
        with self._asked:
            self._closed = True
            self._wanted = {}
            self._asked.notify_all()

    def _run(self) -> None:
        while True:
            with self._asked:
                self._asked.wait_for(lambda: self._closed or self._wanted)
                if self._closed:
                    return
                work = self._wanted.pop(next(iter(self._wanted)))
            with suppress(Exception):  # what nobody waits for may fail; the next draft asks for it again
                work()
