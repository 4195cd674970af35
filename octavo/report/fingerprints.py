"""Fingerprints: by them a CI knows a finding again when the lines around it have moved."""

import hashlib
from collections import Counter

from octavo.report.account import Account, Lines


def fingerprints(account: Account) -> tuple[str, ...]:
    """The fingerprint of each finding: of its file, what it says and the words of its line, not of the line's number.

    What is found again in the same words is told apart by its turn in the file, so that no two are the same.
    """
    lines = Lines(account.texts)
    seen: Counter[str] = Counter()
    made: list[str] = []
    for finding in account.findings:
        words = " ".join((lines.at(finding.place) or "").split())
        parts = (finding.code, finding.place.file, finding.subject, finding.message, words)
        # The length of each part stands before it, so that no text can pass for another finding's.
        told = "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(told).hexdigest()[:32]
        seen[digest] += 1
        made.append(f"{digest}:{seen[digest]}")
    return tuple(made)
