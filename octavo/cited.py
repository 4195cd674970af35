"""The rule of the cited book: what the citation style made of each source."""

from octavo import tree
from octavo.findings import Finding, Severity
from octavo.resolve import ResolvedBook

CODE, NAME, SEVERITY = "R001", "unprinted-entry", Severity.STYLE


def unprinted(resolved: ResolvedBook) -> tuple[Finding, ...]:
    """A finding for each source that is cited and that the style leaves out of the bibliography."""
    known = {entry.key: entry for entry in resolved.book.bibliography.entries}
    silent = (known[entry.key] for entry in resolved.entries if not tree.text(entry.inlines).strip())
    return tuple(
        Finding(
            CODE,
            NAME,
            SEVERITY,
            entry.place,
            f"the style leaves `{entry.key}` out of the bibliography",
            "Chicago does so with letters and the like: see that the note says enough, or list it by hand",
            subject=entry.key,
        )
        for entry in silent
    )
