"""Pressing: the print file of an edition is read as its printer will, and what is found led to the manuscript."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.findings import Finding, Severity
from octavo.inspect.codes import LOOSE_FONT, ODD_PAGES, OUTSIDE, WRONG_SIZE
from octavo.model import Edition
from octavo.preflight import codes
from octavo.preflight.asked import Asked
from octavo.preflight.facts import Facts
from octavo.preflight.judge import judge
from octavo.preflight.profiles import BY_NAME, PLAIN
from octavo.source import Source
from octavo.survey.room import LEAST, WANTED, coarsest

_PROFILES = {"x-1a": "x1a", "x-4": "x4"}
# What the inspection of every PDF says already.
_SAID = frozenset(fault.code for fault in (LOOSE_FONT, ODD_PAGES, OUTSIDE, WRONG_SIZE))


def press_findings(source: Source, edition: Edition, path: str, facts: Facts) -> tuple[Finding, ...]:
    """What a printer would complain of in the file of a print edition, of which these are the facts."""
    standard = "x-1a" if edition.standard == "x-4" and edition.profile not in source.conditions else edition.standard
    profile = BY_NAME.get(_PROFILES.get(standard, ""), PLAIN)
    trim = (edition.width, edition.height)
    found = judge(facts, Asked(path, profile, trim, edition.bleed, standard == "x-1a"))
    kept = [finding for finding in found if finding.code not in {*_SAID, codes.COARSE.code}]
    return (*kept, *coarse(facts, source, edition))


def coarse(facts: Facts, source: Source, edition: Edition) -> Iterator[Finding]:
    """Pictures that came out with fewer pixels than printers ask for, at their places in the manuscript.

    The rules foresee the size from the manuscript, and this is what came of it: what they say is not said again.
    """
    sizes = {(picture.width, picture.height): picture.path for picture in reversed(source.pictures) if picture.width}
    foreseen = {use.path for use, _, density, _ in coarsest(source.survey) if density < WANTED}
    for seen in facts.seen:
        path = sizes.get(seen.size, "") if seen.kind in ("image", "bilevel") and seen.value < WANTED - 1 else ""
        use = next((use for use in source.survey.images if path and use.path == path), None)
        if use is None or path in foreseen:
            continue
        message = f"`{use.address}` is printed with {seen.value:.0f} pixels an inch ({edition.name})"
        finding = codes.COARSE.at(use.place, message, use.address)
        yield finding if seen.value < LEAST else replace(finding, severity=Severity.STYLE)
