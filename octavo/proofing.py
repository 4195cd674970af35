"""Proofing: finished editions are read back side by side while the next are made, and what is found is led to the
manuscript: by inspection, by what the setter warned of, by what a proof-reader and a printer would mark.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from octavo import children, publish
from octavo.children import Beside, LimitHit, Outcome, Task, ToolFault
from octavo.findings import Finding
from octavo.inspect.editions import expected, inspect_edition, judge_edition
from octavo.inspect.expected import Origins, Witness
from octavo.inspect.layout import layout_faults
from octavo.inspect.letters import missing_letters, setting_faults
from octavo.model import Edition, Format, MadeFile, Sheet
from octavo.preflight.facts import Facts
from octavo.preflight.run import looked_at
from octavo.pressing import press_findings
from octavo.setting import Set
from octavo.source import Source

# Sheets, files, what leads them back to the manuscript, and the pages of the print edition.
Finished: TypeAlias = tuple[tuple[Sheet, ...], tuple[MadeFile, ...], Origins, tuple[Witness, ...]]

LIMITS = children.Limits(600.0, 6144)


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of an edition that is being read: its inspection, what judges say, and what a preflight sees."""

    edition: Edition
    inspected: Beside[Outcome] = field(repr=False)
    judged: Beside[tuple[Finding, ...]] | None = field(repr=False)
    seen: Beside[Facts] | None = field(repr=False)
    path: str

    def findings(self, source: Source) -> tuple[Finding, ...]:
        """What came of it, as soon as all is read. Raises LimitHit and ToolFault."""
        outcome = self.inspected.result()
        if outcome.fault and outcome.limit:
            raise LimitHit(f"the inspection of `{self.edition.name}` {outcome.fault}")
        if outcome.fault:
            raise ToolFault(f"the inspection of `{self.edition.name}` failed: {outcome.fault}\n{outcome.trace}")
        found: tuple[Finding, ...] = outcome.value
        judged = self.judged.result() if self.judged else ()
        pressed = press_findings(source, self.edition, self.path, self.seen.result()) if self.seen else ()
        return (*found, *judged, *pressed)


def begin(source: Source, edition: Edition, finished: Finished, judged: bool = False) -> Proof:
    """Begin to read an edition back, in children of their own; where it is ``judged``, outside judges read it too.
    ``finished`` are its sheets and files, what leads it back to the manuscript, and the pages of the print edition.
    """
    sheets, files, origins, witness = finished
    wanted = expected(source.config, edition, sheets, files, origins, witness)
    task = Task(edition.name, inspect_edition, (wanted, edition, files), 0, LIMITS)
    return Proof(
        edition,
        Beside(lambda: next(children.run_all([task], 1))),
        Beside(lambda: judge_edition(wanted, edition, files)) if judged else None,
        Beside(lambda: looked_at(files[0].data)) if edition.format is Format.PRINT else None,
        f"{publish.OUTPUT}/{edition.name}/{files[0].path}",
    )


def setting_findings(
    source: Source, done: Set, unknown: tuple[str, ...], edition: Edition, origins: Origins
) -> tuple[Finding, ...]:
    """What the setter warned of (letters that no font has, links that lead nowhere), and what is seen on its pages."""
    chapters = {file.path: file.data for file in source.manuscript.chapters}
    lost = tuple((f"{publish.OUTPUT}/{edition.name}", f"the link to `{name}` leads nowhere") for name in unknown)
    letters = missing_letters(done.warnings, done.sheets, chapters)
    laid_out = _laid_out(source, done, edition, origins)
    return (*letters, *setting_faults((*done.warnings, *lost), done.sheets), *laid_out)


def _laid_out(source: Source, done: Set, edition: Edition, origins: Origins) -> tuple[Finding, ...]:
    """What a proof-reader would mark. The edition on screen has the pages of the printed one, if there is one."""
    if edition.format is Format.SCREEN and any(other.format is Format.PRINT for other in source.config.editions):
        return ()
    folios = {(page.sheet, page.leaf): page.folio for page in done.plan.pages}
    return tuple(layout_faults(done.formes, done.sheets, folios, origins.text))
