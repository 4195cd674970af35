"""Drafts on paper: what stands around the text of a proof, and where."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from octavo.bind.plan import BoundPage, Plan
from octavo.drafting import Draft, drafted, spaced
from octavo.findings import Finding, Place, Severity
from octavo.model import Edition, Format, Forme, Leaf, SetLine, Sheet
from octavo.orders import Order
from octavo.pipeline import build
from octavo.typeset.stamps import Stamp

TEXT = """# Lamps

The first keepers of the lamp were paid in oil.

The second *keepers* of [the lamp]{.index} asked for coin, as @fig:ledger would show, and the harbour gave it.
"""
SET = (
    SetLine(100.0, 13.2, "Lamps"),
    SetLine(120.0, 13.2, "The first keepers of the lamp were paid in oil."),
    SetLine(133.2, 13.2, "The second keepers of the lamp asked for"),
    SetLine(146.4, 13.2, "coin, as [?fig:ledger] would show, and the har\u2010"),
    SetLine(159.6, 13.2, "bour gave it."),
    SetLine(172.8, 13.2, "A figure's own words", False),
)
SHEET = Sheet("ch01", "chapter", "Lamps", "1", "", place=Place("one.md", 1, 1))
FORME = Forme("ch01", b"", (Leaf(lines=SET),))


def stamp(*places: tuple[int, int]) -> Stamp:
    page = BoundPage("ch01", 0, "1", 1, "D", Stamp("opener", "right", "1"))
    found = tuple(Finding("X001", "n", Severity.ERROR, Place("one.md", line, column), "m") for line, column in places)
    return drafted(Plan((page,)), (FORME,), (SHEET,), Draft("Proof", found, {"one.md": TEXT})).pages[0].stamp


@pytest.mark.parametrize(
    ("place", "top"),
    [((1, 1), 100.0), ((3, 11), 120.0), ((5, 1), 133.2), ((5, 25), 133.2), ((5, 63), 146.4), ((5, 92), 146.4)],
)
def test_a_finding_is_marked_beside_its_line(place: tuple[int, int], top: float) -> None:
    assert stamp(place).marks == ((top, 13.2, "X001"),)


def test_equal_marks_of_a_line_are_one_and_every_fifth_line_of_the_text_has_its_number() -> None:
    page = stamp((5, 63), (5, 66))
    assert len(page.marks) == 1 and page.slug == "Proof" and not page.empty
    assert page.numbers == ((159.6, 13.2, 5),)
    assert Stamp("bare", "left").empty and not Stamp("bare", "left", slug="Proof").empty


def test_a_finding_elsewhere_marks_nothing() -> None:
    assert stamp((0, 0)).marks == ()
    page = BoundPage("", 0, "2", 2, "D", Stamp("bare", "left"))
    found = (Finding("S001", "n", Severity.ERROR, Place("books.bib", 3, 1), "m"),)
    assert drafted(Plan((page,)), (FORME,), (SHEET,), Draft("Proof", found)).pages[0].stamp.marks == ()


def test_only_editions_in_pages_are_spaced() -> None:
    assert spaced(Edition("print", Format.PRINT)).leading == pytest.approx(20.8)
    assert spaced(Edition("web", Format.WEB)).leading == 0


def test_a_draft_on_paper(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('title = "L"\nchapters = ["one.md"]\n[[edition]]\nname = "print"\n')
    (tmp_path / "one.md").write_text(TEXT, encoding="utf-8")
    drawn: list[tuple[str, int]] = []
    for is_spaced in (False, True):
        order = Order(tmp_path, workers=1, cached=False, draft=True, spaced=is_spaced, today=date(2026, 1, 2))
        assert build(order).published
        pages = pypdfium2.PdfDocument((tmp_path / "output" / "print" / "l-print.pdf").read_bytes())
        texts = [page.get_textpage().get_text_range() for page in pages]
        assert all("Proof of 2026-01-02" in text for text in texts)
        (marked,) = [text for text in texts if "X001" in text]
        assert "coin" in marked
        page = next(page for page, text in zip(pages, texts, strict=True) if "coin" in text).get_textpage()
        tops = [page.get_charbox(page.search(word).get_next()[0])[1] for word in ("second", "X001", "first")]
        drawn.append((marked, round(tops[2] - tops[0])))
        assert tops[0] - 25 < tops[1] < tops[2]
    assert drawn[1][1] > drawn[0][1] * 1.4
