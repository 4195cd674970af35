"""The baseline: what it knows again, what is new, what is gone; and how the command reads and writes it."""

import json
from pathlib import Path

import pytest
from conftest import MakeBook, source
from hypothesis import given
from hypothesis import strategies as st

from octavo.baseline import Baseline, Known, Unreadable, baseline_of, read_baseline, sift, written
from octavo.cli import main
from octavo.findings import Finding, Place, Severity


def finding(line: int, subject: str = "", code: str = "X001", file: str = "a.md", message: str = "m") -> Finding:
    return Finding(code, "a-name", Severity.ERROR, Place(file, line, 1), message, subject=subject)


TEXT = "# One\n\nfirst\nsecond\nthird\n"
FILE = source("a.md", TEXT)


def new(before: list[Finding], after: list[Finding], text: str = TEXT) -> list[Finding]:
    return list(sift(baseline_of(before, (FILE,)), after, (source("a.md", text),)).new)


def test_a_finding_is_known_when_lines_have_moved() -> None:
    assert new([finding(3), finding(4, "x")], [finding(8), finding(9, "x")], "\n" * 5 + TEXT) == []


def test_a_finding_is_known_when_its_words_were_parted_otherwise() -> None:
    assert new([finding(3)], [finding(3)], "# One\r\n\r\n  first  \r\n") == []


def test_a_finding_in_another_line_file_or_of_another_rule_is_new() -> None:
    known = [finding(3, "x")]
    for other in (finding(4), finding(3, "y"), finding(3, "x", code="X002"), finding(3, "x", file="b.md")):
        assert new(known, [*known, other]) == [other]


def test_a_finding_about_the_same_is_known_when_its_line_was_edited() -> None:
    edited = TEXT.replace("first", "first, edited")
    assert new([finding(3, "x")], [finding(3, "x")], edited) == []
    assert new([finding(3)], [finding(3)], edited) == [finding(3)]


def test_of_more_findings_the_new_one_is_that_in_a_new_line() -> None:
    text = "# One\n\nput in\nfirst\nsecond\n"
    assert new([finding(3, "x"), finding(4, "x")], [finding(3, "x"), finding(4, "x"), finding(5, "x")], text) == [
        finding(3, "x")
    ]


def test_one_more_of_the_same_is_new() -> None:
    assert len(new([finding(3)], [finding(3), finding(3)])) == 1


def test_what_is_gone_is_told() -> None:
    sifted = sift(baseline_of([finding(3), finding(3), finding(4, "x")], (FILE,)), [finding(3)], (FILE,))
    assert (sifted.new, sifted.known) == ((), 1)
    assert [(known.subject, count) for known, count in sifted.gone] == [("", 1), ("x", 1)]


def test_findings_of_no_line_are_known_by_what_they_say() -> None:
    assert new([finding(0, message="one")], [finding(0, message="one"), finding(0, message="two")]) == [
        finding(0, message="two")
    ]


def test_the_file_is_for_people_too() -> None:
    lines = written(baseline_of([finding(4, "x"), finding(3, "fig:é"), finding(4, "x")], (FILE,))).decode().splitlines()
    assert len(lines) == 4 and "fig:é" in lines[1] and '"count": 2' in lines[2]
    assert not any(
        str(number) in line.replace("X001", "").split("context")[0] for line in lines[1:3] for number in (3, 4)
    )


@given(
    st.lists(
        st.tuples(
            st.builds(Known, *[st.text(st.characters(exclude_categories=("Cs",)), max_size=5)] * 5), st.integers(1, 9)
        ),
        max_size=6,
        unique_by=lambda pair: pair[0],
    )
)
def test_what_is_written_is_read_again(known: list[tuple[Known, int]]) -> None:
    baseline = Baseline(tuple(sorted(known)))
    assert read_baseline(written(baseline)) == baseline
    assert json.loads(written(baseline))["octavo-baseline"] == 1


@given(st.binary(max_size=60))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_baseline(data)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '{"octavo-baseline": 2, "findings": []}',
        '{"octavo-baseline": 1}',
        '{"octavo-baseline": 1, "findings": [1]}',
        '{"octavo-baseline": 1, "findings": [{}]}',
        "[" * 99999,
    ],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_baseline(text.encode())


# ---- the command ----------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return status, said.out, said.err


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def test_only_new_findings_fail(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    book = make_book({"chapters/one.md": "# One\n\nText [@old].\n"})
    assert run(capsys, "check", "-C", str(book))[0] == 1
    status, _, err = run(capsys, "check", "-C", str(book), "--write-baseline")
    assert status == 0 and "wrote 1 finding to baseline.json" in err
    status, out, err = run(capsys, "check", "-C", str(book))
    assert status == 0 and "old" not in out and "1 finding not shown: in the baseline" in err
    add(book / "chapters/one.md", "\nMore [@new].\n")
    status, out, _ = run(capsys, "check", "-C", str(book))
    assert status == 1 and "@new" in out and "@old" not in out
    status, out, _ = run(capsys, "check", "-C", str(book), "--no-baseline")
    assert status == 1 and "@new" in out and "@old" in out
    (book / "chapters/one.md").write_text("# One\n\nText.\n")
    status, _, err = run(capsys, "check", "-C", str(book))
    assert status == 0 and "gone, and still in the baseline: S001 unknown-citation chapters/one.md old" in err


def test_the_baseline_is_written_the_same_each_time(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    book = make_book({"chapters/one.md": "# One\n\nText [@old] [@older].\n\nAnd [@old].\n"})
    made = []
    for _ in range(2):
        run(capsys, "check", "-C", str(book), "--write-baseline", "--baseline", str(book / "known.json"))
        made.append((book / "known.json").read_bytes())
    assert made[0] == made[1]
    assert not (book / "baseline.json").exists()
    assert run(capsys, "check", "-C", str(book), "--baseline", str(book / "known.json"))[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--baseline", "nowhere.json"),
        ("--baseline", "book.toml"),
        ("--write-baseline", "--fix"),
        ("--write-baseline", "--since", "HEAD"),
    ],
)
def test_a_wrong_call_is_2(
    arguments: tuple[str, ...],
    make_book: MakeBook,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(make_book())
    assert run(capsys, "check", *arguments)[0] == 2


def test_a_release_does_not_ask_the_baseline(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    book = make_book({"chapters/one.md": "# One\n\nText [@old].\n"})
    run(capsys, "check", "-C", str(book), "--write-baseline")
    assert run(capsys, "build", "-C", str(book), "--quiet")[0] == 1
