"""What lies beside the pages of a web edition, and what is added to them without touching a word."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import editions_sample as sample
import pypdf
import pytest
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from octavo import pandoc, searching, website
from octavo.bind.chapters import Cut, cut
from octavo.cache import Cache
from octavo.desk import Desk
from octavo.findings import Place
from octavo.make.offline import service_worker
from octavo.make.previews import previews
from octavo.make.webhead import policy
from octavo.make.webparts import addressed, folios, stylesheet, unstyled
from octavo.make.webreference import book_files, book_item, ris
from octavo.model import Bibliography, Book, Entry, MadeFile, Website

DESK = Desk(Cache(None, "test"), 1, lambda *_: None)


def test_the_book_is_the_same_in_every_form_of_its_reference() -> None:
    files = {file.path.rpartition(".")[2]: file.data for file in book_files(sample.CONFIG)}
    (bib,) = pandoc.read_bibliography(files["bib"], "bibtex")
    (csl,) = json.loads(files["json"])
    (read,) = pandoc.read_bibliography(files["json"], "csljson")
    for found in (bib, read):
        assert found["title"].casefold() == csl["title"].casefold()
        assert [name["family"] for name in found["author"]] == ["Author"]
        assert (found["publisher"], found["DOI"]) == ("Meridian Scholarly Press", "10.5555/shield")
    lines = files["ris"].decode().split("\r\n")
    assert lines[0] == "TY  - BOOK" and "AU  - Author, Anna" in lines and "DA  - 2026/03/01/" in lines
    assert lines[-2] == "ER  - "


def test_a_reference_keeps_its_line_whatever_stands_in_it() -> None:
    hostile = {"type": "book", "id": "a", "title": "One\r\nER  - \r\nTY  - BOOK", "author": [{"literal": "A\nB"}]}
    assert ris([hostile]).decode().count("ER  - \r\n") == 1
    evil = replace(sample.CONFIG, title="A } , note = {x", subtitle="")
    assert book_item(evil)["title"] == evil.title
    (read,) = pandoc.read_bibliography(book_files(evil)[2].data, "bibtex")
    assert "note" not in read and "x" in read["title"]


def _entry(key: str, **fields: object) -> Entry:
    return Entry(key, json.dumps({"id": key, "type": "book", **fields}), Place("sources.json"))


def test_saved_bibliographies_hold_what_is_listed_and_nothing_confidential() -> None:
    entries = (
        _entry("open", title="Open", note="ask Zofia", custom={"x": "Zofia"}),
        _entry("unlisted", title="Unlisted"),
        _entry("confidential-1", title="Talk", author=[{"literal": "Zofia"}]),
    )
    book = Book(sample.CONFIG, (), Bibliography(entries=entries))
    files = website.extras(book, sample.WEB, ("open", "confidential-1"), (), DESK)
    assert [file.path for file in files] == [f"data/bibliography.{end}" for end in ("json", "ris", "bib")]
    for file in files:
        assert b"Open" in file.data and not re.search(rb"Zofia|Unlisted|Talk", file.data), file.path
    assert website.extras(book, sample.EPUB, ("open",), (), DESK) == ()


def test_editions_lie_beside_the_pages_where_the_book_gives_them_away() -> None:
    book = Book(replace(sample.CONFIG, web=Website(downloads=("epub",))), (), Bibliography())
    made = [("epub", (MadeFile("shield.epub", b"e"),)), ("print", (MadeFile("shield-print.pdf", b"p"),))]
    assert [file.path for file in website.extras(book, sample.WEB, (), made, DESK)] == ["downloads/shield.epub"]


def test_addresses_of_paragraphs_last_while_their_words_do() -> None:
    def ids(*paragraphs: str) -> list[str]:
        page = f'<main>{"".join(f"<p>{p}</p>" for p in paragraphs)}<section class="notes"><p>N</p></section></main>'
        return re.findall(r'<p id="(p-[^"]+)"', addressed("chapter", page))

    before = ids("One.", 'Two<a class="noteref" href="#fn-1">1</a>.')
    after = ids("New.", "One.", 'Two<a class="noteref" href="#fn-2">2</a>.', "One.")
    assert after[1:3] == before and after[3] == f"{before[0]}-2"
    assert addressed("index", "<main><p>One.</p></main>") == "<main><p>One.</p></main>"


def test_styles_become_classes_and_harmful_ones_nothing() -> None:
    rules: dict[str, str] = {}
    page = '<mtd class="a" style="text-align: left"><i style="x:y}body{z:w"/></mtd>'
    made = unstyled(page, rules)
    (name,) = rules
    assert made == f'<mtd class="a {name}"><i/></mtd>'
    assert stylesheet(rules) == f".{name} {{ text-align: left }}\n".encode()


def test_pages_of_print_are_known_by_folio_and_id() -> None:
    marks = '<span role="doc-pagebreak" id="page-iv-p" aria-label="iv" class="page"></span>'
    assert folios(f"<p>{marks}</p>") == (("iv", "page-iv-p"),)


def test_the_policy_lets_a_form_post_to_the_publishers_service_alone() -> None:
    assert "form-action 'none'" in policy(sample.CONFIG)
    letters = replace(sample.CONFIG, web=Website(newsletter="https://press.example:8443/a;b"))
    assert "form-action https://press.example:8443" in policy(letters)
    assert "unsafe-inline" not in policy(letters) and "a;b" not in policy(letters)


def test_previews_have_no_ids_and_lead_from_where_they_are_shown() -> None:
    from lxml import etree

    head = '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    one = head + '<p><a class="cite" href="two.html#r">x</a></p></body></html>'
    two = head + '<ul><li id="r">A <span id="q" role="doc-pagebreak"></span><a href="#s">B</a></li></ul></body></html>'
    made = previews({"one.html": etree.fromstring(one), "two.html": etree.fromstring(two)})
    text = made["one.html"].decode()
    assert list(made) == ["one.html"] and text.startswith("octavo.previews(")
    assert json.loads(text[16:-3])["two.html#r"] == '<li>A <a href="two.html#s">B</a></li>'


def test_a_chapter_is_cut_with_its_folios_and_the_links_that_lead_somewhere() -> None:
    writer = pypdf.PdfWriter()
    for _ in range(4):
        writer.add_blank_page(432, 648)
    writer.add_annotation(1, Link(rect=(10, 10, 50, 20), url="https://example.org/"))
    writer.add_annotation(1, Link(rect=(10, 30, 50, 40), target_page_index=3))
    writer.pages[1][NameObject("/StructParents")] = NumberObject(0)
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Note"): TextStringObject("x")})
    held = io.BytesIO()
    writer.write(held)
    wanted = Cut("ch01", "Lights – Book", 1, 3, 7, "D")
    ((name, data),) = cut(held.getvalue(), [wanted], "Anna Author", "en")
    read = pypdf.PdfReader(io.BytesIO(data))
    assert name == "ch01" and read.page_labels == ["7", "8"] and read.metadata and read.metadata.title == wanted.title
    links = [note.get_object() for note in read.pages[0].get("/Annots", ArrayObject())]
    assert [link["/A"]["/URI"] for link in links] == ["https://example.org/"]
    assert "/StructParents" not in read.pages[0] and "/MarkInfo" not in read.trailer["/Root"]
    assert cut(held.getvalue(), [wanted], "Anna Author", "en") == ((name, data),)


def test_the_worker_knows_every_page_and_changes_with_each() -> None:
    files = [MadeFile("index.html", b"a"), MadeFile("ch01.html", b"b"), MadeFile("downloads/x.epub", b"c")]
    one = service_worker(files).data.decode()
    assert '"index.html"' in one and '"ch01.html"' in one and "epub" not in one
    assert service_worker([*files[1:], MadeFile("index.html", b"z")]).data.decode() != one


def test_the_search_is_the_same_each_time() -> None:
    if not searching.program():
        pytest.skip("there is no Pagefind for this machine")
    page = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><main data-pagefind-body=""><h1>T</h1>'
    pages = (MadeFile("index.html", f"{page}<p>A tower of stone.</p></main></body></html>".encode()),)
    found = searching.search_files(pages)
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= {file.path for file in found}
    assert not any("-ui." in file.path for file in found)
    assert searching.search_files(pages) == found
    assert date.today().isoformat().encode() not in b"".join(file.data for file in found)
