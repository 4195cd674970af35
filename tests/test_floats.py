"""Figures and tables that do not fit: the text runs on, and they stand at the head of the next page."""

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import printed
import pypdfium2
import pytest

from octavo.compose import blocks
from octavo.model import Forme
from octavo.typeset import floats
from octavo.typeset.weasy import typeset

WORDS = "The keepers of the northern light wrote down each night what they had seen, and sent it to the town."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


def paragraphs(first: int, count: int, notes: bool = False) -> str:
    """Paragraphs of some six lines, each with its number, and with a note if asked."""
    return "".join(
        f"<p>Paragraph p{n}x. {WORDS * 4} End e{n}x."
        + (printed.note(f"n{n}", n, f"Note m{n}x.") if notes else "")
        + "</p>"
        for n in range(first, first + count)
    )


def figure(number: int, height: int, more: str = "", note: str = "") -> str:
    """A figure of this height in points, with a caption."""
    box = f'<div style="height: {height}pt; background: #ccc">Picture f{number}x</div>'
    return (
        f'<figure class="figure{more}" id="fig{number}">{box}<figcaption>Caption c{number}x{note}</figcaption></figure>'
    )


def set_text(text: str, folder: str) -> Forme:
    forme = typeset(printed.galley("ch01", printed.chapter(text), tagged=True), folder)
    assert forme.warnings == ()
    return forme


def pages(forme: Forme) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(forme.pdf)]


def page_of(word: str, texts: list[str]) -> int:
    (page,) = [number for number, text in enumerate(texts) if re.search(rf"\b{word}\b", text)]
    return page


def top(forme: Forme, page: int, word: str) -> float:
    text: Any = pypdfium2.PdfDocument(forme.pdf)[page].get_textpage()
    return float(text.get_charbox(text.get_text_range().index(word))[3])


@pytest.mark.parametrize("before", range(2, 7))
def test_a_figure_that_does_not_fit_heads_the_next_page_and_the_text_runs_on(folder: str, before: int) -> None:
    forme = set_text(paragraphs(1, before) + figure(1, 250) + paragraphs(before + 1, 8), folder)
    texts = pages(forme)
    stands, place = page_of("f1x", texts), page_of(f"e{before}x", texts)
    assert page_of("c1x", texts) == stands
    assert stands in (place, place + 1)
    if stands > place:
        assert top(forme, stands, "f1x") == max(
            top(forme, stands, word) for word in ("f1x", f"p{before + 3}x") if word in texts[stands]
        )
    assert all(leaf.empty <= 1 for leaf in forme.leaves)
    # Each word once, in its order: a paragraph that the figure interrupts goes on below it.
    assert re.findall(r"\b[pe](\d+)x", " ".join(texts)) == [str(n) for n in range(1, before + 9) for _ in "pe"]


def test_figures_keep_their_order_and_come_before_the_chapter_ends(folder: str) -> None:
    many = "".join(figure(number, 300) for number in range(1, 5))
    forme = set_text(paragraphs(1, 3) + many + paragraphs(4, 1), folder)
    texts = pages(forme)
    stand = [page_of(f"f{number}x", texts) for number in range(1, 5)]
    assert all(one < other for one, other in pairwise(stand))
    assert stand[-1] == len(texts) - 1
    assert [page_of(f"c{number}x", texts) for number in range(1, 5)] == stand


def test_a_pinned_figure_and_a_sheet_without_floats_stay_as_they_are_written(folder: str) -> None:
    for text, sheet in ((figure(1, 300, " here"), True), (figure(1, 300), False)):
        xhtml = printed.chapter(paragraphs(1, 4) + text + paragraphs(5, 4))
        xhtml = xhtml if sheet else xhtml.replace(" floats", "")
        texts = pages(typeset(printed.galley("ch01", xhtml), folder))
        words = re.findall(r"\b([fp]\d+)x", " ".join(texts))
        assert words == ["p1", "p2", "p3", "p4", "f1", "p5", "p6", "p7", "p8"]


def test_notes_of_a_figure_keep_their_place_among_the_others(folder: str) -> None:
    note = printed.note("n4", 4, "Note of the figure.")
    forme = set_text(paragraphs(1, 3, True) + figure(1, 320, note=note) + paragraphs(5, 6, True), folder)
    texts = pages(forme)
    assert page_of("f1x", texts) == page_of("e3x", texts) + 1
    assert re.findall(r"^(\d+)\.\u2002", "\n".join(texts), re.MULTILINE) == [str(n) for n in range(1, 11)]
    # The text runs on, as far as it calls no note.
    assert page_of("p5x", texts) == page_of("e3x", texts)


def test_a_turned_table_takes_the_next_page(folder: str) -> None:
    table = '<div class="table turned"><table><tbody><tr><td>t1x</td></tr></tbody></table></div>'
    texts = pages(set_text(paragraphs(1, 2) + table + paragraphs(3, 5), folder))
    assert texts[1].split() == ["t1x"]
    assert page_of("p3x", texts) == 0


def test_a_table_higher_than_the_page_stands_where_it_is_written(folder: str) -> None:
    rows = "".join(f"<tr><td>r{number}x</td><td>{number}</td></tr>" for number in range(60))
    table = (
        f'<div class="table"><table><thead><tr><th>Head</th><th>h</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )
    texts = pages(set_text(paragraphs(1, 2) + table + paragraphs(3, 2), folder))
    assert re.findall(r"r(\d+)x", " ".join(texts)) == [str(number) for number in range(60)]
    assert "r0x" in texts[0]
    assert sum("Head" in text for text in texts) == sum(
        "r" in text and bool(re.search(r"r\d+x", text)) for text in texts
    )


def test_what_may_move() -> None:
    def moves(markup: str) -> bool:
        return floats.is_floating(ElementTree.fromstring(markup))

    assert moves('<figure class="figure"/>')
    assert moves('<div class="table"/>')
    assert moves('<div class="turned"><div class="table"/></div>')
    assert not moves('<figure class="figure here"/>')
    assert not moves('<div class="turned"><span class="note"/></div>')
    assert not moves("<div/>")


def test_the_lines_below_a_figure_stand_on_the_grid(folder: str) -> None:
    forme = set_text(paragraphs(1, 3) + figure(1, 123) + paragraphs(4, 3) + figure(2, 301) + paragraphs(7, 4), folder)
    places = set()
    for number in range(1, 11):
        page = page_of(f"p{number}x", pages(forme))
        text: Any = pypdfium2.PdfDocument(forme.pdf)[page].get_textpage()
        # The letter "p" reaches below the line, so the "a" behind it is looked at.
        at = text.get_text_range().index(f"Paragraph p{number}x") + 1
        places.add(round((588 - text.get_charbox(at)[1]) % 6.6, 1))
    assert max(places) - min(places) < 0.3


def test_a_picture_says_that_its_figure_stays() -> None:
    def shown(*classes: str) -> str:
        image = {"t": "Image", "c": [["", list(classes), []], [], ["x.svg", ""]]}
        return blocks._pinned({"t": "Figure", "c": [["fig:x", [], []], [None, []], [{"t": "Plain", "c": [image]}]]})

    assert (shown("here"), shown()) == (" here", "")
