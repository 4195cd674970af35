"""The index: its order, its locators, and the same entries on the pages that they name."""

import re
from pathlib import Path

import pypdfium2
import pytest
from conftest import MakeBook, resolved
from hypothesis import given
from hypothesis import strategies as st

from octavo import collation, index
from octavo.orders import Order
from octavo.pipeline import build
from octavo.resolve import IndexMark


def mark(anchor: str, note: str = "", **given: object) -> IndexMark:
    return IndexMark(anchor, "ch01", ("shield",), note=note, **given)  # type: ignore[arg-type]


def locators(*marks: IndexMark) -> list[str]:
    """The texts of locators; an id is its page, with a letter behind it where there are several of one page."""
    finder = index.Finder(lambda anchor: f"#{anchor}", lambda anchor: anchor.rstrip("abc"))
    return [locator.text for group in index.build(marks, finder) for line in group.lines for locator in line.locators]


def test_notes_are_named_with_their_page() -> None:
    assert locators(mark("45", note="7")) == ["45n7"]
    assert locators(mark("45a", note="7"), mark("45b", note="8"), mark("45c", note="10")) == ["45nn7–8, 10"]
    assert locators(mark("45a"), mark("45b", note="7"), mark("46", note="7")) == ["45", "45n7", "46n7"]


def test_pages_of_a_range_are_named_once() -> None:
    assert locators(mark("12", range="start"), mark("13"), mark("13", note="2"), mark("15", range="end")) == [
        "12–15",
        "13n2",
    ]
    assert locators(mark("112", range="start"), mark("115", range="end"), mark("115")) == ["112–15"]


def test_neighbouring_pages_stay_apart() -> None:
    assert locators(mark("12"), mark("13"), mark("14")) == ["12", "13", "14"]


def test_open_range_is_its_beginning() -> None:
    assert locators(mark("12", range="start"), mark("14")) == ["12", "14"]
    assert locators(mark("12", range="end")) == ["12"]


def test_main_locator_wins() -> None:
    finder = index.Finder(str, lambda anchor: "3")
    (group,) = index.build((mark("a"), mark("b", main=True)), finder)
    assert [(one.text, one.main) for one in group.lines[0].locators] == [("3", True)]


def test_locators_are_heard_with_their_heading() -> None:
    finder = index.Finder(str, lambda anchor: "3", "p.")
    (group,) = index.build((IndexMark("a", "c", ("Romania", "Deveselu")),), finder)
    assert group.lines[1].locators[0].spoken == "Romania, Deveselu, p. 3"


@given(st.lists(st.tuples(st.integers(1, 400), st.sampled_from(["", "", "1", "2"])), max_size=40).map(sorted))
def test_every_mark_is_under_some_locator(places: list[tuple[int, str]]) -> None:
    found = locators(*(mark(str(page), note) for page, note in places))
    assert len(found) == len(set(found))
    assert {page for page, _ in places} == {int(re.match(r"\d+", text).group()) for text in found}  # type: ignore[union-attr]


# ---- order ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("letter", ["9/11", "100 days", "New, William", "Newark", "New York", "Zur", "Zürich", "елена", "ия", "йод"]),
        ("word", ["9/11", "100 days", "New, William", "New York", "Newark", "Zur", "Zürich", "елена", "ия", "йод"]),
    ],
)  # fmt: skip
def test_headings_are_in_order(by: str, order: list[str]) -> None:
    mixed = order[::-1]
    assert sorted(mixed, key=lambda heading: collation.key(heading, "en", by)) == order


def test_own_script_comes_first() -> None:
    assert sorted(["Aegis", "Искандер"], key=lambda heading: collation.key(heading, "ru")) == ["Искандер", "Aegis"]


def test_small_words_do_not_count_in_sub_headings() -> None:
    subs = ["and Russia", "in Europe", "of the treaty", "abandoned", "at sea"]
    assert sorted(subs, key=collation.sub_key) == ["abandoned", "in Europe", "and Russia", "at sea", "of the treaty"]


def test_heading_is_sorted_as_its_mark_says() -> None:
    book = resolved('# One\n\n[St. Petersburg]{.index sort="Saint Petersburg"} [Stalin]{.index} [Sakharov]{.index}\n')
    groups = index.build(book.marks, index.Finder(str, lambda anchor: "1"))
    assert [line.heading for group in groups for line in group.lines] == ["St. Petersburg", "Sakharov", "Stalin"]


def test_marks_in_notes_know_their_note() -> None:
    book = resolved("# One\n\nText[^a] and more.[^b]\n\n[^a]: Nothing.\n\n[^b]: Of [shields]{.index}.\n")
    assert [(m.path, m.note) for m in book.marks] == [(("shields",), "2")]


# ---- on the pages ---------------------------------------------------------------------------------------------------

TOML = """\
title = "Five hundred entries"
slug = "book"
chapters = ["chapters/one.md", "chapters/two.md"]

[[contributor]]
name = "Jane Doe"

[[edition]]
name = "print"
format = "print-pdf"

[[edition]]
name = "web"
format = "web"
"""


def chapter(title: str, first: int, last: int) -> str:
    """A chapter with an entry a paragraph, each third in a note; every entry is a word of its own."""
    words = []
    for number in range(first, last):
        entry = f'[zq{number}zq]{{.index term="Heading {number % 40:02}!zq{number}zq"}}'
        plain = "The committee met again and heard what had been said before. "
        words.append(f"{plain}{entry}.\n" if number % 3 else f"{plain}^[In a note: {entry}.]\n")
    return f"# {title}\n\n" + "\n".join(words)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_five_hundred_entries_name_their_pages(make_book: MakeBook) -> None:
    root = make_book({"chapters/one.md": chapter("One", 0, 250), "chapters/two.md": chapter("Two", 250, 500)}, TOML)
    report = build(Order(root, cached=False))
    assert report.published, report.findings
    texts = pages(root / "output/print/book-print.pdf")
    first = next(at for at, text in enumerate(texts) if "zq0zq" in text)
    body = {
        number: str(at - first + 1)
        for at, text in enumerate(texts)
        for number in map(int, re.findall(r"zq(\d+)zq", text))
        if not re.search(r"Heading \d\d", text)
    }
    printed = index_entries(" ".join(text for text in texts if re.search(r"Heading \d\d", text)))
    assert len(body) == len(printed) == 500
    assert {number: re.match(r"\d+", text).group() for number, text in printed.items()} == body  # type: ignore[union-attr]
    assert all(("n" in text) == (number % 3 == 0) for number, text in printed.items())
    web = (root / "output/web/book-index.html").read_text(encoding="utf-8")
    assert index_entries(re.sub(r"<[^>]+>", "", web)) == printed


def pages(path: Path) -> list[str]:
    """The texts of a PDF's pages."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def index_entries(text: str) -> dict[int, str]:
    """The locators of each entry."""
    return {int(number): found for number, found in re.findall(r"zq(\d+)zq,\s+(\d+(?:n+[\d–, ]*\d)?)", text)}
