"""The binding room: formes become one book, read back with pypdf and pypdfium2 (never with pikepdf, which made it)."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import lighthouse
import printed
import pypdf
import pypdfium2
import pytest

from octavo.bind.pdf import BindOrder, Bookmark, Bound, bind
from octavo.bind.plan import BoundPage, Opening, Plan, labels, plan, roman, stamp_folio
from octavo.bind.press import Press
from octavo.geometry import edition_geometry
from octavo.model import Edition, Forme, Leaf, Sheet
from octavo.typeset.galley import Galley
from octavo.typeset.stamps import stamp_batches, stamp_document, stamp_stylesheet
from octavo.typeset.weasy import typeset

DAY = date(2026, 1, 2)


def folios(pages: Plan) -> dict[str, str]:
    """The folio of each id."""
    return {name.split("#", 1)[1]: pages.map.folios[index] for name, index in pages.map.anchors}


def made(edition: Edition, folder: str, tagged: bool) -> BindOrder:
    """The small book of the tests, typeset until its page numbers stay the same."""
    known: dict[str, str] = {}
    set_already: dict[str, tuple[str, Forme]] = {}
    for _ in range(4):
        shown = printed.views(known, paragraphs=10)
        if tagged:
            shown = [printed.view("cover", "cover", "Cover"), *shown]
        for view in shown:
            text = printed.sheet(view, edition)
            if set_already.get(view.name, ("",))[0] != text:
                set_already[view.name] = (text, typeset(printed.galley(view.name, text, edition, tagged), folder))
        formes = tuple(set_already[view.name][1] for view in shown)
        openings = [Opening(view.name, view.kind, "The Inverted Letter", view.title) for view in shown]
        pages = plan(formes, openings, edition.openings == "recto", not tagged)
        if folios(pages) == known:
            break
        known = folios(pages)
    else:
        pytest.fail("page numbers never came to rest")
    styles = (("trim", stamp_stylesheet(edition_geometry(edition))), ("stamps", printed.STAMPS_CSS))
    stamps = tuple(
        typeset(Galley("stamps", stamp_document(batch), styles, fonts=printed.FONTS), folder).pdf
        for batch in stamp_batches(pages.stamps)
    )
    marks = (
        *(
            Bookmark(0, view.title, view.name, view.anchor)
            for view in shown
            if view.kind in ("part", "bibliography", "index")
        ),
        Bookmark(0, "Of Shields", "ch01", "ch01"),
        Bookmark(1, "Of Section 1", "ch01", "ch01-s1"),
        Bookmark(0, "Nowhere", "ch02", "no-such-id"),
    )
    return BindOrder(
        formes, pages, stamps, marks, tagged, tagged, "The Inverted Letter", ("A. N. Author",), "en", "urn:isbn:1", DAY,
        None if tagged else Press(),
    )  # fmt: skip


@pytest.fixture(scope="session")
def orders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BindOrder]:
    folder = str(tmp_path_factory.mktemp("fonts"))
    return {"print": made(printed.PRINT, folder, False), "screen": made(printed.SCREEN, folder, True)}


@pytest.fixture(scope="session")
def bound(orders: dict[str, BindOrder]) -> dict[str, Bound]:
    return {name: bind(order) for name, order in orders.items()}


def read(book: Bound) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(book.pdf))


def text_of(book: Bound) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(book.pdf)]


# ---- the plan


def forme(name: str, pages: int, *anchors: str) -> Forme:
    return Forme(name, b"", tuple(Leaf(anchors if number == 0 else ()) for number in range(pages)))


def planned(*sheets: tuple[str, int], recto: bool = True, even: bool = True) -> Plan:
    formes = [forme(f"s{number}", count, f"a{number}") for number, (_, count) in enumerate(sheets)]
    openings = [Opening(f"s{number}", kind, "Book", "Chapter") for number, (kind, _) in enumerate(sheets)]
    return plan(formes, openings, recto, even)


def test_the_plan_opens_sheets_on_right_hand_pages() -> None:
    made = planned(
        ("half-title", 1), ("title", 1), ("copyright", 1), ("contents", 3), ("chapter", 4), ("chapter", 3), ("index", 1)
    )
    assert [index for _, index in made.map.starts] == [0, 2, 3, 4, 8, 12, 16]
    assert made.map.folios[:9] == ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "1")
    assert len(made.pages) == 18
    assert [page.sheet for page in made.pages].count("") == 4
    assert dict(made.map.anchors)["s5#a5"] == 12


def test_the_plan_stamps_what_each_page_shows() -> None:
    made = planned(("title", 1), ("copyright", 1), ("chapter", 3))
    assert [page.stamp.kind for page in made.pages] == ["bare", "bare", "opener", "plain", "plain", "bare"]
    assert [(page.stamp.folio, page.stamp.head) for page in made.pages[2:5]] == [
        ("1", ""),
        ("2", "Book"),
        ("3", "Chapter"),
    ]
    assert [page.stamp.side for page in made.pages[2:5]] == ["right", "left", "right"]


def test_the_plan_of_a_screen_edition_has_no_blanks_and_a_cover_that_does_not_count() -> None:
    made = planned(("cover", 1), ("title", 1), ("chapter", 3), ("chapter", 2), recto=False, even=False)
    assert made.map.folios == ("", "i", "1", "2", "3", "4", "5")
    assert labels(made.pages) == [(0, "cover", 0), (1, "r", 1), (2, "D", 1)]


def test_the_text_of_a_printed_book_begins_on_the_right_in_any_case() -> None:
    made = planned(("title", 1), ("chapter", 2), ("chapter", 1), ("chapter", 2), recto=False)
    assert [index for _, index in made.map.starts] == [0, 2, 4, 5]
    assert len(made.pages) == 8


def test_front_matter_that_comes_late_is_counted_in_the_text() -> None:
    made = planned(("chapter", 1), ("front", 1), ("chapter", 1))
    assert made.map.folios == ("1", "2", "3", "4", "5", "6")


def test_folios() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 90, 400, 1999)] == [
        "i",
        "iv",
        "ix",
        "xiv",
        "xl",
        "xc",
        "cd",
        "mcmxcix",
    ]
    assert stamp_folio(3, "cover") == ""
    assert isinstance(planned(("chapter", 1)).pages[0], BoundPage)


def test_an_epigraph_on_its_own_page_has_no_folio() -> None:
    blind = Opening.of(Sheet("epigraph", "front", "", "", ""))
    titled = Opening.of(Sheet("preface", "front", "Preface", "", ""))
    made = plan([forme("epigraph", 2), forme("preface", 1)], [blind, titled])
    assert [page.stamp.kind for page in made.pages] == ["bare", "plain", "opener", "bare"]


# ---- the bound book


@pytest.mark.parametrize("name", ["print", "screen"])
def test_the_same_order_gives_the_same_bytes(orders: dict[str, BindOrder], bound: dict[str, Bound], name: str) -> None:
    assert bind(orders[name]).pdf == bound[name].pdf


def test_a_printed_book_has_blanks_an_even_count_and_nothing_interactive(
    orders: dict[str, BindOrder], bound: dict[str, Bound]
) -> None:
    book = read(bound["print"])
    assert len(book.pages) % 2 == 0
    assert len(book.pages) == len(orders["print"].plan.pages)
    for _, index in orders["print"].plan.map.starts:
        if orders["print"].plan.pages[index].sheet not in ("series", "copyright"):
            assert index % 2 == 0
    assert all("/Annots" not in page for page in book.pages)
    root: Any = book.trailer["/Root"]
    assert "/Outlines" not in root
    for page in book.pages:
        assert page.trimbox == page.mediabox == page.bleedbox
        assert [float(edge) for edge in page.mediabox] == [0, 0, 432, 648]


def test_blank_pages_are_blank_and_others_carry_their_folio(
    orders: dict[str, BindOrder], bound: dict[str, Bound]
) -> None:
    for text, page in zip(text_of(bound["print"]), orders["print"].plan.pages, strict=True):
        if not page.sheet:
            assert text.strip() == ""
        elif page.stamp.kind == "plain":
            assert page.folio in text.split()
            assert page.stamp.head.lower() in text.lower()
        elif page.stamp.kind == "opener":
            assert text.split()[-1] == page.folio


def test_the_contents_tell_the_truth(orders: dict[str, BindOrder], bound: dict[str, Bound]) -> None:
    texts = text_of(bound["print"])
    starts = dict(orders["print"].plan.map.starts)
    contents = texts[starts["contents"]]
    for name, title in (
        ("preface", "Preface"),
        ("ch01", "Of Shields"),
        ("bibliography", "Bibliography"),
        ("book-index", "Index"),
    ):
        folio = orders["print"].plan.map.folios[starts[name]]
        line = next(line for line in contents.splitlines() if title in line)
        assert line.split()[-1] == folio
        assert title in texts[starts[name]]


def test_words_of_the_formes_are_words_of_the_book(orders: dict[str, BindOrder], bound: dict[str, Bound]) -> None:
    order = replace(orders["print"], stamps=())
    before = [
        word
        for forme in order.formes
        for page in pypdfium2.PdfDocument(forme.pdf)
        for word in page.get_textpage().get_text_range().split()
    ]
    after = [word for text in text_of(bind(order)) for word in text.split()]
    assert after == before


def test_labels(orders: dict[str, BindOrder], bound: dict[str, Bound]) -> None:
    book = read(bound["screen"])
    expected = [page.folio or "Cover" for page in orders["screen"].plan.pages]
    assert list(book.page_labels) == expected
    assert expected[:2] == ["Cover", "i"]


def flat(marks: Any, level: int = 0) -> list[tuple[int, str, Any]]:
    found: list[tuple[int, str, Any]] = []
    for mark in marks:
        found += flat(mark, level + 1) if isinstance(mark, list) else [(level, mark.title, mark)]
    return found


def test_bookmarks(orders: dict[str, BindOrder], bound: dict[str, Bound]) -> None:
    book = read(bound["screen"])
    starts = dict(orders["screen"].plan.map.starts)
    marks = flat(book.outline)
    assert [(level, title) for level, title, _ in marks] == [
        (mark.level, mark.title) for mark in orders["screen"].bookmarks
    ]
    for (_, _, mark), asked in zip(marks, orders["screen"].bookmarks, strict=True):
        if asked.level == 0:
            assert book.get_destination_page_number(mark) == starts[asked.sheet]


def test_the_press_gets_black_ink_alone(bound: dict[str, Bound]) -> None:
    for page in pypdf.PdfReader(BytesIO(bound["print"].pdf)).pages:
        streams = [page.get_contents()]
        streams += [form.get_object() for form in page["/Resources"].get("/XObject", {}).values()]
        for content in streams:
            if content is not None and content.get("/Subtype") != "/Image":
                assert not re.search(rb"([\d.]+) \1 \1 (rg|RG)\b", content.get_data())


def test_links_lead_across_sheets_and_lost_ones_are_reported(
    orders: dict[str, BindOrder], bound: dict[str, Bound]
) -> None:
    book = read(bound["screen"])
    places = {name: book.get_destination_page_number(place) for name, place in book.named_destinations.items()}
    starts = dict(orders["screen"].plan.map.starts)
    assert places["ch02"] == starts["ch02"]
    links = [note.get_object() for page in book.pages for note in page.get("/Annots", [])]
    addresses = [str(link["/A"]["/URI"]) for link in links if "/A" in link]
    assert addresses and all(address.startswith(("https://", "mailto:")) for address in addresses)
    assert all(str(link["/Dest"]) in places for link in links if "/A" not in link)
    assert all(link["/F"] == 4 for link in links)
    assert bound["screen"].unknown == bound["print"].unknown == ("nowhere",)
    assert "nothing" in " ".join(text_of(bound["screen"]))


def test_metadata_come_from_the_order_and_no_clock(bound: dict[str, Bound]) -> None:
    for name, book in ((name, read(book)) for name, book in bound.items()):
        assert book.metadata is not None
        assert book.metadata.title == "The Inverted Letter"
        assert book.metadata.author == "A. N. Author"
        assert str(book.metadata["/CreationDate"]) == "D:20260102000000Z"
        root: Any = book.trailer["/Root"]
        if name == "print":  # what a file for the press says stands in test_press.py
            continue
        assert root["/Lang"] == "en"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert book.xmp_metadata is not None
        assert book.xmp_metadata.dc_creator == ["A. N. Author"]
        assert book.xmp_metadata.dc_title == {"x-default": "The Inverted Letter"}


def test_a_tagged_book_is_accessible(bound: dict[str, Bound], tmp_path: Any) -> None:
    validation = pytest.importorskip("page")
    path = tmp_path / "book.pdf"
    path.write_bytes(lighthouse.claiming(bound["screen"].pdf, "pdfuaid"))
    verdict = validation.validate_pdf(str(path))
    assert verdict.is_compliant, verdict.failures[:5]


def elements(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    found = []
    for kid in kids if isinstance(kids, list) else [kids]:
        thing = kid.get_object()
        if isinstance(thing, dict) and "/S" in thing:
            found += [thing, *elements(thing)]
    return found


def test_tags_point_to_the_pages_of_the_book(bound: dict[str, Bound]) -> None:
    book = read(bound["screen"])
    root: Any = book.trailer["/Root"]
    everything = elements(root["/StructTreeRoot"])
    pages = {page.indirect_reference.idnum for page in book.pages if page.indirect_reference}
    kinds = {str(element["/S"]) for element in everything}
    assert {
        "/Document",
        "/H1",
        "/H2",
        "/P",
        "/Note",
        "/Reference",
        "/Table",
        "/TH",
        "/Figure",
        "/Link",
        "/L",
        "/LBody",
    } <= kinds
    assert all(element.raw_get("/Pg").idnum in pages for element in everything if "/Pg" in element)
    assert "ru" in {str(element["/Lang"]) for element in everything if "/Lang" in element}
    names = [str(element["/ID"]) for element in everything if element["/S"] == "/Note"]
    assert len(names) == len(set(names)) > 10
    links = [element for element in everything if element["/S"] == "/Link"]
    targets = [kid.get_object()["/Obj"] for link in links for kid in link["/K"] if isinstance(kid.get_object(), dict)]
    assert any(str(target["/Contents"]).startswith("chapter 2, p. ") for target in targets)


def test_stamps_are_decoration(bound: dict[str, Bound]) -> None:
    book = read(bound["screen"])
    contents = [page.get_contents() for page in book.pages]
    drawn = [content.get_data() for content in contents if content is not None]
    assert sum(b"/Pagination" in data for data in drawn) > 10
