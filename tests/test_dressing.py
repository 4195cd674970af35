"""What print shows in another way than the sheet says it: low headings, titles, tables, verse, code, dates, lists.

What stands where is read back from the PDF with pypdfium2.
"""

from typing import Any
from xml.etree import ElementTree

import printed
import pypdfium2
import pytest

from octavo.compose.views import ListLine
from octavo.model import Forme
from octavo.typeset import columns, stamps
from octavo.typeset.dressing import dress
from octavo.typeset.spaces import keep_together
from octavo.typeset.weasy import typeset

WORDS = "The keepers of the northern lighthouses wrote their journals every night, and clerks copied them. "


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


def dressed(inner: str) -> str:
    root = ElementTree.fromstring(f"<body>{inner}</body>")
    dress(root)
    return ElementTree.tostring(root, encoding="unicode").removeprefix("<body>").removesuffix("</body>")


def set_(text: str, folder: str, **asked: Any) -> Forme:
    css = asked.pop("css", "")
    xhtml = asked.pop("sheet", "") or printed.chapter(text, **asked)
    galley = printed.galley("ch01", xhtml, css=css)
    return typeset(type(galley)(**{**_fields(galley), "continued": "continued"}), folder)


def _fields(galley: Any) -> dict[str, Any]:
    return {name: getattr(galley, name) for name in galley.__slots__}


def lines(forme: Forme, page: int = 0) -> list[tuple[str, float, float]]:
    """The lines of a page, from above: words, left edge, height of the foot."""
    text = pypdfium2.PdfDocument(forme.pdf)[page].get_textpage()
    found: list[tuple[str, float, float]] = []
    for rect in (text.get_rect(n) for n in range(text.count_rects())):
        said = text.get_text_bounded(*rect).strip()
        if found and abs(found[-1][2] - rect[1]) < 4 and rect[0] > found[-1][1]:
            found[-1] = (f"{found[-1][0]} {said}", *found[-1][1:])
        else:
            found.append((said, rect[0], rect[1]))
    return [line for line in found if line[0]]


def line_of(forme: Forme, words: str, page: int = 0) -> tuple[str, float, float]:
    return next(line for line in lines(forme, page) if words in line[0])


# ---- headings and titles ---------


def test_a_low_heading_begins_its_paragraph() -> None:
    assert dressed('<h4 id="a">Of oil</h4><p>It burnt.</p>') == (
        '<p class="headed"><h4 id="a" class="run-in unstopped">Of oil</h4>It burnt.</p>'
    )
    assert 'class="run-in">Why oil?' in dressed("<h5>Why oil?</h5><p>It burnt.</p>")
    alone = "<h4>Of oil</h4><ul><li>whale</li></ul><h3>Of gas</h3><p>It burnt.</p>"
    assert dressed(alone) == alone


def test_a_low_heading_stands_on_the_line_of_its_paragraph(folder: str) -> None:
    forme = set_(f"<p>{WORDS}</p><h4>Of oil</h4><p>{WORDS * 3}</p>", folder)
    assert line_of(forme, "Of oil")[0].replace(" .", ".").startswith("Of oil. The keepers")


def test_no_word_of_a_title_is_left_alone(folder: str) -> None:
    text = f"<h2>What the book argues, and what it leaves wide open</h2><p>{WORDS}</p>"
    shown = [said for said, _, _ in lines(set_(text, folder))]
    at = next(n for n, said in enumerate(shown) if said.startswith("What the book"))
    assert len(shown[at + 1].split()) >= 3, shown[at : at + 2]


def test_a_title_is_broken_at_its_colon(folder: str) -> None:
    text = f"<h2>Domestic audiences: what headlines and polls can show</h2><p>{WORDS}</p>"
    shown = [said for said, _, _ in lines(set_(text, folder))]
    assert "Domestic audiences:" in shown


def test_the_years_of_a_subtitle_stay_together() -> None:
    root = ElementTree.fromstring('<body><p class="subtitle">Lights, 1833–1917</p><h2>1833–1917</h2></body>')
    keep_together(root, "en")
    assert all("1833–\u20601917" in "".join(element.itertext()) for element in root)


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("Short enough", "Short enough"),
        ("La gardienne du Four, ou comment une femme tint seule", "La gardienne du Four"),
        ("A title without any stop that goes on for very long", "A title without any stop that goes on…"),
        ("Whose lights? On the keepers of the northern coast", "Whose lights?"),
    ],
)
def test_a_running_head_ends_at_a_stop_or_behind_a_word(head: str, shown: str) -> None:
    assert stamps.shortened(head, 40) == shown


def test_the_number_of_a_page_never_stands_alone(folder: str) -> None:
    long = "Three votes of the General Assembly on the Anti-Ballistic Missile Treaty"
    made = [ListLine(f"Figure 1.{n}", printed.markup(long[: len(long) - n]), f"#f{n}", "56") for n in range(30)]
    sheet = printed.sheet(printed.view("figures", "figures", "Figures", figures=tuple(made)))
    ends = [said for said, _, _ in lines(set_("", folder, sheet=sheet)) if said.endswith("56")]
    assert ends and all(any(letter.isalpha() for letter in said) for said in ends)


def test_the_column_of_labels_is_as_wide_as_they_are() -> None:
    line = '<ul class="list-lines"><li><span class="label">{}</span><a>Caption</a></li></ul>'
    assert "style" not in dressed(line.format("Table 1"))
    assert "padding-left" in dressed(line.format("Abbildung 10.12"))


# ---- tables ---------


def test_columns_share_the_room_so_that_the_table_is_low() -> None:
    short, long = (3.0,), (2.0,) * 30
    rows = [(short, short, long), (short, short, long)]
    widths = columns.shared(rows, 40.0)
    assert sum(widths) == pytest.approx(40.0)
    assert widths[2] > 3 * widths[0] and min(widths) >= 3.0
    assert columns.shared([(short, short)], 40.0) == ()
    assert columns.shared([((50.0,), short)], 40.0)[1] >= 3.0


def table(*rows: str, drawn: str = "") -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    head = "<thead><tr><th>A</th><th>B</th></tr></thead>"
    return f'<div class="table"><table>{drawn}{head}<tbody>{body}</tbody></table></div>'


@pytest.mark.parametrize(("parts", "kept"), [((25, 75), True), ((80, 20), False)])
def test_drawn_widths_stay_where_they_cost_no_lines(parts: tuple[int, int], kept: bool) -> None:
    drawn = "".join(f'<col class="width-{part}"/>' for part in parts)
    made = table(*[f"8 December 1987|{WORDS}"] * 3, drawn=f"<colgroup>{drawn}</colgroup>")
    root = ElementTree.fromstring(f"<body>{made}</body>")
    columns.set_columns(root, [":root { --measure: 315pt }", printed.BOOK_CSS])
    assert [column.get("class") is not None for column in root.iter("col")] == [kept, kept]
    assert "open" in (root[0].get("class") or "")


def test_a_date_of_a_table_stays_on_its_line(folder: str) -> None:
    forme = set_(table(*[f"8 December 1987|{WORDS * 2}"] * 4), folder)
    assert line_of(forme, "December")[0].startswith("8 December 1987")


def test_what_a_no_break_space_joins_is_one_word_of_a_table(folder: str) -> None:
    cell = "of the\u00a0figures\u00a05.1\u00a0and\u00a010.1"
    drawn = '<colgroup><col class="width-20"/><col class="width-80"/></colgroup>'
    forme = set_(table(*[f"{cell}|{WORDS * 2}"] * 4, drawn=drawn), folder)
    shown = " ".join(said for said, _, _ in lines(forme))
    assert "and\u00a010.1" in shown or "and 10.1" in shown


def test_a_table_that_goes_on_says_so(folder: str) -> None:
    rows = table(*[f"{year}|{WORDS}" for year in range(1900, 1960)])
    rows = rows.replace("<table>", '<table><caption><span class="label">Table 1.1.</span> Many years.</caption>')
    forme = set_(f"<p>{WORDS}</p>{rows}", folder)
    pages = range(len(pypdfium2.PdfDocument(forme.pdf)))
    shown = [[said for said, _, _ in lines(forme, page)] for page in pages]
    assert len(pages) > 2
    assert not any("(continued)" in said for said in shown[0])
    assert all(page[0].endswith("Table 1.1 (continued)") for page in shown[1:] if "1959" not in page[0])
    # On its first page the row is there, and has no height.
    plain = rows.replace('class="label"', 'class="other"')
    other = set_(f"<p>{WORDS}</p>{plain}", folder)
    assert line_of(forme, "1900")[2] == pytest.approx(line_of(other, "1900")[2], abs=1.0)


# ---- verse, code, dates, sentences ---------


def test_verse_is_cut_between_its_stanzas(folder: str) -> None:
    line = '<div class="line">{}</div>'
    stanzas = [line.format(f"line {n}.{m} of the song") for n in range(20) for m in [*range(4), None]]
    verse = "".join(line.format("&#160;") if "None" in each else each for each in stanzas)
    forme = set_(f'<p>{WORDS * 3}</p><div class="verse">{verse}</div>', folder)
    first, second = lines(forme, 0), lines(forme, 1)
    assert "line 0.0" in " ".join(said for said, _, _ in first)
    assert second[0][0].split(".")[1].startswith("0 of")


def test_a_line_of_code_hangs_where_it_turns_over(folder: str) -> None:
    code = "for lamp in lamps:\n    burn(lamp)  # what else is to be said does not fit into a line of the page at all"
    forme = set_(f"<pre><code>{code}</code></pre><p>{WORDS}</p>", folder)
    first, second = line_of(forme, "burn(lamp)"), line_of(forme, "page at all")
    assert second[1] > first[1] + 5 and second[2] < first[2]
    assert line_of(forme, "for lamp")[1] < first[1]


def test_what_is_said_of_a_date_stands_beside_its_first_line(folder: str) -> None:
    terms = "<dl><dt>22 September 1834, by the old style, at night</dt><dd>Lit.</dd><dt>1841</dt><dd>Built.</dd></dl>"
    view = printed.view("a", "appendix", "Dates", classes="chronology", body=printed.markup(terms))
    forme = set_("", folder, sheet=printed.sheet(view))
    assert line_of(forme, "Lit.")[2] == pytest.approx(line_of(forme, "22 September")[2], abs=3.0)
    last = min(foot for said, _, foot in lines(forme) if "night" in said)
    assert line_of(forme, "1841")[2] < last - 8


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        ('<p><span class="math display">x</span></p>', "and so on", True),
        ('<p><span class="equation" id="e">x</span></p>', "where x is y", True),
        ("<blockquote><p>x</p></blockquote>", "A new one", False),
        ("<p>x</p>", "and so on", False),
    ],
)
def test_a_sentence_goes_on_below_what_interrupts_it(above: str, below: str, goes_on: bool) -> None:
    assert ('class="continues"' in dressed(f"{above}<p>{below}</p>")) is goes_on
