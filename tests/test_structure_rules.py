"""What looks like a fault of the structure, of metadata or of the index and is none, and the place of what is one."""

from dataclasses import replace

import pytest
from conftest import CHAPTERS, survey_of_book, surveyed

from octavo.findings import Place
from octavo.model import Edition, Format, Kind
from octavo.rules import check
from octavo.survey import Beside, TermUse
from tests.asking import across, found, places

# ---- structure and metadata -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## A\n\n## B\n\nText.\n", [(3, 1)]), ("## A\n\n### B\n\nText.\n", []), ("## A\n", [(3, 1)]),
        ("## A\n\n![x](map.svg){alt=y}\n\n## B\n\n```\nc\n```\n\n## C\n\n$$x$$\n\n## D\n\n- a\n", []),
        ("## A\n\n::: {#refs}\n:::\n", []), ("## A\n\n| a |\n|---|\n| b |\n\n## B\n\n[@doe2001]\n", []),
        ("## A\n\n<!-- later -->\n\n## B\n\nText.\n", [(3, 1)]),
        ("## A {#sec:a}\n\n### B\n\n## C\n\nText.\n", [(5, 1)]),
        ("## A\n\n> Text.\n\n## B^[Note.]\n\nText.\n", []), ("## A^[Note.]\n\n## B\n\nText.\n", [(3, 1)]),
    ],
)  # fmt: skip
def test_sections_without_text(text: str, wanted: list[tuple[int, int]]) -> None:
    assert found("empty-section", f"# One\n\n{text}") == wanted


def listed(*files: str, chapters: tuple[str, ...] = ("chapters/one.md", "chapters/two.md")) -> list[str]:
    survey = surveyed("# One\n\nText.\n")
    entries = tuple(replace(CHAPTERS[0], path=path) for path in chapters)
    config = replace(survey.config, chapters=entries, resources=("figures",))
    survey = replace(survey, config=config, beside=replace(survey.beside, files=(*chapters, *files)))
    return [finding.place.file for finding in check(survey) if finding.name == "unlisted-chapter"]


def test_files_that_are_no_chapters() -> None:
    others = ("README.md", "_draft.md", ".hidden.md", "notes.md", "NOTES-2.md", "outline.md", "three.txt", "old_two.md")
    assert listed(*(f"chapters/{name}" for name in others), "three.md", "chapters/more/three.md", "figures/a.md") == []
    assert listed("chapters/three.md") == ["chapters/three.md"]
    assert listed("chapters/notebooks.md") == ["chapters/notebooks.md"]


def test_a_file_without_a_number_among_numbered_ones_is_no_chapter() -> None:
    numbered = ("01-coast.md", "02-sea.md")
    assert listed("sources.md", "03-sky.md", chapters=numbered) == ["03-sky.md"]
    assert listed("intro.md", "ch3.md", "app1.md", chapters=("ch1.md", "ch2.md")) == ["ch3.md"]


def test_titles_that_many_chapters_have() -> None:
    several = [f"# {title}\n\nText.\n" for title in ("Addie", "Darl", "Darl", "Introduction", "Introduction")]
    assert across("duplicate-title", *several) == []
    assert across("repeated-title", *several) == [("3.md", 1, 1), ("5.md", 1, 1)]
    again = ["# The lights of the north\n\nText.\n", "# The Lights of the North\n\nText.\n"]
    assert across("duplicate-title", *again) == [("2.md", 1, 1)] and across("repeated-title", *again) == []


def test_editions_may_have_a_chapter_each() -> None:
    editions = (
        Edition("print", Format.PRINT, leaves_out=("chapters/2.md",)),
        Edition("web", Format.WEB, leaves_out=("chapters/1.md",)),
    )
    again = ["# The lights of the north\n\nText.\n"] * 2
    assert across("duplicate-title", *again, editions=editions) == []


def test_sections_of_the_same_title_under_different_ones() -> None:
    text = "# One\n\nText.\n\n## A\n\nText.\n\n### Sources\n\nText.\n\n## B\n\nText.\n\n### Sources\n\nText.\n"
    assert found("repeated-title", text) == []
    assert found("repeated-title", text.replace("## B", "## A")) == [(13, 1), (17, 1)]


@pytest.mark.parametrize(
    ("title", "found_"),
    [
        ("Chapter 1: The coast", True), ("Chapter IV", True), ("CHAPTER ONE", False), ("Глава 2. Берег", True),
        ("Chapter and verse", False), ("Kapitel 3 Der Strand", False), ("Kapitel 1 Der Strand", True),
        ("Chapter I The Coast", True), ("9. November", False), ("1984", False),
        ("7 Habits", False), ("I. M. Pei", False), ("2. Weltkrieg", False), ("Chapter 11 bankruptcies", False),
    ],
)  # fmt: skip
def test_numbers_typed_in_titles(title: str, found_: bool) -> None:
    assert bool(found("typed-number", f"# {title}\n\nText.\n")) is found_
    assert found("typed-number", f"# {title} {{-}}\n\nText.\n") == []
    assert across("typed-number", f"# {title}\n\nText.\n", kinds=(Kind.FRONT,)) == []


def test_chapters_that_count_themselves() -> None:
    assert across("typed-number", "# 1. The coast\n\nText.\n", "# 2. The sea\n\nText.\n") == [
        ("1.md", 1, 1), ("2.md", 1, 1)
    ]  # fmt: skip
    assert across("typed-number", "# I. The coast\n\nText.\n", "# II. The sea\n\nText.\n") != []
    assert across("typed-number", "# 9. November\n\nText.\n", "# 2. The sea\n\nText.\n") == []
    deep = "# One\n\nText.\n\n## 1.1 The coast\n\nText.\n"
    assert across("typed-number", deep) == [] and across("typed-number", deep, number_depth=2) == [("1.md", 5, 1)]


@pytest.mark.parametrize(
    ("attributes", "columns"),
    [
        ('.only editions="print screen"', []), ('.except editions="web-pdf"', [6]), (".only", [6]), (".except", [6]),
        ('.only editions="epub,web"', []), ('.only editions="screen-pdf"', []),
    ],
)  # fmt: skip
def test_editions_that_there_are_not(attributes: str, columns: list[int]) -> None:
    found_ = found("unknown-edition", f"# One\n\n::: {{{attributes}}}\nText.\n:::\n\nText.\n")
    assert [column for _, column in found_] == columns


@pytest.mark.parametrize(
    ("title", "found_"),
    [
        ("The coast.", True), ("The coast:", True), ("The coast?", False), ("Doe, Roe, et al.", False),
        ("And so …", False),
        ("And so...", False), ("Doe and Sons, Inc.", False), ("Plan B.", False), ("A.D.", False), ("1918 г.", False),
    ],
)  # fmt: skip
def test_stops_in_headings(title: str, found_: bool) -> None:
    assert bool(found("heading-stop", f"# One\n\nText.\n\n## {title}\n\nText.\n")) is found_


@pytest.mark.parametrize(
    ("title", "found_"),
    [
        ("THE LIGHTS OF THE COAST", True), ("NATO", False), ("NATO and SEATO", False), ("ABM, ICBM, MIRV", False),
        ("БЕРЕГ И ОГНИ МАЯКОВ", True), ("海岸の灯", False), ("A-35", False),
    ],
)  # fmt: skip
def test_headings_in_capitals(title: str, found_: bool) -> None:
    assert bool(found("shouting-heading", f"# One\n\nText.\n\n## {title}\n\nText.\n")) is found_


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [("23", [1]), ("2323", [1, 3]), ("233", []), ("2332", []), ("22", []), ("2", []), ("2234432", [])],
)
def test_lone_subsections(levels: str, wanted: list[int]) -> None:
    headings = "".join(f"{'#' * int(level)} H{index}\n\nText.\n\n" for index, level in enumerate(levels))
    lines = [4 * (index + 1) + 1 for index in range(len(levels))]
    lone = [lines.index(line) for line, _ in found("lone-subsection", f"# One\n\nText.\n\n{headings}")]
    assert lone == wanted


# ---- the index ------------------------------------------------------------------------------------------------------


def mark(term: str, **more: str) -> str:
    given = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'[x]{{.index term="{term}"{given}}}'


@pytest.mark.parametrize(
    ("name", "marks", "count"),
    [
        ("see-to-nothing", (mark("Galosh", see="A-35"),), 1),
        ("see-to-nothing", (mark("Galosh", see="A-35"), mark("A-35")), 0),
        ("see-to-nothing", (mark("Galosh", see="a-35; Moscow"), mark("A-35"), mark("Moscow!sites")), 0),
        ("see-to-nothing", (mark("Galosh", see="Moscow, sites"), mark("Moscow!sites")), 0),
        ("see-to-nothing", (mark("treaties", seealso="specific treaties"),), 0),
        ("see-to-nothing", (mark("treaties", seealso="names of individual treaties"),), 0),
        ("see-to-nothing", (mark("Galosh", see="A-35 and Moscow"), mark("A-35"), mark("Moscow")), 0),
        ("see-in-circles", (mark("A", see="B"), mark("B", see="A")), 2),
        ("see-in-circles", (mark("A", see="B"), mark("B", see="C"), mark("C")), 1),
        ("see-in-circles", (mark("A", see="B"), mark("B")), 0),
        ("see-in-circles", (mark("A", see="B"), mark("B!c"), mark("B", see="C"), mark("C")), 0),
        ("see-itself", (mark("A", seealso="a"),), 1),
        ("see-itself", (mark("A!b", seealso="A"), mark("A")), 0),
        ("unclosed-range", (mark("A", range="start"), mark("A", range="end")), 0),
        ("unclosed-range", (mark("A", range="start"),), 1),
        ("unclosed-range", (mark("A", range="end"),), 1),
        ("unclosed-range", (mark("A", range="start"), mark("A", range="start"), mark("A", range="end")), 1),
        ("unclosed-range", (mark("A", range="start"), mark("B", range="start"), mark("A", range="end"),
        mark("B", range="end")), 0),
        ("unclosed-range", (mark("A", range="begin"),), 1),
        ("see-with-locators", (mark("A", see="B"), mark("A"), mark("B")), 1),
        ("see-with-locators", (mark("A", seealso="B"), mark("A"), mark("B")), 0),
        ("heading-case", (mark("Shields"), mark("shields")), 1),
        ("heading-case", (mark("Shields"), mark("Shields")), 0),
        ("heading-case", (mark("A!Shields"), mark("B!shields")), 0),
        ("heading-variant", (mark("radar"), mark("radars")), 1),
        ("heading-variant", (mark("early-warning"), mark("early warning")), 1),
        ("heading-variant", (mark("glas"), mark("glass"), mark("boss"), mark("bos")), 0),
        ("heading-variant", (mark("Shields"), mark("shields")), 0),
        ("bare-locators", tuple(mark("A") for _ in range(7)), 1),
        ("bare-locators", tuple(mark("A") for _ in range(6)), 0),
        ("bare-locators", (*(mark("A") for _ in range(6)), mark("A", range="start"), mark("A", range="end")), 1),
        ("bare-locators", tuple(mark(f"A!{n}") for n in range(9)), 0),
        ("lone-subheading", (mark("A!b"),), 1),
        ("lone-subheading", (mark("A!b"), mark("A!c")), 0),
        ("lone-subheading", (mark("A!b"), mark("A")), 0),
        ("empty-index-term", ("[]{.index}",), 1),
        ("empty-index-term", ('[]{.index term="A"}', "[A]{.index}"), 0),
    ],
)  # fmt: skip
def test_the_index(name: str, marks: tuple[str, ...], count: int) -> None:
    assert len(found(name, f"# One\n\n{' '.join(marks)} and text.\n")) == count


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("The early warning radar.", False), ("The early\nwarning radar.", False),
        ("The *early* warning radar.", False),
        ("The [early warning](#one).", False), ("The Early warning.", True), ("`early warning`", True),
        ("Early", True),
    ],
)  # fmt: skip
def test_rows_of_the_index_that_find_nothing(text: str, idle: bool) -> None:
    term = TermUse("early warning", "warning", Place("index.toml", 1, 1))
    made = survey_of_book(f"# One\n\n{text}\n", beside=Beside(terms=(term,)))
    assert bool(places("idle-term", made)) is idle


def test_one_of_several_spellings_is_enough() -> None:
    terms = tuple(TermUse(words, "O’Brien", Place("index.toml", 1, 1)) for words in ("O’Brien", "O Brien"))
    made = survey_of_book("# One\n\nHere is O'Brien.\n", beside=Beside(terms=terms))
    assert places("idle-term", made) == []
