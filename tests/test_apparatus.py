"""Contents, lists, glossary, abbreviations, contributors and credits: in the finished editions, read back."""

import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import book_of
from lxml import etree

from octavo.apparatus.expansions import inlines, plain
from octavo.apparatus.furnishing import furnished
from octavo.compose import opening
from octavo.compose.apart import epigraph
from octavo.compose.html import Writer
from octavo.compose.pen import Surroundings
from octavo.findings import Place, Severity
from octavo.model import About, Author, Chapter, Config, Contributor, Format, Kind, Part
from octavo.orders import Order, Report
from octavo.pipeline import build
from octavo.terms.marking import mark
from octavo.terms.rows import Term, Terms
from octavo.tree import attr, text, walk
from octavo.words import words

BOOK = """
title = "Shields"
language = "en-GB"
front = ["preface.md"]
appendices = ["appendix.md"]
back = ["chronology.md", "glossary.md"]
bibliography = "references.bib"
contents-depth = 3
number-depth = 3
abbreviations-list = "front"
abstracts = true
running-verso = "author"
credits-in-captions = true

[[contributor]]
name = "Eve Editor"
role = "editor"

[[contributor]]
name = "Jane Doe"
role = "contributor"
orcid = "0000-0002-1825-0097"
affiliation = "University of Leith"
biography = "Jane Doe wrote *Lights*."

[[part]]
title = "Foundations"
chapters = ["one.md", "two.md"]

[[chapter]]
file = "two.md"
authors = ["Jane Doe", "John Roe"]

[[edition]]
name = "print"

[[edition]]
name = "screen"

[[edition]]
name = "epub"
contents-depth = 1

[[edition]]
name = "web"
"""
ONE = """---
author: Jane Doe
subtitle: How *one* works
short-title: Work
abstract: An abstract of shields.
keywords: [shields, radar]
doi: 10.5555/shields.1
---

# The Shield {#sec:one}

::: epigraph
Offence is the best defence.

— Proverb
:::

The ABM and the ABM again, PRO too. A [missile defence]{.gloss} needs [radars]{.gloss term="radar"}, says @doe2001.
[Deveselu]{.index} is a place.

## Flight

### Boost {#sec:boost}

See @fig:map, @tbl:x.

![A very long caption that no list wants.](map.svg){#fig:map alt="A coast." short="The coast" \
credit="Drawing: O'Neill" source="https://example.org/map" rights="CC BY"}

| light | metres |
|-------|-------:|
| North | 12     |

Table: Heights {#tbl:x}
"""
FILES = {
    "book.toml": BOOK,
    "abbreviations.toml": 'ABM = "anti-ballistic missile"\nZZZ = "never"\n'
    'PRO = "*[protivoraketnaya oborona]{lang=ru-Latn}*, defence"\n',
    "references.bib": "@book{doe2001, title={Lights}, author={Doe, Jane}, publisher={P}, address={Leith}, year={2001}}",
    "preface.md": "# Preface\n\nWords.\n",
    "one.md": ONE,
    "two.md": "# The Sword\n\nThe ABM once more. @sec:boost, @eq:sum.\n\n$$ \\sum_{i=1}^n \\frac{i}{2} $$ {#eq:sum}\n",
    "appendix.md": "# Ranges\n\nText, $$ r = \\sqrt{h} $$ {#eq:r} and so on.\n",
    "chronology.md": "# Chronology {.chronology}\n\n1972\n:   A treaty.\n",
    "glossary.md": "# Glossary {.glossary}\n\nmissile defence\n:   Defence.\n\n"
    "Radar, sonar\n:   See [Missile defence]{.gloss}.\n",
    "map.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h30v20z"/></svg>',
}


@dataclass(frozen=True, slots=True)
class Made:
    folder: Path
    report: Report
    epub: dict[str, bytes]
    pages: tuple[str, ...]

    def xml(self, edition: str, name: str) -> Any:
        """A page of an edition without pages, as XML."""
        data = (
            self.epub[f"EPUB/{name}.xhtml"]
            if edition == "epub"
            else (self.output(edition) / f"{name}.html").read_bytes()
        )
        return etree.fromstring(data)

    def output(self, edition: str) -> Path:
        return self.folder / "output" / edition


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def find(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces={"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf"}))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("apparatus")
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    report = build(Order(folder, workers=2))
    with zipfile.ZipFile(next((folder / "output/epub").glob("*.epub"))) as archive:
        epub = {name: archive.read(name) for name in archive.namelist()}
    document = pypdfium2.PdfDocument(next((folder / "output/print").glob("*.pdf")))
    pages = tuple(re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document)
    return Made(folder, report, epub, pages)


def test_the_book_is_without_fault(made: Made) -> None:
    assert not [f for f in made.report.findings if f.severity is not Severity.STYLE] and made.report.published


# ---- contents and lists ---------------------------------------------------------------------------------------------

LINES = (
    "Figures", "Tables", "Preface", "Abbreviations", "I Foundations", "1 The Shield: How one works", "1.1 Flight",
    "1.1.1 Boost", "2 The Sword", "A Ranges", "Chronology", "Glossary", "Bibliography", "Contributors",
    "Credits", "Index",
)  # fmt: skip


def test_contents_go_as_deep_as_the_edition_wants(made: Made) -> None:
    web = find(made.xml("web", "index"), "//h:nav[@id='contents']//h:a")
    # Nobody reads a list first: on the web it stands behind the text.
    assert [said(line) for line in web] == [*LINES[2:], *LINES[:2]]
    epub = find(made.xml("epub", "contents"), "//h:nav//h:a")
    assert [said(line) for line in epub] == [line for line in LINES if not line.startswith("1.1")]


def test_chapters_stand_below_their_part_and_sections_below_their_chapter(made: Made) -> None:
    for edition, page in (("web", "index"), ("epub", "contents"), ("epub", "nav")):
        part = find(made.xml(edition, page), "//h:li[h:a[contains(., 'Foundations')]]")[0]
        assert len(find(part, "./h:ol/h:li")) == 2, (edition, page)
    web = find(made.xml("web", "index"), "//h:li[h:a[contains(., 'Flight')]]/h:ol/h:li/h:a")
    assert [said(line) for line in web] == ["1.1.1 Boost"]
    ncx = etree.fromstring(made.epub["EPUB/toc.ncx"])
    depth = ncx.xpath("//n:meta[@name='dtb:depth']/@content", namespaces={"n": ncx.nsmap[None]})
    assert depth == ["2"]


def test_printed_contents_have_authors_and_true_page_numbers(made: Made) -> None:
    contents = next(page for page in made.pages if page.startswith("Contents"))
    for line in ("I FOUNDATIONS", "The Shield: How one works", "Boost", "Jane Doe and John Roe", "Credits"):
        assert line.casefold() in contents.casefold(), line
    folio = re.search(r"Chronology[ .]*(\d+)", contents)
    assert folio and any(p.startswith("Chronology 1972") and p.endswith(folio[1]) for p in map(str.strip, made.pages))


def test_lists_take_short_captions_and_leave_out_what_has_none(made: Made) -> None:
    page = next(page for page in made.pages if page.startswith("Figures"))
    assert re.search(r"Figure 1\.1 The coast[ .]*4", page) and "long caption" not in page
    for edition in ("epub", "web"):
        lines = find(made.xml(edition, "list-of-figures"), "//h:section//h:li/h:a")
        assert [said(line) for line in lines] == ["Figure 1.1 The coast"]
        assert lines[0].get("href") == f"ch01.{'xhtml' if edition == 'epub' else 'html'}#fig-map"
        lines = find(made.xml(edition, "list-of-tables"), "//h:section//h:li")
        assert [said(line) for line in lines] == ["Table 1.1 Heights"]


# ---- what stands around a chapter -----------------------------------------------------------------------------------


def test_a_chapter_says_who_wrote_it_and_what_it_is_about(made: Made) -> None:
    for edition in ("epub", "web"):
        root = made.xml(edition, "ch01")
        assert [said(p) for p in find(root, "//h:header/h:p")] == ["How one works", "Jane Doe"]
        assert said(find(root, "//*[@role='doc-abstract']")[0]) == "An abstract of shields."
        epigraph = find(root, "//*[@role='doc-epigraph']/h:p")
        assert [said(p) for p in epigraph] == ["Offence is the best defence.", "— Proverb"]
        assert epigraph[1].get("class") == "attribution"
    opening = next(page for page in made.pages if "The Shield How one works Jane Doe An abstract of shields." in page)
    assert "— Proverb" in opening
    assert any("JANE DOE" in page.upper() and "Boost" not in page for page in made.pages[8:])


def test_machines_are_told_too(made: Made) -> None:
    metas = {m.get("name"): m.get("content") for m in find(made.xml("web", "ch01"), "//h:meta[@name]")}
    assert metas["citation_author"] == "Doe, Jane" and metas["citation_doi"] == "10.5555/shields.1"
    assert metas["description"] == "An abstract of shields." and metas["keywords"] == "shields, radar"
    package = etree.fromstring(made.epub["EPUB/content.opf"])
    refined = {(m.get("refines"), m.get("property")): m.text for m in find(package, "//o:meta[@refines]")}
    assert refined["#sheet-ch01", "dcterms:creator"] == "Jane Doe"
    assert refined["#sheet-ch01", "dcterms:identifier"] == "https://doi.org/10.5555/shields.1"
    assert refined["#chapter-author-1", "role"] == "aut"


# ---- what is made of the book ---------------------------------------------------------------------------------------


def test_abbreviations_are_listed_and_told_once_a_chapter(made: Made) -> None:
    page = made.xml("web", "book-abbreviations")
    assert [said(line) for line in find(page, "//h:dt")] == ["ABM", "PRO"]
    assert find(page, "//h:em/h:span/@lang") == ["ru-Latn"]
    for name in ("ch01", "ch02"):
        assert find(made.xml("epub", name), "//h:abbr[.='ABM']/@title") == ["anti-ballistic missile"]
    assert find(made.xml("epub", "ch01"), "//h:abbr[.='PRO']/@title") == ["protivoraketnaya oborona, defence"]
    assert any(p.startswith("Abbreviations ABM anti-ballistic missile PRO protivora") for p in made.pages)


def test_terms_lead_into_the_glossary(made: Made) -> None:
    for edition, ending in (("epub", "xhtml"), ("web", "html")):
        links = {said(a): a.get("href") for a in find(made.xml(edition, "ch01"), "//h:a[@class='gloss']")}
        root = made.xml(edition, "glossary")
        ids = find(root, "//h:dt[h:dfn]/@id")
        assert links == {"missile defence": f"glossary.{ending}#{ids[0]}", "radars": f"glossary.{ending}#{ids[1]}"}
        assert len(find(root, "//*[@role='doc-glossary']")) == 1
        assert find(root, "//h:dd/h:a/@href") == [f"#{ids[0]}"]


def test_contributors_and_credits_stand_behind_the_bibliography(made: Made) -> None:
    root = made.xml("epub", "book-contributors")
    assert said(find(root, "//h:p")[0]) == "Jane Doe, University of Leith. ORCID 0000-0002-1825-0097"
    assert find(root, "//h:a/@href") == ["https://orcid.org/0000-0002-1825-0097"]
    assert [said(e) for e in find(root, "//h:em")] == ["Lights"] and "Eve" not in said(find(root, "//h:body")[0])
    credits = find(made.xml("web", "book-credits"), "//h:p[h:a[@class='reference']]")
    assert [said(line) for line in credits] == ["Figure 1.1. Drawing: O’Neill. https://example.org/map. CC BY."]
    assert any("Figure 1.1, p. 4. Drawing: O’Neill." in page for page in made.pages)
    caption = find(made.xml("web", "ch01"), "//h:figcaption/h:span[@class='credit']")
    assert [said(line) for line in caption] == ["Drawing: O’Neill. https://example.org/map. CC BY."]


def test_formulas_are_numbered_and_are_mathml_where_there_are_no_pages(made: Made) -> None:
    math = "{http://www.w3.org/1998/Math/MathML}"
    for edition in ("epub", "web"):
        root = made.xml(edition, "ch02")
        assert [said(n) for n in find(root, "//h:span[@class='equation-number']")] == ["(2.1)"]
        assert {"munderover", "mfrac"} <= {element.tag.removeprefix(math) for element in root.iter(f"{math}*")}
        assert "1.1.1" in said(find(root, "//h:a[@href][contains(@href, 'sec-boost')]")[0])
    assert [said(n) for n in find(made.xml("web", "app01"), "//h:span[@class='equation-number']")] == ["(A.1)"]
    assert any("(2.1)" in page for page in made.pages)


# ---- one thing alone ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "words", "language"),
    [
        ("plain", "plain", ""),
        ("[слово]{lang=ru}, word", "слово, word", "ru"),
        ('a *[b c]{.x lang="ru-Latn"}* d', "a b c d", "ru-Latn"),
        ("2 * 3 * 4", "2 * 3 * 4", ""),
        ("[open", "[open", ""),
        ("it's", "it’s", ""),
    ],
)
def test_expansions(written: str, words: str, language: str) -> None:
    assert plain(written) == words
    found = [dict(attr(node)[2]).get("lang") for node in walk(inlines(written)) if node["t"] == "Span"]
    assert found == ([language] if language else [])


def test_abbreviations_stand_where_the_author_wants_them_once() -> None:
    terms = Terms(abbreviations=(Term(("ABM",), "missile"), Term(("SDI",), "initiative")))
    placed = "# B\n\nSDI and ABM.\n\n::: {#abbreviations}\nUsed here:\n:::\n\n::: {#abbreviations}\n:::\n"
    book = furnished(mark(book_of("# A\n\nABM.\n", placed, abbreviations_list="back"), terms))
    assert len(book.chapters) == 2
    lists = [node for node in walk(book.chapters[1].blocks) if node["t"] == "DefinitionList"]
    assert [text(term) for term, _ in lists[0]["c"]] == ["ABM", "SDI"] and len(lists) == 1


def test_nothing_is_made_of_nothing() -> None:
    book = book_of("# A\n\nText with [a word]{.gloss} and ![a](map.svg){#fig:a}.\n", abbreviations_list="front")
    made = furnished(mark(book, Terms()))
    assert len(made.chapters) == 1 and text(made.chapters[0].blocks).startswith("Text with a word and")


def test_glossary_in_a_chapter_is_one_by_itself() -> None:
    """Its terms are found whatever their capitals, several of them by each; a term told twice leads to the first."""
    text_ = "# A\n\n[TWO]{.gloss} and [one]{.gloss}.\n\n::: {#glossary}\nOne, two\n:   A.\n\nTwo\n:   B.\n:::\n"
    blocks = furnished(book_of(text_)).chapters[0].blocks
    links = [node["c"][2][0] for node in walk(blocks) if node["t"] == "Link"]
    assert links == ["#gls:one-two", "#gls:one-two"]
    assert [attr(node)[0] for node in walk(blocks) if "glossterm" in attr(node)[1]] == ["gls:one-two", ""]
    assert any("glossary" in attr(node)[1] for node in walk(blocks) if node["t"] == "Div")


def test_a_group_of_figures_is_credited_once() -> None:
    figures = '# A\n\n::: {#fig:g credit="Doe"}\n![a](a.svg){#fig:a}\n\nBoth.\n:::\n\n![b](b.svg){rights="Roe"}\n'
    book = furnished(book_of(figures, credits_in_captions=True))
    assert "Both. Doe." in text(book.chapters[0].blocks) and "b Roe." in text(book.chapters[0].blocks)
    assert text(book.chapters[1].blocks) == "@Fig:g, @page:fig:g. Doe. b. Roe."
    assert len(furnished(book_of(figures, credits_list=False)).chapters) == 1


@pytest.mark.parametrize(
    ("verso", "heads"),
    [("part", ("Oil", "Short")), ("book", ("Book", "Short")), ("author", ("Jane Doe", "Short"))],
)
def test_running_heads(verso: str, heads: tuple[str, str]) -> None:
    config = Config("book.toml", "Book", parts=(Part("Oil"),), running_verso=verso)
    chapter = Chapter(
        "ch01", "a.md", Kind.CHAPTER, 0, [], "", True, [], Place("a.md"), about=About(short_title="Short")
    )
    assert opening.running_heads(chapter, "Title", "Jane Doe", config) == heads
    bare = replace(chapter, part=None, about=About())
    assert opening.running_heads(bare, "Title", "", config) == ("Book", "Title")


def test_authors_are_named_where_they_are_not_the_books() -> None:
    config = Config("book.toml", "Book", contributors=(Contributor("Jane Doe", "Doe, Jane"),))
    chapter = Chapter("ch01", "a.md", Kind.CHAPTER, None, [], "", True, [], Place("a.md"))

    def by(*names: str) -> str:
        about = About(tuple(Author(name) for name in names))
        return opening.authors(replace(chapter, about=about), config, words("en"))

    assert [by(), by("Jane Doe"), by("A"), by("A", "B"), by("A", "B", "C")] == ["", "", "A", "A and B", "A, B, and C"]


@pytest.mark.parametrize(
    ("blocks", "source_"),
    [
        ("Words.\n\n— Doe", "— Doe"),
        ("Words.\n\nDoe", "Doe"),
        ("> Words.\n\nDoe, 1901", "Doe, 1901"),
        ("| A line\n| -- Doe", "– Doe"),
        ("One.\n\nTwo.\n\nThree.", ""),
        ("Words.\n\n" + "word " * 40, ""),
        ("Words.", ""),
    ],
)
def test_source_of_an_epigraph(blocks: str, source_: str) -> None:
    inner = book_of(f"# A\n\n::: epigraph\n{blocks}\n:::\n").chapters[0].blocks[0]["c"][1]
    written = epigraph(Writer(Surroundings(Format.WEB, "a", "en", {}, {}, {}, {})), inner)
    found = re.search(r'<p class="attribution">(.*?)</p>', written, re.S)
    assert (found[1] if found else "") == source_
