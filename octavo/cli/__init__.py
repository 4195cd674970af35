"""The command line: the only room that prints, exits, and asks the clock and the environment."""

import sys

from octavo.cli import arguments, faults
from octavo.cli.statuses import CLEAN, INTERRUPTED


def main(given: list[str] | None = None) -> int:
    """Run a command and give its exit status: 0 clean, 1 the book has errors, 2 usage, 3 limit, 4 tool or machine."""
    try:
        options = arguments.parse(sys.argv[1:] if given is None else given)
        return arguments.command(options)(options)
    except KeyboardInterrupt:
        faults.complain("stopped; what stood in output/ is untouched")
        return INTERRUPTED
    except BrokenPipeError:
        return CLEAN
    except Exception as fault:  # the last frame of all: one line and a saved trace, never a traceback on the screen
        return faults.told(fault)
