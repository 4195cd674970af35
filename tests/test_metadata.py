"""The metadata of chapters: what is read from the block at the top of a file, and from book.toml."""

from dataclasses import replace
from xml.etree import ElementTree

import editions_sample as sample
import printed
import pytest
from conftest import parsed, source

from octavo.assemble import told
from octavo.compose.views import SheetView
from octavo.config.read import read_config
from octavo.model import About, Author
from octavo.parse.about import read_about

ORCID = "0000-0002-1825-0097"


def about(block: str) -> About:
    return read_about("a.md", block, 2)[0]


def faults(block: str) -> list[tuple[str, int, int]]:
    return [(r.text, r.place.line, r.place.column) for r in read_about("a.md", block, 2)[1]]


@pytest.mark.parametrize(
    ("block", "authors"),
    [
        ("author: Jane Doe", [Author("Jane Doe")]),
        ("author: Jane Doe and John O'Roe; R. Poe", [Author("Jane Doe"), Author("John O'Roe"), Author("R. Poe")]),
        ("authors: [Jane Doe, 'Roe, Jr.']", [Author("Jane Doe"), Author("Roe, Jr.")]),
        (f"author: Jane Doe\norcid: https://orcid.org/{ORCID}", [Author("Jane Doe", ORCID)]),
        ("author:\n- Jane Doe\n- John Roe # late", [Author("Jane Doe"), Author("John Roe")]),
        ("author:\n  - name: Jane\n    affiliation: L\n  - {name: Roe}", [Author("Jane", "", "L"), Author("Roe")]),
        ("author:\n  - name:\n      given: Jane\n      family: Doe", [Author("Jane Doe")]),
        (f"author:\n  - Jane Doe:\n      orcid: {ORCID}\n  - Roe:\n      note: x", [Author("Jane Doe"), Author("Roe")]),
        ("author:\n  - name: Jane\n    affiliations:\n      - name: L\n        city: L", [Author("Jane", "", "L")]),
    ],
)  # fmt: skip
def test_authors_are_read_as_other_tools_write_them(block: str, authors: list[Author]) -> None:
    assert list(about(block).authors) == authors


def test_texts_of_one_line_and_of_several() -> None:
    read = about(
        "subtitle: Plain words\n  that go on\nshort-title: 'It''s'\nkeywords:\n  - a b\n  - c\n"
        "abstract: >\n  First\n  line.\n\n  Second.\ndoi: https://doi.org/10.5555/a.b\n"
    )
    assert (read.subtitle, read.short_title, read.doi) == ("Plain words that go on", "It's", "10.5555/a.b")
    assert read.abstract == "First line.\n\nSecond." and read.keywords == ("a b", "c")
    assert about("abstract: |\n  One\n  two.\n").abstract == "One\ntwo."
    assert about('keywords: "a; b, c"').keywords == ("a", "b", "c")
    assert about("subtitle: ~\ndoi:\n") == About()


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("doi: none", ("`none` is no DOI", 2, 6)),
        ("author:\n  - name: A\n    orcid: 1825-0098", ("`1825-0098` is no ORCID iD", 4, 12)),
        ("title: T\nabstract:\n  - a\n", ("`abstract` is a list where text is wanted", 4, 3)),
        ("keywords:\n  a: b", ("`keywords` is a table where a list is wanted", 3, 3)),
        ('subtitle: "open', ("the quotation mark of `subtitle` is not closed", 2, 11)),
        ("author: A\nauthors: B", ("`authors` is given twice", 3, 1)),
        ("author:\n  - email: a@b.c", ("an author has no `name`", 3, 5)),
        ("author: A\nbibliography: x.bib\nformat:\n  html: x", ("bibliography, format", 3, 1)),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_remarked_on_in_its_place(block: str, fault: tuple[str, int, int]) -> None:
    assert faults(block) == [fault]


@pytest.mark.parametrize(
    "block",
    [
        "\n".join(" " * n + "a:" for n in range(3000)),
        "author: [" * 5000,
        'subtitle: "' + "x\n  " * 5000,
        "author:\n" + "- " * 5000,
        "-\n" * 3000,
        "author:\n" + "".join("  " * n + "- a:\n" for n in range(1, 500)),
        "a : : b\n: c\n\t- d",
    ],
)
def test_no_block_is_too_much(block: str) -> None:
    assert isinstance(about(block), About)


def test_a_file_carries_its_metadata() -> None:
    file = parsed("---\nauthor: Jane Doe\nabstract: What *it* is.\n---\n\n# One {.chronology}\n\nText.\n")
    assert file.about == About((Author("Jane Doe"),), abstract="What *it* is.")
    assert file.sections[0].classes == ("chronology",) and not file.remarks


CHAPTER = '[[chapter]]\nfile = "a.md"\nauthors = ["Jane Doe"]\ndoi = "10.5555/x"\nabstract = "New."\n'
TOP = 'title = "T"\nchapters = ["a.md"]\n'


def test_book_toml_says_it_too() -> None:
    config, wrong = read_config(source("book.toml", TOP + CHAPTER), frozenset(("a.md", "book.toml")))
    assert config and not wrong
    assert dict(config.about)["a.md"] == About((Author("Jane Doe"),), abstract="New.", doi="10.5555/x")
    assert dict(config.about)["a.md"].over(About(abstract="Old.", subtitle="S")).subtitle == "S"
    assert told(config, ()) == ("New.",)


@pytest.mark.parametrize(("line", "code"), [('file = "b.md"', "C010"), ('file = "c.md"', "C004"), ("", "C005")])
def test_book_toml_speaks_of_chapters_alone(line: str, code: str) -> None:
    known = frozenset(("a.md", "c.md", "book.toml"))
    found = read_config(source("book.toml", f"{TOP}[[chapter]]\n{line}\n"), known)[1]
    assert [finding.code for finding in found] == [code]


# ---- the copyright page ---------


def copyright_pages(**said: str) -> dict[str, str]:
    """The copyright page of a book of this configuration, in print, in the EPUB and on the web."""
    config = replace(sample.CONFIG, **said)  # type: ignore[arg-type]
    made = {"print": printed.sheet(printed.view("copyright", "copyright", "Copyright"), config=config)}
    for edition in (sample.EPUB, sample.WEB):
        shown = SheetView("copyright", "copyright", "Copyright", "")
        made[edition.format.value] = sample.rendered(shown, edition, config)
    return made


def test_what_a_library_says_of_the_book_stands_on_the_copyright_page_line_by_line() -> None:
    for name, page in copyright_pages(cip="Names: Doe, Jane.\n\nTitle: Lights & more.").items():
        lines = [line.strip() for line in ElementTree.fromstring(page).itertext() if line.strip()]
        at = lines.index("Names: Doe, Jane.")
        assert lines[at + 1] == "Title: Lights & more.", name
    for name, page in copyright_pages(cip="placeholder").items():
        assert "[Cataloging-in-Publication data: not yet given]" in page, name
    assert all("Cataloging" not in page for page in copyright_pages().values())


@pytest.mark.parametrize(
    ("rights", "licence", "times"),
    [
        ("© 2026 A. Author", "", 1),
        ("© 2026 A. Author", "CC-BY-4.0", 0),
        ("© A. Author. All rights reserved.", "", 1),
        ("", "", 0),
    ],
)
def test_all_rights_are_reserved_once_where_no_licence_gives_them(rights: str, licence: str, times: int) -> None:
    for name, page in copyright_pages(rights=rights, licence=licence).items():
        assert page.partition("<footer")[0].count("All rights reserved") == times, name
