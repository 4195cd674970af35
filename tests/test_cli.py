"""The command line: exit statuses, what it says, and that no fault ends in a traceback."""

import json
from pathlib import Path

import pytest

from octavo import codes
from octavo.cli import main
from tests.test_books import SOURCES, write

WEB = '[[edition]]\nname = "web"\n'


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return status, said.out, said.err


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path / "good", {"one.md": "# One\n\nText [@doe2001].", "references.bib": SOURCES}, WEB)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return write(tmp_path / "faulty", {"one.md": "# One\n\nText [@nobody]."}, WEB)


def test_a_clean_book_is_0(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "-C", str(good))[0] == 0
    status, out, _ = run(capsys, "build", "-C", str(good), "--quiet")
    assert status == 0
    assert "output/web/index.html" in out
    assert "nothing changed" in run(capsys, "build", "-C", str(good), "--quiet")[1]


def test_a_book_with_errors_is_1(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "-C", str(faulty))
    assert status == 1
    assert "one.md:3:7: error S001 unknown-citation: `@nobody` is in no bibliography" in out
    status, _, err = run(capsys, "build", "-C", str(faulty), "--quiet")
    assert status == 1
    assert "nothing was published" in err
    assert not (faulty / "output").exists()
    assert run(capsys, "build", "-C", str(faulty), "--quiet", "--draft")[0] == 1
    assert (faulty / "output/web/index.html").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "-C", "/nonexistent/book"),
        ("check", "-C", "."),
        ("explain", "Z999"),
        ("check", "--format", "nonsense"),
    ],
)
def test_a_wrong_call_is_2(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(tmp_path, {"one.md": "# One\n\nText."}, WEB) if "--format" in arguments else tmp_path)
    assert run(capsys, *arguments)[0] == 2


def test_a_broken_configuration_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "book.toml").write_text('title = "T\nchapters = []', encoding="utf-8")
    status, out, _ = run(capsys, "check", "-C", str(tmp_path))
    assert status == 2
    assert "book.toml:1:" in out


@pytest.mark.parametrize("epoch", ["abc", "-1", "99999999999999999"])
def test_a_malformed_source_date_epoch_is_2(
    epoch: str, good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run(capsys, "check", "-C", str(good))[0] == 2


def test_output_that_is_not_ours_is_left_alone(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (good / "output").mkdir()
    (good / "output/thesis.docx").write_text("mine", encoding="utf-8")
    status, _, err = run(capsys, "build", "-C", str(good), "--quiet")
    assert status == 4
    assert "octavo did not make" in err
    assert run(capsys, "clean", "-C", str(good))[0] == 2
    assert (good / "output/thesis.docx").read_text(encoding="utf-8") == "mine"


def test_clean_removes_what_was_made(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "build", "-C", str(good), "--quiet")
    assert run(capsys, "clean", "-C", str(good))[0] == 0
    assert not (good / "output").exists()
    assert (good / "one.md").exists()


def test_an_unforeseen_fault_is_4_with_a_saved_trace(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(order: object) -> None:
        raise RuntimeError("the moon fell\nsecond line")

    monkeypatch.setattr("octavo.checking.check", broken)
    status, _, err = run(capsys, "check", "-C", str(good))
    assert status == 4
    assert err.startswith("octavo: RuntimeError: the moon fell (trace: ")
    trace = Path(err.split("(trace: ")[1].rstrip(")\n"))
    assert "second line" in trace.read_text(encoding="utf-8")
    trace.unlink()


def test_findings_in_other_forms(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", "-C", str(faulty), "--format", "json")
    assert json.loads(out)
    _, out, _ = run(capsys, "check", "-C", str(faulty), "--format", "github")
    assert out.startswith("::error file=one.md,line=3,col=7")


def test_explain_shows_the_page_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("X001", "undefined-reference"):
        status, out, _ = run(capsys, "explain", code)
        assert status == 0
        assert "Why it matters" in out
    assert "bad-isbn" in run(capsys, "explain", "C006")[1]


def test_explain_knows_every_code_by_code_and_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, listed, _ = run(capsys, "explain")
    assert status == 0
    for kind in codes.kinds():
        assert f"{kind.code}  {kind.name} " in listed
        for word in (kind.code, kind.code.lower(), kind.name):
            status, out, _ = run(capsys, "explain", word)
            assert status == 0 and f"{kind.code} {kind.name}\n" in out and kind.fault.split()[0] in out


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (
            "S001",
            ["Bad\n", "Good\n", "Mended by", "<!-- allow unknown-citation: why -->", 'unknown-citation = "warning"'],
        ),
        ("I035", ["in book.toml", 'file = "…"']),
        ("C010", ["What to do\n"]),
        ("K003", ["house style: off"]),
    ],
)
def test_a_page_says_how_to_mend_silence_and_weigh(
    code: str, wanted: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, "explain", code)[1]
    assert [each for each in wanted if each not in out] == []


def test_what_cannot_be_silenced_does_not_say_how(capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("C010", "L001", "A002"):
        out = run(capsys, "explain", code)[1]
        assert "To allow it" not in out and "To weigh it" not in out


def test_explain_names_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "explain", "unknown-citatoin")
    assert status == 2 and "did you mean `unknown-citation`" in err


def test_a_strict_book_stops_at_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = {"one.md": "# One\n\nText.\n\n[^n]: Nobody calls it.\n"}
    lenient, strict = write(tmp_path / "lenient", text, WEB), write(tmp_path / "strict", text, f"strict = true\n{WEB}")
    assert run(capsys, "check", "-C", str(lenient))[0] == 0
    assert run(capsys, "check", "-C", str(lenient), "--strict")[0] == 1
    assert run(capsys, "check", "-C", str(strict))[0] == 1
    assert run(capsys, "build", "-C", str(lenient), "--quiet")[0] == 0
    status, _, err = run(capsys, "build", "-C", str(lenient), "--quiet", "--strict")
    assert status == 1 and "is strict" in err and "untouched" in err
    assert run(capsys, "build", "-C", str(strict), "--quiet")[0] == 1
    assert not (strict / "output").exists()


@pytest.mark.parametrize(
    ("toml", "status", "said"),
    [
        ("", 1, "error S001"),
        ('[severity]\nunknown-citation = "warning"\n', 0, "warning S001"),
        ('[severity]\nS001 = "off"\n', 0, "Nothing to report"),
        ('[severity]\nunknown-citation = "style"\n', 0, "Nothing to report"),
        ('house-style = ["all"]\n[severity]\nunknown-citation = "style"\n', 0, "style S001"),
        ('[severity]\nunknwon-citation = "off"\n', 1, "book.toml:5:1: error C019 unknown-rule"),
    ],
)
def test_a_book_weighs_its_findings(
    toml: str, status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write(tmp_path / "book", {"one.md": "# One\n\nText [@nobody]."}, f"{toml}{WEB}")
    given, out, _ = run(capsys, "check", "-C", str(book))
    assert (given, said in out) == (status, True), out


def test_new_writes_a_book_that_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my-book"
    assert run(capsys, "new", str(folder))[0] == 0
    assert run(capsys, "check", "-C", str(folder))[:2] == (0, "Nothing to report.\n")
    assert run(capsys, "build", "-C", str(folder), "--quiet", "web", "epub")[0] == 0
    assert run(capsys, "new", str(folder))[0] == 2


def test_doctor_finds_what_a_build_needs(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "doctor")
    assert status == 0
    assert "pandoc" in out and "fonts" in out
