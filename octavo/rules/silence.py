"""Silence: the findings that an author allows, with a reason, beside the place or in book.toml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from octavo.findings import Finding, Place, Severity
from octavo.survey import Prose, Survey

# A comment speaks for its own line and at least so many below it.
_REACH = 2
_NAME = re.compile(r"[\w-]+\Z")
_CODE = re.compile(r"[A-Z]\d{3}\Z")
_BLANK = re.compile(r"[ \t>]*\Z")
_ALONE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\[\^[^\]\s]+\]:[ \t]*)?\Z")
_COMMENT = re.compile(r"[ \t>]*<!--.*-->[ \t]*\Z")
_NEXT = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]|\[\^[^\]\s]+\]:)")


@dataclass(frozen=True, slots=True)
class Allowed:
    """An allowance: the name or code that it is for, and its place. One in the text speaks for the lines up to
    ``last``; one of book.toml (``last`` is 0) for a subject, a file, or both.
    """

    name: str
    place: Place
    last: int = 0
    subject: str = ""
    file: str = ""

    def covers(self, finding: Finding) -> bool:
        """True for what it allows."""
        if self.name not in (finding.code, finding.name):
            return False
        if self.last:
            return self.place.file == finding.place.file and self.place.line <= finding.place.line <= self.last
        return self.subject in ("", finding.subject) and self.file in ("", finding.place.file)


def without_silenced(survey: Survey, found: Iterable[Finding], asked: frozenset[str]) -> list[Finding]:
    """The findings that nothing allows, with those on allowances that give no reason or silence nothing.

    ``asked`` are the names and codes of the rules that were asked: an allowance for another one may have its use.
    """
    allows = allowances(survey)
    kept: list[Finding] = list(_without_reason(survey, asked))
    used: set[Allowed] = set()
    by_name: dict[str, list[Allowed]] = {}
    for allow in allows:
        by_name.setdefault(allow.name, []).append(allow)
    for finding in found:
        near = (*by_name.get(finding.name, ()), *by_name.get(finding.code, ()))
        covering = [allow for allow in near if allow.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    for allow in allows:
        if allow not in used and allow.name in asked:
            message = f"`allow {allow.name}` silences nothing here"
            hint = f"take it out, or move it beside the place: above it, {_REACH} lines at most, or above its paragraph"
            kept.append(Finding("A002", "stale-allow", Severity.WARNING, allow.place, message, hint))
    return kept


def allowances(survey: Survey) -> tuple[Allowed, ...]:
    """Every allowance of the book that gives a reason: those of the text, then those of book.toml."""
    made: list[Allowed] = []
    lines: dict[str, list[str]] = {}
    texts = {prose.path: prose for prose in survey.prose}
    for remark in survey.noted("allow"):
        names, reason = parted(remark.text)
        if reason:
            last = remark.others[0].line if remark.others else _last(remark.place, texts, lines)
            made += [Allowed(name, remark.place, last) for name in names]
    made += [Allowed(a.name, a.place, 0, a.subject, a.file) for a in survey.config.allowances]
    return tuple(made)


def parted(text: str) -> tuple[tuple[str, ...], str]:
    """The names that a comment allows, and its reason; no names where it says something else to its readers."""
    named, _, reason = text.partition(":")
    names = tuple(name.strip() for name in named.split(","))
    return (names if all(_NAME.match(name) for name in names) else ()), reason.strip()


def telling(name: str) -> bool:
    """True for what can hardly be meant for anything but the name or the code of a finding."""
    return "-" in name or bool(_CODE.match(name))


def _without_reason(survey: Survey, asked: frozenset[str]) -> Iterator[Finding]:
    for remark in survey.noted("allow"):
        names, reason = parted(remark.text)
        if not reason and any(name in asked or telling(name) for name in names):
            message, hint = f"`allow {', '.join(names)}` gives no reason", "write `<!-- allow NAME: why -->`"
            yield Finding("A001", "allow-without-reason", Severity.WARNING, remark.place, message, hint)


def _last(place: Place, texts: dict[str, Prose], split: dict[str, list[str]]) -> int:
    """The last line for which a comment speaks: one that stands alone above a paragraph speaks for all of it."""
    least = place.line + _REACH
    prose = texts.get(place.file)
    if prose is None:
        return least
    lines = split.setdefault(place.file, prose.text.split("\n"))
    index = place.line - 1
    if not _ALONE.match(lines[index][: place.column - 1]):
        return least
    while index < len(lines) and "-->" not in lines[index]:
        index += 1
    if index == len(lines) or lines[index].rpartition("-->")[2].strip():
        return least
    return max(least, _end(lines, index + 1))


def _end(lines: list[str], index: int) -> int:
    """The number of the last line of the paragraph that begins here, after one blank line and further comments."""
    blank = 0
    while index < len(lines) and (_COMMENT.match(lines[index]) or (_BLANK.match(lines[index]) and not blank)):
        blank = 0 if _COMMENT.match(lines[index]) else blank + 1
        index += 1
    first = index
    while index < len(lines) and not _BLANK.match(lines[index]):
        if index > first and _NEXT.match(lines[index]):
            break
        index += 1
    return index
