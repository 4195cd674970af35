"""The pages of print in the other editions: each is marked at its first word, and what marks it is held to the PDF."""

import io
import re
import zipfile
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from lxml import etree

from octavo.inspect.expected import Expected, ExpectedSheet, Witness
from octavo.inspect.markup import Markup
from octavo.inspect.printed import _letters as letters_of
from octavo.inspect.printed import _without_roman as without_roman
from octavo.inspect.printed import page_list, print_pages
from octavo.make.align import locate
from octavo.make.pagination import paginated
from octavo.model import PrintPage, Run, Sheet
from octavo.publish import MANIFEST
from tests.printed import sentence
from tests.test_books import MAP, build_all, write

MARK = re.compile(
    r'<span epub:type="pagebreak" role="doc-pagebreak" id="page-(\w+)" aria-label="\1" class="page"></span>'
)


def sheet(body: str) -> Sheet:
    markup = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>A title</title></head>'
        f'<body class="chapter"><section class="chapter" aria-label="a &gt; b">{body}</section></body></html>'
    )
    return Sheet("ch01", "chapter", "", "", markup)


def marked(body: str, *pages: str | tuple[Run, ...]) -> str:
    """The body with its marks, shown as ⟨folio⟩; each page is its text, or its runs."""
    runs = [(Run(page),) if isinstance(page, str) else page for page in pages]
    printed = tuple(PrintPage(str(n), "ch01", n - 1, found) for n, found in enumerate(runs, 1))
    done = paginated((sheet(body),), printed, ".xhtml", True)
    text = MARK.sub(r"⟨\1⟩", done.sheets[0].xhtml)
    assert MARK.sub("", done.sheets[0].xhtml) == sheet(body).xhtml
    assert [folio for folio, _ in done.page_list] == sorted(re.findall("⟨(.*?)⟩", text), key=int)
    return text[text.index('b">') + 3 : text.index("</section>")]


@pytest.mark.parametrize(("body", "pages", "shown"), [
    # In running text, at the very word; a word that print breaks is kept whole.
    ("<p>One two three four.</p>", ["One two", "three four."], "⟨1⟩<p>One two ⟨2⟩three four.</p>"),
    ("<p>One information.</p>", ["One infor", "mation."], "⟨1⟩<p>One ⟨2⟩information.</p>"),
    ("<p>One <em>infor</em>mation.</p>", ["One infor", "mation."], "⟨1⟩<p>One ⟨2⟩<em>infor</em>mation.</p>"),
    ("<p>One in\u00adfor\u00admation.</p>", ["One infor", "mation."], "⟨1⟩<p>One ⟨2⟩in\u00adfor\u00admation.</p>"),
    ("<p>Well-known men.</p>", ["Well-", "known men."], "⟨1⟩<p>Well-⟨2⟩known men.</p>"),
    ("<p>He said: “(Yes) no.”</p>", ["He said:", "“(Yes) no.”"], "⟨1⟩<p>He said: ⟨2⟩“(Yes) no.”</p>"),
    ("<p>A &amp; b&#160;&lt;c d e.</p>", ["A & b", "<c d e."], "⟨1⟩<p>A &amp; b&#160;⟨2⟩&lt;c d e.</p>"),
    # Before inline markup that begins with the page, not in it.
    ("<p>One <a href='#x'><em>two</em> three</a> four.</p>", ["One", "two three four."],
     "⟨1⟩<p>One ⟨2⟩<a href='#x'><em>two</em> three</a> four.</p>"),
    ("<p>One <a href='#x'>two three</a> four.</p>", ["One two", "three four."],
     "⟨1⟩<p>One <a href='#x'>two ⟨2⟩three</a> four.</p>"),
    # In blocks of every kind; before a heading, so that it is no part of what is heard of it.
    ("<p>One.</p><p>Two three four.</p>", ["One.", "Two three four."], "⟨1⟩<p>One.</p><p>⟨2⟩Two three four.</p>"),
    ("<p>One.</p><h2>Two three</h2>", ["One.", "Two three"], "⟨1⟩<p>One.</p>⟨2⟩<h2>Two three</h2>"),
    ("<ul><li>One.</li><li>Two three.</li></ul>", ["One.", "Two three."],
     "⟨1⟩<ul><li>One.</li><li>⟨2⟩Two three.</li></ul>"),
    ("<p>One.</p><blockquote><p>Two three.</p></blockquote>", ["One.", "Two three."],
     "⟨1⟩<p>One.</p><blockquote><p>⟨2⟩Two three.</p></blockquote>"),
    ("<dl><dt>One</dt><dd>Two three.</dd></dl>", ["One", "Two three."],
     "⟨1⟩<dl><dt>One</dt><dd>⟨2⟩Two three.</dd></dl>"),
    # Notes stand elsewhere; a page with nothing else goes with the one that follows, or ends the text.
    ("<p>One<a role='doc-noteref'>1</a> two three.</p>", ["One", "two three."],
     "⟨1⟩<p>One<a role='doc-noteref'>1</a> ⟨2⟩two three.</p>"),
    ("<p>One two three.</p>", ["One", "", "two three."], "⟨1⟩<p>One ⟨2⟩⟨3⟩two three.</p>"),
    ("<p>One two.</p><aside role='doc-footnote'>N</aside>", ["One two.", ""],
     "⟨1⟩<p>One two.⟨2⟩</p><aside role='doc-footnote'>N</aside>"),
    # Scripts without spaces are cut where print cuts them.
    ("<p>导弹防御系统与战略稳定</p>", ["导弹防御", "系统与战略稳定"], "⟨1⟩<p>导弹防御⟨2⟩系统与战略稳定</p>"),
    # Other words of another edition at the head of a page.
    ("<p>One two, see p. 47, where the argument goes on.</p>", ["One two, see", "p. 4 where the argument goes on."],
     "⟨1⟩<p>One two, see ⟨2⟩p. 47, where the argument goes on.</p>"),
])  # fmt: skip
def test_a_page_begins_at_its_first_word(body: str, pages: list[str], shown: str) -> None:
    assert marked(body, *pages) == shown


TABLE = "<div class='table' id='t'><table><caption>Lights</caption><tr><td>North</td><td>12</td></tr><tr><td>South</td>"
TABLE += "<td>14</td></tr></table></div>"
FIGURE = "<figure id='f'><img src='a.png' alt=''/><figcaption>A coast.</figcaption></figure>"


@pytest.mark.parametrize(("body", "pages", "shown"), [
    # A page that begins with a figure or a table begins before it, and within it where it began on the page before.
    (f"<p>One.</p>{FIGURE}<p>Two three.</p>", [(Run("One."),), (Run("A coast.", True, "f"), Run("Two three."))],
     f"⟨1⟩<p>One.</p>⟨2⟩{FIGURE}<p>Two three.</p>"),
    (f"<p>One.</p>{TABLE}<p>Two three.</p>", [(Run("One."), Run("Lights North 12", True, "t")), (Run("South 14", True),
     Run("Two three."))], f"⟨1⟩<p>One.</p>{TABLE.replace('South', '⟨2⟩South')}<p>Two three.</p>"),
    (f"<p>One.</p>{TABLE}", [(Run("One."), Run("Lights North 12", True, "t")), (Run("South 14", True),)],
     f"⟨1⟩<p>One.</p>{TABLE.replace('South', '⟨2⟩South')}"),
    # A figure that print moved to the head of the next page does not take the page's beginning with it.
    (f"<p>One two.</p>{FIGURE}<p>Three four five six.</p>", [(Run("One two. Three"),), (Run("A coast.", True, "f"),
     Run("four five six."))], f"⟨1⟩<p>One two.</p>{FIGURE}<p>Three ⟨2⟩four five six.</p>"),
    # A number that the other edition has elsewhere does not hide the table that the page begins with.
    (f"<p>One.</p>{TABLE}<p>Two.</p>", [(Run("One."),), (Run("Lights North 12 South 14", True, "t"), Run("(1.1)"))],
     f"⟨1⟩<p>One.</p>⟨2⟩{TABLE}<p>Two.</p>"),
    # A figure without words is known by its id; alone on its page it is the page's beginning.
    ("<p>One.</p><figure id='f'><img src='a.png' alt=''/></figure><p>Two three.</p>",
     [(Run("One."),), (Run("", True, "f"),), (Run("Two three."),)],
     "⟨1⟩<p>One.</p>⟨2⟩<figure id='f'><img src='a.png' alt=''/></figure><p>⟨3⟩Two three.</p>"),
])  # fmt: skip
def test_figures_and_tables_are_where_the_text_has_them(body: str, pages: list[tuple[Run, ...]], shown: str) -> None:
    assert marked(body, *pages) == shown


def test_a_page_that_is_not_found_has_no_mark() -> None:
    pages = ("One two three.", "Nothing of this stands in the text.", "four five six.")
    assert marked("<p>One two three. Quite other words. Four five six.</p>", *pages) == (
        "⟨1⟩<p>One two three. Quite other words. ⟨3⟩Four five six.</p>"
    )


def test_of_equal_passages_the_nearest_is_taken() -> None:
    assert locate("thesame" * 400, "The same " * 40, 700, 1400) == 1400
    assert locate("", "Anything at all.", 0, 0) is None


def test_an_id_that_the_text_has_is_left_to_it() -> None:
    pages = (PrintPage("1", "ch01", 0, (Run("One."),)),)
    done = paginated((sheet("<p id='page-1'>One.</p>"),), pages, ".html", False)
    assert (
        done.page_list == (("1", "ch01.html#page-1-p"),) and "epub:type" not in done.sheets[0].xhtml.split("<body")[1]
    )


# ---- a whole book ------------------------------------------------

CHANCE = Random(7)


def _prose(paragraphs: int) -> str:
    return "\n\n".join(
        f"{sentence(CHANCE, 40)} *{sentence(CHANCE, 12)}*^[{sentence(CHANCE, 30)}] {sentence(CHANCE, 60)}"
        for _ in range(paragraphs)
    )


ROWS = "\n".join(f"| {year} | {sentence(CHANCE, 3)} |" for year in range(1900, 1970))
BOOK = {
    "one.md": f"# Lights\n\n{_prose(6)}\n\n![The coast.](map.svg){{#fig:map alt='A coast.'}}\n\n"
    f"## Piers\n\n{_prose(8)}",
    "two.md": f"# Years\n\n{_prose(2)}\n\n| year | what |\n|--|--|\n{ROWS}\n\nTable: Many years {{#tbl:years}}\n\n"
    f"> {sentence(CHANCE, 200)}\n\n- {sentence(CHANCE, 90)}\n- {sentence(CHANCE, 90)}\n\n"
    f"See @page:fig:map. {_prose(4)}",
    "map.svg": MAP,
}
TOML = '[[edition]]\nname = "print"\n\n[[edition]]\nname = "epub"\n\n[[edition]]\nname = "web"\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("pages"), BOOK, TOML)
    report = build_all(folder)
    assert report.published and not [f for f in report.findings if f.code in ("I082", "I083", "I022", "I020")]
    return folder


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _pdf_pages(folder: Path) -> list[str]:
    document = pypdfium2.PdfDocument(next((folder / "output/print").glob("*.pdf")).read_bytes())
    return [_letters(page.get_textpage().get_text_range()) for page in document]


def _epub(folder: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(next((folder / "output/epub").glob("*.epub")).read_bytes()))


def _after(root: etree._Element, mark: etree._Element, count: int) -> str:
    """The letters that follow a mark, without notes."""
    text, on = "", False
    for event, node in etree.iterwalk(root, events=("start", "end")):
        on = on or node is mark
        apart = any("note" in (e.get("role") or "") for e in (node, *node.iterancestors()))
        if on and event == "start" and not apart:
            text += node.text or ""
        outer = any("note" in (e.get("role") or "") for e in node.iterancestors())
        if on and event == "end" and not outer:
            text += node.tail or ""
    return _letters(text)[:count]


def test_every_page_of_print_is_marked_where_it_begins(built: Path) -> None:
    pages, epub = _pdf_pages(built), _epub(built)
    exact = 0
    for name in ("ch01", "ch02"):
        for path, data in ((f"EPUB/{name}.xhtml", epub.read(f"EPUB/{name}.xhtml")),
                           (f"{name}.html", (built / f"output/web/{name}.html").read_bytes())):  # fmt: skip
            root = etree.fromstring(data)
            found = [
                e
                for e in root.iter()
                if "doc-pagebreak" in (e.get("role") or "").split() and (e.get("aria-label") or "").isdigit()
            ]
            assert len(found) >= 4, path
            for mark in found[1:]:
                # The front matter is eight pages long, and the running head stands before the text.
                page = pages[8 + int(mark.get("aria-label")) - 1]
                said = _after(root, mark, 25)
                start = next(n for n in range(12) if said[n:] in page)
                assert page.index(said[start:]) < 30 or "fig" in said, (path, mark.get("id"), said)
                exact += 1
    assert exact >= 12


def test_the_list_of_pages_leads_to_every_mark(built: Path) -> None:
    epub = _epub(built)
    nav, ncx, package = (epub.read(f"EPUB/{name}").decode() for name in ("nav.xhtml", "toc.ncx", "content.opf"))
    listed = re.findall(r'<li><a href="([^"]+)#(page-\w+)">(\w+)</a>', nav[nav.index('"page-list"') :])
    marks = {m[1] for n in epub.namelist() if n.endswith(".xhtml") for m in MARK.finditer(epub.read(n).decode())}
    assert {folio for _, _, folio in listed} == marks and {"iii", "v", "1", "2"} <= marks
    assert all(f'id="{anchor}"' in epub.read(f"EPUB/{path}").decode() for path, anchor, _ in listed)
    assert len(re.findall("<pageTarget", ncx)) == len(listed)
    assert "pageNavigation" in package and "pageBreakMarkers" in package
    assert '<meta property="pageBreakSource">Lights</meta>' in package


def test_an_edition_made_alone_has_the_same_pages(built: Path) -> None:
    whole = next((built / "output/epub").glob("*.epub")).read_bytes()
    (built / ".octavo" / MANIFEST).unlink(missing_ok=True)
    report = build_all(built, editions=("epub",))
    assert report.published and [line.edition for line in report.lines] == ["epub"]
    assert next((built / "output/epub").glob("*.epub")).read_bytes() == whole


def test_a_book_that_is_not_printed_claims_no_pages(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# Lights\n\nText."}, '[[edition]]\nname = "epub"\n')
    assert build_all(tmp_path).findings == ()
    epub = _epub(tmp_path)
    text = "".join(
        epub.read(name).decode("utf-8", "replace") for name in epub.namelist() if name.endswith(("l", "f", "x"))
    )
    assert not re.search("page-list|pageBreak|pageNavigation|doc-pagebreak|pageList", text)


# ---- the inspection ------------------------------------------------

FIRST = "the lighthouse keepers maintained extraordinary correspondence with many administrators"
SECOND = "of the northern archipelago whose harbours nobody had ever measured with any instrument"
WITNESSED = (Witness("1", "ch01", _letters(f"lights {FIRST}")), Witness("2", "ch01", _letters(f"lights 2 {SECOND}")))


def _inspected(body: str) -> list[tuple[str, str]]:
    root = etree.fromstring(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>')
    expected = Expected("output/epub/a.epub", sheets=(ExpectedSheet("ch01"),), witness=WITNESSED)
    return [(f.code, f.subject) for f in print_pages([Markup("EPUB/ch01.xhtml", root)], expected)]


def _mark(folio: str) -> str:
    return f'<span role="doc-pagebreak" id="page-{folio}" aria-label="{folio}"></span>'


def test_a_mark_that_is_off_by_one_word_is_found() -> None:
    first, *rest = SECOND.split()
    *before, last = FIRST.split()
    assert _inspected(f"{_mark('1')}<p>{FIRST} {_mark('2')}{SECOND}</p>") == []
    late = f"{_mark('1')}<p>{FIRST} {first} {_mark('2')}{' '.join(rest)}</p>"
    early = f"{_mark('1')}<p>{' '.join(before)} {_mark('2')}{last} {SECOND}</p>"
    assert _inspected(late) == [("I083", "2")] and _inspected(early) == [("I083", "2")]
    assert _inspected(f"{_mark('1')}<p>{FIRST} {SECOND}</p>") == [("I082", "2")]
    # A page of pictures, whose place in the text is elsewhere, is marked with the one that follows.
    assert _inspected(f"<p>Lights. {_mark('1')}{_mark('2')}{SECOND}</p>") == []


def test_a_list_of_pages_that_lies_is_found() -> None:
    def nav(links: str, features: set[str]) -> list[str]:
        head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
        root = etree.fromstring(f'{head}<nav epub:type="page-list"><ol>{links}</ol></nav></body></html>')
        page = etree.fromstring(f"{head}<p>{_mark('1')}One.</p></body></html>")
        sheets = [Markup("EPUB/ch01.xhtml", page)]
        return [f.code for f in page_list(Markup("EPUB/nav.xhtml", root), sheets, features, Expected("a.epub"))]

    link, claimed = '<li><a href="ch01.xhtml#page-1">1</a></li>', {"pageNavigation", "pageBreakMarkers"}
    assert nav(link, claimed) == []
    assert nav(link, {"pageNavigation"}) == ["I020"]
    assert nav(link.replace(">1<", ">2<"), claimed) == ["I022"] and nav("", claimed) == ["I022", "I020"]


def test_roman_numbers_of_pages_stand_in_print_alone() -> None:
    """The index of an edition without pages has no such numbers, so that they are no letters to compare."""
    printed = "gas, 3, 14\r\nlamps, xii, 2, 4–5\r\noil, iv–vi,\r\nxii\r\nxenon, in civ-\r\nil use, 7"
    elsewhere = "gas lamps oil xenon, in civil use,"
    assert letters_of(without_roman(printed)) == letters_of(without_roman(elsewhere))
    # Words that are such numbers by chance stay where they are no numbers of pages.
    assert letters_of(without_roman("I mix it")) == "imixit"
