"""References in words: lists, ranges, letters, notes of other chapters, pages, cases, and what has no number."""

from pathlib import Path

import pytest
from conftest import resolved
from test_books import MAP, build_all, epub_pages, pdf_text, write

from octavo import tree
from octavo.model import Kind
from octavo.phrases import phrases
from octavo.resolve import ResolvedBook

FIGURES = "\n\n".join(f"![{name.upper()}](a.png){{#fig:{name}}}" for name in "abcdef")
NOTES = "A[^1] b[^2] c[^3] d[^4] e[^5].\n\n" + "\n".join(f"[^{number}]: Note.\n" for number in range(1, 6))
LATER = tuple(f"# {name} {{#sec:{name.lower()}}}\n\nText.\n" for name in ("Two", "Three", "Four"))


def last(book: ResolvedBook, chapter: int = 0) -> str:
    """The last paragraph of a chapter."""
    return tree.text(book.chapters[chapter].blocks[-1], notes=True).replace("\u00a0", " ")


def said(reference: str, language: str = "en", before: str = FIGURES, **config: object) -> str:
    texts = (f"# One {{#sec:one}}\n\n{before}\n\nSee {reference}.\n", *LATER)
    return last(resolved(*texts, language=language, **config)).removeprefix("See ").removesuffix(".")


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("[@fig:a; @fig:b]", "figures 1.1 and 1.2"),
        ("[@fig:a; @fig:c]", "figures 1.1 and 1.3"),
        ("[@fig:a; @fig:b; @fig:c]", "figures 1.1–1.3"),
        ("[@fig:c; @fig:a; @fig:b]", "figures 1.1–1.3"),
        ("[@fig:a; @fig:b; @fig:c; @fig:f]", "figures 1.1–1.3 and 1.6"),
        ("[@fig:a; @fig:c; @fig:e]", "figures 1.1, 1.3, and 1.5"),
        ("[@fig:a; @fig:a]", "figure 1.1"),
        ("@fig:a [left]", "figure 1.1 left"),
        ("[@Fig:a; @fig:b]", "Figures 1.1 and 1.2"),
        ("[-@fig:a; -@fig:b]", "1.1 and 1.2"),
        ("[@sec:one; @sec:three; @sec:four]", "chapters 1, 3, and 4"),
        ("[@sec:two; @sec:three; @sec:four]", "chapters 2–4"),
        ("[@fig:a; @sec:two]", "figure 1.1 and chapter 2"),
        ("[@fig:a; @sec:two; @fig:b]", "figure 1.1, chapter 2, and figure 1.2"),
        ("[see @fig:a, left; and @fig:b, right]", "see figure 1.1, left; and figure 1.2, right"),
        ("[@fig:a b]", "figure 1.1b"),
        ("@fig:a [b]", "figure 1.1b"),
        ("[@fig:a a--c]", "figure 1.1a–c"),
        ("[@fig:a a and b]", "figure 1.1a and b"),
        ("[@fig:a a, left]", "figure 1.1a, left"),
        ("[@fig:a a map]", "figure 1.1 a map"),
        ("[@fig:a a; @fig:b]", "figures 1.1a and 1.2"),
        ("[@fig:a; @fig:no]", "figure 1.1 and [?@fig:no]"),
    ],
)
def test_lists_and_ranges(reference: str, words: str) -> None:
    assert said(reference) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "рис. 1.1, 1.3 и 1.5, гл. 2"),
        ("fr", "figures 1.1, 1.3 et 1.5, chapitre 2"),
        ("de", "Abbildungen 1.1, 1.3 und 1.5, Kapitel 2"),
        ("zh", "图1.1、1.3和1.5, 第2章"),
    ],
)
def test_words_are_those_of_the_language(language: str, words: str) -> None:
    assert said("[@fig:a; @fig:c; @fig:e], @sec:two", language) == words


def test_chinese_counts_around_a_list() -> None:
    assert said("[@sec:one; @sec:three]", "zh") == "第1和3章"


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("[@sec:two]{case=prepositional}", "главе 2"),
        ("[@fig:a; @fig:b]{case=instrumental}", "рисунками 1.1 и 1.2"),
        ("[@Sec:two]{case=nominative}", "Глава 2"),
        ("[@sec:two]{case=vocative}", "гл. 2"),
        ("[-@sec:two]{case=genitive}", "2"),
    ],
)
def test_a_case_may_be_asked_for(reference: str, words: str) -> None:
    assert said(reference, "ru") == words


def test_every_kind_has_its_words_in_every_case() -> None:
    kinds = ("fig", "tbl", "sec", "eq", "lst", "chapter", "appendix", "part", "note", "page")
    for language, cases in (("ru", 6), ("de", 4)):
        names = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")[:cases]
        for kind in kinds:
            for several in (False, True):
                forms = [phrases(language).word(kind, several, case=case) for case in names]
                assert all(forms) and len(forms) == cases
    for language in ("en", "ru", "fr", "de", "zh"):
        assert all(phrases(language).word(kind, several) for kind in kinds for several in (False, True))


def test_notes_of_this_chapter_and_of_others() -> None:
    assert said("[@note:1; @note:2; @note:3; @note:5]", before=NOTES) == "notes 1–3 and 5"
    book = resolved(f"# One\n\n{NOTES}", "# Two\n\nA[^x].\n\n[^x]: See @note:3 and @note:x.\n")
    assert "See chap. 1, n. 3 and n. 1." in tree.text(book.chapters[1].blocks, notes=True).replace("\u00a0", " ")
    book = resolved(f"# One\n\n{NOTES}", "# Two\n\nSee [@note:3; @note:4].\n")
    assert last(book, 1) == "See chapter 1, notes 3 and 4."
    book = resolved(f"# One\n\n{NOTES}", "# Two\n\nSee @Note:3.\n", language="ru")
    assert last(book, 1) == "See Гл. 1, прим. 3."
    book = resolved(f"# One\n\n{NOTES}", "# Two\n\nSee @note:3.\n", notes_restart="book")
    assert last(book, 1) == "See note 3."


def test_notes_of_chapters_without_a_number() -> None:
    kinds = (Kind.FRONT, Kind.CHAPTER)
    assert last(resolved("# Preface\n\nA[^1].\n\n[^1]: N.\n", "# One\n\nSee @note:1.\n", kinds=kinds), 1) == (
        "See “Preface,” note 1."
    )


def test_what_has_no_number_is_called_by_its_title() -> None:
    kinds = (Kind.FRONT, Kind.CHAPTER)
    book = resolved(
        "# Of “things” {#sec:pre}\n\n## Part of it {#sec:in}\n\nText.\n", "# One\n\nSee @sec:pre and [@sec:in].\n",
        kinds=kinds,
    )  # fmt: skip
    assert last(book, 1) == "See “Of ‘things’” and “Part of it”."


def test_figures_of_front_matter_have_numbers_of_their_own() -> None:
    kinds = (Kind.FRONT, Kind.CHAPTER, Kind.BACK)
    book = resolved(
        "# Preface\n\n![A](a){#fig:a}\n", "# One\n\n![B](b){#fig:b}\n",
        "# After\n\n![C](c){#fig:c}\n\nSee [@fig:a; @fig:b; @fig:c].\n", kinds=kinds,
    )  # fmt: skip
    assert last(book, 2) == "See figures 1, 1.1, and 2."


def test_a_label_of_the_same_file_comes_first() -> None:
    book = resolved(
        "# One\n\n## Same {#sec:same}\n", "# Two {#two}\n\n## Same {#sec:same}\n\n# Three\n\n[here](#sec:same)\n"
    )
    links = [node["c"][2][0] for node in tree.walk(book.chapters[2].blocks) if node["t"] == "Link"]
    assert links == ["#sec-same-2"] and dict(book.homes)["sec-same-2"] == "ch02"


# ---- numbers --------------------------------------------------------------------------------------------------------


def numbers(*texts: str, **config: object) -> dict[str, str]:
    return {found.label: found.text for found in resolved(*texts, **config).numbering.numbers}


def test_floats_through_the_book() -> None:
    texts = (
        "# One\n\n![A](a){#fig:a}\n\n$$x$$ {#eq:a}\n\n```{#lst:a caption=C}\nx\n```\n",
        "# Two\n\n![B](b){#fig:b}\n\n$$x$$ {#eq:b}\n\n```{#lst:b caption=C}\nx\n```\n",
    )
    through = numbers(*texts, number_floats="book")
    assert [through[f"{kind}:{name}"] for kind in ("fig", "eq", "lst") for name in "ab"] == ["1", "2"] * 3
    apart = numbers(*texts)
    assert [apart[f"{kind}:{name}"] for kind in ("fig", "eq", "lst") for name in "ab"] == ["1.1", "2.1"] * 3


def test_what_shows_no_number_takes_none() -> None:
    found = numbers(
        "# One\n\n![A](a){#fig:a}\n\nAn icon ![](i){#fig:i} here.\n\n![U](u){#fig:u .unnumbered}\n\n"
        "| a |\n|---|\n| 1 |\n\n: T {#tbl:u .unnumbered}\n\n[span]{#fig:s}\n\n![B](b){#fig:b}\n"
    )
    assert {label: found[label] for label in ("fig:a", "fig:i", "fig:u", "tbl:u", "fig:s", "fig:b")} == {
        "fig:a": "1.1", "fig:i": "", "fig:u": "", "tbl:u": "", "fig:s": "", "fig:b": "1.2",
    }  # fmt: skip


def test_parts_of_a_group_of_figures_are_lettered() -> None:
    group = "::: {#fig:g}\n![A](a){#fig:a}\n![B](b){#fig:b}\n\nBoth.\n:::\n\n![C](c){#fig:c}\n"
    assert numbers(f"# One\n\n{group}")["fig:b"] == "1.1b"
    assert said("@fig:b and @fig:c", before=group) == "figure 1.1b and figure 1.2"


# ---- in editions ----------------------------------------------------------------------------------------------------

PAGES = "Look at @page:sec:two, [@page:sec:two; @page:three], [-@page:three]; @Page:three."
TOML = """\
[[part]]
title = "Ends"
label = "sec:ends"
chapters = ["one.md", "two.md"]
"""


def test_pages_and_parts_in_every_edition(tmp_path: Path) -> None:
    files = {
        "one.md": f"# Of @fig:a {{#sec:one}}\n\n{PAGES} See @sec:ends.\n\n![Like @tbl:t](a.svg){{#fig:a alt=x}}\n",
        "two.md": "# Two {#sec:two}\n\nText.\n\n## Where [it]{#three} is\n\n|a|b|\n|-|-|\n|1|2|\n\n: T {#tbl:t}\n",
        "a.svg": MAP,
    }
    write(tmp_path, files)
    toml = (tmp_path / "book.toml").read_text().replace('chapters = ["one.md", "two.md"]\n', "")
    (tmp_path / "book.toml").write_text(toml + TOML)
    report = build_all(tmp_path)
    assert report.findings == () and report.published
    text = pdf_text(tmp_path / "output/print/lights-print.pdf").replace("\u00a0", " ")
    assert "Look at p. 5, p. 5, 5; Page 5. See part I." in text
    assert "1 Of figure 1.1" in text and "Figure 1.1. Like table 2.1" in text and "Figure 1.1 Like table 2.1" in text
    page = next(t for n, t in epub_pages(tmp_path / "output/epub/lights.epub").items() if n.endswith("ch01.xhtml"))
    assert 'Look at <a class="reference" href="ch02.xhtml#sec-two">p.\u00a05</a> of the print edition' in page
    contents = (tmp_path / "output/web/index.html").read_text(encoding="utf-8")
    assert "Of figure\u00a01.1</span></a>" in contents
    (tmp_path / "book.toml").write_text(toml + TOML + '[[edition]]\nname = "web"\n')
    build_all(tmp_path)
    alone = (tmp_path / "output/web/ch01.html").read_text(encoding="utf-8")
    assert "print edition" not in alone and "“Where it is”" in alone


def test_a_group_of_figures_shows_its_letters(tmp_path: Path) -> None:
    group = "::: {#fig:g}\n![A](a.svg){#fig:a alt=x}\n![B](a.svg){#fig:b alt=x}\n\nBoth.\n:::\n\nSee @fig:b.\n"
    write(tmp_path, {"one.md": f"# One\n\n{group}", "a.svg": MAP})
    report = build_all(tmp_path)
    assert report.findings == () and report.published
    text = pdf_text(tmp_path / "output/print/lights-print.pdf").replace("\u00a0", " ")
    assert "(a) A" in text and "(b) B" in text and "Figure 1.1. Both." in text and "See figure 1.1b." in text


def test_a_citation_behind_a_reference_stands_behind_it() -> None:
    # To pandoc the two are one citation.
    book = resolved("# One {#sec:one}\n\nAs @sec:two [@doe2001, p. 4] shows.\n", *LATER)
    words = [node for node in book.chapters[0].blocks[-1]["c"] if node["t"] != "Space"]
    assert [node["t"] for node in words] == ["Str", "Link", "Note", "Str"]
    assert tree.text(words[1]).replace("\u00a0", " ") == "chapter 2"
    assert "Doe" in tree.text(words[2]["c"])
