"""Exit statuses: what a script that called octavo is told."""

from octavo.findings import Finding, Severity

CLEAN, BOOK, USAGE, LIMIT, MACHINE = 0, 1, 2, 3, 4
INTERRUPTED = 130


def status(findings: tuple[Finding, ...], built: bool = False, strict: bool = False) -> int:
    """The status of a book with errors: that of a limit if one was hit, of usage if book.toml alone is at fault.

    In a strict book a warning counts as an error does.
    """
    least = Severity.WARNING if strict else Severity.ERROR
    wrong = [finding for finding in findings if finding.severity >= least]
    if not wrong:
        return CLEAN
    if any(finding.name == "slow-text" for finding in wrong):
        return LIMIT
    return USAGE if not built and all(finding.code.startswith("C") for finding in wrong) else BOOK
