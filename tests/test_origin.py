"""Origins: what is found in a finished edition is said of the manuscript's own line."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from octavo.children import ToolFault
from octavo.findings import Finding, Place, Severity
from octavo.inspect import validators
from octavo.inspect.epub import inspect_epub
from octavo.inspect.expected import Expected, ExpectedSheet, Origins
from octavo.inspect.markup import Markup, parse
from octavo.inspect.origin import Trail
from octavo.inspect.validators import read_messages, validate
from octavo.orders import Order
from octavo.pipeline import build
from tests.conftest import BOOK, MakeBook

SOURCE = """\
Before it stands another chapter. A paragraph like no other.

# One

A [paragraph]{.index term="Text!Paragraph"} like no other,
and *so* it goes on [@doe, p. 3] to its end.[^a]

Yes.

![The map](map.svg){#fig:map}

| Site | Year |
|---|---|
| Deveselu | 2016 |

: The sites of the shield

Ditto. A paragraph with [a link](#gone) in it.

[^a]: What the note says stands down here.
"""
PAGE = """\
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head><body>
<h1 id="one"><span class="label">Chapter 1</span> <span class="title">One</span></h1>
<p id="first">A <span class="index-mark" id="ix-1">paragraph</span> like no other, and <em id="so">so</em> it goes on \
<span class="citation">(Doe 2001, 3)</span> to its <b id="end">end</b>.\
<a role="doc-noteref" id="call" href="#fn-1">1</a></p>
<p id="yes">Yes.</p>
<figure id="fig-map"><img id="img" src="map.svg" alt="The map"/></figure>
<table><caption id="caption"><span class="label">Table 1.</span> The sites of the shield</caption>
<tr><th id="site">Site</th><th>Year</th></tr><tr><td>Deveselu</td><td id="year">2016</td></tr></table>
<p id="ditto">Ditto. A paragraph with <a id="link" href="#gone">a link</a> in it.</p>
<hr id="rule"/>
<aside role="doc-footnote" id="fn-1"><p class="note-number"><a id="back" href="#call">1</a></p>
<div id="note">What the note says stands down here.</div></aside>
<aside role="doc-footnote" id="fn-2"><div id="made">Made by a style.</div></aside>
<p><a role="doc-noteref" href="#fn-2">2</a></p>
</body></html>
"""
FILE = "chapters/one.md"
ORIGINS = Origins({"fig-map": Place(FILE, 10, 21)}, {FILE: SOURCE})
EXPECTED = Expected(
    "output/epub/book.epub", sheets=(ExpectedSheet("ch01", place=Place(FILE, 3, 1)),), origins=ORIGINS
)  # fmt: skip


@pytest.mark.parametrize(
    ("element", "line", "column"),
    [
        ("one", 3, 3),
        ("first", 5, 1),
        ("so", 6, 6),
        ("end", 6, 41),
        ("call", 5, 1),
        ("yes", 8, 1),
        ("fig-map", 10, 21),
        ("img", 10, 21),
        ("caption", 16, 3),
        ("site", 12, 3),
        ("year", 14, 14),
        ("ditto", 18, 1),
        ("link", 18, 26),
        ("rule", 18, 1),
        ("note", 20, 7),
        ("back", 5, 1),
    ],
)
def test_an_element_is_led_back_to_its_words(element: str, line: int, column: int) -> None:
    page = Markup("EPUB/ch01.xhtml", parse(PAGE.encode()))
    found = next(e for e in page.elements if e.get("id") == element)
    assert Trail(EXPECTED, page).place(found) == Place(FILE, line, column)


def test_without_a_manuscript_the_sheet_or_the_edition_is_named() -> None:
    page = Markup("EPUB/ch01.xhtml", parse(PAGE.encode()))
    element = next(e for e in page.elements if e.get("id") == "ditto")
    bare = Expected("output/epub/book.epub", sheets=EXPECTED.sheets)
    assert Trail(bare, page).place(element) == Place(FILE, 3, 1)
    assert Trail(Expected("output/epub/book.epub"), page).place(element) == Place("output/epub/book.epub/ch01")


def packed(page: str = PAGE) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("EPUB/ch01.xhtml", page)
    return out.getvalue()


def test_our_own_inspection_names_the_line_of_a_dead_link() -> None:
    found = [f for f in inspect_epub(packed(), EXPECTED) if f.name == "dead-link"]
    assert [f.place for f in found if "#gone" in f.message] == [Place(FILE, 18, 26)]


def test_lost_words_are_said_of_where_they_alone_stand() -> None:
    text = "and so it goes on to its end the link in it"
    expected = replace(EXPECTED, sheets=(replace(EXPECTED.sheets[0], text=text),))
    found = inspect_epub(packed(PAGE.replace("goes", "").replace(" in it", "")), expected)
    assert [f.place for f in found if f.name == "lost-words"] == [Place(FILE, 6, 13)]
    twice = inspect_epub(
        packed(PAGE.replace("Ditto. A paragraph", "")),
        replace(expected, sheets=(replace(expected.sheets[0], text="paragraph paragraph"),)),
    )
    assert [f.place for f in twice if f.name == "lost-words"] == [Place(FILE, 3, 1)]


def message(severity: str, path: str, line: int, column: int, **more: Any) -> dict[str, Any]:
    said = 'Error while parsing file: element "p" not allowed here; expected the element "a" or another'
    location = {"path": path, "line": line, "column": column, "context": None}
    return {
        "ID": "RSC-005",
        "severity": severity,
        "message": said,
        "locations": [location],
        "additionalLocations": 0,
    } | more


def position(text: str) -> tuple[int, int]:
    """The line and column of the end of a piece of the page, from 1, as EPUBCheck counts."""
    before = PAGE[: PAGE.index(text) + len(text)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def judged(*messages: dict[str, Any]) -> tuple[Finding, ...]:
    return read_messages(list(messages), packed(), EXPECTED)


def test_epubchecks_words_stand_in_the_manuscript() -> None:
    line, column = position('<em id="so">')
    (finding,) = judged(message("ERROR", "EPUB/ch01.xhtml", line, column))
    assert (finding.code, finding.name, finding.severity) == ("I040", "epubcheck-error", Severity.ERROR)
    assert finding.place == Place(FILE, 6, 6)
    assert finding.message == 'EPUBCheck RSC-005: element "p" not allowed here'
    assert finding.others == (Place("output/epub/book.epub/EPUB/ch01.xhtml", line, column),)


def test_epubchecks_weights_are_ours_and_its_advice_is_left_out() -> None:
    found = judged(*(message(weight, "EPUB/content.opf", 4, 9) for weight in ("FATAL", "WARNING", "USAGE", "INFO")))
    assert [finding.code for finding in found] == ["I040", "I041"]
    assert found[0].place == Place("output/epub/book.epub/EPUB/content.opf", 4, 9)


def test_each_place_is_a_finding_and_places_that_are_not_told_are_counted() -> None:
    lines = [position(text) for text in ('<p id="yes">', '<p id="ditto">')]
    places = [{"path": "EPUB/ch01.xhtml", "line": line, "column": column} for line, column in lines]
    found = judged(message("ERROR", "", 0, 0, locations=places, additionalLocations=7))
    assert [finding.place.line for finding in found] == [8, 18]
    assert "7 places more" in found[1].message


@pytest.mark.parametrize(
    "odd",
    [
        {"severity": "ERROR"},
        message("ERROR", "book.epub", -1, -1),
        message("ERROR", "EPUB/ch01.xhtml", 9999, 1),
        message("ERROR", "EPUB/ch01.xhtml", 0, 0),
    ],
)
def test_messages_without_a_place_are_findings_too(odd: dict[str, Any]) -> None:
    assert [finding.code for finding in judged(odd)] == ["I040"]
    assert read_messages([odd], b"no zip", EXPECTED)[0].code == "I040"


def test_without_epubcheck_it_is_said_and_nothing_is_built(
    monkeypatch: pytest.MonkeyPatch, make_book: MakeBook
) -> None:
    monkeypatch.setattr(validators, "command", tuple)
    with pytest.raises(ToolFault, match="install Java"):
        validate(packed(), EXPECTED)
    folder = make_book()
    with pytest.raises(ToolFault, match="install Java"):
        build(Order(folder, judged=True))
    assert not (folder / "output").exists()


def test_a_judge_that_says_nothing_is_a_fault_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validators, "command", lambda: ("/bin/sh", "-c", "echo no memory >&2; exit 1"))
    with pytest.raises(ToolFault, match="status 1 and said 'no memory'"):
        validate(packed(), EXPECTED)


EPUB = '\n[[edition]]\nname = "epub"\nformat = "epub"\n'
FRAME = """\
{% extends "base.xhtml" %}{% block main %}
<section><h1 id="{{ sheet.anchor or sheet.name }}">{{ sheet.title_html }}</h1>{{ sheet.body }}<bogus/></section>
{% endblock %}
"""


@pytest.mark.needs_java
def test_a_built_epub_is_judged_in_the_words_of_the_manuscript(make_book: MakeBook) -> None:
    if not validators.command():
        pytest.skip("EPUBCheck needs Java and the package epubcheck")
    chapter = "# One\n\nText without a fault.\n\nThen one that *leans*, and goes on.\n"
    files: dict[str, str | bytes] = {"chapters/one.md": chapter, "chapters/two.md": "# Two\n\nMore.\n"}
    folder = make_book(files, toml=BOOK[: BOOK.index("[[edition]]")] + EPUB)
    assert [f for f in build(Order(folder, judged=True, cached=False)).findings if f.code == "I040"] == []
    Path(folder, "templates/epub").mkdir(parents=True)
    Path(folder, "templates/epub/chapter.xhtml").write_text(FRAME, encoding="utf-8")
    report = build(Order(folder, judged=True, cached=False))
    found = [finding for finding in report.findings if finding.code == "I040"]
    assert found
    assert {finding.place for finding in found} == {Place("chapters/one.md", 5, 1), Place("chapters/two.md", 3, 1)}
    assert all("bogus" in finding.message for finding in found)
    assert not report.published
