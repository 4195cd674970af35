"""The faces of a report: each format in a file of its own, from findings to text."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.report.account import Account

# The names of the formats: each is a module of this room, which is loaded when it is asked for.
FORMATS = ("text", "json", "github", "sarif", "junit", "checkstyle", "codeclimate", "markdown")


def render(form: str, account: "Account") -> str:
    """The account in one of the formats."""
    return str(import_module(f"octavo.report.{form}").render(account))
