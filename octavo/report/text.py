"""Findings for people at a terminal: one a line, the cure below it, a count at the end."""

from octavo.findings import Finding, Severity, count
from octavo.report.escape import printable

COUNTED = ((Severity.ERROR, "error", "errors"), (Severity.WARNING, "warning", "warnings"))


def render(findings: tuple[Finding, ...]) -> str:
    """The findings in the order given, and how many there are."""
    return (
        "".join(f"{printable(line)}\n" for finding in findings for line in _lines(finding)) + f"{summary(findings)}\n"
    )


def summary(findings: tuple[Finding, ...]) -> str:
    """How many there are, in words: "2 errors, 1 warning"."""
    numbers = [(count(findings, severity), one, many) for severity, one, many in COUNTED]
    numbers.append((count(findings, Severity.STYLE), "of house style", "of house style"))
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in numbers if n) or "Nothing to report."


def _lines(finding: Finding) -> list[str]:
    what = f"{finding.severity.word} {finding.code} {finding.name}: {finding.message}"
    lines = [f"{finding.place}: {what}"]
    if finding.hint:
        lines.append(f"    hint: {finding.hint}")
    return lines + [f"    see also: {place}" for place in finding.others]
