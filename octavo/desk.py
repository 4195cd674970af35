"""The desk: what the stages are given beside the book."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from octavo.cache import Cache
from octavo.progress import Say


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the stages are given beside the book: cache, number of workers, where to report, the day, whether the
    book's own templates and stylesheets count, a folder in which type is laid out, whether EPUBCheck is asked, what
    to do while children parse, and the true names of confidential sources, by key.
    """

    cache: Cache
    workers: int
    say: Say
    today: date | None = None
    own_design: bool = True
    type_folder: str = ""
    judged: bool = False
    meanwhile: Callable[[], None] = _nothing
    names: tuple[tuple[str, str], ...] = ()
