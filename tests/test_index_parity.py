"""One list of marks, three editions: the inspection reads the index of finished files back and finds what differs."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from test_books import MAP, build_all, write

from octavo.findings import Finding
from octavo.inspect.index import Indexed, Marked, index_parity
from octavo.model import Edition, Format, MadeFile, Sheet

LINES = """\
<li class="depth-0" id="e1"><span class="heading">Romania</span>, <a class="locator" href="ch01.x#ix-1">1</a></li>
<li class="depth-1" id="e2"><span class="heading">base</span>, <a class="locator" href="ch01.x#ix-2">1</a>,
<a class="locator" href="ch01.x#ix-3">2n1</a></li>
<li class="depth-0" id="e3"><span class="heading">Galosh</span>. <span class="see"><i>See</i> <a class="see-entry"
href="#e1">Romania</a></span></li>
"""
PRINTED = """\
<p class="index-line depth-0">Romania, <a href="xref:ix-1">1</a></p>
<p class="index-line continued depth-0">Romania <i>(continued)</i></p>
<p class="index-line depth-1">base, <a href="xref:ix-2">1</a>, <a class="main-locator" href="xref:ix-3">2n1</a></p>
<p class="index-line depth-0">Galosh. <span class="see">See</span> <a class="see-entry" href="#e1">Romania</a></p>
"""
TEXT = '<p><span id="ix-1">R</span> <span id="ix-2">b</span> <span id="ix-3">b</span></p>'
MARKS = (
    Marked("ix-1", ("Romania",)), Marked("ix-2", ("Romania", "base")), Marked("ix-3", ("Romania", "base")),
    Marked("", ("Galosh",), True),
)  # fmt: skip


def page(body: str, role: str = "") -> bytes:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><body><div role="{role}">{body}</div></body></html>'.encode()


def web(index: str = LINES, text: str = TEXT) -> Indexed:
    files = (MadeFile("book-index.html", page(index, "doc-index")), MadeFile("ch01.html", page(text)))
    return Indexed(Edition("web", Format.WEB), MARKS, files, ())


def epub(index: str = LINES, text: str = TEXT) -> Indexed:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("EPUB/book-index.xhtml", page(index, "doc-index"))
        archive.writestr("EPUB/ch01.xhtml", page(text))
    return Indexed(Edition("epub", Format.EPUB), MARKS, (MadeFile("book.epub", data.getvalue()),), ())


def printed(index: str = PRINTED) -> Indexed:
    sheet = Sheet("book-index", "index", "Index", "", page(index, "doc-index").decode())
    return Indexed(Edition("print", Format.PRINT), MARKS, (MadeFile("book.pdf", b"%PDF"),), (sheet,))


def said(*editions: Indexed) -> list[tuple[str, str, str]]:
    return [(f.code, f.place.file, f.message) for f in index_parity(editions)]


def test_alike_editions_are_well() -> None:
    assert said(printed(), epub(), web()) == []


@pytest.mark.parametrize("made", [web, epub])
def test_what_an_edition_lacks(made: Callable[..., Indexed]) -> None:
    name = made().edition.name
    without = LINES.replace(LINES.split("</li>")[1] + "</li>", "")
    assert said(made(without)) == [("I044", f"output/{name}", "the index lacks “Romania!base”")]
    bare = LINES.replace(', <a class="locator" href="ch01.x#ix-1">1</a>', "")
    assert said(made(bare)) == [("I044", f"output/{name}", "the index has no locator for “Romania”")]
    more = LINES + '<li class="depth-1"><span class="heading">Sofia</span>, <a href="#x">3</a></li>'
    assert said(made(more)) == [("I044", f"output/{name}", "the index has, without a mark, “Galosh!Sofia”")]
    unplaced = "1 of the marks have no place in the text, such as “Romania!base”"
    assert said(made(LINES, TEXT.replace(' id="ix-3"', ""))) == [("I044", f"output/{name}", unplaced)]


def test_editions_that_differ() -> None:
    fewer = LINES.replace(',\n<a class="locator" href="ch01.x#ix-3">2n1</a>', "")
    differ = "the indexes of print and web differ in “Romania!base”: the first has 2 and 1 locators"
    assert said(printed(), epub(), web(fewer)) == [("I045", "output/web", differ)]
    elsewhere = LINES.replace('href="#e1">Romania', 'href="#e1">Bulgaria')
    assert [code for code, *_ in said(epub(), web(elsewhere))] == ["I045"]


def test_other_texts_and_other_pages_are_not_compared() -> None:
    fewer = LINES.replace(',\n<a class="locator" href="ch01.x#ix-3">2n1</a>', "")
    assert said(printed(), replace(web(fewer), marks=MARKS[:2] + MARKS[3:])) == []
    small = Edition("small", Format.SCREEN, width=300)
    assert (
        said(printed(), replace(printed(PRINTED.replace("xref:ix-3", "x").replace(">2n1<", "><")), edition=small)) == []
    )


def test_an_index_that_is_not_there() -> None:
    gone = replace(web(), files=(MadeFile("ch01.html", page(TEXT)),))
    assert [(code, message) for code, _, message in said(gone)] == [
        ("I044", "the index lacks “Galosh”, “Romania”, “Romania!base”")
    ]


def test_a_template_that_loses_entries_stops_the_build(tmp_path: Path) -> None:
    text = "# One\n\n[Alpha]{.index} [Beta]{.index} [x]{.index term=Alpha!inner}\n"
    write(tmp_path, {"one.md": text, "map.svg": MAP})
    assert build_all(tmp_path).published
    lost = """\
{% extends "base.xhtml" %}{% block main %}<section role="doc-index"><h1 id="{{ sheet.anchor }}">I</h1><ul>
{% for group in sheet.index %}{% for line in group.lines %}{% if line.depth == 0 %}<li class="depth-0">
<span class="heading">{{ line.heading }}</span>, {% for locator in line.locators %}<a class="locator"
href="{{ locator.href }}">{{ locator.text }}</a>{% endfor %}</li>{% endif %}{% endfor %}{% endfor %}
</ul></section>{% endblock %}"""
    (tmp_path / "templates/web").mkdir(parents=True)
    (tmp_path / "templates/web/index.xhtml").write_text(lost)
    findings: tuple[Finding, ...] = build_all(tmp_path).findings
    assert {(f.code, f.place.file) for f in findings} >= {("I044", "output/web")}
