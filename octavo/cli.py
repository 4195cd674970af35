"""The command line: the only room that prints, exits, and asks the clock and the environment."""

import argparse
import json
import os
import sys
import tempfile
import traceback
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from octavo import __version__

if TYPE_CHECKING:
    from octavo.findings import Finding
    from octavo.pipeline import Order, Report

CLEAN, BOOK, USAGE, LIMIT, MACHINE = 0, 1, 2, 3, 4
COMMANDS = "build check new doctor explain preview clean"


def main(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit status: 0 clean, 1 the book has errors, 2 usage, 3 limit, 4 tool or machine."""
    try:
        return _run(_parser().parse_args(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        _complain("stopped; what stood in output/ is untouched")
        return 130
    except BrokenPipeError:
        return CLEAN
    except Exception as fault:  # the last frame of all: one line and a saved trace, never a traceback on the screen
        return _fault(fault)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="octavo", description="From one manuscript to every edition of a book.")
    parser.add_argument("--version", action="version", version=f"octavo {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "-C", dest="folder", metavar="FOLDER", default=".", type=Path, help="the book's folder (default: here)"
    )
    common.add_argument(
        "--trust",
        choices=("book", "none"),
        default="book",
        help="none: ignore the book's own templates and stylesheets",
    )
    common.add_argument("--no-cache", action="store_true", help="make everything anew")
    common.add_argument("--jobs", type=int, default=0, metavar="N", help="how many processes (default: one a core)")
    common.add_argument(
        "--format", default="", metavar="FORM", help="how findings are shown: text, json, github, sarif, junit"
    )
    build = commands.add_parser("build", parents=[common], help="build the editions into output/ (the default)")
    build.add_argument("editions", nargs="*", metavar="EDITION", help="only these editions, by name")
    build.add_argument("--draft", action="store_true", help="build a faulty book too, with visible marks")
    build.add_argument("--quiet", action="store_true", help="show no progress")
    commands.add_parser("check", parents=[common], help="check references, notes, citations and sources")
    new = commands.add_parser("new", help="write a small book that builds")
    new.add_argument("name", metavar="NAME", help="the folder of the new book")
    new.add_argument("--title", default="", help="its title (default: made from the name)")
    commands.add_parser("doctor", help="say what this machine lacks")
    explain = commands.add_parser("explain", help="show the manual page of a finding")
    explain.add_argument("code", metavar="CODE", help="its code or name: X001, undefined-reference")
    preview = commands.add_parser(
        "preview", parents=[common], help="serve the web edition as a draft, and build it again when a file changes"
    )
    preview.add_argument("--port", type=int, default=8010)
    clean = commands.add_parser("clean", help="remove what octavo made")
    clean.add_argument("-C", dest="folder", metavar="FOLDER", default=".", type=Path)
    return parser


def _run(options: argparse.Namespace) -> int:
    command = {
        "build": _build,
        "check": _check,
        "new": _new,
        "doctor": _doctor,
        "explain": _explain,
        "preview": _preview,
        "clean": _clean,
    }
    if options.command is None:
        options = _parser().parse_args(["build", *sys.argv[1:]])
    return command[options.command](options)


def _order(options: argparse.Namespace) -> "Order":
    from octavo.pipeline import Order

    workers = options.jobs or os.cpu_count() or 1
    return Order(options.folder, trust=options.trust, workers=workers, cached=not options.no_cache, today=_today())


def _today() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names (https://reproducible-builds.org/specs/source-date-epoch/)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.now(tz=UTC).date()
    if not given.isascii() or not given.isdigit() or int(given) > 253402300799:
        raise UsageFault(f"SOURCE_DATE_EPOCH is no time: {given[:40]!r}")
    return datetime.fromtimestamp(int(given), tz=UTC).date()


class UsageFault(Exception):
    """The command was called wrongly."""


def _build(options: argparse.Namespace) -> int:
    from octavo import progress, screen
    from octavo.pipeline import build

    shown = screen.Progress(sys.stderr) if not options.quiet else None
    order = replace(
        _order(options),
        editions=tuple(options.editions),
        draft=options.draft,
        say=shown.say if shown else progress.silent,
    )
    try:
        report = build(order)
    finally:
        if shown:
            shown.close()
    return _told(report, options)


def _told(report: "Report", options: argparse.Namespace) -> int:
    from octavo import screen
    from octavo.findings import errors

    if report.unchanged:
        print(f"“{report.title}”: nothing changed, output/ is up to date")
        return CLEAN
    if report.findings:
        _show(report.findings, options.format or "text")
    if report.lines:
        screen.table(report, sys.stdout)
    if errors(report.findings):
        unbuilt = "" if report.published else "; nothing was published, and what stood in output/ is untouched"
        hint = "" if report.published or options.draft else " (build with --draft to see the faults in the editions)"
        _complain(f"the book has errors{unbuilt}{hint}")
        return _status(report.findings, built=bool(report.lines))
    return CLEAN


def _status(findings: "tuple[Finding, ...]", built: bool = False) -> int:
    """The status of a book with errors: that of a limit if one was hit, of usage if book.toml alone is at fault."""
    from octavo.findings import Severity

    wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not wrong:
        return CLEAN
    if any(finding.name == "slow-text" for finding in wrong):
        return LIMIT
    return USAGE if not built and all(finding.code.startswith("C") for finding in wrong) else BOOK


def _check(options: argparse.Namespace) -> int:
    from octavo.pipeline import check

    findings = check(_order(options))
    _show(findings, options.format or "text")
    return _status(findings)


def _show(findings: "tuple[Finding, ...]", form: str) -> None:
    from octavo.report import FORMATS

    renderer = dict(FORMATS).get(form)
    if renderer is None:
        raise UsageFault(f"there is no format `{form}`; there are {', '.join(name for name, _ in FORMATS)}")
    text = renderer(findings)
    if text:
        print(text, end="" if text.endswith("\n") else "\n")


def _new(options: argparse.Namespace) -> int:
    from octavo.new import new_book

    folder = Path(options.name)
    title = options.title or folder.name.replace("-", " ").replace("_", " ").title()
    try:
        files = new_book(folder, title)
    except (ValueError, FileExistsError) as fault:
        raise UsageFault(str(fault)) from None
    print(f"wrote {len(files)} files to {folder}/; build it with: octavo build -C {folder}")
    return CLEAN


def _doctor(options: argparse.Namespace) -> int:
    from octavo.doctor import examine

    ailments = examine()
    for ailment in ailments:
        print(f"{'ok     ' if ailment.well else 'missing'}  {ailment.name}: {ailment.said}")
    return CLEAN if all(a.well or a.optional for a in ailments) else MACHINE


def _explain(options: argparse.Namespace) -> int:
    from octavo import rules
    from octavo.config.codes import CODES

    wanted = options.code
    for rule in rules.RULES:
        if wanted in (rule.CODE, rules.name(rule)):
            print(f"{rule.CODE} {rules.name(rule)} ({rule.SEVERITY.word})\n\n{(rule.__doc__ or '').strip()}")
            return CLEAN
    for code in CODES:
        if wanted in (code.code, code.name):
            print(f"{code.code} {code.name}\n\n{code.fault}\n\nCure: {code.cure}")
            return CLEAN
    raise UsageFault(f"there is no finding `{wanted}`")


def _preview(options: argparse.Namespace) -> int:
    from octavo.preview import serve

    return serve(replace(_order(options), draft=True), options.port, lambda line: print(line, flush=True))


def _clean(options: argparse.Namespace) -> int:
    from octavo import publish

    if publish.clean(options.folder.resolve()):
        return CLEAN
    _complain("output/ holds files that octavo did not make; nothing was removed")
    return USAGE


def _complain(line: str) -> None:
    print(f"octavo: {line}", file=sys.stderr)


def _fault(fault: Exception) -> int:
    """Say in one line what went wrong, and give the status that it has."""
    from octavo.children import LimitHit, ToolFault
    from octavo.load import Refused
    from octavo.publish import Busy, Unwritable

    if isinstance(fault, Refused | UsageFault):
        _complain(str(fault))
        return USAGE
    if isinstance(fault, LimitHit):
        _complain(f"limit hit: {fault}")
        return LIMIT
    if isinstance(fault, Busy | Unwritable):
        _complain(str(fault))
        return MACHINE
    first = (str(fault).splitlines() or [type(fault).__name__])[0]
    with tempfile.NamedTemporaryFile(
        "w", prefix="octavo-trace-", suffix=".txt", delete=False, encoding="utf-8"
    ) as trace:
        trace.write(f"octavo {__version__} {json.dumps(sys.argv)}\n{traceback.format_exc()}\n{fault}\n")
    name = "" if isinstance(fault, ToolFault) else f"{type(fault).__name__}: "
    _complain(f"{name}{first} (trace: {trace.name})")
    return MACHINE


if __name__ == "__main__":
    sys.exit(main())
