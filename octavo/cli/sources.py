"""The command that shows the evidence of a book: `octavo sources`."""

import argparse
from dataclasses import replace
from pathlib import Path

from octavo.cli.faults import UsageFault, complain
from octavo.cli.ordering import order
from octavo.cli.show import show
from octavo.cli.statuses import CLEAN, status


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `octavo sources`."""
    parser.add_argument("--edition", default="", metavar="NAME", help="count the chapters and notes of this edition")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a row for each citation")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page for a browser")


def sources(options: argparse.Namespace) -> int:
    """Print where each source is cited, or write it."""
    from octavo import auditing
    from octavo.evidence import faces

    asked = replace(order(options), editions=(options.edition,) if options.edition else ())
    found = auditing.evidence(asked)
    if found.audit is None:
        given = status(found.findings)
        show(found.findings, texts=found.texts, folder=options.folder, status=given)
        return given
    if options.csv:
        _write(options.csv, faces.csv_text(found.audit))
    if options.html:
        _write(options.html, faces.html(found.audit, found.title, found.language))
    if options.csv or options.html:
        complain(faces.summary(found.audit))
    else:
        print(faces.text(found.audit), end="")
    return CLEAN


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as fault:
        raise UsageFault(f"`{path}` cannot be written: {fault.strerror}") from None
