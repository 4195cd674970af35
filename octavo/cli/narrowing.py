"""Which findings a check shows: not those of the baseline, and with --since those of what changed alone."""

import argparse
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.cli.faults import UsageFault
from octavo.findings import Finding

if TYPE_CHECKING:
    from octavo.baseline import Baseline, Sifted
    from octavo.orders import Checked
    from octavo.since import Touched

_MOST_GONE = 5
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The findings to show, and what is to be said of the others."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


def root_of(options: argparse.Namespace) -> Path:
    """The book's folder, as it really is called."""
    return Path(os.path.realpath(options.folder))


def narrow(checked: "Checked", options: argparse.Namespace) -> Narrowed:
    """The findings that are asked for."""
    if checked.survey is None:
        return Narrowed(checked.findings)
    found, notes = checked.findings, []
    known = _baseline(checked, options)
    if known is not None:
        from octavo.baseline import sift

        sifted = sift(known, found, checked.files)
        # Where the whole book was not asked, nobody knows what of the baseline is gone.
        found, notes = sifted.new, _told(sifted if checked.touched is None else replace(sifted, gone=()))
    if checked.touched is not None:
        found = tuple(finding for finding in found if _answerable(finding, checked.touched))
        notes.append(f"only what changed since {options.since} was looked at, and what comes of it elsewhere")
    return Narrowed(found, tuple(notes))


def _answerable(finding: Finding, touched: "Touched") -> bool:
    """True when a change can have brought forth a finding. The words of a file that it left alone are as they were."""
    if touched.holds(finding) or not touched.names(finding.subject):
        return touched.holds(finding)
    from octavo import rules

    return finding.code not in rules.of_text()


def write_baseline(checked: "Checked", options: argparse.Namespace) -> str:
    """Write the findings that there are as the baseline, and say where."""
    from octavo import baseline, save

    data = baseline.written(baseline.baseline_of(checked.findings, checked.files))
    if options.baseline:
        path = Path(options.baseline)
        save.save(path.parent, path.name, data)
    else:
        save.save(root_of(options), _beside(checked), data)
    return f"wrote {_some(len(checked.findings), 'finding')} to {options.baseline or _beside(checked)}"


def _baseline(checked: "Checked", options: argparse.Namespace) -> "Baseline | None":
    """The baseline that was asked for, or else the one that lies beside book.toml."""
    from octavo import baseline, load

    if options.no_baseline:
        return None
    name = options.baseline or _beside(checked)
    if options.baseline:
        data = _read(Path(options.baseline))
    elif (root_of(options) / name).is_file():
        data = load.Root(root_of(options)).read(name, _LARGEST).data
    else:
        return None
    try:
        return baseline.read_baseline(data)
    except baseline.Unreadable as fault:
        raise UsageFault(f"`{name}` is no baseline: {fault}") from None


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageFault(f"`{path}` is too large for a baseline")
        return path.read_bytes()
    except OSError as fault:
        raise UsageFault(f"`{path}` cannot be read: {fault.strerror}") from None


def _beside(checked: "Checked") -> str:
    """The path of the baseline beside book.toml."""
    from octavo import baseline

    config = checked.survey.config.path if checked.survey else ""
    return "/".join((*config.split("/")[:-1], baseline.NAME))


def _told(sifted: "Sifted") -> list[str]:
    notes = [f"{_some(sifted.known, 'finding')} not shown: in the baseline"] if sifted.known else []
    gone = [f"{known.code} {known.name} {known.file} {known.subject}".strip() for known, _ in sifted.gone]
    notes += [f"gone, and still in the baseline: {each}" for each in gone[:_MOST_GONE]]
    if gone[_MOST_GONE:]:
        notes.append(f"and {len(gone) - _MOST_GONE} more")
    return [*notes, "write the baseline anew with --write-baseline"] if gone else notes


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
