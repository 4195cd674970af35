"""The printed page: what is kept on one line, initials, turned tables, and what a proof-reader marks.

What stands where is read back from the PDF with pypdfium2.
"""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import printed
import pypdfium2
import pytest

from octavo.findings import Place, Severity
from octavo.inspect.layout import layout_faults
from octavo.model import Blemish, Forme, Sheet
from octavo.orders import Order
from octavo.pipeline import build
from octavo.typeset.initials import set_initials
from octavo.typeset.spaces import keep_together
from octavo.typeset.weasy import typeset
from tests.conftest import MakeBook

PRINTED = """\
title = "A Tiny Book"
language = "en"
chapters = ["chapters/one.md"]

[[edition]]
name = "print"
format = "print-pdf"
"""
SENTENCE = "The keepers of the northern lighthouses wrote their journals every night, and clerks copied them. "


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


def kept(text: str, language: str = "en") -> str:
    """The text of a paragraph after spaces were kept: ~ for a no-break space, ^ for a narrow one."""
    root = ElementTree.fromstring(f"<body><p>{text}</p></body>")
    keep_together(root, language)
    return "".join(root.itertext()).replace("\u00a0", "~").replace("\u202f", "^")


def test_the_years_of_a_title_stay_together() -> None:
    root = ElementTree.fromstring(
        "<body><h1>The <em>Dispute, 2000–</em>2013</h1><h1>2000–2013</h1><p>2000–2013</p></body>"
    )
    keep_together(root, "en")
    assert ["".join(element.itertext()) for element in root] == [
        "The Dispute, 2000–2013", "2000–\u20602013", "2000–2013"
    ]  # fmt: skip


def set_text(text: str, folder: str, css: str = "") -> Forme:
    return typeset(printed.galley("ch01", printed.chapter(text), css=css), folder)


def kinds(forme: Forme) -> set[str]:
    return {blemish.kind for blemish in forme.blemishes}


def boxes(forme: Forme, page: int) -> list[tuple[str, tuple[float, float, float, float]]]:
    """The runs of text on a page with their boxes: left, bottom, right, top."""
    text = pypdfium2.PdfDocument(forme.pdf)[page].get_textpage()
    rects: list[Any] = [text.get_rect(n) for n in range(text.count_rects())]
    return [(text.get_text_bounded(*rect).strip(), rect) for rect in rects]


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "See p. 12, n. 3 and vol. 2 of these", "See p.~12, n.~3 and vol.~2 of these"),
        ("en", "He is J. R. Smith of London", "He is J.~R.~Smith of London"),
        ("en", "It is 40 km and 5 % of everything", "It is 40~km and 5~% of everything"),
        ("en", "It is 40 men and 5 women strong", "It is 40 men and 5 women strong"),
        ("en", "this is all that is in it.", "this is all that is in~it."),
        ("ru", "Он писал о маяке в гл. 3 и на с. 5 о нём самом", "Он писал о~маяке в~гл.~3 и~на~с.~5 о~нём самом"),
        ("ru", "Это т. е. № 5 и А. С. Пушкин — поэты", "Это т.~е. №~5 и~А.~С.~Пушкин~— поэты"),
        ("fr", "Pourquoi ? Il part ; « bon » : voilà", "Pourquoi^? Il part^; «~bon~»~: voilà"),
        (
            "fr",
            "Pourquoi? Il part; «bon»: voilà 10:30, http://a",
            "Pourquoi^? Il part^; «^bon^»~: voilà 10:30, http://a",
        ),
        ("fr-CA", "Pourquoi? Il part; «bon» partout", "Pourquoi? Il part; «^bon^» partout"),
        ("en", "Why? He left; «so»: there it stands", "Why? He left; «so»: there it stands"),
        ("ru-Latn", "On i ona v dome", "On i ona v~dome"),
        ("en", "<code>p. 12 and more</code> there", "p. 12 and more there"),
    ],
)
def test_spaces_are_kept(language: str, text: str, shown: str) -> None:
    assert kept(text, language) == shown


def test_a_run_in_another_language_keeps_its_own() -> None:
    assert kept('He wrote <span lang="ru">о нём в доме</span> o no', "en") == "He wrote о~нём в~доме o~no"


def test_a_paragraph_does_not_end_in_two_letters(folder: str) -> None:
    for length in range(40, 52):
        forme = set_text(f"<p>{'iiiii ' * length}of it.</p>", folder)
        assert not any(text in ("it.", "of") for text, _ in boxes(forme, 0))


def test_an_initial_is_three_lines_high_and_no_fourth_is_indented(folder: str) -> None:
    sheet = printed.chapter(f"<p>{SENTENCE * 6}</p>").replace('class="sheet chapter', 'class="sheet initials chapter')
    runs = boxes(typeset(printed.galley("ch01", sheet), folder), 0)
    left = min(rect[0] for _, rect in runs if "clerks" in _ or "journals" in _)
    initial = next(rect for text, rect in runs if text == "T")
    lines = sorted((rect for text, rect in runs if len(text) > 20), key=lambda rect: -rect[3])
    assert [line[0] > left + 10 for line in lines[:5]] == [True, True, True, False, False]
    assert abs(initial[1] - lines[2][1]) < 6


@pytest.mark.parametrize("begins", ["<em>The</em> keepers", "Quite so", "Short."])
def test_no_initial_where_it_would_not_stand(begins: str) -> None:
    rest = "" if begins == "Short." else SENTENCE * 4
    root = ElementTree.fromstring(f'<body><section class="initials"><header/><p>{begins} {rest}</p></section></body>')
    before = ElementTree.tostring(root)
    set_initials(root)
    assert ElementTree.tostring(root) == before


def test_an_initial_takes_its_quotation_mark_with_it() -> None:
    root = ElementTree.fromstring(f'<body><section class="initials"><p>“The sea,” {SENTENCE * 4}</p></section></body>')
    text = "".join(root.itertext())
    set_initials(root)
    assert [span.text for span in root.iter("span")] == ["“T", "he sea,” The keepers"]
    assert "".join(root.itertext()) == text


def test_a_turned_table_is_whole_on_its_page_and_reads_upwards(folder: str) -> None:
    rows = "".join(f"<tr><td>{year}</td><td>number {year}</td></tr>" for year in range(1950, 1962))
    table = f'<div class="table turned"><table><caption>Sites</caption><tbody>{rows}</tbody></table></div>'
    forme = set_text(f"<p>{SENTENCE}</p>{table}<p>{SENTENCE}</p>", folder)
    assert len(forme.leaves) == 2
    text = pypdfium2.PdfDocument(forme.pdf)[1].get_textpage()
    whole = text.get_text_range()
    assert all(f"number {year}" in whole.replace("\r\n", " ") for year in (1950, 1961))
    first, last = (text.get_charbox(whole.index(word)) for word in ("1950", "1961"))
    assert first[0] < last[0]
    head, foot = (text.get_charbox(whole.index("1950") + at) for at in (0, 3))
    assert head[1] < foot[1]


def test_blemishes_of_a_page(folder: str) -> None:
    broken = set_text("<p>" + "x" * 90 + "</p>", folder)
    assert kinds(broken) == {"overfull"}
    quiet = set_text(f"<p>{SENTENCE * 3}</p>", folder)
    assert kinds(quiet) == set()
    forced = set_text(f"<p>{SENTENCE * 40}</p><h2>Below</h2><p>{SENTENCE}</p>", folder, "h2 + p { break-before: page }")
    assert "heading-at-foot" in kinds(forced)
    tail = set_text(f'<p>{SENTENCE}</p><p style="break-before: page">{SENTENCE}</p>', folder)
    assert kinds(tail) == {"short-page"}


def test_empty_lines_are_counted_and_a_hole_is_said(folder: str) -> None:
    tall = f'<p>{SENTENCE}</p><div style="height: 420pt; break-inside: avoid"><p>{SENTENCE}</p></div><p>{SENTENCE}</p>'
    forme = set_text(f"<p>{SENTENCE * 4}</p>{tall}", folder, ".opener { display: none }")
    assert forme.leaves[0].empty > 3
    assert [leaf.empty for leaf in forme.leaves][-1] == 0
    assert [blemish.leaf for blemish in forme.blemishes if blemish.kind == "hole"] == [0]
    full = set_text(f"<p>{SENTENCE * 4}</p>" * 12, folder)
    assert all(leaf.empty <= 1 for leaf in full.leaves)


def test_widows_and_orphans_are_seen(folder: str) -> None:
    css = "body { widows: 1; orphans: 1 } .opener { padding-top: %spt }"
    seen: set[str] = set()
    for lines in range(8):
        text = "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(12))
        seen |= kinds(set_text(text, folder, css % (13.2 * lines)))
    assert {"widow", "orphan"} <= seen


def test_a_figure_far_from_its_words(folder: str) -> None:
    pages = f'<p style="break-before: page">{SENTENCE * 9}</p>' * 4
    figure = (
        '<figure class="figure" id="fig-a"><img src="images/a.svg" alt="A"/><figcaption>Circle</figcaption></figure>'
    )
    far = set_text(f'<p><a href="#fig-a">see</a></p>{pages}{figure}', folder)
    near = set_text(f'<p>{SENTENCE}</p>{pages}<p><a href="#fig-a">see</a></p>{figure}', folder)
    assert "far-figure" in kinds(far)
    assert "far-figure" not in kinds(near)


def test_a_blemish_is_said_of_the_line_of_the_manuscript() -> None:
    forme = Forme("ch01", b"", (), (), (Blemish("loose", 1, "copied them in the‐"),))
    sheet = Sheet("ch01", "chapter", "One", "1", "", place=Place("a.md", 2))
    source = "copied them in the\n\n# One\n\nThe clerks\ncopied them in the spring.\n"
    (found,) = layout_faults((forme,), (sheet,), {("ch01", 1): "12"}, {"a.md": source}.__getitem__)
    assert (found.code, found.place.line) == ("I050", 6)
    assert "page 12" in found.message


def test_drop_caps_and_marks_are_asked_for_in_book_toml(make_book: MakeBook) -> None:
    """The whole way: the initial is printed, no word is lost, and house style is told of the empty leaf."""
    asked = 'drop-caps = true\nhouse-style = ["short-last-page"]\n'
    text = f"# One\n\n{SENTENCE * 6}\n\n" + f"{SENTENCE * 5}\n\n" * 5 + f"{SENTENCE * 2}\n"
    found: set[str] = set()
    for more in range(0, 40, 8):
        root = make_book({"chapters/one.md": text + f"\n{SENTENCE * more}\n"}, asked + PRINTED)
        report = build(Order(root))
        assert not [finding for finding in report.findings if finding.severity is Severity.ERROR]
        found |= {finding.code for finding in report.findings}
        if "I053" in found:
            break
    assert "I053" in found
    pdf = next((root / "output" / "print").glob("*.pdf"))
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    first = next(page for page in pages if "he keepers of the northern" in page.get_text_range())
    at = first.get_text_range().index("he keepers of the")
    assert "T" in first.get_text_range()[:at]


def turned(rows: str) -> str:
    return (
        '<p>Before.</p><div class="turned"><div class="table" id="tbl-a"><table><caption>Lights'
        '</caption><thead><tr><th scope="col">Light</th><th scope="col">Lit</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div><p>After.</p>"
    )


def test_a_turned_table_that_is_too_high_goes_on(folder: str) -> None:
    rows = "".join(f"<tr><td>Light x{n}x</td><td>{1800 + n}</td></tr>" for n in range(60))
    galley = replace(printed.galley("ch01", printed.chapter(turned(rows)), tagged=True), continued="continued")
    forme = typeset(galley, folder)
    assert forme.warnings == ("tbl-a, turned, is higher than a page is wide: it stands on 4 pages",)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(forme.pdf)]
    assert re.findall(r"x(\d+)x", " ".join(texts)) == [str(n) for n in range(60)]
    held = [text for text in texts if re.search(r"x\d+x", text)]
    assert [("Lit" in text, "(continued)" in text) for text in held] == [(True, number > 0) for number in range(4)]
    for page in pypdfium2.PdfDocument(forme.pdf):
        found = page.get_textpage()
        boxes: list[Any] = [found.get_rect(n) for n in range(found.count_rects())]
        assert all(box[0] > 50 and box[2] < 432 - 50 for box in boxes)


def test_a_turned_table_that_cannot_be_cut_is_set_smaller(folder: str) -> None:
    cells = "".join(f"<tr><td>x{n}x</td></tr>" for n in range(1, 27))
    rows = f'<tr><td rowspan="27">All</td><td>x0x</td></tr>{cells}'
    forme = set_text(turned(rows), folder)
    assert forme.warnings == ("tbl-a, turned, is higher than a page is wide: it is set smaller",)


def test_a_note_does_not_make_a_line_long_enough_for_an_initial() -> None:
    text = f'<p>Short.<span class="note">{SENTENCE * 9}</span> And short.</p>'
    section = ElementTree.fromstring(f'<body><section class="initials">{text}</section></body>')
    set_initials(section)
    assert section.find(".//span[@class='initial']") is None
