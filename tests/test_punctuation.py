"""Punctuation around citations, in the text and within written notes."""

import re
from pathlib import Path

import pytest

from tests.test_books import SOURCES, build_all, write

LIGHTS = "Doe, A History of Lights"
FULL = "Jane Doe, A History of Lights (Beacon, 2001)"


def page(folder: Path, text: str) -> str:
    write(folder, {"one.md": f"# One\n\n{text}", "references.bib": SOURCES}, '[[edition]]\nname = "web"\n')
    assert build_all(folder).published
    return (folder / "output/web/ch01.html").read_text(encoding="utf-8")


def notes(folder: Path, text: str) -> list[str]:
    found = re.findall(r'<aside[^>]*role="doc-footnote".*?</aside>|<li[^>]*id="fn-.*?</li>', page(folder, text), re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", note)).strip(" 0123456789↩") for note in found]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("The tower fell [@doe2001, p. 14].", f"The tower fell ({FULL}, 14)."),
        ("The tower fell [@doe2001, p. 14]", f"The tower fell ({FULL}, 14)."),
        ("See [@doe2001].", f"See {FULL}."),
        ("[@doe2001].", f"{FULL}."),
        ("[@doe2001]", f"{FULL}."),
        ("A point (see [@doe2001]) made.", f"A point (see {FULL}) made."),
        ("It fell; [@doe2001]. Another matter.", f"It fell; {FULL}. Another matter."),
    ],
)  # fmt: skip
def test_a_citation_in_a_written_note(tmp_path: Path, source: str, printed: str) -> None:
    (note,) = notes(tmp_path, f"Text.[^n]\n\n[^n]: {source}")
    assert re.sub(r"\s+([,.;)])", r"\1", note).replace("( ", "(") == printed


def test_a_note_follows_the_punctuation(tmp_path: Path) -> None:
    text = re.sub(
        r"<a[^>]*noteref[^>]*>(\d+)</a>",
        r"[\1]",
        page(tmp_path, "A claim [@doe2001]. “A word” [@roe1999], and more [@doe2001]\nhere."),
    )
    assert "A claim.[1]" in text
    assert "“A word”,[2] and more[3]" in text


def test_a_title_in_quotation_marks_loses_its_stop_before_other_marks(tmp_path: Path) -> None:
    (note,) = notes(tmp_path, "Text.[^n]\n\n[^n]: [@doe2001; @roe1999]; but see others.")
    assert "1–20 ; but see others." in note
