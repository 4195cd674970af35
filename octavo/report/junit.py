"""Findings as JUnit XML, which CI systems show as tests: an error is a failed test, a warning one with output."""

from xml.etree import ElementTree

from octavo.findings import Finding, Severity, count
from octavo.report.account import Account
from octavo.report.escape import printable
from octavo.report.xml import document


def render(account: Account) -> str:
    """One suite with a test for each finding; without any, with one test that holds."""
    findings = account.findings
    failures = count(findings, Severity.ERROR)
    numbers = {"tests": str(len(findings) or 1), "failures": str(failures), "errors": "0"}
    suites = ElementTree.Element("testsuites", {"name": "octavo", **numbers})
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "octavo", "skipped": "0", **numbers})
    for finding in findings:
        _case(suite, finding)
    if not findings:
        ElementTree.SubElement(suite, "testcase", {"name": "nothing to report", "classname": "octavo"})
    return document(suites)


def _case(suite: ElementTree.Element, finding: Finding) -> None:
    place = finding.place
    named = {
        "name": printable(f"{finding.code} {finding.name} {place}"),
        "classname": printable(place.file),
        "file": printable(place.file),
    }
    case = ElementTree.SubElement(suite, "testcase", named | ({"line": str(place.line)} if place.line else {}))
    said = [f"{place}: {finding.severity.word}: {finding.message}"]
    said += [f"hint: {finding.hint}"] if finding.hint else []
    said += [f"see also: {other}" for other in finding.others]
    text = "\n".join(printable(line) for line in said)
    if finding.severity is Severity.ERROR:
        kind = {"type": printable(finding.name), "message": printable(finding.message)}
        ElementTree.SubElement(case, "failure", kind).text = text
    else:
        ElementTree.SubElement(case, "system-out").text = text
