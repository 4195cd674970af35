"""Fine paragraphs: lines chosen together, punctuation in the margin, no tails, and no word lost."""

import re
from dataclasses import replace
from io import BytesIO
from random import Random
from typing import Any

import printed
import pypdf
import pypdfium2
import pytest

from octavo.model import Forme
from octavo.typeset import shims
from octavo.typeset.optimum import Chance, Measure, Way, best
from octavo.typeset.weasy import typeset

SENTENCE = "The keepers of the northern lighthouses wrote their journals every night, and clerks copied them. "
# The right edge of the text on a left-hand page.
RIGHT = 432.0 - 54.0


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


def set_text(text: str, folder: str, fine: bool = True, css: str = "", name: str = "ch01") -> Forme:
    galley = replace(printed.galley(name, printed.chapter(text, name=name), css=css, tagged=True), fine=fine)
    return typeset(galley, folder)


def letters(forme: Forme) -> str:
    """All letters of a forme, without the ends of lines."""
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(forme.pdf)).pages)
    return "".join(letter for letter in text if letter.isalnum())


def lines(forme: Forme, page: int) -> list[tuple[str, float, float]]:
    """The lines of a page: text, left and right edge."""
    text = pypdfium2.PdfDocument(forme.pdf)[page].get_textpage()
    boxes: list[Any] = [text.get_rect(number) for number in range(text.count_rects())]
    return [(text.get_text_bounded(*box).strip(), box[0], box[2]) for box in boxes]


# ---- the choice of lines


def words(*widths: float) -> list[Chance]:
    """A paragraph of words of these widths, with spaces of 1."""
    chances, x = [Chance(0, 0.0, 0.0, 0, 0, 0.0, 0.0, False)], 0.0
    for number, width in enumerate(widths, 1):
        chances.append(Chance(number, x + width, x + width + 1, number - 1, number, 0.0, 0.0, False))
        x += width + 1
    return chances


def ends(way: Way | None) -> list[int]:
    assert way is not None
    return [end.at for end in way.ends]


def test_lines_are_weighed_together() -> None:
    # The first line could hold three words; then the second would have two, and a hole between them.
    paragraph = words(4, 3, 1, 7, 3, 9)
    assert ends(best(paragraph, Measure(10.0, 0.0, 1.0, 1.0))) == [2, 4, 5, 6]


def test_a_paragraph_takes_as_many_lines_as_it_is_asked_for() -> None:
    chance = Random(1)
    paragraph = words(*(chance.randint(2, 9) for _ in range(120)))
    measure = Measure(66.0, 1.0, 1.0, 2.0, shrink=0.3)
    natural = len(ends(best(paragraph, measure)))
    assert len(ends(best(paragraph, measure, natural + 1))) == natural + 1
    assert best(paragraph, measure, 3 * natural) is None


def test_a_word_that_is_too_wide_is_left_to_the_plain_way() -> None:
    assert best(words(4, 30, 4), Measure(10.0, 0.0, 1.0, 1.0)) is None


def test_where_no_way_is_good_the_least_bad_is_taken() -> None:
    # The third word cannot stand beside the fourth: a line with two words is loose, one with one is a hole.
    paragraph = words(3, 3, 3, 9.5, 3, 6)
    assert ends(best(paragraph, Measure(12.0, 0.0, 1.0, 1.0)))[0] == 3


# ---- the pages


def test_no_word_is_lost_and_lines_are_less_loose(folder: str) -> None:
    for seed in (1, 2):
        text = printed.body("ch01", seed, 16)
        plain, fine = set_text(text, folder, False), set_text(text, folder)
        assert fine.warnings == ()
        assert sorted(letters(fine)) == sorted(letters(plain))
        loose = [sum(mark.kind == "loose" for mark in forme.blemishes) for forme in (plain, fine)]
        assert loose[1] <= loose[0]


def test_the_same_lines_each_time(folder: str) -> None:
    text = printed.body("ch01", 3, 6)
    assert set_text(text, folder).pdf == set_text(text, folder).pdf


def test_commas_hyphens_and_quotation_marks_hang(folder: str) -> None:
    chance = Random(4)
    text = "".join(f"<p>{' '.join(printed.sentence(chance, 9)[:-1] + ',' for _ in range(12))}</p>" for _ in range(6))
    forme = set_text(text, folder)
    assert {mark.kind for mark in forme.blemishes} <= {"stack", "short-page"}
    found = [line for line in lines(forme, 1) if line[2] > RIGHT - 5]
    hanging = [right for said, _, right in found if said[-1] in ",\u2010-\ufffe\x02"]
    others = [right for said, _, right in found if said[-1].isalpha()]
    assert len(hanging) > 2 and all(RIGHT + 0.9 < right < RIGHT + 3 for right in hanging)
    assert len(others) > 2 and all(right < RIGHT + 0.8 for right in others)


def test_what_is_no_plain_text_is_broken_in_the_plain_way(folder: str) -> None:
    text = f'<p>{SENTENCE * 4}<br/>{SENTENCE * 4}<img src="images/a.svg" alt="" class="width-5"/>{SENTENCE * 4}</p>'
    assert letters(set_text(text, folder)) == letters(set_text(text, folder, False))


def test_another_typesetter_sets_plain_paragraphs(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shims, "VERSION", "0.")
    text = f"<p>{SENTENCE * 9}</p>"
    assert set_text(text, folder).pdf == set_text(text, folder, False).pdf


def test_sheets_set_apart_are_as_in_one_piece(folder: str) -> None:
    names = ("ch01", "ch02", "ch03")
    texts = {name: printed.chapter(printed.body(name, seed, 9), name=name) for seed, name in enumerate(names)}
    apart = [letters(typeset(replace(printed.galley(n, text), fine=True), folder)) for n, text in texts.items()]
    parts = [re.match(r"(.*?<body[^>]*>)(.*)</body>", text, re.S) for text in texts.values()]
    pieces = "".join(f'<div style="break-before: right">{part[2]}</div>' for part in parts if part)
    assert parts[0]
    whole = typeset(replace(printed.galley("whole", f"{parts[0][1]}{pieces}</body></html>"), fine=True), folder)
    assert "".join(apart) == letters(whole)


# ---- tails


@pytest.mark.parametrize("lines", [26, 28])
def test_a_tail_is_drawn_in_or_filled(folder: str, lines: int) -> None:
    text = f"<p>{SENTENCE * 12}</p>" * 7 + "<p>A line.</p>" * lines
    plain, fine = set_text(text, folder, False), set_text(text, folder)
    assert any(mark.kind == "short-page" for mark in plain.blemishes)
    assert not any(mark.kind == "short-page" for mark in fine.blemishes)
    assert letters(plain) == letters(fine)
    assert len(fine.leaves) <= len(plain.leaves)
