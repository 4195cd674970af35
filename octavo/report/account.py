"""What a report is made of: the findings, and beside them the texts and the manual that some faces show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.findings import Cures, Finding, Place, Replacement, Severity


@dataclass(frozen=True, slots=True)
class Page:
    """What the manual says of one kind of finding: the fault in one line, and the whole page in Markdown."""

    code: str
    name: str
    severity: Severity
    title: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    """All that a face of the report may show; the findings alone are enough for each.

    ``texts`` has the files as they were read, with the lines and columns that the findings count by; ``pages`` is
    the manual by code; ``status`` the exit status; ``cures`` what can be done about findings safely. ``colour``,
    ``width`` (in cells of the terminal) and ``most`` (how many findings of one file are shown whole, 0 for all) are for
    text that people read.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    pages: Mapping[str, Page] = field(default_factory=dict, repr=False)
    status: int = 0
    cures: Cures = field(default_factory=dict, repr=False)
    colour: bool = False
    width: int = 100
    most: int = 0

    def page(self, finding: Finding) -> Page:
        """The manual's page of a finding; where there is none, its name in words."""
        known = self.pages.get(finding.code)
        return known or Page(finding.code, finding.name, finding.severity, finding.name.replace("-", " "))

    def cure(self, finding: Finding) -> tuple[Replacement, ...]:
        """What ``octavo check --fix`` would do about a finding."""
        return self.cures.get((finding.code, finding.place), ())


class Lines:
    """The lines of the texts, each text divided once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, list[str]] = {}

    def at(self, place: Place) -> str | None:
        """The line in which a place stands; None where it is not known."""
        if place.file not in self._lines:
            self._lines[place.file] = self._texts.get(place.file, "").split("\n")
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.file in self._texts and 0 < place.line <= len(lines) else None
