"""Weigh: what each finding weighs in this book, and which names of findings the book gives that there are none of."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from octavo import codes
from octavo.config.codes import FIXED_SEVERITY, UNKNOWN_RULE
from octavo.findings import Finding, Place, Severity
from octavo.model import Config, Remark
from octavo.model.config import ALL
from octavo.rules.near import Near
from octavo.rules.silence import allowances, parted, telling
from octavo.survey import Survey


def weighed(findings: Iterable[Finding], config: Config) -> tuple[Finding, ...]:
    """The findings with the weight that the book gives them, without those that it does not ask for."""
    kept: list[Finding] = []
    fixed = codes.fixed()
    for finding in findings:
        weight: Severity | None = finding.severity
        if not fixed & {finding.code, finding.name}:
            weight = config.weight(finding.code, finding.name, finding.severity)
        if weight is finding.severity:
            kept.append(finding)
        elif weight is not None:
            kept.append(replace(finding, severity=weight))
    return tuple(kept)


def unsilenced(findings: Iterable[Finding], survey: Survey) -> tuple[Finding, ...]:
    """The findings of other rooms than the rules that nothing allows. What stops everything is never silent."""
    fixed = codes.fixed()
    allows = allowances(survey)
    return tuple(f for f in findings if f.code in fixed or not any(allow.covers(f) for allow in allows))


def misnamed(config: Config, comments: Iterable[Remark]) -> Iterator[Finding]:
    """A finding for each name in book.toml and in comments that should be one of a finding and is none."""
    comments = tuple(comments)
    if not comments and not any(_given(config)):
        return  # every page of the manual is read for the names
    known = codes.names()
    near = Near(known)
    for named, place in _given(config):
        if named not in known:
            yield UNKNOWN_RULE.finding(place, f"there is no finding `{named}`", _hint(named, near), subject=named)
    fixed = codes.fixed()
    for named, _ in config.severities:
        if named in fixed:
            place, message = config.place(f"severity.{named}"), f"`{named}` always stops a release"
            yield FIXED_SEVERITY.finding(place, message, "take the line out", subject=named)
    for allow in config.allowances:
        if allow.name in fixed:
            message = f"`{allow.name}` cannot be silenced"
            yield FIXED_SEVERITY.finding(allow.place, message, "cure it, and take [[allow]] out", subject=allow.name)
    for remark in comments:
        for named in parted(remark.text)[0]:
            hint = _hint(named, near) if named not in known else ""
            if named not in known and (hint or telling(named)):
                message = f"there is no finding `{named}` to allow"
                yield Finding("A003", "unknown-allow", Severity.WARNING, remark.place, message, hint, subject=named)


def _hint(named: str, near: Near) -> str:
    return next((f"did you mean `{name}`?" for name in near.names(named, 1)), "")


def _given(config: Config) -> Iterator[tuple[str, Place]]:
    """The names that book.toml gives."""
    for index, named in enumerate(config.house_style):
        if named != ALL:
            yield named, config.place(f"house-style.{index}")
    for named, _ in config.severities:
        yield named, config.place(f"severity.{named}")
    for allow in config.allowances:
        yield allow.name, allow.place
