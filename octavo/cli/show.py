"""How findings are shown: which forms go to the terminal and which to files, in colour or not, and what CI is told."""

import argparse
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from octavo.cli.faults import UsageFault
from octavo.findings import Cures, Finding, Place

if TYPE_CHECKING:
    from octavo.report.account import Account, Page

TEXT, GITHUB = "text", "github"
# The forms that tell programs how a finding can be mended.
_MENDING = ("sarif", "json")
# How many findings of one file the terminal shows whole; all are counted, and a file that is asked for has them all.
_MOST = 200
# What GitHub takes of a step at most.
_LONGEST_SUMMARY = 1024 * 1024
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
# Where a CI says that the repository lies: there it looks for the files that findings name.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: the form for the terminal, and forms with the files that they are written to."""

    form: str = TEXT
    files: tuple[tuple[str, Path], ...] = ()

    @property
    def mending(self) -> bool:
        """True when one of the forms says how findings can be mended."""
        return any(form in _MENDING for form in (self.form, *(form for form, _ in self.files)))


class _InOrder(argparse.Action):
    """Keeps --format and --output in the order in which they were given: an output takes the format before it."""

    def __call__(
        self, parser: argparse.ArgumentParser, options: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        options.shown = (*options.shown, (self.metavar, str(values)))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give a command the options --format and --output."""
    from octavo.report import FORMATS

    names = ", ".join(FORMATS)
    parser.set_defaults(shown=())
    parser.add_argument(
        "--format", dest="shown", action=_InOrder, metavar="FORM", help=f"how findings are shown: {names}"
    )
    parser.add_argument(
        "--output",
        dest="shown",
        action=_InOrder,
        metavar="FILE",
        help="write the format named before it to a file; give both again for more files",
    )


def wanted(options: argparse.Namespace) -> Wanted:
    """What --format and --output say. Raises UsageFault, before anything is done, on what cannot be shown."""
    from octavo.report import FORMATS

    terminal, form, files = "", "", []
    for kind, value in options.shown:
        if kind == "FILE":
            files.append((form or TEXT, Path(value)))
            form = ""
            continue
        if value not in FORMATS:
            raise UsageFault(f"there is no format `{value}`; there are {', '.join(FORMATS)}")
        if form and terminal:
            raise UsageFault(f"the formats `{terminal}` and `{form}` have no --output, and only one can be shown here")
        terminal, form = form or terminal, value
    if form and terminal:
        raise UsageFault(f"the formats `{terminal}` and `{form}` have no --output, and only one can be shown here")
    return Wanted(form or terminal or TEXT, tuple(files))


def show(
    findings: tuple[Finding, ...],
    form: str = TEXT,
    texts: Mapping[str, str] = _NO_TEXTS,
    folder: Path = Path(),
    status: int = 0,
    files: Sequence[tuple[str, Path]] = (),
    cures: Cures = MappingProxyType({}),
) -> None:
    """Print the findings in one form, and write them to files in others.

    ``texts`` are the files that they stand in; ``folder`` is the book's, from which they name them; ``cures`` are what
    can be done about them safely. A job of GitHub that asks for its form gets a summary too.
    """
    from octavo.report import render
    from octavo.report.account import Account

    base = _base(folder, os.environ, Path.cwd())
    account = _based(Account(findings, texts, _pages(findings), status, cures), base)
    for name, path in files:
        _write(path, render(name, account), "w")
    here = replace(
        account,
        colour=coloured(os.environ, sys.stdout.isatty()),
        width=shutil.get_terminal_size((100, 24)).columns,
        most=_MOST,
    )
    encoding = sys.stdout.encoding or "utf-8"
    print(render(form or TEXT, here).encode(encoding, "backslashreplace").decode(encoding), end="", flush=True)
    summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if form == GITHUB and summary:
        _summarise(Path(summary), render("markdown", account))


def coloured(environment: Mapping[str, str], terminal: bool) -> bool:
    """True when text may have colours: on a terminal that has them, or where they are forced; never with NO_COLOR."""
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return terminal and environment.get("TERM") != "dumb" and environment.get("CLICOLOR") != "0"


def _base(folder: Path, environment: Mapping[str, str], here: Path) -> str:
    """The way from the checkout of a CI, or else from here, down to the book's folder; "" where it is not below."""
    book = folder.resolve()
    starts = [Path(environment[name]) for name in _CHECKOUTS if environment.get(name)]
    for start in (*starts, here):
        if book.is_relative_to(start.resolve()):
            below = book.relative_to(start.resolve()).as_posix()
            return "" if below == "." else f"{below}/"
    return ""


def _based(account: "Account", base: str) -> "Account":
    """The account with its files named from where the command was called, as terminals, editors and CI take them."""

    def moved(place: Place) -> Place:
        return replace(place, file=f"{base}{place.file}")

    if not base:
        return account
    findings = tuple(
        replace(finding, place=moved(finding.place), others=tuple(moved(place) for place in finding.others))
        for finding in account.findings
    )
    cures = {(code, moved(place)): cure for (code, place), cure in account.cures.items()}
    texts = {f"{base}{file}": text for file, text in account.texts.items()}
    return replace(account, findings=findings, texts=texts, cures=cures)


def _pages(findings: tuple[Finding, ...]) -> dict[str, "Page"]:
    """The manual's pages of the findings that there are, in Markdown."""
    asked = {finding.code for finding in findings}
    if not asked:
        return {}  # every rule is loaded for its page
    from octavo import codes
    from octavo.report.account import Page

    pages: dict[str, Page] = {}
    for kind in codes.kinds():
        sections = (
            ("Why it matters", kind.why),
            ("Bad", _fenced(kind.bad)),
            ("Good", _fenced(kind.good)),
            ("Cure", kind.cure),
        )
        if kind.code in asked:
            text = "\n\n".join((kind.fault, *(f"## {heading}\n{body}" for heading, body in sections if body)))
            pages[kind.code] = Page(kind.code, kind.name, kind.severity, kind.fault, text)
    return pages


def _fenced(example: str) -> str:
    """An example between fences that are longer than any in it."""
    fence = "````" if "```" in example else "```"
    return f"{fence}markdown\n{example.rstrip()}\n{fence}" if example else ""


def _summarise(path: Path, text: str) -> None:
    """Add to the summary of a step, unless all of it would be refused for its length."""
    before = path.stat().st_size if path.is_file() else 0
    if before + len(text.encode("utf-8")) < _LONGEST_SUMMARY:
        _write(path, text, "a")


def _write(path: Path, text: str, mode: str) -> None:
    try:
        with path.open(mode, encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as fault:
        raise UsageFault(f"`{path}` cannot be written: {fault.strerror}") from None
