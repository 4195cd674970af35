"""Baseline: the findings that a book had when somebody decided to look only at new ones.

One finding a line, without line numbers, so that a paragraph put in above changes nothing: a finding is known by its
rule, its file, what it is about, and the text of its line.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from octavo.findings import Finding
from octavo.model import SourceFile

NAME = "baseline.json"
_FORM = 1
_FIELDS = ("code", "name", "file", "subject", "context")


class Unreadable(Exception):
    """A file that is no baseline."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A kind of finding in the baseline: rule, file, subject, digest of the line that it stands in."""

    code: str
    name: str
    file: str
    subject: str
    context: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known, each with how often."""

    known: tuple[tuple[Known, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings parted by a baseline: the new ones, how many are known, and what the baseline has in vain."""

    new: tuple[Finding, ...]
    known: int
    gone: tuple[tuple[Known, int], ...]


def baseline_of(findings: Iterable[Finding], files: Iterable[SourceFile]) -> Baseline:
    """The baseline that knows just these findings."""
    lines = _Lines(files)
    return Baseline(tuple(sorted(Counter(_known(finding, lines) for finding in findings).items())))


def sift(baseline: Baseline, findings: Iterable[Finding], files: Iterable[SourceFile]) -> Sifted:
    """The findings that are not in the baseline, and what of it is gone.

    A finding whose line was edited is still known by its subject; where one kind of finding has become more, those in
    lines that the baseline does not know are the new ones.
    """
    lines = _Lines(files)
    left = Counter(dict(baseline.known))
    named = [(finding, _known(finding, lines)) for finding in findings]
    open_: list[tuple[Finding, Known]] = []
    for finding, known in named:
        if left[known] > 0:
            left[known] -= 1
        else:
            open_.append((finding, known))
    by_subject: dict[Known, list[Known]] = {}
    for known in sorted(left.elements()):
        by_subject.setdefault(replace(known, context=""), []).append(known)
    new: list[Finding] = []
    for finding, known in open_:
        moved = by_subject.get(replace(known, context="")) if known.subject else None
        if moved:
            left[moved.pop()] -= 1
        else:
            new.append(finding)
    gone = tuple(sorted((known, count) for known, count in left.items() if count > 0))
    return Sifted(tuple(new), len(named) - len(new), gone)


def written(baseline: Baseline) -> bytes:
    """The baseline as a file: JSON, one finding a line."""
    rows = [
        json.dumps({**{name: getattr(known, name) for name in _FIELDS}, "count": count}, ensure_ascii=False)
        for known, count in baseline.known
    ]
    listed = "".join(f"\n {row}," for row in rows).removesuffix(",")
    return f'{{"octavo-baseline": {_FORM}, "findings": [{listed}\n]}}\n'.encode("utf-8", "replace")


def read_baseline(data: bytes) -> Baseline:
    """The baseline that a file holds. Raises Unreadable."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
        if whole["octavo-baseline"] != _FORM:
            raise Unreadable("it was written by another version of Octavo")
        rows = [(Known(*(str(row[name]) for name in _FIELDS)), int(row["count"])) for row in whole["findings"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("it is not what `octavo check --write-baseline` writes") from None
    counts: Counter[Known] = Counter()
    for known, count in rows:
        counts[known] += max(0, count)
    return Baseline(tuple(sorted(counts.items())))


def _known(finding: Finding, lines: "_Lines") -> Known:
    said = lines.at(finding.place.file, finding.place.line) or ("" if finding.subject else finding.message)
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12] if said else ""
    return Known(finding.code, finding.name, finding.place.file, finding.subject, digest)


class _Lines:
    """The lines of the book's files, as a finding is known by: composed, without what only parts words."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files = {file.path: file for file in files}
        self._split: dict[str, list[str]] = {}

    def at(self, path: str, number: int) -> str:
        if path not in self._files or number < 1:
            return ""
        if path not in self._split:
            self._split[path] = re.split("\r\n|\r|\n", self._files[path].data.decode("utf-8-sig", "replace"))
        lines = self._split[path]
        line = lines[number - 1] if number <= len(lines) else ""
        return " ".join(unicodedata.normalize("NFC", line).split())
