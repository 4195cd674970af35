"""Run: a file is read in a child with limits, and judged here. It ends in findings, whatever the file is."""

from octavo import children
from octavo.findings import Finding
from octavo.preflight.asked import Asked
from octavo.preflight.facts import Facts
from octavo.preflight.judge import judge
from octavo.preflight.read import read

LIMITS = children.Limits(180.0, 2048)


def preflight(data: bytes, asked: Asked) -> tuple[Finding, ...]:
    """What is wrong with a PDF for the press."""
    facts = looked_at(data)
    return judge(facts, asked)


def looked_at(data: bytes) -> Facts:
    """The facts of a file. A file that breaks its reader has that for its fault."""
    outcome = next(children.run_all([children.Task("preflight", read, (data,), 0, LIMITS)], 1))
    if outcome.fault:
        why = f"it {outcome.fault}" if outcome.limit else "the library that reads it gives up"
        return Facts(size=len(data), fault=f"{why}; it may be damaged, or made to do harm")
    facts: Facts = outcome.value
    return facts
