"""The rules of the cited book: what the citation style, and the sections of the bibliography, made of each source."""

from typing import TYPE_CHECKING

from octavo.findings import Finding, Severity

if TYPE_CHECKING:
    from octavo.resolve import ResolvedBook

CODE, NAME, SEVERITY = "R001", "unprinted-entry", Severity.STYLE
UNSHELVED = ("R002", "unshelved-entry", Severity.WARNING)


def unprinted(resolved: "ResolvedBook") -> tuple[Finding, ...]:
    """A finding for each source that is cited and that the style leaves out of the bibliography."""
    places = {entry.key: entry.place for entry in resolved.book.bibliography.entries}
    hint = (
        "Chicago does so with letters and the like: a section of the bibliography that asks for their type lists them"
    )
    return tuple(
        Finding(
            CODE, NAME, SEVERITY, places[key], f"the style leaves `{key}` out of the bibliography", hint, subject=key
        )
        for key in resolved.shelved.silent
    )


def unshelved(resolved: "ResolvedBook") -> tuple[Finding, ...]:
    """A finding for each source that no section of the bibliography takes: it is listed last, without a heading."""
    places = {entry.key: entry.place for entry in resolved.book.bibliography.entries}
    hint = "name its type in a section, or add one with `rest = true`"
    return tuple(
        Finding(*UNSHELVED, places[key], f"no section of the bibliography takes `{key}`", hint, subject=key)
        for key in resolved.shelved.homeless
    )
