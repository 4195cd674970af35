"""A finding is one thing that is wrong in a book, with its place and its cure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias


class Severity(IntEnum):
    """How much a finding weighs: an error stops a release, a warning does not, house style is opt-in."""

    STYLE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word that reports print."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file (relative to the book folder), line and column, both from 1; 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: a code for life, a name that reads well after "allow", one clause, and the cure apart."""

    code: str
    name: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    others: tuple[Place, ...] = ()
    subject: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are listed by place, then by code and text."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Edit:
    """A safe change to the manuscript that cures the finding of the same rule at the same place.

    ``old`` stands at the place and becomes ``new``; where ``ahead`` is true it stands further on in the same paragraph,
    with no code between. It is made only where ``old`` is found, so a rule may offer several spellings of one change.
    """

    place: Place
    old: str
    new: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """What an edit does to a file as it is written: the text from ``start`` to before ``end`` becomes ``new``.

    Lines end at CR, LF or both, and columns count Unicode code points of the file itself, which need not be composed.
    """

    start: Place
    end: Place
    new: str


# What can be done about findings, by their code and place.
Cures: TypeAlias = Mapping[tuple[str, Place], tuple[Replacement, ...]]


def in_order(findings: "tuple[Finding, ...] | list[Finding]") -> tuple[Finding, ...]:
    """The findings by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def count(findings: tuple[Finding, ...], severity: Severity) -> int:
    """How many of the findings weigh exactly this much."""
    return sum(finding.severity is severity for finding in findings)


def errors(findings: tuple[Finding, ...], strict: bool = False) -> bool:
    """True when a release must stop: at an error, and in a strict book at a warning."""
    least = Severity.WARNING if strict else Severity.ERROR
    return any(finding.severity >= least for finding in findings)
