"""The faces of a report: each format in a file of its own, from findings to text."""

from collections.abc import Callable

from octavo.findings import Finding
from octavo.report import github, json, junit, sarif, text

FORMATS: tuple[tuple[str, Callable[[tuple[Finding, ...]], str]], ...] = (
    ("text", text.render),
    ("json", json.render),
    ("github", github.render),
    ("sarif", sarif.render),
    ("junit", junit.render),
)
