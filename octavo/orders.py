"""What a build or a check is asked for, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.findings import Finding
from octavo.model import SourceFile
from octavo.progress import Say, silent

if TYPE_CHECKING:
    from octavo.since import Touched
    from octavo.survey import Survey


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for. ``editions`` are names, none meaning all; ``today`` comes from the command line;
    where it is to be ``judged``, EPUBCheck is asked about each EPUB; ``names`` are the true names of confidential
    sources, by key; a draft may be ``spaced``, with room to write between its lines; a check may look at what changed
    ``since`` a revision alone.
    """

    folder: Path
    editions: tuple[str, ...] = ()
    draft: bool = False
    strict: bool = False
    trust: str = "book"
    workers: int = 2
    cached: bool = True
    today: date | None = None
    say: Say = silent
    judged: bool = False
    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    spaced: bool = False
    since: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking: findings, the files that were read, the texts of those that have findings, whether the
    book is strict, its survey, None where it could not be read, and what changed, where that alone was asked.
    """

    findings: tuple[Finding, ...]
    files: tuple[SourceFile, ...] = field(repr=False, default=())
    texts: Mapping[str, str] = field(repr=False, default_factory=dict)
    strict: bool = False
    survey: "Survey | None" = field(repr=False, default=None)
    touched: "Touched | None" = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report: an edition, its pages or files, size in bytes, seconds, its first file."""

    edition: str
    pages: int
    files: int
    size: int
    seconds: float
    path: str


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build: findings, the editions made, whether they were published, whether all was as before, and
    the texts that the findings stand in.
    """

    findings: tuple[Finding, ...]
    lines: tuple[Line, ...] = ()
    published: bool = False
    unchanged: bool = False
    title: str = ""
    texts: Mapping[str, str] = field(repr=False, default_factory=dict)
    strict: bool = False
