"""The faces of a report: true to the findings, and deaf to what a manuscript would have the terminal or the CI do."""

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.findings import Finding, Place, Severity
from octavo.report import FORMATS
from octavo.report.escape import printable, visible

RENDER = dict(FORMATS)
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


def test_text() -> None:
    assert RENDER["text"](THREE) == (
        "chapters/one.md:12:7: error R001 undefined-reference: no figure has the label `fig:deveselo`\n"
        "    hint: did you mean `@fig:deveselu`?\n"
        "    see also: chapters/two.md:3:1\n"
        "chapters/one.md:4: warning N002 unused-note: the note `a` is called nowhere\n"
        "book.toml: style S001 straight-quotes: 100% straight, so: no\n"
        "1 error, 1 warning, 1 of house style\n"
    )


def test_nothing_to_report() -> None:
    assert RENDER["text"](()) == RENDER["github"](()) == "Nothing to report.\n"
    assert json.loads(RENDER["json"](())) == []
    assert json.loads(RENDER["sarif"](()))["runs"][0]["results"] == []
    assert ElementTree.fromstring(RENDER["junit"](())).get("failures") == "0"


def test_json_keeps_every_text_as_it_is() -> None:
    for text in HOSTILE:
        (read,) = json.loads(RENDER["json"]((hostile(text),)))
        assert (read["file"], read["message"], read["others"][0]["file"]) == (text, text, text)
    first, second, third = json.loads(RENDER["json"](THREE))
    assert (first["line"], first["column"], first["severity"]) == (12, 7, "error")
    assert (second["line"], second["column"]) == (4, None)
    assert (third["line"], third["subject"]) == (None, "")


def test_github() -> None:
    assert RENDER["github"]((STYLE, WARNING, ERROR)).splitlines() == [
        "::error file=chapters/one.md,line=12,col=7,title=R001 undefined-reference::"
        "no figure has the label `fig:deveselo`%0Ahint: did you mean `@fig:deveselu`?",
        "::warning file=chapters/one.md,line=4,title=N002 unused-note::the note `a` is called nowhere",
        "::notice file=book.toml,title=S001 straight-quotes::100%25 straight, so: no",
        "1 error, 1 warning, 1 of house style",
    ]


def test_github_shows_the_worst_ten_and_says_so() -> None:
    lines = RENDER["github"]((WARNING,) * 3 + (ERROR,) * 14).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] * 3
    assert lines[-1] == "14 errors, 3 warnings (4 of them not shown here)"


def test_github_commands_hold_one_command_each() -> None:
    for text in HOSTILE:
        lines = RENDER["github"]((hostile(text),)).split("\n")
        assert len(lines) == 3
        match = re.fullmatch(r"::error file=([^,:]*),line=1,col=2,title=([^,:]*)::.*", lines[0])
        assert match, lines[0]


def test_sarif() -> None:
    log = json.loads(RENDER["sarif"](THREE))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["N002", "R001", "S001"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["warning", "error", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first = run["results"][0]
    assert first["message"]["text"] == "no figure has the label `fig:deveselo`. Hint: did you mean `@fig:deveselu`?"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 12, "startColumn": 7}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]
    assert first["relatedLocations"][0]["id"] == 1


def test_sarif_writes_paths_as_addresses() -> None:
    finding = Finding("R001", "x", Severity.ERROR, Place("my böök/a #1.md", 1), "y")
    (result,) = json.loads(RENDER["sarif"]((finding,)))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "my%20b%C3%B6%C3%B6k/a%20%231.md"


def test_junit() -> None:
    root = ElementTree.fromstring(RENDER["junit"](THREE))
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("type") == "undefined-reference"
    assert "hint: did you mean" in (failure.text or "")
    assert [case.get("line") for case in root.iter("testcase")] == ["12", "4", None]


@pytest.mark.parametrize("name", RENDER)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_commands_the_terminal_or_the_ci(name: str, text: str) -> None:
    report = RENDER[name]((hostile(text),))
    assert_deaf(report, name)


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from('a:#[]\n\r\t %,\x00\x1b\u202e\u2028\ud800é]>&<"'), max_size=20))
def test_no_mixture_does_either(text: str) -> None:
    for name, render in FORMATS:
        assert_deaf(render((hostile(text),)), name)


def assert_deaf(report: str, name: str) -> None:
    """No line is a command (but GitHub's own), and no character is hidden."""
    assert report.endswith("\n")
    report.encode("utf-8")
    lines = report.split("\n")
    assert "".join(lines) == visible("".join(lines))
    for number, line in enumerate(lines):
        own = name == "github" and number == 0
        assert own or not line.lstrip().startswith("::")
        assert not re.search(r"##\w*\[", line)


def test_escapes_are_readable() -> None:
    assert visible("a\tb\x1b[2J\u202e\U000e0041é") == r"a\x09b\x1b[2J\u202e\U000e0041é"
    assert printable(" ::x ##[y] ## z") == r" \u003a:x #\u0023[y] ## z"
    assert visible("Пётр, 北京, 𝄞, “naïve”") == "Пётр, 北京, 𝄞, “naïve”"


def test_every_format_is_listed_once() -> None:
    assert [name for name, _ in FORMATS] == ["text", "json", "github", "sarif", "junit"]
