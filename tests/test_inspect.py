# ruff: noqa: E501 - markup is broken where it breaks
"""Inspecting: a whole book passes, and each way to break one is found."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import editions_sample as sample
import pytest

from octavo.findings import Place, Severity
from octavo.inspect import codes, words
from octavo.inspect.epub import inspect_epub
from octavo.inspect.expected import Expected, ExpectedSheet
from octavo.inspect.letters import setting_faults
from octavo.inspect.markup import Markup, parse
from octavo.inspect.pdf import inspect_pdf
from octavo.inspect.web import inspect_web
from octavo.make.documents import read
from octavo.make.epub import make_epub
from octavo.make.packing import pack, unpack
from octavo.make.web import make_web
from octavo.model import Edition, Format, MadeFile, Sheet
from octavo.words import words as house_words

TITLED = frozenset(("front", "part", "chapter", "bibliography", "index"))


def expected(edition: Edition, path: str) -> Expected:
    """What the sample must hold, its text taken from the sheets before they are made."""
    end = ".xhtml" if edition.format is Format.EPUB else ".html"
    sheets = tuple(
        ExpectedSheet(
            "index" if sheet.kind == "home" else sheet.name,
            Markup("a.xhtml", document.root).text,
            sheet.notes,
            tuple(heading.anchor for heading in sheet.headings),
            sheet.title if sheet.kind in TITLED else "",
            Place("chapters/one.md") if sheet.name == "ch01" else None,
        )
        for sheet, document in zip(sample.sheets(edition), read(sample.sheets(edition), end), strict=True)
    )
    return Expected(path, sample.CONFIG.title, "en", sheets)


@pytest.fixture(scope="module")
def epub() -> bytes:
    return make_epub(
        sample.CONFIG,
        sample.EPUB,
        sample.sheets(sample.EPUB),
        house_words("en"),
        images=sample.IMAGES,
        assets=sample.assets("epub"),
        cover=MadeFile("images/cover.jpg", b"jpeg"),
        modified="2026-03-01T00:00:00Z",
        print_isbn="9780306406164",
    )


@pytest.fixture(scope="module")
def web() -> tuple[MadeFile, ...]:
    images = (*sample.IMAGES, MadeFile("images/cover.jpg", b"jpeg"))
    downloads = (MadeFile("shield.epub", b""), MadeFile("shield.pdf", b""))
    return (*make_web(sample.CONFIG, sample.WEB, sample.sheets(sample.WEB), images, sample.assets("web")), *downloads)


def names(findings: tuple[Any, ...]) -> set[str]:
    return {finding.name for finding in findings}


# ---- the catalogue ------------------------------------------------------------------------------------------------


def test_codes_and_names_are_each_used_once() -> None:
    assert len({fault.code for fault in codes.FAULTS}) == len(codes.FAULTS)
    assert len({fault.name for fault in codes.FAULTS}) == len(codes.FAULTS)
    assert all(fault.code.startswith("I") and fault.hint for fault in codes.FAULTS)


# ---- EPUB and web: what both must be --------------------------------------------------------------------------------


def test_a_whole_epub_passes(epub: bytes) -> None:
    assert inspect_epub(epub, expected(sample.EPUB, "shield.epub")) == ()


def test_a_whole_web_edition_passes(web: tuple[MadeFile, ...]) -> None:
    assert inspect_web(web, expected(sample.WEB, "web")) == ()


NOTE = b'<p class="note-number"><a role="doc-backlink" href="#fnref-ch01-1"'
BREAKS: list[tuple[str, str, bytes, bytes]] = [
    ("malformed-markup", "ch01", b"</body>", b""),
    ("dead-link", "ch01", b'href="#fig-map"', b'href="#fig-lost"'),
    ("dead-link", "ch01", b"images/map.svg", b"images/lost.svg"),
    ("duplicate-id", "ch01", b'id="ix-1"', b'id="fig-map"'),
    ("active-content", "ch01", b"<blockquote>", b'<blockquote onclick="x()">'),
    ("active-content", "ch01", b"<blockquote>", b'<iframe title="x"></iframe><blockquote>'),
    ("active-content", "ch01", b'href="#fig-map"', b'href="JaVaScript:alert(1)"'),
    ("active-content", "ch01", b"</head>", b"<script>alert(1)</script></head>"),
    ("remote-resource", "ch01", b"images/map.svg", b"https://example.org/map.svg"),
    ("remote-resource", "ch01", b"images/map.svg", b"//example.org/map.svg"),
    ("missing-alternative", "ch01", b'alt="A map of sites"', b'alt=""'),
    ("lost-words", "ch01", b"Defence is moral; offence is immoral.", b"Defence is immoral."),
    ("lost-note", "ch01", b'href="#fn-ch01-1"', b'href="#fn-ch01-2"'),
    ("one-way-note", "ch01", NOTE, NOTE.replace(b"ch01-1", b"ch01-2")),
    ("lost-id", "ch01", b'id="sec-sites"', b'id="sec-other"'),
    ("wrong-language", "ch01", b'lang="en" xml:lang="en"', b'lang="de" xml:lang="de"'),
    ("wrong-language", "ch01", b'lang="ru" xml:lang="ru"', b'lang="ru" xml:lang="uk"'),
    ("heading-order", "ch01", b'<h3 id="sec-sites">Sites</h3>', b'<h4 id="sec-sites">Sites</h4>'),
]


@pytest.mark.parametrize(("name", "sheet", "old", "new"), BREAKS)
def test_a_broken_epub_is_found(epub: bytes, name: str, sheet: str, old: bytes, new: bytes) -> None:
    files = unpack(epub)
    path = f"EPUB/{sheet}.xhtml"
    assert old in files[path]
    files[path] = files[path].replace(old, new, 1)
    findings = inspect_epub(pack(files), expected(sample.EPUB, "shield.epub"))
    assert name in names(findings)
    assert all(finding.place.file for finding in findings)


@pytest.mark.parametrize(("name", "sheet", "old", "new"), BREAKS)
def test_a_broken_web_page_is_found(web: tuple[MadeFile, ...], name: str, sheet: str, old: bytes, new: bytes) -> None:
    files = {file.path: file.data for file in web}
    assert old in files[f"{sheet}.html"]
    files[f"{sheet}.html"] = files[f"{sheet}.html"].replace(old, new, 1)
    made = tuple(MadeFile(path, data) for path, data in files.items())
    assert name in names(inspect_web(made, expected(sample.WEB, "web")))


def test_a_finding_stands_where_the_text_came_from(epub: bytes) -> None:
    files = unpack(epub)
    files["EPUB/ch01.xhtml"] = files["EPUB/ch01.xhtml"].replace(b"immoral", b"")
    (finding,) = inspect_epub(pack(files), expected(sample.EPUB, "shield.epub"))
    assert finding.place == Place("chapters/one.md")
    assert finding.severity is Severity.ERROR
    assert "immoral" in finding.message


def test_text_printed_twice_is_found(epub: bytes) -> None:
    files = unpack(epub)
    data = files["EPUB/ch01.xhtml"]
    body = data[data.index(b"<p>In the") : data.index(b"<h2")]
    files["EPUB/ch01.xhtml"] = data.replace(b"</section>", body.replace(b' id="', b' title="') * 4 + b"</section>", 1)
    assert "surplus-words" in names(inspect_epub(pack(files), expected(sample.EPUB, "shield.epub")))


# ---- EPUB alone -----------------------------------------------------------------------------------------------------


def _dropped(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda files: files.__delitem__(name)


def _put(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda files: files.update({name: data})


def _changed(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda files: files.update({name: files[name].replace(old, new, 1)})


OPF, NAV = "EPUB/content.opf", "EPUB/nav.xhtml"
PACKAGE_BREAKS: list[tuple[str, Callable[[dict[str, bytes]], None]]] = [
    ("faulty-package", _dropped("META-INF/container.xml")),
    ("faulty-package", _put("EPUB/more.css", b"")),
    ("faulty-package", _dropped("EPUB/images/pixel.png")),
    ("faulty-package", _changed(OPF, b'idref="sheet-ch01"', b'idref="sheet-ch09"')),
    ("faulty-package", _changed(OPF, b"schema:accessibilityHazard", b"schema:other")),
    ("faulty-package", _changed(OPF, b"urn:isbn:9780306406157", b"")),
    ("faulty-package", _put("mimetype", b"application/zip")),
    ("unsafe-name", _put("EPUB/../../evil.css", b"")),
    ("unsafe-name", _put("EPUB/NAV.xhtml", b"<a/>")),
    ("wrong-title", _changed(OPF, b"Shield &amp; Counterweight", b"Another")),
    ("wrong-language", _changed(OPF, b'xml:lang="en"', b'xml:lang="de"')),
    ("faulty-navigation", _changed(NAV, b'epub:type="landmarks"', b'epub:type="lot"')),
    ("faulty-navigation", _changed(NAV, b"2. Counterweight", b"2.")),
    ("faulty-navigation", _changed(NAV, b"ch02.xhtml#ch02", b"half-title.xhtml")),
    ("faulty-navigation", _changed(OPF, b'properties="nav"', b'properties=""')),
    ("dead-link", _changed(NAV, b"#sec-reach", b"#sec-gone")),
    ("dead-link", _dropped("EPUB/fonts/stixtwotext-bold.woff2")),
    ("lost-sheet", _dropped("EPUB/ch02.xhtml")),
    ("remote-resource", _put("EPUB/styles/book.css", b"@import 'https://example.org/x.css';")),
]


@pytest.mark.parametrize(("name", "change"), PACKAGE_BREAKS)
def test_a_broken_package_is_found(epub: bytes, name: str, change: Callable[[dict[str, bytes]], None]) -> None:
    files = unpack(epub)
    change(files)
    assert name in names(inspect_epub(pack(files), expected(sample.EPUB, "shield.epub")))


def test_an_archive_without_its_type_in_front_is_found(epub: bytes) -> None:
    assert "faulty-package" in names(inspect_epub(pack(unpack(epub), "nothing"), Expected("a.epub")))
    assert names(inspect_epub(b"no zip", Expected("a.epub"))) == {"unreadable-file"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w"):
        pass
    assert "faulty-package" in names(inspect_epub(out.getvalue(), Expected("a.epub")))


# ---- web alone ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [
        ("missing-landmark", "ch01.html", b'href="#main"', b'href="#ch01"'),
        ("missing-landmark", "ch01.html", b'<main id="main" class="page"', b'<main id="main"></main><main class="page"'),
        ("heading-order", "ch01.html", b"<h2", b"<h1>One</h1><h2"),
        ("malformed-markup", "ch01.html", b"<!DOCTYPE html>", b""),
        ("malformed-markup", "ch01.html", b"<blockquote>", b"<span/><blockquote>"),
        ("malformed-markup", "index.html", b'"@type": "Book"', b'"@type" "Book"'),
        ("faulty-navigation", "index.html", b'href="ch02.html"', b'href="ch01.html"'),
        ("wrong-title", "ch01.html", b"The Shield at Glassboro \xe2\x80\x93 Shield &amp; Counterweight</title>", b"</title>"),
    ],
)  # fmt: skip
def test_a_broken_page_is_found(web: tuple[MadeFile, ...], name: str, file: str, old: bytes, new: bytes) -> None:
    files = {made.path: made.data for made in web}
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    made = tuple(MadeFile(path, data) for path, data in files.items())
    assert name in names(inspect_web(made, expected(sample.WEB, "web")))


def test_a_missing_home_page_is_found(web: tuple[MadeFile, ...]) -> None:
    rest = tuple(file for file in web if file.path != "index.html")
    assert "lost-sheet" in names(inspect_web(rest, expected(sample.WEB, "web")))


# ---- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("the inter-\nceptors stand", "the interceptors stand"),
        ("the inter\ufffe\nceptors stand", "the interceptors stand"),
        ("the inter\x02ceptors stand", "the interceptors stand"),
        ("a well-\nknown site", "a well-known site"),
        ("e\ufb03cient", "efficient"),
        ("за\u0301мок и йод", "замок и йод"),
        ("DEVESELU base", "Deveselu base"),
        ("shield12 again", "shield again"),
        ("a foot-\n12. A note.\n", "a foot 12. A note."),
        ("противо-\nракетная", "противоракетная"),
    ],
)
def test_words_are_the_same_on_a_page_and_in_a_text(page: str, text: str) -> None:
    assert not words.missing(words.count_words(text), [page])


def test_a_word_broken_across_pages_is_put_together() -> None:
    pages = ["it is a counter-\n1. A note at the foot.", "weight to it"]
    assert not words.missing(words.count_words("it is a counterweight to it. A note at the foot."), pages)


def test_a_lost_word_is_lost_though_its_pieces_stand_elsewhere() -> None:
    expected_words = words.count_words("counter weight counterweight")
    assert words.missing(expected_words, ["counter weight\n"]) == {"counterweight": 1}


def test_text_of_markup_keeps_words_apart_and_together() -> None:
    root = parse(
        b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>a<em>b</em>c<a role="doc-noteref">1</a>d</p><p>e</p></body></html>'
    )
    assert Markup("x.xhtml", root).text.split() == ["abc", "1", "d", "e"]


# ---- PDF ------------------------------------------------------------------------------------------------------------

TEXT = (
    "In the summer of 1967 two men sat down in a small college town and talked about a shield that neither of them had "
    "built: противоракетная оборона, its efficiency, and extraordinarily incomprehensible counterweights. "
)


def typeset(body: str, css: str = "", title: str = "Shield", font: str = "STIXTwoText-Regular.woff2") -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    face = Path(sample.ROOT, "assets/fonts", font).as_uri()
    style = f"@font-face{{font-family:'STIX Two Text';src:url({face})}}@page{{size:200pt 300pt;margin:20pt}}"
    style += "body{font:9pt STIX Two Text;hyphens:auto;text-align:justify}h1{font-weight:400}" + css
    page = f'<html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'
    fonts = FontConfiguration()
    sheets = [CSS(string=style, font_config=fonts)]
    data: bytes = HTML(string=page).write_pdf(stylesheets=sheets, font_config=fonts)
    return data


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(
        f'<h1 id="a">One</h1><p>{TEXT * 8}</p><h1 style="break-before:page">Two</h1><p><a href="#a">{TEXT}</a></p>'
    )


WANTED = Expected("a.pdf", "Shield", "en", (ExpectedSheet("ch01", TEXT * 9),), ("STIX Two Text",), bookmarks=True)


def test_a_whole_pdf_passes(pdf: bytes) -> None:
    assert inspect_pdf(pdf, replace(WANTED, width=200.0, height=300.0)) == ()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("lost-words", replace(WANTED, sheets=(ExpectedSheet("ch01", TEXT * 10),))),
        ("lost-words", replace(WANTED, sheets=(ExpectedSheet("ch01", TEXT + "Redzikowo"),))),
        ("unexpected-font", replace(WANTED, fonts=("Source Sans 3",))),
        ("missing-page-labels", replace(WANTED, page_labels=True)),
        ("wrong-page-size", replace(WANTED, width=432.0)),
        ("wrong-language", replace(WANTED, language="de")),
        ("wrong-title", replace(WANTED, title="Another")),
    ],
)
def test_a_pdf_other_than_expected_is_found(pdf: bytes, name: str, wanted: Expected) -> None:
    assert names(inspect_pdf(pdf, wanted)) == {name}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("text-outside-page", '<p style="margin-left:150pt;white-space:nowrap">Much too wide a line for it</p>'),
        ("unbound-link", '<p><a href="xref:fig-map">see</a></p>'),
        ("active-content", '<p><a href="javascript:alert(1)">see</a></p>'),
        ("odd-page-count", "<p>one page</p>"),
        ("missing-bookmarks", "<p>no heading</p>"),
    ],
)
def test_a_broken_pdf_is_found(name: str, body: str) -> None:
    wanted = replace(WANTED, sheets=(), even_pages=name == "odd-page-count", bookmarks=name == "missing-bookmarks")
    assert names(inspect_pdf(typeset(body), wanted)) == {name}


def test_a_font_that_is_not_embedded_is_found(pdf: bytes) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for item in writer._objects:
        if isinstance(item, dict):
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                item.pop(key, None)
    out = io.BytesIO()
    writer.write(out)
    assert "font-not-embedded" in names(inspect_pdf(out.getvalue(), replace(WANTED, sheets=())))


def test_a_destination_that_is_not_there_is_found(pdf: bytes) -> None:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            link.pop("/A", None)
            link[NameObject("/Dest")] = TextStringObject("gone")
    out = io.BytesIO()
    writer.write(out)
    assert "dead-link" in names(inspect_pdf(out.getvalue(), replace(WANTED, sheets=())))


def test_what_is_no_pdf_is_unreadable() -> None:
    assert names(inspect_pdf(b"no pdf", WANTED)) == {"unreadable-file"}


def test_inspection_knows_nothing_of_what_made_the_file() -> None:
    for path in (sample.ROOT / "octavo/inspect").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in ("octavo.make", "octavo.compose", "ebooklib", "weasyprint", "pikepdf"):
            assert f"import {name}" not in text and f"from {name}" not in text, (path.name, name)


def test_what_the_setter_warns_of_is_a_finding_at_its_chapter() -> None:
    sheets = (Sheet("ch01", "chapter", "A", "1", "", place=Place("one.md", 1, 1)),)
    said = (("ch01", "fn-ch01-3 is lost"), ("ch01", "no font has the letters ☃"))
    (finding,) = setting_faults(said, sheets)
    assert (finding.name, finding.place.file) == ("setting-fault", "one.md")
    assert "fn-ch01-3 is lost" in finding.message


def test_halves_of_words_belong_to_the_line_that_they_end() -> None:
    expected = words.count_words("nothing is anything but a thing and an inn")
    assert not words.missing(expected, ["no-\nthing is any-\nthing but a thing and an inn"])
    assert words.missing(expected, ["no-\nthing is any-\nthing but a thing and an"]) == {"inn": 1}
    assert words.missing(expected, ["nothing is any-\nbut a thing and an inn"]) == {"anything": 1}


def test_a_quoted_word_has_no_joiner_in_it() -> None:
    found = codes.LOST_WORDS.at(Place("a"), "`oil\u2060lamp` is lost", "oil\u2060lamp")
    assert (found.message, found.subject) == ("`oillamp` is lost", "oillamp")


def test_a_broken_word_whose_end_is_a_word_is_found_across_pages() -> None:
    expected = words.count_words("without taking effect it was an undertaking")
    pages = ["without tak-\ning effect it was an under-\n1. A note.", "taking"]
    assert not words.missing(expected, pages)
    assert words.missing(expected, [pages[0]]) == {"undertaking": 1}
