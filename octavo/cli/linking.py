"""The command that asks the web: `octavo links` writes links.lock, which a check reads."""

import argparse
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo import __version__
from octavo.cli.faults import UsageFault, complain
from octavo.cli.narrowing import root_of
from octavo.cli.ordering import order, today
from octavo.cli.show import show
from octavo.cli.statuses import CLEAN, INTERRUPTED, MACHINE, status

if TYPE_CHECKING:
    from octavo.links.ask import Answer, Manners
    from octavo.model import LinkState
    from octavo.orders import Checked

ARCHIVE = "https://web.archive.org/save/"
# Where so many addresses were asked and not one answered, it is not their fault.
_NO_NETWORK = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `octavo links`."""
    parser.add_argument("--older", type=int, default=0, metavar="DAYS", help="ask only what was not asked for so long")
    parser.add_argument("--archive", action="store_true", help="have a web archive keep a copy of each live page")
    parser.add_argument("--archive-endpoint", default=ARCHIVE, metavar="URL", help=f"which one (default: {ARCHIVE})")
    parser.add_argument("--timeout", type=float, default=20.0, metavar="SECONDS", help="how long to wait (default: 20)")
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="between questions to a host")
    parser.add_argument("--parallel", type=int, default=8, metavar="N", help="hosts asked side by side (default: 8)")
    parser.add_argument("--allow-private", action="store_true", help="ask machines of your own network too")


def links(options: argparse.Namespace) -> int:
    """Ask for every address of a book, and write what came of it beside book.toml."""
    from octavo import checking
    from octavo.links import gather

    if options.older < 0 or not 0 < options.timeout <= 600 or not 0 <= options.pause <= 600 or options.parallel < 1:
        raise UsageFault("--older and --pause are 0 or more; --timeout and --parallel are more than 0")
    checked = checking.check(order(options))
    if checked.survey is None:
        given = status(checked.findings)
        show(checked.findings, texts=checked.texts, folder=options.folder, status=given)
        return given
    known, wanted = checked.survey.beside.links, gather.addresses(checked.survey)
    answers: dict[str, Answer] = {}
    whole = _asked(gather.due(wanted, known, today(), options.older), _manners(options), answers)
    if len(answers) >= _NO_NETWORK and not any(answer.status.isdigit() for answer in answers.values()):
        complain("no server answered; is there a network? links.lock stays as it was")
        return MACHINE
    states = gather.renewed(wanted, known, answers, today())
    if options.archive and whole:
        states = gather.archived(states, _copies(states, options))
    _write(states, checked, options)
    _tell(states, answers)
    return CLEAN if whole else INTERRUPTED


def _manners(options: argparse.Namespace) -> "Manners":
    from octavo.links.ask import Manners

    agent = f"octavo/{__version__} (checks the links of a book)"
    return Manners(agent, options.timeout, options.pause, options.parallel, options.allow_private)


def _asked(addresses: tuple[str, ...], manners: "Manners", answers: "dict[str, Answer]") -> bool:
    """Fill in the answers. False when the user ended it: what is known by then is kept."""
    from octavo import screen
    from octavo.links.ask import ask_all

    shown = screen.Progress(sys.stderr)
    try:
        for address, answer in ask_all(addresses, manners):
            answers[address] = answer
            shown.say("links", f"{len(answers)} of {len(addresses)}")
    except KeyboardInterrupt:
        return False
    finally:
        shown.close()
    return True


def _copies(states: "tuple[LinkState, ...]", options: argparse.Namespace) -> dict[str, str]:
    """A copy of each page that is there and has none. An archive is asked one thing at a time, and takes its time."""
    from octavo.links.ask import archive

    manners = replace(_manners(options), seconds=max(options.timeout, 120.0))
    copies: dict[str, str] = {}
    for state in states:
        if state.well and not state.snapshot:
            if copies:
                time.sleep(options.pause)
            copies[state.address] = archive(state.address, options.archive_endpoint, manners)
    return copies


def _write(states: "tuple[LinkState, ...]", checked: "Checked", options: argparse.Namespace) -> None:
    from octavo.links.lock import NAME, write_lock
    from octavo.save import save

    folder = checked.survey.config.path.split("/")[:-1] if checked.survey else []
    save(root_of(options), "/".join((*folder, NAME)), write_lock(states))


def _tell(states: "tuple[LinkState, ...]", answers: "dict[str, Answer]") -> None:
    """What a person must look at, and a line of figures."""
    from octavo.report.escape import printable

    for state in states:
        if state.address in answers and (not state.well or state.final):
            led = f" → {state.final}" if state.final else ""
            print(printable(f"{state.status:>9}  {state.address}{led}"))
    gone = sum(state.gone for state in states)
    moved = sum(state.well and bool(state.final) for state in states)
    other = sum(not state.well and not state.gone for state in states)
    print(f"{len(answers)} of {len(states)} addresses asked: {gone} gone, {moved} moved, {other} without a good answer")
