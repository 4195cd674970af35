"""The desk: what the stages are given beside the book."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from octavo.cache import Cache
from octavo.model import Manuscript
from octavo.progress import Say

if TYPE_CHECKING:
    from octavo.drafting import Draft
    from octavo.survey import Survey


class Early(Protocol):
    """What can be asked of the parts of a book while the rest of it is still being read."""

    def begin(self, manuscript: Manuscript, parsing: bool) -> None:
        """The children are at work; where something is being parsed, there is time."""

    def ask(self, part: "Survey") -> None:
        """A part of the book is there: the prose of a file, or the sources."""


class _Later:
    """Nothing is asked before all is read."""

    def begin(self, manuscript: Manuscript, parsing: bool) -> None:
        return None

    def ask(self, part: "Survey") -> None:
        return None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the stages are given beside the book: cache, number of workers, where to report, the day, whether the
    book's own templates and stylesheets count, a folder in which type is laid out, whether EPUBCheck is asked, what
    is asked while children parse, the true names of confidential sources, by key, whether the trees of the
    texts are wanted, or what a check asks alone, and what the pages of a draft say of themselves.
    """

    cache: Cache
    workers: int
    say: Say
    today: date | None = None
    own_design: bool = True
    type_folder: str = ""
    judged: bool = False
    early: Early = field(default_factory=_Later)
    names: tuple[tuple[str, str], ...] = ()
    trees: bool = True
    draft: "Draft | None" = None
