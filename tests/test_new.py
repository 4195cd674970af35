"""`octavo new` writes a small book that can be read without a fault."""

import hashlib
import re
from pathlib import Path

import pytest

from octavo.config import read_config
from octavo.model import SourceFile
from octavo.new import PLACEHOLDER, SKELETON, new_book

FILES = (
    ".gitignore",
    "book.toml",
    "chapters/01-the-sheet.md",
    "chapters/02-the-page.md",
    "figures/sheet.svg",
    "references.bib",
)


def text_of(folder: Path) -> str:
    """All chapters of a book as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "chapters").iterdir()))


@pytest.mark.parametrize("title", ["My Book", 'Say "no" \\ to $ & <b>', "Война и мир 𝄞", "  two \n lines "])
def test_a_new_book_has_its_title_and_no_faults(tmp_path: Path, title: str) -> None:
    written = new_book(tmp_path / "a" / "book", title)
    assert sorted(written) == sorted(FILES)
    folder = tmp_path / "a" / "book"
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) == sorted(FILES)
    data = (folder / "book.toml").read_bytes()
    file = SourceFile("book.toml", data, hashlib.sha256(data).hexdigest())
    config, findings = read_config(file, frozenset(written))
    assert findings == ()
    assert config is not None
    assert config.title == " ".join(title.split())
    assert len(config.chapters) == 2


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        new_book(tmp_path, "T")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        new_book(file, "T")


@pytest.mark.parametrize("title", ["", "  ", "a\x00b", "a\x1b[2Jb", "ad\u202emin", "\x7f", "\ud800"])
def test_a_title_must_be_printable(tmp_path: Path, title: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        new_book(tmp_path / "book", title)
    assert not (tmp_path / "book").exists()


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    assert new_book(tmp_path, "T")


def test_what_the_small_book_shows_is_there() -> None:
    text = text_of(SKELETON)
    entries = set(
        re.findall(r"^@\w+\{([^,]+),", (SKELETON / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    )
    labels = set(re.findall(r"\{#((?:fig|tbl|sec):[a-z]+)", text))
    referred = {label.lower() for label in re.findall(r"@((?:[Ff]ig|[Tt]bl|[Ss]ec):[a-z]+)", text)}
    assert set(re.findall(r"@([a-z]+-[0-9]{4})", text)) == entries
    assert referred
    assert referred <= labels
    assert "[^names]:" in text
    assert "^[" in text
    for image in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
        assert (SKELETON / image).is_file()
    assert (SKELETON / "book.toml").read_text(encoding="utf-8").count(PLACEHOLDER) == 1
