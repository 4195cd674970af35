"""Findings as GitHub workflow commands, which the page of a pull request shows beside the lines."""

from octavo.findings import Finding, Severity
from octavo.report.account import Account
from octavo.report.escape import COMMAND, visible
from octavo.report.text import summary

LEVELS = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.STYLE, "notice"))

# GitHub shows so many of each level for a step, and drops the others in silence.
SHOWN = 10


def render(account: Account) -> str:
    """At most ten commands of each level, worst first, and how many findings there are in all."""
    findings = account.findings
    lines: list[str] = []
    for severity, level in LEVELS:
        weighing = [finding for finding in findings if finding.severity is severity]
        lines += [_command(finding, level) for finding in weighing[:SHOWN]]
    hidden = len(findings) - len(lines)
    lines.append(summary(findings) + (f" ({hidden} of them not shown here)" if hidden else ""))
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, level: str) -> str:
    place = finding.place
    properties = [("file", place.file)]
    properties += [(name, str(number)) for name, number in (("line", place.line), ("col", place.column)) if number]
    properties.append(("title", f"{finding.code} {finding.name}"))
    given = ",".join(f"{name}={_property(value)}" for name, value in properties)
    hint = f"%0Ahint: {_data(finding.hint)}" if finding.hint else ""
    return f"::{level} {given}::{_data(finding.message)}{hint}"


def _data(text: str) -> str:
    """The text of a message: its percent signs are escaped; line ends are visible by now."""
    return COMMAND.sub(r"#\\u0023", visible(text)).replace("%", "%25")


def _property(text: str) -> str:
    """The value of a property, where colons and commas divide."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
