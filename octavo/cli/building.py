"""The commands that make editions: build, preview, clean."""

import argparse
import gc
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.cli.faults import UsageFault, complain
from octavo.cli.ordering import order
from octavo.cli.show import TEXT, Wanted, show, wanted
from octavo.cli.statuses import CLEAN, USAGE, status
from octavo.findings import errors

if TYPE_CHECKING:
    from octavo.orders import Report


def build(options: argparse.Namespace) -> int:
    """Build the editions, with their progress shown, and say what came of it."""
    gc.disable()  # nearly all that a build makes it keeps to its end: the collector would walk it in vain
    from octavo import pipeline, progress, screen

    asked = wanted(options)
    shown = screen.Progress(sys.stderr) if not options.quiet else None
    placed = replace(
        order(options),
        editions=tuple(options.editions),
        draft=options.draft,
        spaced=options.spaced,
        judged=options.validate,
        names=_names(options.names),
        say=shown.say if shown else progress.silent,
    )
    try:
        report = pipeline.build(placed)
    finally:
        if shown:
            shown.close()
    return _told(report, options, asked)


def _names(path: Path | None) -> tuple[tuple[str, str], ...]:
    """The true names of confidential sources, from a file that a person keeps outside the book."""
    import tomllib

    if path is None:
        return ()
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise UsageFault(f"`{path}` cannot be read: {fault.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise UsageFault(f"`{path}` is no TOML file") from None  # what it holds is nobody's business
    if not all(isinstance(name, str) and name.strip() for name in rows.values()):
        raise UsageFault(f'`{path}` has rows that are not key = "Given Family"')
    return tuple(sorted(rows.items()))


def _told(report: "Report", options: argparse.Namespace, asked: Wanted) -> int:
    from octavo import screen

    stream = sys.stdout if asked.form == TEXT else sys.stderr  # a program reads the findings, and them alone
    if report.unchanged:
        print(f"“{report.title}”: nothing changed, output/ is up to date", file=stream)
        return CLEAN
    given = status(report.findings, built=bool(report.lines), strict=report.strict)
    if report.findings or asked.files:
        show(report.findings, asked.form, report.texts, options.folder, given, asked.files)
    if report.lines:
        screen.table(report, stream)
    if errors(report.findings, report.strict):
        unbuilt = "" if report.published else "; nothing was published, and what stood in output/ is untouched"
        hint = "" if report.published or options.draft else " (build with --draft to see the faults in the editions)"
        faults = "errors" if errors(report.findings) else "warnings, and is strict"
        complain(f"the book has {faults}{unbuilt}{hint}")
    return given


def preview(options: argparse.Namespace) -> int:
    """Serve a draft of the web edition until the user ends it."""
    from octavo.preview.editors import UnknownEditor, editor
    from octavo.preview.serving import serve

    try:
        chosen = editor(options.editor)
    except UnknownEditor as fault:
        raise UsageFault(str(fault)) from None
    for ending in (signal.SIGTERM, signal.SIGHUP):  # a closed terminal ends it as Ctrl-C does
        signal.signal(ending, signal.default_int_handler)
    try:
        return serve(order(options), options.port, chosen, lambda line: print(line, flush=True))
    except KeyboardInterrupt:  # the way in which a preview ends
        return CLEAN


def clean(options: argparse.Namespace) -> int:
    """Remove what octavo made, if nothing else lies among it."""
    from octavo import publish

    if publish.clean(options.folder.resolve()):
        return CLEAN
    complain("output/ holds files that octavo did not make; nothing was removed")
    return USAGE
