"""Terms that a book marks by list: index headings and abbreviations."""

import re
from pathlib import Path

import pytest
from conftest import book_of, source
from hypothesis import given
from hypothesis import strategies as st

from octavo import tree
from octavo.checking import check
from octavo.findings import Finding, Place
from octavo.orders import Order
from octavo.terms.marking import mark
from octavo.terms.reading import names_file, read_terms
from octavo.terms.rows import Terms
from tests.test_books import build_all, epub_pages, names, pdf_text, write

TEXT = "# One\n\nThe base at Deveselu. (Deveselu’s radar, ABM, the ABM’s end.)\n\nAgain Deveselu and Caracal base.\n"


def test_index_terms_and_abbreviations(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "one.md": TEXT,
            "index.toml": '"Romania!Deveselu" = ["Deveselu", "Caracal base"]\n',
            "abbreviations.toml": 'ABM = "anti-ballistic missile"\n',
        },
    )
    report = build_all(tmp_path)
    assert report.findings == ()
    page = next(
        text for name, text in epub_pages(tmp_path / "output/epub/lights.epub").items() if name.endswith("ch01.xhtml")
    )
    assert page.count('<abbr title="anti-ballistic missile">ABM</abbr>') == 1
    assert page.count('class="index-mark"') == 4
    text = pdf_text(tmp_path / "output/print/lights-print.pdf")
    assert "Romania Deveselu, 1" in text
    assert "The base at Deveselu. (Deveselu’s radar, ABM, the ABM’s end.)" in text


def test_a_broken_term_file_is_a_finding_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": TEXT, "index.toml": '"A" = ["x"\n"B" = 3\n'}, '[[edition]]\nname = "web"\n')
    report = build_all(tmp_path)
    assert names(report.findings) == ["bad-terms"]
    assert report.findings[0].place.file == "index.toml"
    assert report.findings[0].place.line == 2


# ---- rows of index.toml ---------------------------------------------------------------------------------------------


def rows(text: str, listed: str = "") -> tuple[Terms, tuple[Finding, ...]]:
    return read_terms(source("index.toml", text), None, source("names.txt", listed) if listed else None)


def marked(toml: str, *texts: str, listed: str = "") -> list[tuple[str, str]]:
    """Each mark that the rows make in chapters of these texts: its words and its heading."""
    terms, findings = rows(toml, listed)
    assert not findings
    book = mark(book_of(*(f"# One {{#sec:one}}\n\n{text}\n" for text in texts)), terms)
    return [
        (tree.text(node["c"][1]), tree.value(node, "term") + ("*" if "main" in tree.attr(node)[1] else ""))
        for chapter in book.chapters
        for node in tree.walk([chapter.title, chapter.blocks])
        if node["t"] == "Span" and "index" in tree.attr(node)[1]
    ]


def test_forms_with_endings_and_case() -> None:
    toml = '"Deveselu" = {forms = ["Deveselu*", "Девеселу"]}\n"shield" = {forms = ["missile shield*"], case = false}\n'
    found = marked(toml, "Deveselu, Deveselului, deveselu, Девеселу, XDeveselu. Missile\nshields, MISSILE shield.")
    assert [words for words, _ in found] == ["Deveselu", "Deveselului", "Девеселу", "Missile shields", "MISSILE shield"]
    assert marked('"Путин" = ["Путин*"]', "О Путине и Путинке, Распутине.") == [
        ("Путине", "Путин"),
        ("Путинке", "Путин"),
    ]


def test_the_longest_phrase_wins_and_counts_once() -> None:
    toml = '"base" = ["base"]\n"Deveselu base" = ["Deveselu base"]\n"Romania" = ["Deveselu", "Deveselu base"]\n'
    assert marked(toml, "The Deveselu base, a base, Deveselu.") == [
        ("Deveselu base", "Deveselu base"), ("Deveselu base", "Romania"), ("base", "base"), ("Deveselu", "Romania"),
    ]  # fmt: skip


def test_phrases_in_which_a_word_does_not_count() -> None:
    toml = '["Washington"]\nforms = ["Washington"]\nexclude = ["George Washington", "Washington Post"]\n'
    toml = f'"Post" = ["Post"]\n{toml}'
    found = marked(toml, "Washington read the Washington Post on George Washington, in Washington.")
    assert found == [("Washington", "Washington"), ("Post", "Post"), ("Washington", "Washington")]


def test_words_that_are_no_text_do_not_count() -> None:
    toml = '"x" = ["alpha", "doe2001", "example"]\n'
    text = (
        "`alpha` $alpha$ <https://example.org/alpha> [@doe2001, alpha] ![alpha](alpha.png){alt=alpha} <!-- alpha --> "
        "https://example.org/alpha\n\n```\nalpha\n```\n"
    )
    assert marked(toml, text) == []
    assert (
        len(marked(toml, "alpha *alpha* [alpha](#one)^[alpha] “alpha”\n\n| alpha |\n|---|\n| alpha |\n\n: alpha")) == 8
    )


def test_marks_by_hand_are_not_doubled() -> None:
    toml = '"base" = ["base"]\n"Romania" = ["Romania"]\n'
    text = 'The [base in Romania]{.index term="base"}.'
    assert marked(toml, text) == [("base in Romania", "base"), ("Romania", "Romania")]


def test_titles_headings_and_captions_count() -> None:
    toml = '"Alpha" = ["Alpha"]\n'
    terms, _ = rows(toml)
    book = mark(book_of("# Of Alpha\n\n## Alpha again\n\n![The Alpha](a.png){#fig:a}\n"), terms)
    assert str([book.chapters[0].title, book.chapters[0].blocks]).count("'index'") == 3


def test_main_locators_by_label() -> None:
    toml = '"a" = {forms = ["alpha"], main = "sec:two"}\n"b" = {forms = ["beta"], main = true}\n'
    text = "alpha beta\n\n## Two {#sec:two}\n\nalpha\n\n### Three\n\nalpha\n\n## Four\n\nalpha"
    found = marked(toml, text)
    assert [heading for _, heading in found] == ["a", "b*", "a*", "a*", "a"]


def test_names() -> None:
    people = "# people\nPutin, Vladimir\nБуш, Джордж Г. У.\nБуш, Джордж У.\n\nGorbachev*, Mikhail\n"
    text = "Putin, Vladimir Putin, V. Putin’s; Буш и Джордж Г. У. Буш; Gorbachevian."
    found = marked('names = "names.txt"\n', text, listed=people)
    assert found == [
        ("Putin", "Putin, Vladimir"), ("Vladimir Putin", "Putin, Vladimir"), ("V. Putin", "Putin, Vladimir"),
        ("Джордж Г. У. Буш", "Буш, Джордж Г. У."), ("Gorbachevian", "Gorbachev, Mikhail"),
    ]  # fmt: skip
    assert marked('[names]\n"Putin, Vladimir" = "Путин*"\n', "Putin, Путину") == [
        ("Putin", "Putin, Vladimir"), ("Путину", "Putin, Vladimir"),
    ]  # fmt: skip
    assert names_file(source("index.toml", 'names = "people.txt"\n')) == ("people.txt", Place("index.toml", 1, 9))


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('"a" = ["x", 3]', 1, 13, "`a` is neither a text nor a list of texts"),
        ('"a" = "x"\n"b" = {forms = ["De*lu"]}', 2, 17, "`De*lu` has a star that ends no word"),
        ('"a" = ["*"]', 1, 8, "`*` has a star that ends no word"),
        ('"a" = ["—"]', 1, 8, "`—` has no letters to look for"),
        ('["a"]\nform = ["x"]', 2, 1, "`form` is no key of a heading"),
        ('["a"]\ncase = "no"', 2, 8, "`case` is neither true nor false"),
        ('["a"]\nmain = 3', 2, 8, "`main` is neither true nor a label"),
        ('"a" = []', 1, 7, "`a` has no words"),
        ('"!" = "x"', 1, 1, "a heading has no letters"),
        ('"a" = ["x"\n"b" = 3\n', 2, 1, "the file cannot be read: the list is not closed"),
        ('"a" = "x"\n"a" = "y"', 2, 1, "the file cannot be read: the key `a` is given twice"),
    ],
)
def test_bad_rows_have_their_place(text: str, line: int, column: int, message: str) -> None:
    _, findings = rows(text)
    assert [(f.code, f.place, f.message) for f in findings] == [("L006", Place("index.toml", line, column), message)]


def test_bad_names_have_their_place() -> None:
    _, findings = rows('names = "names.txt"', "Putin, Vladimir\n—\n")
    assert [(f.place, f.message) for f in findings] == [(Place("names.txt", 2, 1), "`—` is no name")]


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_file_is_too_bad(text: str, name: str) -> None:
    rows(text, name + "\n")
    rows(f"[names]\n{text}")


INDEX = """\
"A-35" = {forms = ["A-35*"], see-also = "Romania!base; Moscow", sort = "A 35"}
"Galosh" = {see = "A-35"}
"Romania!base" = ["Deveselu"]
"Moscow" = ["Moscow*"]
"St. Petersburg" = {sort = "Saint Petersburg"}
"Lost" = {see = "Nowhere"}
"""


def test_lines_without_a_mark(tmp_path: Path) -> None:
    text = "# The A-35M of Moscow\n\nA-35 at Deveselu.^[See Moscow.] [St. Petersburg]{.index}, [Salt]{.index}.\n"
    write(tmp_path, {"one.md": text, "index.toml": INDEX})
    report = build_all(tmp_path, draft=True)
    assert [(f.code, f.place.file, f.place.line) for f in report.findings] == [("D002", "index.toml", 6)]
    printed = pdf_text(tmp_path / "output/print/lights-print.pdf")
    assert "Galosh. See A-35" in printed and "A-35, 1. See also Moscow; Romania: base" in printed
    assert "Salt, 1" in printed and printed.index("St. Petersburg, 1") < printed.index("Salt, 1")
    page = (tmp_path / "output/web/book-index.html").read_text(encoding="utf-8")
    entry = re.search(r'<li class="depth-0" id="([\w-]+)"><span class="heading">A-35</span>', page)
    assert entry and f'<a class="see-entry" href="#{entry[1]}">A-35</a>' in page
    assert "<i>See</i> Nowhere</span>" in page


def test_a_missing_list_of_names_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": TEXT, "index.toml": 'names = "people.txt"\n'}, '[[edition]]\nname = "web"\n')
    found = build_all(tmp_path).findings
    assert [(f.code, f.place) for f in found] == [("L001", Place("index.toml", 1, 9))]


def test_a_row_that_leads_elsewhere_is_no_place_of_its_heading(tmp_path: Path) -> None:
    marks = " ".join('[lamp]{.index term="Lamps"}' for _ in range(6))
    rows = '["Lamps"]\nsee-also = ["Oil"]\n'
    files = {"one.md": f'# One\n\n{marks} and [oil]{{.index term="Oil"}}.\n', "index.toml": rows}
    toml = 'house-style = ["bare-locators"]\n[[edition]]\nname = "web"\n'
    write(tmp_path, files, toml)
    assert [f.code for f in check(Order(tmp_path, cached=False)).findings] == []
    write(tmp_path, files | {"one.md": files["one.md"] + '\nA [lamp]{.index term="Lamps"}.\n'}, toml)
    (found,) = check(Order(tmp_path, cached=False)).findings
    assert (found.code, len(found.others)) == ("D009", 6) and "at 7 places" in found.message
