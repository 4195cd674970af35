"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from urllib.parse import quote

from octavo import __version__
from octavo.findings import Finding, Place, Severity
from octavo.report.escape import visible
from octavo.report.json import dump

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.STYLE: "note"}


def render(findings: tuple[Finding, ...]) -> str:
    """One run with the rules that were broken and a result for each finding."""
    rules = {finding.code: finding for finding in sorted(findings, key=lambda finding: finding.code)}
    order = list(rules)
    driver = {"name": "Octavo", "version": __version__, "rules": [_rule(finding) for finding in rules.values()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, order.index(finding.code)) for finding in findings],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding) -> dict[str, object]:
    return {
        "id": visible(finding.code),
        "name": visible(finding.name),
        "shortDescription": {"text": visible(finding.name).replace("-", " ")},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, object]:
    hint = f" Hint: {visible(finding.hint)}" if finding.hint else ""
    result: dict[str, object] = {
        "ruleId": visible(finding.code),
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{visible(finding.message)}.{hint}" if hint else visible(finding.message)},
        "locations": [_location(finding.place)],
    }
    if finding.others:
        related = [{"id": number, **_location(place)} for number, place in enumerate(finding.others, 1)]
        result["relatedLocations"] = related
    return result


def _location(place: Place) -> dict[str, object]:
    path = quote(place.file, safe="/", errors="surrogatepass")
    physical: dict[str, object] = {"artifactLocation": {"uri": path, "uriBaseId": "%SRCROOT%"}}
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return {"physicalLocation": physical}
