"""The command that checks a book: `octavo check`."""

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from octavo.cli.faults import UsageFault, complain
from octavo.cli.narrowing import Narrowed, narrow, root_of, write_baseline
from octavo.cli.ordering import order
from octavo.cli.show import add_options, show, wanted
from octavo.cli.statuses import CLEAN, status
from octavo.findings import Cures

if TYPE_CHECKING:
    from octavo.fix import Mended
    from octavo.orders import Checked

# Edits that lie one over the other are made one after the other.
_ROUNDS = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `octavo check`."""
    add_options(parser)
    parser.add_argument("--strict", action="store_true", help="a warning counts as an error does")
    parser.add_argument("--since", default="", metavar="REV", help="show what changed since this git revision alone")
    parser.add_argument(
        "--baseline",
        default="",
        metavar="FILE",
        help="pass over its findings (default: baseline.json beside book.toml)",
    )
    parser.add_argument("--no-baseline", action="store_true", help="pass over nothing")
    parser.add_argument("--write-baseline", action="store_true", help="write all findings as the baseline")
    mending = parser.add_mutually_exclusive_group()
    mending.add_argument("--fix", action="store_true", help="mend in the manuscript what can be mended safely")
    mending.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")


def check(options: argparse.Namespace) -> int:
    """Check the source and show what is wrong with it."""
    gc.disable()  # nearly all that a check makes it keeps to its end: the collector would walk it in vain
    from octavo import checking

    asked = wanted(options)
    if options.write_baseline and (options.since or options.fix or options.diff or options.no_baseline):
        raise UsageFault("--write-baseline is for all findings: it goes with neither --since, --fix nor --diff")
    checked = checking.check(order(options))
    if options.write_baseline and checked.survey is not None:
        complain(write_baseline(checked, options))
        return CLEAN
    narrowed = narrow(checked, options)
    if options.fix:
        checked, narrowed = _mend(checked, narrowed, options)
    given = status(narrowed.findings, strict=checked.strict)
    if options.diff:
        _show_changes(checked, narrowed)
    else:
        cures = _cures(checked, narrowed) if asked.mending else {}
        show(narrowed.findings, asked.form, checked.texts, options.folder, given, asked.files, cures)
        _offer(checked, narrowed)
    for note in narrowed.notes:
        complain(note)
    return given


def _offer(checked: "Checked", narrowed: Narrowed) -> None:
    """Say what --fix would do, where it would do anything."""
    if not narrowed.findings:
        return  # every rule is loaded for what it could mend
    count = sum(change.edits for change in _changes(checked, narrowed))
    if count:
        complain(f"--fix would mend {count} of them, --diff shows how")


def _cures(checked: "Checked", narrowed: Narrowed) -> Cures:
    """What an editor can do about the findings, for forms that say so."""
    from octavo import fix

    if checked.survey is None or not narrowed.findings:
        return {}
    return fix.cures(checked.survey, narrowed.findings, checked.files)


def _changes(checked: "Checked", narrowed: Narrowed) -> "tuple[Mended, ...]":
    from octavo import fix

    if checked.survey is None:
        return ()
    return fix.mended(checked.files, fix.offered(checked.survey, narrowed.findings))


def _mend(checked: "Checked", narrowed: Narrowed, options: argparse.Namespace) -> "tuple[Checked, Narrowed]":
    """Mend what can be mended, and check again what came of it."""
    from octavo import checking

    refused: set[str] = set()
    for _ in range(_ROUNDS):
        changes = [change for change in _changes(checked, narrowed) if change.path not in refused]
        saved = [change for change in changes if _saved(change, options)]
        refused |= {change.path for change in changes} - {change.path for change in saved}
        if not saved:
            break
        checked = checking.check(order(options))
        narrowed = narrow(checked, options)
    return checked, narrowed


def _saved(change: "Mended", options: argparse.Namespace) -> bool:
    """Write a file that was mended, unless it is no longer what was checked."""
    from octavo import load, save

    root = root_of(options)
    try:
        if load.Root(root).read(change.path).data != change.before:
            complain(f"`{change.path}` changed while it was checked, and is left as it is")
            return False
        save.save(root, change.path, change.after)
    except (load.Refused, save.Unsaved) as fault:
        complain(f"not mended: {fault}")
        return False
    complain(f"mended {change.edits} {'place' if change.edits == 1 else 'places'} in {change.path}")
    return True


def _show_changes(checked: "Checked", narrowed: Narrowed) -> None:
    from octavo import fix
    from octavo.report.escape import visible

    for change in _changes(checked, narrowed):
        text = fix.difference(change)
        if sys.stdout.isatty():
            text = "\n".join(visible(line) for line in text.split("\n"))
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))  # as it stands in the file, whatever the terminal's encoding
        sys.stdout.buffer.flush()
