"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from urllib.parse import quote

from octavo import __version__
from octavo.findings import Finding, Place, Replacement, Severity
from octavo.report.account import Account, Page
from octavo.report.escape import visible
from octavo.report.fingerprints import fingerprints
from octavo.report.json import dump

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.STYLE: "note"}
# GitHub's own words for how much a rule weighs.
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.STYLE: "recommendation"}
_BASE = "%SRCROOT%"
_TYPES = {".md": "text/markdown", ".toml": "application/toml", ".bib": "text/x-bibtex", ".json": "application/json"}
# As much of a description as GitHub takes.
_LONGEST = 1000


def render(account: Account) -> str:
    """One run: the rules that were broken, the files that broke them, and a result for each finding."""
    rules = {finding.code: finding for finding in sorted(account.findings, key=lambda finding: finding.code)}
    files = tuple(dict.fromkeys(place.file for f in account.findings for place in (f.place, *f.others)))
    numbers = {file: at for at, file in enumerate(files)}
    order = {code: at for at, code in enumerate(rules)}
    prints = fingerprints(account)
    run = {
        "tool": {"driver": _driver([account.page(finding) for finding in rules.values()])},
        "invocations": [{"executionSuccessful": account.status in (0, 1), "exitCode": account.status}],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder from which the files are named."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": [_artifact(file, at) for at, file in enumerate(files)],
        "results": [
            _result(finding, order[finding.code], mark, numbers) | _fixes(finding, account.cure(finding), numbers)
            for finding, mark in zip(account.findings, prints, strict=True)
        ],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(pages: list[Page]) -> dict[str, object]:
    return {
        "name": "Octavo",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(page) for page in pages],
    }


def _rule(page: Page) -> dict[str, object]:
    code, title = visible(page.code), visible(page.title)
    text = "\n".join(visible(line) for line in page.text.split("\n"))
    why = text.partition("## Why it matters\n")[2].partition("\n## ")[0].strip() or title
    more = f"octavo explain {code}"
    return {
        "id": code,
        "name": visible(page.name),
        "shortDescription": {"text": title[:_LONGEST]},
        "fullDescription": {"text": why[:_LONGEST]},
        "help": {"text": text or f"{title}\n\nTo learn more: {more}", "markdown": text or f"{title}\n\n`{more}`"},
        "defaultConfiguration": {"level": LEVELS[page.severity]},
        "properties": {"problem.severity": _PROBLEMS[page.severity], "precision": "very-high", "tags": ["manuscript"]},
    }


def _result(finding: Finding, rule: int, fingerprint: str, files: dict[str, int]) -> dict[str, object]:
    hint = f" Hint: {visible(finding.hint)}" if finding.hint else ""
    result: dict[str, object] = {
        "ruleId": visible(finding.code),
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{visible(finding.message)}.{hint}" if hint else visible(finding.message)},
        "locations": [_location(finding.place, files)],
        # By the first GitHub knows a result again from one upload to the next; the second is for all others.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint, "octavoFinding/v1": fingerprint},
    }
    if finding.others:
        related = [
            {"id": at, **_location(place, files), "message": {"text": "See also"}}
            for at, place in enumerate(finding.others, 1)
        ]
        result["relatedLocations"] = related
    return result


def _fixes(finding: Finding, cure: tuple[Replacement, ...], files: dict[str, int]) -> dict[str, object]:
    """What an editor can do about a finding, at the press of a key."""
    if not cure:
        return {}
    replacements = [
        {
            "deletedRegion": {
                "startLine": each.start.line,
                "startColumn": each.start.column,
                "endLine": each.end.line,
                "endColumn": each.end.column,
            },
            "insertedContent": {"text": each.new},
        }
        for each in cure
    ]
    change = {"artifactLocation": _address(finding.place.file, files[finding.place.file]), "replacements": replacements}
    return {"fixes": [{"description": {"text": visible(finding.hint or finding.message)}, "artifactChanges": [change]}]}


def _artifact(file: str, index: int) -> dict[str, object]:
    kind = next((kind for ending, kind in _TYPES.items() if file.endswith(ending)), "")
    return {"location": _address(file, index)} | ({"mimeType": kind} if kind else {})


def _address(file: str, index: int) -> dict[str, object]:
    return {"uri": quote(file, safe="/", errors="surrogatepass"), "uriBaseId": _BASE, "index": index}


def _location(place: Place, files: dict[str, int]) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _address(place.file, files[place.file])}
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return {"physicalLocation": physical}
