"""Findings for programs, as JSON: the texts whole and unaltered, in ASCII. ``docs/ci.md`` says what each key means."""

import json

from octavo import __version__
from octavo.findings import Finding, Place, Replacement, Severity, count
from octavo.report.account import Account, Page
from octavo.report.fingerprints import fingerprints

# Raised when a key is taken away or means something else; new keys leave it as it is.
VERSION = 1


def render(account: Account) -> str:
    """One object: how many findings there are of each weight, the findings in the order given, and their pages."""
    findings = account.findings
    told = {finding.code: account.page(finding) for finding in sorted(findings, key=lambda finding: finding.code)}
    return dump(
        {
            "version": VERSION,
            "octavo": __version__,
            "status": account.status,
            "counts": {severity.word: count(findings, severity) for severity in sorted(Severity, reverse=True)},
            "findings": [
                {**_finding(*pair), "cure": [_replacement(each) for each in account.cure(pair[0])]}
                for pair in zip(findings, fingerprints(account), strict=True)
            ],
            "rules": {code: _page(page) for code, page in told.items()},
        }
    )


def dump(value: object) -> str:
    """A value as JSON that is safe in a log: nothing but ASCII, and no mark that a CI takes for a command."""
    text = json.dumps(value, indent=2, ensure_ascii=True)
    return text.replace("##", "#\\u0023") + "\n"  # "#" stands in strings only, where its escape says the same


def _finding(finding: Finding, fingerprint: str) -> dict[str, object]:
    return {
        **_place(finding.place),
        "severity": finding.severity.word,
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
        "others": [_place(place) for place in finding.others],
        "fingerprint": fingerprint,
    }


def _replacement(each: Replacement) -> dict[str, object]:
    start, end = each.start, each.end
    return {"line": start.line, "column": start.column, "endLine": end.line, "endColumn": end.column, "text": each.new}


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line or None, "column": place.column or None}


def _page(page: Page) -> dict[str, object]:
    return {"name": page.name, "severity": page.severity.word, "title": page.title, "page": page.text}
