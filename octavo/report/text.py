"""Findings for people: file by file, each with the line that it stands in, a mark below the place, and the cure."""

from collections import Counter
from collections.abc import Iterator

from octavo.findings import Finding, Place, Severity, count
from octavo.report.account import Account, Lines
from octavo.report.escape import printable
from octavo.report.measure import excerpt

COUNTED = ((Severity.ERROR, "error", "errors"), (Severity.WARNING, "warning", "warnings"))
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.STYLE: "1;36"}
_BOLD, _FAINT = "1", "2"
_NARROWEST = 40
_SEE_ALSO = 5
_EXPLAINED = 6


def render(account: Account) -> str:
    """The findings in groups of files, in the order given, and how many there are."""
    groups: dict[str, list[Finding]] = {}
    for finding in account.findings:
        groups.setdefault(finding.place.file, []).append(finding)
    page = _Page(account)
    lines = [line for file, found in groups.items() for line in (*page.group(file, found), "")]
    return "".join(f"{line}\n" for line in (*lines, *page.closing(len(groups))))


def summary(findings: tuple[Finding, ...]) -> str:
    """How many there are, in words: "2 errors, 1 warning"."""
    numbers = [(count(findings, severity), one, many) for severity, one, many in COUNTED]
    numbers.append((count(findings, Severity.STYLE), "of house style", "of house style"))
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in numbers if n) or "Nothing to report."


class _Page:
    """Writes the report of one account, and counts what it leaves out."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._lines = Lines(account.texts)
        self._hidden = 0

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._account.colour else text

    def group(self, file: str, found: list[Finding]) -> Iterator[str]:
        """The findings of one file: all, or the worst of them and how many there are besides."""
        yield self._paint(printable(f"{file}: {summary(tuple(found))}"), _BOLD)
        most = self._account.most
        worst = sorted(range(len(found)), key=lambda at: (-found[at].severity, at))
        chosen = frozenset(worst[:most] if most else worst)
        width = max(len(str(found[at].place.line)) for at in chosen)
        for at in sorted(chosen):
            yield from self._finding(found[at], width)
        left = [finding for at, finding in enumerate(found) if at not in chosen]
        if left:
            self._hidden += len(left)
            kinds = Counter(f"{finding.code} {finding.name}" for finding in left).most_common()
            yield printable(f"… and {len(left)} more in {file}: {', '.join(f'{n} {kind}' for kind, n in kinds)}")

    def _finding(self, finding: Finding, width: int) -> Iterator[str]:
        colour = _COLOURS[finding.severity]
        place, severity = printable(str(finding.place)), finding.severity.word
        said = printable(f"{severity} {finding.code} {finding.name}: {finding.message}")[len(severity) :]
        yield f"{self._paint(place, _BOLD)}: {self._paint(severity, colour)}{said}"
        yield from self._source(finding, width)
        if finding.hint:
            yield printable(f"    hint: {finding.hint}")
        for other in finding.others[:_SEE_ALSO]:
            yield printable(f"    see also: {self._quoted(other)}")
        if len(finding.others) > _SEE_ALSO:
            yield f"    see also: {len(finding.others) - _SEE_ALSO} more places"

    def _source(self, finding: Finding, width: int) -> Iterator[str]:
        """The line of the text with a caret below the place; nothing where the text is not known."""
        line = self._lines.at(finding.place)
        if line is None or not line.strip():
            return
        gutter = width + 3
        shown = excerpt(line, finding.place.column, max(_NARROWEST, self._account.width) - gutter - 2)
        number = self._paint(f" {finding.place.line:>{width}} |", _FAINT)
        yield f"{number} {shown.text.rstrip()}"
        if finding.place.column:
            caret = self._paint("^" * shown.cells, _COLOURS[finding.severity])
            yield f"{self._paint(' ' * (gutter - 1) + '|', _FAINT)} {' ' * shown.before}{caret}"

    def _quoted(self, place: Place) -> str:
        """A place with the words that stand there."""
        line = (self._lines.at(place) or "").strip()
        return f"{place}: {excerpt(line, 1, _NARROWEST).text}" if line else str(place)

    def closing(self, files: int) -> Iterator[str]:
        """How many there are in all, how many were not shown, and where one can learn more."""
        findings = self._account.findings
        within = f" in {files} files" if files > 1 else ""
        hidden = f"; {self._hidden} of them are not shown here: --output FILE writes them all" if self._hidden else ""
        yield self._paint(summary(findings), _BOLD) + within + hidden
        weights = {finding.code: -finding.severity for finding in findings}
        codes = sorted(weights, key=lambda code: (weights[code], code))
        if codes:
            rest = f" (also {', '.join(codes[1:_EXPLAINED])})" if codes[1:] else ""
            more = " …" if len(codes) > _EXPLAINED else ""
            yield printable(f"octavo explain {codes[0]} says why this matters{rest}{more}")
