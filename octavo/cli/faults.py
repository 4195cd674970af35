"""Faults: what is said on the error output, and the exit status that an exception has."""

import sys

from octavo import __version__
from octavo.cli.statuses import LIMIT, MACHINE, USAGE


class UsageFault(Exception):
    """The command was called wrongly."""


def complain(line: str) -> None:
    """Say a line on the error output."""
    print(f"octavo: {line}", file=sys.stderr)


def told(fault: Exception) -> int:
    """Say in one line what went wrong, and give the status that it has."""
    from octavo.children import LimitHit, ToolFault
    from octavo.load import Refused
    from octavo.publish import Busy, Unwritable
    from octavo.save import Unsaved
    from octavo.since import NoRevision

    if isinstance(fault, Refused | UsageFault | NoRevision):
        complain(str(fault))
        return USAGE
    if isinstance(fault, LimitHit):
        complain(f"limit hit: {fault}")
        return LIMIT
    if isinstance(fault, Busy | Unwritable | Unsaved):
        complain(str(fault))
        return MACHINE
    import json
    import tempfile
    import traceback

    first = (str(fault).splitlines() or [type(fault).__name__])[0]
    with tempfile.NamedTemporaryFile(
        "w", prefix="octavo-trace-", suffix=".txt", delete=False, encoding="utf-8"
    ) as trace:
        trace.write(f"octavo {__version__} {json.dumps(sys.argv)}\n{traceback.format_exc()}\n{fault}\n")
    name = "" if isinstance(fault, ToolFault) else f"{type(fault).__name__}: "
    complain(f"{name}{first} (trace: {trace.name})")
    return MACHINE
