"""What the command line shows of findings: which form goes where, when in colours, and under which names of files."""

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from octavo.cli import main
from octavo.cli.faults import UsageFault
from octavo.cli.show import Wanted, add_options, coloured, wanted
from tests.conftest import MakeBook

FAULTY = {"chapters/one.md": "# One\n\nText [@nobody].\n"}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "NO_COLOR FORCE_COLOR CLICOLOR_FORCE CLICOLOR TERM GITHUB_STEP_SUMMARY GITHUB_WORKSPACE CI_PROJECT_DIR"
    for name in names.split():
        monkeypatch.delenv(name, raising=False)


def asked(*words: str) -> Wanted:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return wanted(parser.parse_args(words))


def test_an_output_takes_the_format_before_it() -> None:
    assert asked() == Wanted("text")
    assert asked("--format", "json") == Wanted("json")
    assert asked("--output", "a") == Wanted("text", (("text", Path("a")),))
    two = asked("--format", "sarif", "--output", "a", "--format=github", "--format", "junit", "--output=b")
    assert two == Wanted("github", (("sarif", Path("a")), ("junit", Path("b"))))


@pytest.mark.parametrize("words", [("--format", "odd"), ("--format", "json", "--format", "sarif"), ("--format", "")])
def test_what_cannot_be_shown_is_a_wrong_call(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageFault, match="format"):
        asked(*words)


@pytest.mark.parametrize(
    ("environment", "terminal", "said"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, False, True),
        ({"CLICOLOR": "0"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(environment: dict[str, str], terminal: bool, said: bool) -> None:
    assert coloured(environment, terminal) is said


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["check", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_source_line_is_shown_with_its_mark(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "-C", str(make_book(FAULTY)))
    assert status == 1
    assert " 3 | Text [@nobody].\n   |       ^\n" in out
    assert "octavo explain S001" in out


def test_a_broken_book_toml_is_shown_with_its_line(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "-C", str(make_book(toml='title = "T\nchapters = []\n')))
    assert status == 2
    assert ' 1 | title = "T\n' in out


def test_files_are_written_beside_what_is_shown_and_never_in_colours(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text, sarif = tmp_path / "report.txt", tmp_path / "octavo.sarif"
    words = ("--output", str(text), "--format", "sarif", "--output", str(sarif))
    status, out, _ = run(capsys, "-C", str(make_book(FAULTY)), *words)
    assert status == 1
    assert "\x1b[1;31merror\x1b[0m" in out
    assert "\x1b" not in text.read_text(encoding="utf-8")
    assert "S001" in text.read_text(encoding="utf-8")
    log = json.loads(sarif.read_text(encoding="utf-8"))
    assert log["runs"][0]["invocations"][0]["exitCode"] == 1
    assert "Why it matters" in log["runs"][0]["tool"]["driver"]["rules"][0]["help"]["markdown"]


def test_a_file_that_cannot_be_written_is_said(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "-C", str(make_book()), "--format", "json", "--output", "/nonexistent/a.json")
    assert status == 2
    assert "cannot be written" in err


def test_files_are_named_from_where_one_stands_or_from_the_checkout(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_book(FAULTY)

    def named(*words: str) -> str:
        return str(json.loads(run(capsys, "--format", "json", *words)[1])["findings"][0]["file"])

    monkeypatch.chdir(tmp_path)
    assert named("-C", "book") == "book/chapters/one.md"
    monkeypatch.chdir(folder)
    assert named() == "chapters/one.md"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert named() == "book/chapters/one.md"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder / "chapters"))
    monkeypatch.chdir(folder / "chapters")
    assert named("-C", "..") == "chapters/one.md"


def test_a_job_of_github_gets_a_summary(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, summary = make_book(FAULTY), tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run(capsys, "-C", str(folder))
    assert not summary.exists()
    summary.write_text("before\n", encoding="utf-8")
    run(capsys, "-C", str(folder), "--format", "github")
    assert summary.read_text(encoding="utf-8").startswith("before\n## Octavo: 1 error")
    full = "x" * (1024 * 1024 - 100)
    summary.write_text(full, encoding="utf-8")
    run(capsys, "-C", str(folder), "--format", "github")
    assert summary.read_text(encoding="utf-8") == full


def test_a_terminal_that_knows_no_such_letters_still_shows_the_rest(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["check", "-C", str(make_book({"chapters/one.md": "# One\n\nDvořák [@nobody].\n"}))]) == 1
    out.seek(0)
    assert "Dvo\\u0159\\xe1k [@nobody]" in out.read()
