"""Findings as Code Climate's JSON, which GitLab shows as the code quality of a merge request."""

from octavo.findings import Finding, Severity
from octavo.report.account import Account
from octavo.report.escape import visible
from octavo.report.fingerprints import fingerprints
from octavo.report.json import dump

LEVELS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.STYLE: "info"}


def render(account: Account) -> str:
    """A list of issues in the order given; GitLab asks for a line, so that the first stands for one not known."""
    pairs = zip(account.findings, fingerprints(account), strict=True)
    return dump([_issue(finding, fingerprint) for finding, fingerprint in pairs])


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    hint = f" ({finding.hint})" if finding.hint else ""
    return {
        "type": "issue",
        "check_name": visible(f"{finding.code} {finding.name}"),
        "description": visible(f"{finding.message}{hint}"),
        "categories": ["Style" if finding.severity is Severity.STYLE else "Bug Risk"],
        "severity": LEVELS[finding.severity],
        "fingerprint": fingerprint,
        "location": {"path": visible(finding.place.file), "lines": {"begin": finding.place.line or 1}},
    }
