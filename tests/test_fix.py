"""Safe fixes: what is mended, byte for byte, what is left alone, and that mending twice is mending once."""

import json
import os
import re
import subprocess
import unicodedata
from itertools import accumulate
from pathlib import Path
from types import ModuleType

import pytest
from conftest import MakeBook, source, surveyed
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.cli import main
from octavo.findings import Edit, Place
from octavo.fix import difference, mended, offered
from octavo.parse.decode import Lines, decode
from octavo.rules import RULES, check, name, pages
from octavo.save import Unsaved, save


def fixed(text: str | bytes) -> bytes:
    """A chapter with its safe fixes made."""
    file = source("chapters/one.md", text)
    survey = surveyed(text)
    changes = mended((file,), offered(survey, check(survey)))
    return changes[0].after if changes else file.data


def at(line: int, column: int, old: str, new: str, ahead: bool = False) -> Edit:
    return Edit(Place("a.md", line, column), old, new, ahead)


def changed(data: bytes, *edits: Edit) -> bytes:
    changes = mended((source("a.md", data),), edits)
    return changes[0].after if changes else data


# ---- what the rules mend --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("A [@Doe2001, p. 3; see @ROE2002].", "A [@doe2001, p. 3; see @roe2002]."),
        ("As @{Doe2001} says [-@Doe2001].", "As @{doe2001} says [-@doe2001]."),
        ("See @sec:One, [-@sec:ONE] and @page:sec:One.", "See @sec:one, [-@sec:one] and @page:sec:one."),
        ("@Sec:ONE says.", "@Sec:one says."),
        ("See @note:A.[^a]\n\n[^a]: N.", "See @note:a.[^a]\n\n[^a]: N."),
        ("Go [there](#Sec:one) and [here, *too*](#SEC:ONE).", "Go [there](#sec:one) and [here, *too*](#sec:one)."),
        ('Go <a href="#Sec:one">there</a>.', 'Go <a href="#sec:one">there</a>.'),
        ('Go [there](#Sec:One "title").', 'Go [there](#sec:one "title").'),
    ],
)
def test_capitals_are_mended(text: str, right: str) -> None:
    before, after = (f"# One {{#sec:one}}\n\n{words}\n" for words in (text, right))
    assert fixed(before).decode() == after
    assert check(surveyed(after)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A [@Doe2002].",
        "Go [there](#sec:two).",
        "A [@doe2001] and `@Doe2001`, `[x](#Sec:one)`.",
        "<!-- allow unknown-citation: as printed -->\nA [@Doe2001].",
        "[a]{#x} [b]{#X2} [c](#x2)[d]{#x2}.",
    ],
)
def test_what_is_right_unclear_or_allowed_is_left_alone(text: str) -> None:
    whole = f"# One {{#sec:one}}\n\n{text}\n"
    assert fixed(whole) == whole.encode()


def test_names_that_differ_in_capitals_alone_are_not_told_apart() -> None:
    text = "# One\n\n[a]{#xy} [b]{#XY} [c](#Xy).\n"
    assert fixed(text) == text.encode()


def test_a_fix_says_what_it_does() -> None:
    fixes = [rule.fix for rule in RULES if hasattr(rule, "fix")]
    assert len(fixes) >= 3
    for fix in fixes:
        assert (fix.__doc__ or "").split("\n")[0].endswith(".")


@pytest.mark.parametrize("rule", [rule for rule in RULES if hasattr(rule, "fix")], ids=name)
def test_what_a_rule_mends_is_what_it_finds(rule: ModuleType) -> None:
    """A fix is offered only at a place of which the rule complains."""
    bad = pages.page(rule).bad
    survey = surveyed(bad.data, bad.form, (name(rule),))
    assert {edit.place for edit in rule.fix(survey)} <= {report[0] for report in rule.check(survey)}


# ---- the engine -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "edit", "right"),
    [
        ("\ufeffone two\n", at(1, 5, "two", "2"), "\ufeffone 2\n"),
        ("one\r\ntwo\r\n", at(2, 1, "two", "2"), "one\r\n2\r\n"),
        ("one\rtwo", at(2, 1, "two", "2"), "one\r2"),
        ("a b\r\nc d\r\n", at(1, 3, "b\nc", "x\ny"), "a x\r\ny d\r\n"),
        ("cafe\u0301 two\n", at(1, 6, "two", "2"), "cafe\u0301 2\n"),
        ("cafe\u0301 two\n", at(1, 4, "é", "é"), "café two\n"),
        ("\u1112\u1161\u11ab two\n", at(1, 3, "two", "2"), "\u1112\u1161\u11ab 2\n"),
        ("𝄞 two", at(1, 3, "two", "2"), "𝄞 2"),
        ("a\x07 two", at(1, 4, "two", "2"), "a\x07 2"),
        ("a [b] c\nd (e) f\n", at(1, 3, "(e)", "(x)", ahead=True), "a [b] c\nd (x) f\n"),
    ],
)
def test_an_edit_touches_nothing_else(data: str, edit: Edit, right: str) -> None:
    assert changed(data.encode(), edit) == right.encode()


@pytest.mark.parametrize(
    ("data", "edit"),
    [
        (b"one two\n", at(1, 5, "three", "3")),
        (b"one two\n", at(1, 5, "", "3")),
        (b"one two\n", at(9, 1, "one", "1")),
        (b"one two\n", at(0, 0, "one", "1")),
        (b"one two\n", at(1, 99, "one", "1")),
        (b"one\xff two\n", at(1, 1, "one", "1")),
        ("cafe\u0301".encode(), at(1, 1, "cafe", "x")),
        (b"a [b]\n\n(e)\n", at(1, 3, "(e)", "(x)", ahead=True)),
        (b"> a [b]\n>\n> (e)\n", at(1, 5, "(e)", "(x)", ahead=True)),
        (b"a [b] `c` (e)\n", at(1, 3, "(e)", "(x)", ahead=True)),
        (b"one two\n", at(1, 5, "two", "two")),
    ],
)
def test_an_edit_that_does_not_fit_is_not_made(data: bytes, edit: Edit) -> None:
    assert changed(data, edit) == data


def test_of_edits_that_overlap_the_first_is_made() -> None:
    edits = (at(1, 1, "one two", "1 2"), at(1, 5, "two three", "2 3"), at(1, 15, "four", "4"))
    assert changed(b"one two three four\n", *edits) == b"1 2 three 4\n"


TEXTS = st.text(st.sampled_from("ab@e\u0301\u0308\u1112\u1161\u11ab\r\n\u212b é\ufeff"), max_size=40)


@given(TEXTS, st.integers(0, 39), st.integers(1, 4))
def test_places_of_the_text_are_found_in_the_file(text: str, start: int, length: int) -> None:
    """What a rule sees at a place is what an edit finds there, and nothing but it is replaced."""
    data = text.encode()
    seen = decode(source("a.md", data))[0]
    old = seen[start : start + length]
    place = Lines("a.md", seen).place(start)
    made = changed(data, Edit(place, old, "X"))
    if made == data:
        return  # in the midst of a letter that is written otherwise
    assert unicodedata.normalize("NFC", decode(source("a.md", made))[0]) == unicodedata.normalize(
        "NFC", seen[:start] + "X" + seen[start + length :]
    )


WORDS = (
    "[@Doe2001]",
    "@roe2002",
    "@ROE2002",
    "@sec:One",
    "[x](#SEC:ONE)",
    "`@Doe2001`",
    "word",
    "é",
    "\n\n",
    "\r\n",
    "> ",
)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_mending_twice_is_mending_once(words: list[str]) -> None:
    once = fixed("# One {#sec:one}\n\n" + " ".join(words) + "\n")
    assert fixed(once) == once


def test_the_difference_can_be_applied(tmp_path: Path) -> None:
    data = b"one\r\ntwo\nthree\n" + b"more\n" * 9 + b"last"
    (change,) = mended((source("a.md", data),), (at(2, 1, "two", "2"), at(13, 1, "last", "end")))
    (tmp_path / "a.md").write_bytes(data)
    diff = difference(change)
    assert diff.startswith("--- a/a.md\n+++ b/a.md\n@@ ")
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes() == change.after


# ---- the command ----------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return status, said.out, said.err


WRONG = "# One {#sec:one}\r\n\r\nText [@Doe2001], @sec:ONE and [@nobody].\r\n"


def test_the_command_mends_and_shows_what_remains(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    book = make_book({"chapters/one.md": WRONG})
    chapter = book / "chapters/one.md"
    os.chmod(chapter, 0o640)
    status, out, _ = run(capsys, "check", "-C", str(book), "--diff")
    assert status == 1
    assert "+Text [@doe2001], @sec:one and [@nobody].\r\n" in out
    assert chapter.read_bytes() == WRONG.encode()
    status, out, err = run(capsys, "check", "-C", str(book), "--fix")
    assert status == 1
    assert "@nobody" in out and "Doe2001" not in out
    assert "mended 2 places in chapters/one.md" in err
    assert chapter.read_bytes() == WRONG.replace("Doe", "doe").replace("ONE", "one").encode()
    assert chapter.stat().st_mode & 0o777 == 0o640
    before = {path: path.read_bytes() for path in book.rglob("*.*") if path.is_file() and ".octavo" not in path.parts}
    assert "mended" not in run(capsys, "check", "-C", str(book), "--fix")[2]
    assert all(path.read_bytes() == data for path, data in before.items())


MISWRITTEN = "# Öne\n\nZoe\u0308 𝄞 [@Doe2001] and [@ROE2002].\n\nThe e\u0301nd of [@Doe2001, p. 3].\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_editor_that_follows_sarif_mends_as_we_do(
    make_book: MakeBook, capsys: pytest.CaptureFixture[str], end: str, mark: str
) -> None:
    book = make_book({"chapters/one.md": ""})
    path = book / "chapters/one.md"
    path.write_bytes((mark + MISWRITTEN.replace("\n", end)).encode())
    _, out, _ = run(capsys, "check", "-C", str(book), "--format", "sarif")
    (log,) = json.loads(out)["runs"]
    places = [
        replacement
        for result in log["results"]
        for each in result.get("fixes", ())
        for change in each["artifactChanges"]
        for replacement in change["replacements"]
    ]
    text = path.read_bytes().decode("utf-8-sig")
    lines = re.split("(\r\n|\r|\n)", text)
    starts = [0, *accumulate(len(line) + len(stop) for line, stop in zip(lines[::2], lines[1::2], strict=False))]
    for where in sorted(
        places,
        key=lambda place: -starts[place["deletedRegion"]["startLine"] - 1] - place["deletedRegion"]["startColumn"],
    ):
        region = where["deletedRegion"]
        first = starts[region["startLine"] - 1] + region["startColumn"] - 1
        last = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:first] + where["insertedContent"]["text"] + text[last:]
    assert len(places) == 3
    run(capsys, "check", "-C", str(book), "--fix")
    assert (
        text
        == path.read_bytes().decode("utf-8-sig")
        == MISWRITTEN.replace("\n", end).replace("@Doe", "@doe").replace("@ROE", "@roe")
    )


def test_no_link_is_written_through(make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    book = make_book({"texts/real.md": WRONG})
    (book / "chapters/one.md").unlink()
    (book / "chapters/one.md").symlink_to("../texts/real.md")
    status, _, err = run(capsys, "check", "-C", str(book), "--fix")
    assert status == 1
    assert "a link is in the way" in err
    assert (book / "texts/real.md").read_bytes() == WRONG.encode()


@pytest.mark.parametrize("name", ["../out.md", "/out.md", "", "a/../../out.md", "link/out.md", "file/out.md"])
def test_nothing_outside_the_book_is_written(name: str, tmp_path: Path) -> None:
    book, outside = tmp_path / "book", tmp_path / "outside"
    book.mkdir()
    outside.mkdir()
    (book / "link").symlink_to(outside)
    (book / "file").write_text("f")
    with pytest.raises(Unsaved):
        save(book, name, b"x")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["book", "file", "link", "outside"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("old")

    def broken(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(Unsaved, match="No space left"):
        save(tmp_path, "a.md", b"new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "old")]
