"""The faces of a report: true to the findings, and deaf to what a manuscript would have the terminal or the CI do."""

import json
import re
import unicodedata
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from octavo.findings import Finding, Place, Replacement, Severity
from octavo.report import FORMATS, github, markdown, render
from octavo.report.account import Account, Page
from octavo.report.escape import printable, visible
from octavo.report.fingerprints import fingerprints
from octavo.report.measure import cells, excerpt

RENDER = {name: partial(render, name) for name in FORMATS}
ERROR = Finding(
    "R001",
    "undefined-reference",
    Severity.ERROR,
    Place("chapters/one.md", 12, 7),
    "no figure has the label `fig:deveselo`",
    "did you mean `@fig:deveselu`?",
    (Place("chapters/two.md", 3, 1),),
    "fig:deveselo",
)
WARNING = Finding(
    "N002", "unused-note", Severity.WARNING, Place("chapters/one.md", 4), "the note `a` is called nowhere"
)
STYLE = Finding("S001", "straight-quotes", Severity.STYLE, Place("book.toml"), "100% straight, so: no")
THREE = (ERROR, WARNING, STYLE)

HOSTILE = (
    "::add-mask::x",
    "  ::error file=a::x",
    "\n::warning::x\x1b[2J",
    "\r\n::stop-commands::x",
    "\u2028::set-env name=A::b",
    "##[error]x",
    "x ##vso[task.setvariable]y",
    "##teamcity[x]",
    "\x1b]0;title\x07",
    "ad\u202emin \u2066x\u2069",
    "\x9b31m",
    "a,b:c%0A::x",
    "]]><!--</failure>&\ufffe\x00",
    "\ud800",
    "\U000e0041",
    "x\u200by\u00ad",
)


def hostile(text: str) -> Finding:
    """A finding that holds a text wherever a text can stand."""
    return Finding(text, text, Severity.ERROR, Place(text, 1, 2), text, text, (Place(text, 3),), text)


def account(*findings: Finding, **beside: Any) -> Account:
    return Account(findings, **beside)


def of(text: str, column: int, line: int = 1) -> str:
    """The text report of a finding in a text of one file, without its first and last lines."""
    found = replace(ERROR, place=Place("one.md", line, column), hint="", others=())
    return "\n".join(RENDER["text"](account(found, texts={"one.md": text}, width=80)).split("\n")[2:-4])


# ---- text -----------------------------------------------------------------------------------------------------------


def test_text_goes_file_by_file_with_the_line_the_cure_and_the_count() -> None:
    texts = {"chapters/one.md": "\n" * 11 + "Maps: @fig:deveselo shows it.\n", "chapters/two.md": "\n\n  # Two\n"}
    pages = {"R001": Page("R001", "undefined-reference", Severity.ERROR, "A reference leads nowhere.", "…")}
    assert RENDER["text"](account(*THREE, texts=texts, pages=pages)) == (
        "chapters/one.md: 1 error, 1 warning\n"
        "chapters/one.md:12:7: error R001 undefined-reference: no figure has the label `fig:deveselo`\n"
        " 12 | Maps: @fig:deveselo shows it.\n"
        "    |       ^\n"
        "    hint: did you mean `@fig:deveselu`?\n"
        "    see also: chapters/two.md:3:1: # Two\n"
        "chapters/one.md:4: warning N002 unused-note: the note `a` is called nowhere\n"
        "\n"
        "book.toml: 1 of house style\n"
        "book.toml: style S001 straight-quotes: 100% straight, so: no\n"
        "\n"
        "1 error, 1 warning, 1 of house style in 2 files\n"
        "octavo explain R001 says why this matters (also N002, S001)\n"
    )


def test_nothing_to_report() -> None:
    assert RENDER["text"](account()) == RENDER["github"](account()) == "Nothing to report.\n"
    assert json.loads(RENDER["json"](account()))["findings"] == json.loads(RENDER["codeclimate"](account())) == []
    assert json.loads(RENDER["sarif"](account()))["runs"][0]["results"] == []
    assert ElementTree.fromstring(RENDER["junit"](account())).get("failures") == "0"
    assert len(ElementTree.fromstring(RENDER["checkstyle"](account()))) == 0
    assert RENDER["markdown"](account()) == "## Octavo: Nothing to report&#46;\n"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("plain @here", "@here"),
        ("\ttabs\tbetween\t@here", "@here"),
        ("北京とソウル @here", "@here"),
        ("한국어 @here", "@here"),
        ("e\u0301te\u0301 и\u0306 @here", "@here"),
        ("a\u202eb\x1b[2J @here", "@here"),
        ("##[error] ##vso[x] @here", "@here"),
        ("::error::x @here", "@here"),
        ("\u0301starts with a mark @here", "@here"),
        ("word " * 300 + "@here" + " more" * 300, "@here"),
        ("北" * 300 + "@here" + "京" * 300, "@here"),
        ("x" * 100_000 + "@here", "@here"),
    ],
)
def test_the_caret_stands_under_its_character(line: str, word: str) -> None:
    source, caret = of(line + "\nnext\n", line.index(word) + 1).split("\n")
    assert drawn(caret).index("^") == drawn(source).index("@")
    assert len(drawn(source)) <= 80


def drawn(line: str) -> list[str]:
    """What stands in each cell of a terminal: marks fall together with their letter, wide letters have two."""
    found: list[str] = []
    for character in line:
        if unicodedata.combining(character):
            found[-1] += character
        else:
            found += [character, *[""] * (unicodedata.east_asian_width(character) in "WF")]
    return found


@settings(max_examples=200)
@given(st.text(st.sampled_from("ab \t北京é\u0301\u0306\u202e\x07#[:\u1161한"), max_size=120), st.integers(1, 130))
def test_an_excerpt_is_never_wider_than_its_room_nor_its_mark_outside(line: str, column: int) -> None:
    part = excerpt(line, column, 40)
    wide = len(drawn(part.text.replace("\u1161", "")))
    assert wide <= 40
    assert part.before + part.cells <= wide + 1
    assert part.text == visible(part.text)


def test_cells() -> None:
    assert [cells(c) for c in "aé北한\u0301\u1161・ｱ"] == [1, 1, 2, 2, 0, 0, 2, 1]


def test_no_line_is_shown_where_the_text_is_not_known() -> None:
    for place in (Place("one.md", 3, 1), Place("two.md", 1, 1), Place("one.md"), Place("one.md", 2, 1)):
        report = RENDER["text"](account(replace(ERROR, place=place), texts={"one.md": "a\n"}))
        assert "|" not in report


def test_colours_are_only_added() -> None:
    texts = {"chapters/one.md": "x\n" * 12}
    plain, coloured = (RENDER["text"](account(*THREE, texts=texts, colour=colour)) for colour in (False, True))
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_what_is_not_shown_is_counted_and_the_worst_is_shown() -> None:
    many = [replace(WARNING, place=Place("a.md", line)) for line in range(1, 31)] + [
        replace(ERROR, place=Place("a.md", 40))
    ]
    report = RENDER["text"](account(*many, STYLE, most=10))
    assert report.count(" N002 unused-note:") == 9
    assert "a.md:40: error R001" in report
    assert "… and 21 more in a.md: 21 N002 unused-note\n" in report
    assert "1 error, 30 warnings, 1 of house style in 2 files; 21 of them are not shown here" in report
    assert "more" not in RENDER["text"](account(*many, STYLE))


def test_five_thousand_findings_are_shown_at_once() -> None:
    text = "A paragraph with [@nobody] in it. " * 100 + "\n"
    many = tuple(replace(ERROR, place=Place(f"{n % 40}.md", n // 40 + 1, 900)) for n in range(5000))
    report = RENDER["text"](Account(many, {f"{n}.md": text * 125 for n in range(40)}, most=200))
    assert report.count("^") == 5000


# ---- for programs ---------------------------------------------------------------------------------------------------


def test_json_keeps_every_text_as_it_is() -> None:
    for text in HOSTILE:
        (read,) = json.loads(RENDER["json"](account(hostile(text))))["findings"]
        assert (read["file"], read["message"], read["others"][0]["file"]) == (text, text, text)
    told = json.loads(RENDER["json"](account(*THREE, status=1)))
    assert (told["version"], told["status"]) == (1, 1)
    assert told["counts"] == {"error": 1, "warning": 1, "style": 1}
    first, second, third = told["findings"]
    assert (first["line"], first["column"], first["severity"]) == (12, 7, "error")
    assert (second["line"], second["column"]) == (4, None)
    assert (third["line"], third["subject"]) == (None, "")
    assert told["rules"]["N002"]["name"] == "unused-note"


def test_fingerprints_stay_when_lines_move_and_are_never_the_same() -> None:
    twice = (ERROR, replace(ERROR, place=Place("chapters/one.md", 13, 7)), WARNING)
    text = "\n" * 11 + "A @fig:deveselo.\nA @fig:deveselo.\n"
    before = fingerprints(account(*twice, texts={"chapters/one.md": text}))
    moved = tuple(replace(f, place=replace(f.place, line=f.place.line + 5)) for f in twice)
    assert fingerprints(account(*moved, texts={"chapters/one.md": "\n" * 5 + text})) == before
    assert len(set(before)) == 3
    assert fingerprints(account(*twice, texts={"chapters/one.md": text.replace("A", "B")}))[0] != before[0]


SCHEMA = json.loads(Path(__file__).with_name("schemas").joinpath("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
MANUAL = "A reference leads nowhere.\n\n## Why it matters\nThe reader is lost.\n\n## Bad\n```markdown\n@fig:x\n```"


def test_sarif() -> None:
    pages = {"R001": Page("R001", "undefined-reference", Severity.ERROR, "A reference leads nowhere.", MANUAL)}
    log = json.loads(RENDER["sarif"](account(*THREE, status=1, pages=pages)))
    VALID.validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["N002", "R001", "S001"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["warning", "error", "note"]
    assert rules[1]["shortDescription"]["text"] == "A reference leads nowhere."
    assert rules[1]["fullDescription"]["text"] == "The reader is lost."
    assert rules[1]["help"]["markdown"] == MANUAL
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first = run["results"][0]
    assert first["message"]["text"] == "no figure has the label `fig:deveselo`. Hint: did you mean `@fig:deveselu`?"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 12, "startColumn": 7}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]
    assert first["relatedLocations"][0]["id"] == 1
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    for result in run["results"]:
        address = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert address["uriBaseId"] in run["originalUriBaseIds"]
        assert run["artifacts"][address["index"]]["location"]["uri"] == address["uri"]


def test_sarif_says_how_an_editor_can_mend() -> None:
    cure = (Replacement(Place("chapters/one.md", 12, 8), Place("chapters/one.md", 12, 20), "\u202efig:deveselu"),)
    log = json.loads(RENDER["sarif"](account(*THREE, cures={(ERROR.code, ERROR.place): cure})))
    VALID.validate(log)
    (run,) = log["runs"]
    first, *others = run["results"]
    assert not any("fixes" in result for result in others)
    ((change,),) = (fix["artifactChanges"] for fix in first["fixes"])
    assert change["artifactLocation"] == first["locations"][0]["physicalLocation"]["artifactLocation"]
    (made,) = change["replacements"]
    assert made["deletedRegion"] == {"startLine": 12, "startColumn": 8, "endLine": 12, "endColumn": 20}
    assert made["insertedContent"] == {"text": "\u202efig:deveselu"}
    assert first["fixes"][0]["description"]["text"] == ERROR.hint
    # The columns of the regions are counted so, and lines end like that.
    assert (run["columnKind"], run["newlineSequences"]) == ("unicodeCodePoints", ["\r\n", "\n", "\r"])
    assert json.loads(RENDER["json"](account(ERROR, cures={(ERROR.code, ERROR.place): cure})))["findings"][0][
        "cure"
    ] == [{"line": 12, "column": 8, "endLine": 12, "endColumn": 20, "text": "\u202efig:deveselu"}]


def test_sarif_writes_paths_as_addresses() -> None:
    finding = Finding("R001", "x", Severity.ERROR, Place("my böök/a #1.md", 1), "y")
    (result,) = json.loads(RENDER["sarif"](account(finding)))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "my%20b%C3%B6%C3%B6k/a%20%231.md"


def test_junit_is_what_a_ci_reads(tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    path.write_text(RENDER["junit"](account(*THREE)), encoding="utf-8")
    read = JUnitXml.fromfile(str(path))
    assert (read.tests, read.failures, read.errors) == (3, 1, 0)
    (suite,) = read
    cases = list(suite)
    assert [case.is_passed for case in cases] == [False, True, True]
    assert cases[0].result[0].type == "undefined-reference"
    assert "hint: did you mean" in cases[0].result[0].text
    assert [case._elem.get("line") for case in cases] == ["12", "4", None]


def test_checkstyle() -> None:
    root = ElementTree.fromstring(RENDER["checkstyle"](account(*THREE)))
    assert [file.get("name") for file in root] == ["chapters/one.md", "book.toml"]
    first = root[0][0]
    assert (first.get("line"), first.get("column"), first.get("severity")) == ("12", "7", "error")
    assert first.get("source") == "octavo.R001.undefined-reference"
    assert [error.get("severity") for error in root.iter("error")] == ["error", "warning", "info"]


def test_codeclimate_has_what_gitlab_asks_for() -> None:
    issues = json.loads(RENDER["codeclimate"](account(*THREE, ERROR)))
    assert [issue["severity"] for issue in issues] == ["critical", "minor", "info", "critical"]
    assert [issue["location"]["lines"]["begin"] for issue in issues] == [12, 4, 1, 12]
    assert issues[0]["location"]["path"] == "chapters/one.md"
    assert len({issue["fingerprint"] for issue in issues}) == 4
    assert all(issue["description"] and issue["check_name"] for issue in issues)


# ---- GitHub ---------------------------------------------------------------------------------------------------------


def test_github() -> None:
    assert RENDER["github"](account(STYLE, WARNING, ERROR)).splitlines() == [
        "::error file=chapters/one.md,line=12,col=7,title=R001 undefined-reference::"
        "no figure has the label `fig:deveselo`%0Ahint: did you mean `@fig:deveselu`?",
        "::warning file=chapters/one.md,line=4,title=N002 unused-note::the note `a` is called nowhere",
        "::notice file=book.toml,title=S001 straight-quotes::100%25 straight, so: no",
        "1 error, 1 warning, 1 of house style",
    ]


def test_github_shows_the_worst_ten_and_says_so() -> None:
    lines = RENDER["github"](account(*(WARNING,) * 3, *(ERROR,) * 14)).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * github.SHOWN + ["::warning"] * 3
    assert lines[-1] == "14 errors, 3 warnings (4 of them not shown here)"


def test_github_commands_hold_one_command_each() -> None:
    for text in HOSTILE:
        lines = RENDER["github"](account(hostile(text))).split("\n")
        assert len(lines) == 3
        match = re.fullmatch(r"::error file=([^,:]*),line=1,col=2,title=([^,:]*)::.*", lines[0])
        assert match, lines[0]


def test_a_summary_has_a_table_of_kinds_and_one_for_each_file() -> None:
    lines = RENDER["markdown"](account(*THREE, WARNING)).split("\n")
    assert lines[0] == "## Octavo: 1 error, 2 warnings, 1 of house style"
    assert lines[4:7] == [
        "| ❌ error | R001 undefined&#45;reference | undefined reference | 1 |",
        "| ⚠️ warning | N002 unused&#45;note | unused note | 2 |",
        "| style | S001 straight&#45;quotes | straight quotes | 1 |",
    ]
    assert lines[8] == "### chapters&#47;one&#46;md"
    assert lines[12].startswith("| 12:7 | ❌ error | R001 | no figure has the label <code>fig&#58;deveselo</code><br>")
    assert all(line.count("|") in (0, 5) for line in lines)


def test_a_summary_is_never_too_long_for_github_and_says_what_it_leaves_out() -> None:
    long = replace(ERROR, message="x" * 50_000)
    report = RENDER["markdown"](account(*(long,) * 3000))
    assert len(report.encode()) < 1024 * 1024
    shown = report.count("| 12:7 |")
    assert f"\n{3000 - shown} more findings are in the log" in report
    assert len(RENDER["markdown"](account(*(long,) * 10)).encode()) < markdown.MOST


MARKUP = "<b>x</b> [y](http://z) | @team #1 *a* _b_ `c` ![i](j) https://w.org <!-- & www.a.b"


def test_no_text_is_markup_in_a_summary() -> None:
    report = RENDER["markdown"](account(hostile(MARKUP), hostile("`" + MARKUP), hostile("\n\n# x\n|a|")))
    bare = re.sub(r"</?code>|<br>", "", report)
    rows = "".join(line for line in bare.split("\n") if not re.match(r"[|]-", line))
    assert not re.search(r"[<>*_`@\[\]\\!]|https?:|www\.", re.sub(r"&#\d+;", "", rows))
    assert report.count("<code>") == report.count("</code>")
    assert all(line.count("|") in (0, 5) for line in report.split("\n"))


# ---- text from strangers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RENDER)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_commands_the_terminal_or_the_ci(name: str, text: str) -> None:
    assert_deaf(RENDER[name](account(hostile(text), texts={text: text})), name)


STRANGE = st.text(st.sampled_from("a:#[]\n\r\t %,\x00\x1b\u202e\u2028\ud800é]>&<\"'`|\\*_!北\u0301"), max_size=20)


@settings(max_examples=100)
@given(st.lists(st.tuples(STRANGE, STRANGE, st.sampled_from(Severity), st.integers(0, 3)), max_size=4))
def test_no_mixture_does_either_and_each_form_reads_back(given: list[tuple[str, str, Severity, int]]) -> None:
    findings = tuple(
        replace(hostile(one), message=two, severity=severity, place=Place(one, line, line))
        for one, two, severity, line in given
    )
    told = Account(findings, {one: f"{two}\n{one}\n" for one, two, _, _ in given})
    for name in FORMATS:
        assert_deaf(render(name, told), name, sum(f.severity is severity for severity in Severity for f in findings))
    assert [read["message"] for read in json.loads(RENDER["json"](told))["findings"]] == [f.message for f in findings]
    log = json.loads(RENDER["sarif"](told))
    VALID.validate(log)
    assert [
        r["message"]["text"].startswith(visible(f.message))
        for r, f in zip(log["runs"][0]["results"], findings, strict=True)
    ] == [True] * len(findings)
    assert len(ElementTree.fromstring(RENDER["junit"](told))[0]) == max(1, len(findings))
    errors = list(ElementTree.fromstring(RENDER["checkstyle"](told)).iter("error"))
    assert sorted(e.get("message", "") for e in errors) == sorted(
        printable(f"{f.message} ({f.hint})" if f.hint else f.message) for f in findings
    )
    prints = [issue["fingerprint"] for issue in json.loads(RENDER["codeclimate"](told))]
    assert len(set(prints)) == len(findings)


def assert_deaf(report: str, name: str, own: int = 1) -> None:
    """No line is a command (but GitHub's own), and no character is hidden."""
    assert report.endswith("\n")
    report.encode("utf-8")
    lines = report.split("\n")
    assert "".join(lines) == visible("".join(lines))
    for number, line in enumerate(lines):
        assert (name == "github" and number < own) or not line.lstrip().startswith("::")
        assert not re.search(r"##\w*\[", line)


def test_escapes_are_readable() -> None:
    assert visible("a\tb\x1b[2J\u202e\U000e0041é") == r"a\x09b\x1b[2J\u202e\U000e0041é"
    assert printable(" ::x ##[y] ## z") == r" \u003a:x #\u0023[y] ## z"
    assert visible("Пётр, 北京, 𝄞, “naïve”\u00a0–\u3000") == "Пётр, 北京, 𝄞, “naïve”\u00a0–\u3000"


def test_every_format_is_listed_once() -> None:
    names = list(FORMATS)
    assert names == ["text", "json", "github", "sarif", "junit", "checkstyle", "codeclimate", "markdown"]
