"""Findings for programs, as JSON: the texts whole and unaltered, in ASCII."""

import json

from octavo.findings import Finding, Place


def render(findings: tuple[Finding, ...]) -> str:
    """A list of objects in the order given; `line` and `column` are null where they are not known."""
    return dump([_finding(finding) for finding in findings])


def dump(value: object) -> str:
    """A value as JSON that is safe in a log: nothing but ASCII, and no mark that a CI takes for a command."""
    text = json.dumps(value, indent=2, ensure_ascii=True)
    return text.replace("##", "#\\u0023") + "\n"  # "#" stands in strings only, where its escape says the same


def _finding(finding: Finding) -> dict[str, object]:
    return {
        **_place(finding.place),
        "severity": finding.severity.word,
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
        "others": [_place(place) for place in finding.others],
    }


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line or None, "column": place.column or None}
