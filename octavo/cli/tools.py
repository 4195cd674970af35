"""The commands beside a book: new, doctor."""

import argparse
from pathlib import Path

from octavo.cli.faults import UsageFault
from octavo.cli.statuses import CLEAN, MACHINE


def new(options: argparse.Namespace) -> int:
    """Write a small book that builds."""
    from octavo.new import new_book

    folder = Path(options.name)
    title = options.title or folder.name.replace("-", " ").replace("_", " ").title()
    try:
        files = new_book(folder, title)
    except (ValueError, FileExistsError) as fault:
        raise UsageFault(str(fault)) from None
    print(f"wrote {len(files)} files to {folder}/; build it with: octavo build -C {folder}")
    return CLEAN


def doctor(options: argparse.Namespace) -> int:
    """Say what this machine lacks."""
    from octavo.doctor import examine

    ailments = examine()
    for ailment in ailments:
        print(f"{'ok     ' if ailment.well else 'missing'}  {ailment.name}: {ailment.said}")
    return CLEAN if all(a.well or a.optional for a in ailments) else MACHINE
