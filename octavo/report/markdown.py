"""Findings as Markdown with tables, for the summary of a CI job; bounded, because a summary too long is not shown."""

from collections import Counter
from collections.abc import Iterator

from octavo.findings import Finding, Severity, count
from octavo.report.account import Account
from octavo.report.escape import visible
from octavo.report.text import summary

_MARKS = {Severity.ERROR: "❌ error", Severity.WARNING: "⚠️ warning", Severity.STYLE: "style"}
# GitHub takes a summary of 1 MiB at most for a step, and shows nothing of a longer one. The other steps of a job
# have summaries of their own; room is left for what a workflow writes beside this.
MOST = 900_000
_LONGEST = 2_000
_HARMLESS = frozenset(" ,()'")


def render(account: Account) -> str:
    """A heading, a table of how many findings there are of each kind, and a table of findings for each file."""
    head = [f"## Octavo: {_text(summary(account.findings))}", ""]
    if account.findings:
        head += _kinds(account)
    lines: list[str] = []
    size = sum(map(_size, head))
    shown = 0
    for line, finding in _tables(account.findings):
        size += _size(line)
        if size > MOST:
            break
        lines.append(line)
        shown += finding
    left = len(account.findings) - shown
    note = [f"{left} more findings are in the log of the job.", ""] if left else []
    return "\n".join([*head, *lines, *note]).rstrip("\n") + "\n"


def _size(line: str) -> int:
    return len(line.encode("utf-8", "replace")) + 1


def _kinds(account: Account) -> list[str]:
    """How many there are of each kind, the worst and the most frequent first."""
    frequency = Counter((finding.severity, finding.code) for finding in account.findings)
    pages = {finding.code: account.page(finding) for finding in account.findings}
    ranks = sorted(frequency.items(), key=lambda item: (-item[0][0], -item[1], item[0][1]))
    rows = [
        f"| {_MARKS[severity]} | {_text(f'{code} {pages[code].name}')} | {_text(pages[code].title)} | {number} |"
        for (severity, code), number in ranks
    ]
    return ["| | finding | | how many |", "|---|---|---|---:|", *rows, ""]


def _tables(findings: tuple[Finding, ...]) -> Iterator[tuple[str, bool]]:
    """The lines of the tables, and for each whether it is a finding's. Files with errors come first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.place.file, []).append(finding)
    for file, found in sorted(groups.items(), key=lambda item: not count(tuple(item[1]), Severity.ERROR)):
        yield f"### {_text(file)}", False
        for line in ("", "| line | | finding | |", "|---:|---|---|---|"):
            yield line, False
        for finding in found:
            yield _row(finding), True
        yield "", False


def _row(finding: Finding) -> str:
    place = ":".join(str(number) for number in (finding.place.line, finding.place.column) if number)
    hint = f"<br>{_text(finding.hint)}" if finding.hint else ""
    return f"| {place} | {_MARKS[finding.severity]} | {_text(finding.code)} | {_text(finding.message)}{hint} |"


def _text(text: str) -> str:
    """A text that no reader of Markdown takes for markup: names in backticks as code, all else letter by letter."""
    given = visible(text)
    shown = given if len(given) <= _LONGEST else f"{given[:_LONGEST]}…"
    pieces = shown.split("`")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["`".join(pieces[-2:])]
    return "".join(f"<code>{_plain(piece)}</code>" if at % 2 else _plain(piece) for at, piece in enumerate(pieces))


def _plain(text: str) -> str:
    """Letters, figures and harmless marks as they are; each other mark as the entity of HTML that stands for it."""
    return "".join(c if c.isalnum() or c in _HARMLESS or not c.isascii() else f"&#{ord(c)};" for c in text)
