"""The command that looks at a PDF as a printer would: `octavo preflight`."""

import argparse
from pathlib import Path

from octavo.cli.faults import UsageFault
from octavo.cli.show import add_options, show, wanted
from octavo.cli.statuses import status

# A file that is larger is not read: no printer takes it.
LARGEST = 4 * 1024 * 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `octavo preflight`."""
    from octavo.preflight.profiles import PROFILES

    names = [profile.name for profile in PROFILES]
    parser.add_argument("file", metavar="FILE", type=Path, help="the PDF of a book's pages, whoever made it")
    said = "; ".join(f"{profile.name}: {profile.title}" for profile in PROFILES)
    parser.add_argument("--profile", choices=names, default="x1a", help=f"whose wishes count ({said}; default: x1a)")
    parser.add_argument("--trim", default="", metavar="SIZE", help="the trim that was ordered: 6x9, 152x229mm, A5")
    parser.add_argument("--bleed", default="", metavar="LENGTH", help="the bleed that is asked for: 3mm, 0.125in")
    parser.add_argument("--black", action="store_true", help="the book is printed in black ink alone")
    parser.add_argument("--strict", action="store_true", help="a warning counts as an error does")
    add_options(parser)


def preflight(options: argparse.Namespace) -> int:
    """Look at one PDF and show what a printer would complain of."""
    from octavo.preflight.asked import Asked
    from octavo.preflight.profiles import BY_NAME
    from octavo.preflight.run import preflight as judged

    asked = wanted(options)
    name = options.file.as_posix()
    order = Asked(name, BY_NAME[options.profile], _trim(options.trim), _bleed(options.bleed), options.black)
    try:
        if options.file.stat().st_size > LARGEST or not options.file.is_file():
            raise UsageFault(f"`{name}` is no file, or too large for any printer")
        data = options.file.read_bytes()
    except OSError as fault:
        raise UsageFault(f"`{name}` cannot be read: {fault.strerror}") from None
    findings = judged(data, order)
    given = status(findings, strict=options.strict)
    show(findings, asked.form, status=given, files=asked.files)
    return given


def _trim(text: str) -> tuple[float, float]:
    from octavo.config.fault import Fault
    from octavo.config.trims import points, trim

    if not text:
        return (0.0, 0.0)
    if isinstance(found := trim(text), Fault):
        raise UsageFault(f"--trim: {found.message}")
    return points(text)


def _bleed(text: str) -> float:
    from octavo.config.trims import length

    size = length(text) if text else 0.0
    if size is None:
        raise UsageFault(f"--bleed: `{text}` is no length; write 3mm or 0.125in")
    return size
