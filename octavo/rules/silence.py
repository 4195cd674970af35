"""Silence: the findings that an author allows, with a reason, beside the place or in book.toml."""

from dataclasses import dataclass

from octavo.findings import Finding, Place, Severity
from octavo.survey import Survey

_REACH = 2


@dataclass(frozen=True, slots=True)
class _Allow:
    """An allowance: the name or code that it is for, its place; the subject where it comes from book.toml."""

    name: str
    place: Place
    subject: str | None = None

    def covers(self, finding: Finding) -> bool:
        """True for what it allows. A comment speaks for its own line and for the two below it."""
        if self.name not in (finding.code, finding.name):
            return False
        if self.subject is not None:
            return self.subject == finding.subject
        return self.place.file == finding.place.file and 0 <= finding.place.line - self.place.line <= _REACH


def without_silenced(survey: Survey, found: list[Finding], known: frozenset[str]) -> list[Finding]:
    """The findings that nothing allows, with those on allowances that give no reason or silence nothing.

    ``known`` are the names and codes of the rules that were asked: book.toml may allow findings of other rooms too.
    """
    allows, kept = _comments(survey)
    allows += [_Allow(a.name, a.place, a.subject) for a in survey.config.allowances]
    used: set[_Allow] = set()
    for finding in found:
        covering = [allow for allow in allows if allow.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    for allow in allows:
        if allow not in used and (allow.subject is None or allow.name in known):
            message = f"`allow {allow.name}` silences nothing here"
            kept.append(Finding("A002", "stale-allow", Severity.WARNING, allow.place, message, "take it out"))
    return kept


def _comments(survey: Survey) -> tuple[list[_Allow], list[Finding]]:
    """The allowances that stand in the text, and the findings on those without a reason."""
    allows: list[_Allow] = []
    faults: list[Finding] = []
    for remark in survey.noted("allow"):
        named, _, reason = (part.strip() for part in remark.text.partition(":"))
        if reason:
            allows.append(_Allow(named, remark.place))
        else:
            message, hint = f"`allow {named}` gives no reason", "write `<!-- allow NAME: why -->`"
            faults.append(Finding("A001", "allow-without-reason", Severity.WARNING, remark.place, message, hint))
    return allows, faults
