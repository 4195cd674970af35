"""Each rule is a page, and each page is true: its Bad has the fault, its Good has not."""

import os
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from conftest import SOURCES, surveyed

from octavo.findings import Finding, Severity
from octavo.parse import opening
from octavo.rules import RULES, check, name, pages

ROOT = Path(__file__).resolve().parents[1]
# Where each rule points in the Bad of its page, a file a rule.
GOLDEN = ROOT / "tests/golden/rules"
FAMILIES = "XNSFHTEUKD"
BY_NAME = {name(rule): rule for rule in RULES}

each_rule = pytest.mark.parametrize("rule", RULES, ids=name)


def asked(rule: ModuleType) -> tuple[str, ...]:
    """The house style that asks for a rule, where it is one of house style."""
    return (name(rule),) if rule.SEVERITY is Severity.STYLE else ()


@cache
def bad_findings(rule: ModuleType) -> tuple[Finding, ...]:
    """The findings in a page's bad example, parsed within short limits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "SECONDS", 1.0)
        bad = pages.page(rule).bad
        return check(surveyed(bad.data, bad.form, asked(rule)))


def shown(rule: ModuleType, found: tuple[Finding, ...]) -> str:
    """A rule's findings in its Bad: the line, a mark under the place, the message and the cure."""
    example = pages.page(rule).bad
    given = example.data.decode("utf-8", "replace").split("\n")
    lines = [f"{rule.CODE} {name(rule)}"]
    for finding in found:
        place = finding.place
        source = SOURCES.split("\n") if place.file == "references.bib" else given
        text = source[place.line - 1] if 0 < place.line <= len(source) else ""
        lines += [str(place), f"    {text}", f"    {' ' * (place.column - 1)}^", finding.message]
        lines += [f"({finding.hint})"] if finding.hint else []
    return "\n".join(lines) + "\n"


def kept(named: str, made: str) -> None:
    """Compare with what was read by eye and kept; ``make golden`` keeps it anew."""
    file = GOLDEN / f"{named}.txt"
    if os.environ.get("OCTAVO_GOLDEN") == "write":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made, "look at what changed; renew with: make golden"


@each_rule
def test_bad_has_the_fault_and_no_other(rule: ModuleType) -> None:
    found = bad_findings(rule)
    assert {finding.name for finding in found} == {name(rule)}
    assert all(finding.code == rule.CODE and finding.severity is rule.SEVERITY for finding in found)
    for finding in found:
        assert finding.place.line and finding.place.column
        assert not finding.message.endswith((".", "!")) and "\n" not in finding.message
        assert not finding.hint.endswith(".")
    kept(name(rule), shown(rule, found))


@each_rule
def test_good_has_no_fault(rule: ModuleType) -> None:
    good = pages.page(rule).good
    assert check(surveyed(good.data, good.form, asked(rule))) == ()


@each_rule
def test_page_has_its_parts(rule: ModuleType) -> None:
    page = pages.page(rule)
    assert page.title.endswith(".") and "\n" not in page.title
    assert page.why.endswith(".")
    assert rule.check.__doc__ == page.title or (rule.check.__doc__ or "").splitlines()[0] == page.title
    assert re.findall(r"^## (.*)$", rule.__doc__ or "", re.M)[:1] == ["Why it matters"]


def test_every_rule_file_is_listed() -> None:
    helpers = {"__init__", "abbreviated", "addresses", "near", "pages", "pairs", "report", "scope", "silence"}
    helpers |= {"twice", "typed"}
    files = {path.stem for path in (ROOT / "octavo/rules").glob("*.py")} - helpers
    assert files == {rule.__name__.rsplit(".", 1)[-1] for rule in RULES}


def test_codes_are_unique_and_in_order_of_families() -> None:
    codes = [rule.CODE for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(rf"[{FAMILIES}]\d{{3}}", code) for code in codes)
    assert codes == sorted(codes, key=lambda code: (FAMILIES.index(code[0]), code))


def test_names_read_well_after_allow() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", named) for named in BY_NAME)


def test_severities_are_of_the_three_classes() -> None:
    assert all(isinstance(rule.SEVERITY, Severity) for rule in RULES)


def test_manual_is_up_to_date() -> None:
    written = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert written == pages.manual(), (
        "run: python -c 'from octavo.rules import pages; print(pages.manual(), end=\"\")' > docs/rules.md"
    )


def test_page_of_no_example_is_refused() -> None:
    rule = ModuleType(
        "octavo.rules.none", "A fault.\n\n## Why it matters\nSo.\n\n## Bad\nnothing\n\n## Good\nnothing\n"
    )
    with pytest.raises(ValueError, match="no example"):
        pages.page(rule)
