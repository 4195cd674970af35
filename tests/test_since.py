"""What changed since a revision: lines, files, subjects; and that nothing of a repository is run."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import MakeBook, source

from octavo.cli import main
from octavo.findings import Finding, Place, Severity
from octavo.model import SourceFile
from octavo.since import NoRevision, Touched, before, with_pictures
from octavo.since import touched as compared

ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)


def commit(folder: Path, message: str = "m") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book in a folder of a repository, with one commit."""
    folder = tmp_path / "texts/book"
    (folder / "ch").mkdir(parents=True)
    git(tmp_path, "init", "-q", "-b", "main")
    write(folder, "ch/a.md", "one\ntwo\nthree\n")
    write(folder, "ch/b.md", "old {#fig:gone}\nkept {#fig:kept}\n")
    write(tmp_path, "elsewhere.md", "x\n")
    commit(tmp_path)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def files(folder: Path) -> tuple[SourceFile, ...]:
    found = sorted(path for path in folder.rglob("*.*") if path.is_file() and ".git" not in path.parts)
    return tuple(source(path.relative_to(folder).as_posix(), path.read_bytes()) for path in found)


def touched(folder: Path, revision: str, now: tuple[SourceFile, ...]) -> Touched:
    held = before(folder, revision)
    pictures = tuple(file for file in now if file.path.endswith(".png"))
    return with_pictures(compared(held, [file for file in now if file not in pictures]), held, pictures)


def finding(file: str, line: int, subject: str = "", *others: Place) -> Finding:
    return Finding("X001", "n", Severity.ERROR, Place(file, line, 1), "m", "", others, subject)


def answers(folder: Path, *found: Finding, revision: str = "HEAD") -> list[bool]:
    changed = touched(folder, revision, files(folder))
    return [changed.answers_for(each) for each in found]


def test_lines_that_changed_and_no_others(book: Path) -> None:
    write(book, "ch/a.md", "one\nput in\ntwo\n3\n")
    lines = [finding("ch/a.md", line) for line in (1, 2, 3, 4)]
    assert answers(book, *lines, finding("ch/b.md", 1)) == [False, True, False, True, False]


def test_a_finding_of_no_line_is_shown_where_its_file_changed(book: Path) -> None:
    write(book, "ch/a.md", "one\ntwo\n")
    assert answers(book, finding("ch/a.md", 0), finding("ch/b.md", 0)) == [True, False]


def test_another_place_of_a_finding_counts(book: Path) -> None:
    write(book, "ch/a.md", "one\ntwo, changed\nthree\n")
    assert answers(book, finding("ch/b.md", 1, "", Place("ch/a.md", 2, 1))) == [True]


def test_a_label_taken_out_breaks_what_is_elsewhere(book: Path) -> None:
    write(book, "ch/b.md", "kept {#fig:kept}\n")
    gone, kept, longer = (finding("ch/a.md", 1, f"fig:{name}") for name in ("gone", "kept", "go"))
    assert answers(book, gone, kept, longer) == [True, False, False]


def test_a_file_taken_out_takes_its_labels_along(book: Path) -> None:
    (book / "ch/b.md").unlink()
    assert answers(book, finding("ch/a.md", 1, "fig:gone"), finding("ch/a.md", 1, "fig:none")) == [True, False]


def test_a_chapter_no_longer_listed_takes_its_labels_along(book: Path) -> None:
    write(book, "book.toml", 'chapters = ["ch/a.md", "ch/b.md"]\n')
    commit(book)
    write(book, "book.toml", 'chapters = ["ch/a.md"]\n')
    read = tuple(file for file in files(book) if file.path != "ch/b.md")
    assert touched(book, "HEAD", read).answers_for(finding("ch/a.md", 1, "fig:gone"))


def test_a_word_of_the_text_is_no_label(book: Path) -> None:
    write(book, "ch/b.md", "a changed line, gone for good\n")
    assert answers(book, finding("ch/a.md", 1, "changed")) == [False]


def test_new_files_count_whole(book: Path) -> None:
    write(book, "ch/c.md", "new\n")
    assert answers(book, finding("ch/c.md", 1), finding("templates/x.xhtml", 1)) == [True, True]


def test_line_ends_alone_are_no_change(book: Path) -> None:
    write(book, "ch/a.md", "one\r\ntwo\r\nthree\r\n")
    assert answers(book, finding("ch/a.md", 2)) == [False]


def test_what_others_did_meanwhile_does_not_count(book: Path) -> None:
    git(book, "checkout", "-q", "-b", "mine")
    write(book, "ch/a.md", "one\ntwo, mine\nthree\n")
    commit(book)
    git(book, "checkout", "-q", "main")
    write(book, "ch/b.md", "theirs\n")
    commit(book)
    git(book, "checkout", "-q", "mine")
    found = (finding("ch/a.md", 2), finding("ch/b.md", 1))
    assert answers(book, *found, revision="main") == [True, False]


def test_a_revision_without_shared_history_is_compared_itself(book: Path) -> None:
    git(book, "checkout", "-q", "--orphan", "other")
    write(book, "ch/a.md", "one\n2\nthree\n")
    commit(book)
    assert answers(book, finding("ch/a.md", 2), finding("ch/b.md", 1), revision="main") == [True, False]


@pytest.mark.parametrize("revision", ["nowhere", "", "-x", "--output=stolen", "HEAD:ch/a.md", "a\nb", "HEAD\0"])
def test_no_such_revision(book: Path, revision: str) -> None:
    with pytest.raises(NoRevision):
        touched(book, revision, ())
    assert not list(book.rglob("stolen"))


def test_a_shallow_clone_says_so(book: Path, tmp_path: Path) -> None:
    commit(book)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(tmp_path / "clone"))
    with pytest.raises(NoRevision, match="the clone is shallow"):
        touched(tmp_path / "clone/texts/book", "HEAD~1", ())


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NoRevision, match="in no git repository"):
        touched(tmp_path, "HEAD", ())


def test_nothing_of_a_repository_is_run(book: Path) -> None:
    root = book.parents[1]
    trap = root / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {root}/sprung\ncat\n")
    trap.chmod(0o755)
    write(root, ".gitattributes", "*.md filter=evil diff=evil\n")
    settings = {
        "core.fsmonitor": trap, "filter.evil.clean": trap, "filter.evil.smudge": trap, "diff.external": trap,
        "diff.evil.textconv": trap, "diff.evil.command": trap, "core.sshCommand": trap, "core.pager": trap,
        "core.editor": trap, "alias.rev-parse": f"!{trap}",
    }  # fmt: skip
    for name, value in settings.items():
        git(book, "config", name, str(value))
    for hook in ("post-checkout", "fsmonitor-watchman", "post-index-change"):
        (root / ".git/hooks" / hook).write_text(trap.read_text())
        (root / ".git/hooks" / hook).chmod(0o755)
    (root / "sprung").unlink(missing_ok=True)
    write(book, "ch/a.md", "1\ntwo\nthree\n")
    assert answers(book, finding("ch/a.md", 1)) == [True]
    assert not (root / "sprung").exists()
    git(book, "diff")
    assert (root / "sprung").exists()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return status, said.out, said.err


def test_the_command_shows_what_a_change_is_answerable_for(
    make_book: MakeBook, capsys: pytest.CaptureFixture[str]
) -> None:
    book = make_book({"chapters/one.md": "# One\n\nText [@old].\n\n[a]{#sec:x}\n"})
    git(book, "init", "-q", "-b", "main")
    commit(book)
    status, out, err = run(capsys, "check", "-C", str(book), "--since", "main")
    assert status == 0 and "@old" not in out
    assert "only what changed since main was looked at" in err
    write(book, "chapters/two.md", "# Two\n\nNew [@new], see @sec:x.\n")
    status, out, _ = run(capsys, "check", "-C", str(book), "--since", "HEAD")
    assert status == 1 and "@new" in out and "@old" not in out
    assert run(capsys, "check", "-C", str(book), "--since", "nowhere")[0] == 2


def test_a_heading_reworded_breaks_the_links_to_it(book: Path) -> None:
    write(book, "ch/b.md", "# The Old Harbour, 1861 #\n")
    commit(book)
    write(book, "ch/b.md", "# The New Harbour\n")
    assert answers(book, finding("ch/a.md", 1, "the-old-harbour-1861"), finding("ch/a.md", 1, "the")) == [True, False]


def test_a_picture_that_changed_is_answered_for_where_it_is_shown(book: Path) -> None:
    for name in ("a.png", "b.png", "c.png"):
        write(book, f"figures/{name}", "old")
    commit(book)
    write(book, "figures/a.png", "new")
    (book / "figures/b.png").unlink()
    shown = [finding("ch/a.md", 1, f"../figures/{name}") for name in ("a.png", "b.png", "c.png", "%61.png")]
    assert answers(book, *shown) == [True, True, False, True]
    assert answers(book, finding("figures/c.png", 1)) == [False]


def test_the_last_place_that_shows_a_picture(book: Path) -> None:
    write(book, "ch/b.md", "![x](../figures/a.png)\n")
    commit(book)
    write(book, "ch/b.md", "none\n")
    assert answers(book, finding("ch/a.md", 1, "figures/a.png"), finding("ch/a.md", 1, "figures/b.png")) == [
        True,
        False,
    ]


def shown(capsys: pytest.CaptureFixture[str], book: Path, *options: str) -> list[str]:
    """The codes and files of the findings that a check since HEAD shows."""
    _, out, _ = run(capsys, "check", "-C", str(book), "--since", "HEAD", "--format", "json", *options)
    return [f"{row['code']} {row['file']}" for row in json.loads(out)["findings"]]


CITED = {
    "chapters/one.md": "# One {#sec:one}\n\nSee @sec:two, [there](#the-old-harbour), and [@doe2001, p. 99], the the.\n",
    "chapters/two.md": "# Two {#sec:two}\n\n## The Old Harbour\n\nText [@roe2002].[^a]\n\n[^a]: Note.\n",
}


@pytest.mark.parametrize("options", [(), ("--no-cache",)])
def test_what_a_change_does_to_other_chapters_is_shown_and_nothing_else_of_them(
    make_book: MakeBook, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    book = make_book(CITED)
    git(book, "init", "-q", "-b", "main")
    commit(book)
    assert shown(capsys, book, *options) == []
    write(
        book, "chapters/two.md", "# Two\n\n## The New Harbour\n\nText [@roe2002].[^a]\n\n[^a]: Note.\n\n[^a]: Again.\n"
    )
    found = ["X001 chapters/one.md", "X003 chapters/one.md", "N003 chapters/two.md"]
    assert shown(capsys, book, *options) == found
    # Asked before for the whole book, it shows the same.
    assert run(capsys, "check", "-C", str(book), *options)[0] == 1
    assert shown(capsys, book, *options) == found
    write(book, "chapters/two.md", CITED["chapters/two.md"].replace("Text", "Text [@doe2001]"))
    assert "S022 chapters/one.md" in shown(capsys, book, *options)  # its source is spoken of


def test_a_change_in_the_settings_counts_for_the_whole_book(
    make_book: MakeBook, capsys: pytest.CaptureFixture[str]
) -> None:
    """An allowance that was put in is used in a chapter that was not touched, so it is not stale."""
    book = make_book(CITED)
    git(book, "init", "-q", "-b", "main")
    commit(book)
    row = '\n[[allow]]\ncode = "repeated-word"\nfile = "chapters/one.md"\nreason = "so it was said"\n'
    write(book, "book.toml", (book / "book.toml").read_text() + row)
    assert shown(capsys, book) == []


def test_a_baseline_is_not_said_to_be_stale_where_not_all_was_asked(
    make_book: MakeBook, capsys: pytest.CaptureFixture[str]
) -> None:
    book = make_book(CITED)
    git(book, "init", "-q", "-b", "main")
    run(capsys, "check", "-C", str(book), "--write-baseline")
    commit(book)
    write(book, "chapters/two.md", CITED["chapters/two.md"] + "\nAnd and [@nobody].\n")
    status, out, err = run(capsys, "check", "-C", str(book), "--since", "HEAD")
    assert status == 1 and "@nobody" in out and "@doe2001" not in out and "gone" not in err
