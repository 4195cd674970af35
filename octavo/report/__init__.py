"""The faces of a report: each format in a file of its own, from findings to text."""

from collections.abc import Callable

from octavo.report import checkstyle, codeclimate, github, json, junit, markdown, sarif, text
from octavo.report.account import Account

FORMATS: tuple[tuple[str, Callable[[Account], str]], ...] = (
    ("text", text.render),
    ("json", json.render),
    ("github", github.render),
    ("sarif", sarif.render),
    ("junit", junit.render),
    ("checkstyle", checkstyle.render),
    ("codeclimate", codeclimate.render),
    ("markdown", markdown.render),
)
