"""Findings as Checkstyle's XML, which Jenkins, reviewdog and most review tools read."""

from xml.etree import ElementTree

from octavo.findings import Severity
from octavo.report.account import Account
from octavo.report.escape import printable
from octavo.report.xml import document

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.STYLE: "info"}
# The version of Checkstyle whose form this is: readers ask for the attribute, and none for its value.
_VERSION = "4.3"


def render(account: Account) -> str:
    """An element for each file, and in it one for each finding, in the order given."""
    root = ElementTree.Element("checkstyle", {"version": _VERSION})
    files: dict[str, ElementTree.Element] = {}
    for finding in account.findings:
        place = finding.place
        if place.file not in files:
            files[place.file] = ElementTree.SubElement(root, "file", {"name": printable(place.file)})
        hint = f" ({finding.hint})" if finding.hint else ""
        numbers = (("line", place.line), ("column", place.column))
        said = {
            **{name: str(number) for name, number in numbers if number},
            "severity": LEVELS[finding.severity],
            "message": printable(f"{finding.message}{hint}"),
            "source": printable(f"octavo.{finding.code}.{finding.name}"),
        }
        ElementTree.SubElement(files[place.file], "error", said)
    return document(root)
