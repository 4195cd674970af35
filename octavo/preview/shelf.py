"""The shelf: all that the browser may ask for, by name. What does not lie on it is not there."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """What has changed: the number of the change, the files that are others now, the page of the text that was edited
    ("" for none), and the sheet whose pages of print are there.
    """

    number: int = 0
    files: tuple[str, ...] = ()
    edited: str = ""
    printed: str = ""


class Shelf:
    """Files by name, and the news of them. One thread puts, many take."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._news: list[News] = [News()]
        self._changed = threading.Condition()
        self._closed = False

    @property
    def closed(self) -> bool:
        """True when the preview has ended."""
        return self._closed

    def get(self, name: str) -> bytes | None:
        """The file of this name, None where none is."""
        with self._changed:
            return self._files.get(name)

    def put(self, prefix: str, files: Mapping[str, bytes], edited: str = "", printed: str = "") -> None:
        """Let these files be all whose names begin like this, and say which of them are others than before."""
        named = {f"{prefix}{name}": data for name, data in files.items()}
        with self._changed:
            old = {name: data for name, data in self._files.items() if name.startswith(prefix)}
            others = tuple(name for name, data in named.items() if old.get(name) != data)
            self._files = {name: data for name, data in self._files.items() if name not in old} | named
            if others or printed or len(old) != len(named):
                self._tell(News(self._news[-1].number + 1, others, edited, printed))

    def since(self, number: int, seconds: float) -> tuple[News, ...]:
        """What came after a change; waits for something, but only so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._news[-1].number > number, seconds)
            return tuple(news for news in self._news if news.number > number)

    @property
    def latest(self) -> int:
        """The number of the latest change."""
        with self._changed:
            return self._news[-1].number

    def close(self) -> None:
        """Let all who wait go home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _tell(self, news: News) -> None:
        self._news = [*self._news[-100:], news]
        self._changed.notify_all()
