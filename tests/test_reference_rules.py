"""What looks like a fault of references, notes, figures or tables and is none, and the place of what is one."""

from dataclasses import replace

import pytest
from conftest import EDITIONS, FILES, png, survey_of_book, surveyed
from hypothesis import given
from hypothesis import strategies as st

from octavo.findings import Place
from octavo.geometry import geometry
from octavo.model import Edition, Format
from octavo.rules import check
from octavo.survey import Beside, ImageUse, PictureState
from octavo.survey.room import depth, measure, printed_width, table_room
from tests.asking import ALL, across, fixed, found, found_in, places

FIGURE = '![A](map.svg){#fig:a alt="B"}'
TABLE = "| a | b |\n|---|---|\n| c | d |\n\n: A {#tbl:a}"

# ---- references and links -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# One\n\nSee [it](#a).\n\n## A\n\nText.\n", []),
        ("# One\n\nSee [it](#a).\n\n# Two\n\n## A {#a}\n\nText.\n", []),
        ("# One\n\nSee [it](#a).\n\n# Two\n\n[x]{#a}\n\n# Three\n\n[y]{#a}\n", [(3, 5)]),
        ("# One\n\nSee @page:a.\n\n# Two\n\n[x]{#a}\n\n# Three\n\n[y]{#a}\n", [(3, 5)]),
        ("# One\n\n[z]{#a} and [it](#a).\n\n# Two\n\n[x]{#a}\n\n# Three\n\n[y]{#a}\n", []),
    ],
)
def test_ambiguous_reference(text: str, wanted: list[tuple[int, int]]) -> None:
    assert found("ambiguous-reference", text) == wanted


def test_labels_of_different_editions_are_not_confused() -> None:
    passage = '::: {{.only editions="{}"}}\n![A](map.svg){{#fig:a alt="B"}}\n:::\n\n'
    text = f"# One\n\nSee @fig:a.\n\n{passage.format('print')}{passage.format('epub web')}"
    assert found("duplicate-label", text) == [] == found("reference-to-left-out", text)
    assert found("duplicate-label", text.replace("epub web", "epub print")) == [(10, 15)]
    assert found("reference-to-left-out", text.replace("epub web", "epub")) == [(3, 5)]


def test_notes_that_several_files_have() -> None:
    note = "# {}\n\nText.[^a]\n\n[^a]: Note.\n"
    assert across("ambiguous-reference", note.format("One"), note.format("Two"), "# Three\n\nSee @note:a.\n") == [
        ("3.md", 3, 5)
    ]
    assert across("ambiguous-reference", note.format("One"), "# Two\n\nText.\n", "# Three\n\nSee @note:a.\n") == []
    assert across("ambiguous-reference", note.format("One") + "\nSee @note:a.\n", note.format("Two")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"# One\n\nSee @fig:a and @tbl:a.\n\n{FIGURE}\n\n{TABLE}\n", []),
        ("# One\n\n## Two {#fig:a}\n\nText.\n", [(3, 9)]),
        ("# One\n\n$$x$$ {#fig:a}\n", [(3, 8)]),
        ("# One\n\n```{#lst:a .c}\nx\n```\n\n$$x$$ {#eq:a}\n", []),
        ("# One\n\n```{#eq:a .c}\nx\n```\n", [(3, 5)]),
        ("# One\n\n![A table](map.svg){#tbl-a alt=B}\n\n![Code](map.svg){#lst:a alt=B}\n", []),
        ("# One\n\n::: {#tbl-a}\nText.\n:::\n", []),
        ("# One\n\nSee @sec:a and [x]{#sec:a}.\n", [(3, 5)]),
        ("# One\n\nSee @page:sec:a and [x]{#sec:a}.\n", []),
        ("# One\n\nSee @sec:a.\n\n## Two \\label{sec:a}\n\nText.\n", []),
    ],
)
def test_wrong_kind(text: str, wanted: list[tuple[int, int]]) -> None:
    assert found("wrong-kind", text) == wanted


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("two.md", [1]), ("./two.md#x", [1]), ("../chapters/two.md", [1]), ("two.html#x", [1]), ("data.csv", [1]),
        ("https://example.org/two.md", []), ("#one", []), ("mailto:a@b.org", []), ("www.example.org", []),
        ("https//example.org", []), ("{{site}}/x", []), ("jane@example.org", [1]), ("example.org/x", [1]),
    ],
)  # fmt: skip
def test_links_to_files(link: str, wanted: list[int]) -> None:
    assert [column for _, column in found("file-link", f"# One\n\n[x]({link})\n")] == wanted


def test_a_link_to_a_file_is_no_link_on_paper() -> None:
    made = surveyed("# One\n\n[x](two.md)\n")
    assert places("file-link", replace(made, config=replace(made.config, editions=EDITIONS[:1]))) == []
    only = surveyed('# One\n\n::: {.only editions="print"}\n[x](two.md)\n:::\n')
    assert places("file-link", only) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[x](two.md)", "link to the place in the book: `#two`"),
        ("[x](two.md#sub)", "link to the place in the book: `#sub`"),
        ("[x](two.md#no)", "link to the place in the book: `#two`"),
        ("[x](jane@example.org)", "write `mailto:jane@example.org`"),
        ("[x](example.org/a)", "write `https://example.org/a`"),
    ],
)
def test_the_right_form_of_a_link(text: str, hint: str) -> None:
    survey = survey_of_book(f"# One\n\n{text}\n", "# Two\n\nText.\n\n## Sub\n\nText.\n", editions=EDITIONS)
    survey = replace(survey, chapters=tuple(replace(c, path=c.path.replace("2.md", "two.md")) for c in survey.chapters))
    assert [finding.hint for finding in check(survey) if finding.name == "file-link"] == [hint]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[](https://example.org/)", [1]), ("[x]()", [1]), ("[![A](map.svg)](https://example.org/)", []),
        ("[$x$](https://example.org/)", []), ("[`x`](https://example.org/)", []), ("<https://example.org/>", []),
        ("[]{#here}", []), ("[*x*](https://example.org/)", []), ('<a id="x"></a>', []),
    ],
)  # fmt: skip
def test_empty_links(text: str, wanted: list[int]) -> None:
    assert [column for _, column in found("empty-link", f"# One\n\n{text}\n")] == wanted


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Table @fig:a", True), ("see table @fig:a", True), ("Tab. @fig:a", True), ("(Eq. @fig:a)", True),
        ("In Section @fig:a", True), ("Figure @fig:a", False), ("the pivot table @fig:a renders", False),
        ("In this section @fig:a is new", False), ("In the Table @fig:a", False), ("Table [-@fig:a]", False),
        ("the table [@fig:a]", False), ("Table 3 and @fig:a", False), ("Stable @fig:a", False),
    ],
)  # fmt: skip
def test_the_word_before_a_reference(words: str, wrong: bool) -> None:
    assert bool(found("wrong-word", f"# One\n\nHere {words} ends.\n\n{FIGURE}\n")) is wrong


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("@fig:a shows", [1]), ("It is so. @fig:a shows", [11]), ("It is so! [@fig:a; @fig:a] show", [12]),
        ("It is so.”\n@fig:a shows", [1]), ("See @fig:a.", []), ("cf. @fig:a", []), ("etc. @fig:a", []),
        ("vol. @fig:a", []), ("e.g. @fig:a", []), ("J. Doe Inc. @fig:a", []), ("Smith et al. @fig:a", []),
        ("- @fig:a", []), ("It is so. @Fig:a", []), ("It is so. [-@fig:a]", []), ("It is so. @page:fig:a", []),
        ("`code` @fig:a", []), ("No. @fig:a", []), ("It is so. `code` @fig:a", []), ("Is it? @fig:a shows", [8]),
        ("| x |\n|---|\n| @fig:a |", []), ("It is so. @fig:b shows", []),
    ],
)  # fmt: skip
def test_a_reference_that_begins_a_sentence(words: str, wanted: list[int]) -> None:
    text = f"# One\n\n{words}\n\n{FIGURE}\n"
    assert [column for _, column in found("small-reference", text)] == wanted
    assert found_in("de", "small-reference", text) == []


def test_a_reference_that_says_a_title_has_no_capital() -> None:
    assert found("small-reference", "# One\n\n@sec:a is long.\n\n## Two {#sec:a}\n\nText.\n") == [(3, 1)]
    assert found("small-reference", "# One\n\n@sec:a is long.\n\n## Two {#sec:a .unnumbered}\n\nText.\n") == []
    assert found("small-reference", "# One {-}\n\n@sec:a is long.\n\n## Two {#sec:a}\n\nText.\n") == []


def test_a_small_reference_is_mended() -> None:
    text = f"# One\n\nIt is so. @fig:a shows it, and @{{fig:a}} too.\n\n{FIGURE}\n"
    assert fixed("small-reference", text) == text.replace("so. @fig", "so. @Fig")


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("See section 3.2 above.", 5),
        ("See Section 3.2, above.", 5),
        ("as Figure 2 below shows", 4),
        ("see note 12 above", 5),
        ("(p. 45 below)", 2),
        ("Doe, supra note 12, at 5", 12),
        ("see *infra*, note 3", 14),
        ("chapter 4 of the present book", 1),
        ("Table 1 below lists", 1),
        ("See section\n3.2 above.", 5),
    ],
)
def test_references_typed_by_hand(words: str, column: int) -> None:
    assert found("typed-reference", f"# One\n\n{words}\n") == [(3, column)]


@pytest.mark.parametrize(
    "words",
    [
        "See section 3 above the road.", "Table 2 below 10 per cent", "Figure 2 above its caption", "1.5 m above it",
        "12 above the rest", "> See section 3.2 above.", "“See section 3.2 above.”",
        "He wrote: \"see note 12 above.\"",
        "`See section 3.2 above.`", "| section 3.2 above |\n|---|\n| x |", "## Section 3.2 above\n\nText.",
        "section 4 above ends.\n\n## 4. Rights\n\nText.", "See Figure 2 above.\n\nFigure 2: the coast",
        "Section 2 above.\n\n1. One\n2. Two", "2.4 GHz above", "see chapter 4", "page 12 of the report",
        "Article 5 above", "vgl. Abb. 3 unten links", "his note 12 above", "Smith's section 3.2 above",
        "item 3 above", "Doe, chap. 4", "see eq. 3 above.\n\n$$x \\tag{3}$$", "section 3.2 aboveboard",
    ],
)  # fmt: skip
def test_what_is_no_typed_reference(words: str) -> None:
    assert found("typed-reference", f"# One\n\n{words}\n") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "voir le chapitre 4 ci-dessus"), ("fr", "cf. tableau 3, plus bas"), ("de", "siehe Kapitel 4 oben"),
        ("de", "vgl. Kap. 3 weiter unten"), ("ru", "см. главу 3 выше"), ("ru", "в гл. 3 наст. изд."),
    ],
)  # fmt: skip
def test_typed_references_of_other_languages(language: str, words: str) -> None:
    assert len(found_in(language, "typed-reference", f"# One\n\n{words}.\n")) == 1


@pytest.mark.parametrize(
    ("words", "likely"),
    [
        ("see chapter 4.", True), ("Chapter 4 shows that", True), ("(see Figure 2.1)", True),
        ("as Table 3 lists", True),
        ("Chapter 4 of his book shows", False), ("Doe [@doe2001], chapter 4 shows", False), ("see p. 45", False),
        ("In *Swords*, chapter 4 shows", False), ("see section 3 of the Act", False), ("see chapter 4 in Doe", False),
        ("chapter 4", False), ("see n. 4", False), ("Smith, chap. 4", False), ("see §4", False),
    ],
)  # fmt: skip
def test_likely_typed_references(words: str, likely: bool) -> None:
    assert bool(found("likely-typed-reference", f"# One\n\nHere {words}\n")) is likely


def test_groups_of_figures_are_referred_to_together() -> None:
    group = "::: {#fig:g}\n![A](map.svg){#fig:a alt=B}\n\n![C](map.svg){#fig:c alt=D}\n\nBoth.\n:::\n"
    assert found("unreferenced-float", f"# One\n\nSee @fig:g.\n\n{group}") == []
    assert found("unreferenced-float", f"# One\n\nSee @fig:a.\n\n{group}") == []
    assert len(found("unreferenced-float", f"# One\n\n{group}")) == 3
    assert found("unreferenced-float", f"# One\n\nSee [it](#fig:a) and @page:tbl:a.\n\n{FIGURE}\n\n{TABLE}\n") == []


def test_order_of_figures() -> None:
    figures = "\n\n".join(f"![{x}](map.svg){{#fig:{x} alt=B}}" for x in "abc")
    assert found("float-order", f"# One\n\n@Fig:a, @fig:b, @fig:a, @fig:c.\n\n{figures}\n") == []
    assert found("float-order", f"# One\n\n@Fig:c, @fig:a, @fig:b.\n\n{figures}\n") == [(3, 1)]
    assert found("float-order", f"# One\n\n@Fig:c.\n\n# Two\n\n@Fig:a, @fig:b, @fig:c.\n\n{figures}\n") == []


def test_labels_that_look_alike() -> None:
    twice = "# One\n\n![A](map.svg){#fig:map alt=B}\n\n![A](map.svg){#%s alt=B}\n"
    assert found("label-look-alike", twice % "fig-map") == [(5, 15)] == found("label-look-alike", twice % "fig:Map")
    assert found("label-look-alike", twice % "fig:mаp") == [(5, 15)]
    assert found("label-look-alike", twice % "fig:map2") == [] == found("label-look-alike", twice % "fig:maps")


def test_a_missing_image_of_another_name() -> None:
    survey = survey_of_book("# One\n\n![A](Map.PNG) ![B](mpa.svg) ![C](none.png)\n", beside=Beside(files=FILES))
    assert [f.hint.split("`")[1] for f in check(survey) if f.name == "missing-image"] == [
        "figures/map.svg", "map.svg", "resources"
    ]  # fmt: skip


# ---- notes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A.[^a]\n\n[^a]:\n\nNext.\n", [(5, 1)]), ("A.[^a]\n\n[^a]:\n    Text.\n", []),
        ("A.[^a]\n\n[^a]:\n\n    Text.\n", []), ("A.[^a]\n\n[^a]: \\\n", []), ("A.^[]\n", [(3, 3)]),
        ("A.[^a]\n\n[^a]: [@doe2001]\n", []), ("A.[^a]\n\n[^a]: ![](map.svg)\n", []), ("A.[^a]\n\n[^a]: $x$\n", []),
        ("A.[^a]\n\n```\n[^a]:\n\nNext.\n```\n\n[^a]: B.\n", []), ("A.[^a]\n\n[^a]: 1. x\n", []),
    ],
)  # fmt: skip
def test_empty_notes(text: str, wanted: list[tuple[int, int]]) -> None:
    assert found("empty-note", f"# One\n\n{text}") == wanted


NOTE = "\n\n[^a]: Because.\n\n[^b]: So.\n"


@pytest.mark.parametrize(
    ("words", "language", "columns"),
    [
        ("claim[^a].", "en", [6]), ("claim.[^a]", "en", []), ("claim[^a], so", "en", [6]), ("claim[^a]— so", "en", []),
        ("claim[^a]... so", "en", []), ("(claim[^a])", "en", []), ("“claim[^a].”", "en", [7]), ("v[^a].x", "en", []),
        ("claim^[A [b] c.].", "en", [6]), ("claim[^a][^b].", "en", [10]), ("claim[^a].", "de", []),
        ("mot.[^a]", "fr", [5]), ("mot[^a].", "fr", []), ("en 1972 г.[^a]", "ru", []), ("слово,[^a]", "ru", [7]),
    ],
)  # fmt: skip
def test_notes_and_punctuation(words: str, language: str, columns: list[int]) -> None:
    text = f"# One\n\n{words}{NOTE}"
    assert [column for _, column in found_in(language, "note-punctuation", text)] == columns


@pytest.mark.parametrize(
    ("words", "mended_"),
    [
        ("A claim[^a]. So.", "A claim.[^a] So."), ("A claim^[Because, [so].], no.", "A claim,^[Because, [so].] no."),
        ("“A claim[^a].” So.", "“A claim.”[^a] So."), ("A claim[^a][^b]; so.", "A claim[^a];[^b] so."),
    ],
)  # fmt: skip
def test_punctuation_before_notes_is_mended(words: str, mended_: str) -> None:
    assert fixed("note-punctuation", f"# One\n\n{words}{NOTE}") == f"# One\n\n{mended_}{NOTE}"


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("claim. [^a]", [7]), ("claim.[^a]", []), ("claim.\u00a0[^a]", []), ("claim.\n[^a]", [1]), ("[^a] x", []),
        ("- [^a] x", []), ("| [^a] |\n|---|\n| x |", []), ("> [^a] x", []), ("claim[^a] [^b]", [10]),
    ],
)  # fmt: skip
def test_spaces_before_notes(words: str, columns: list[int]) -> None:
    assert [column for _, column in found("space-before-note", f"# One\n\n{words}{NOTE}")] == columns


def test_a_space_before_a_note_is_mended() -> None:
    assert (
        fixed("space-before-note", f"# One\n\nA claim.  [^a] So ^[b].{NOTE}") == f"# One\n\nA claim.[^a] So^[b].{NOTE}"
    )
    broken = f"# One\n\nA claim.\n[^a] So.{NOTE}"
    assert fixed("space-before-note", broken) == broken


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("note-in-heading", "# One[^a]\n\nText.\n\n## Two^[b]\n\nText.[^c]\n\n[^a]: A.\n\n[^c]: C.\n", [(1, 6),
        (5, 7)]),
        ("adjacent-notes", f"# One\n\nText.[^a][^b] More.[^a]{NOTE}", [(3, 6)]),
        ("adjacent-notes", f"# One\n\nText.[^a] [^b]{NOTE}", []),
        ("repeated-call", f"# One\n\nText.[^a] More.[^a] Other.[^b]{NOTE}", [(3, 16)]),
        ("repeated-call", '# One\n\n![A[^a]](map.svg){alt="B"}\n\n[^a]: N.\n', []),
        ("unfinished-note", "# One\n\nA^[So it is] b^[So it is.] c^[See <https://a.org>] d^[x] e^[“So.”]\n", [(3, 2)]),
        ("unfinished-note", "# One\n\nA^[See [@doe2001]] b^[Is it?] c^[So it is)] d^[(So it is.)]\n", [(3, 32)]),
    ],
)  # fmt: skip
def test_calls_of_notes(name: str, text: str, wanted: list[tuple[int, int]]) -> None:
    assert found(name, text) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The coast was dark.^3^ So.", [20]), ("The coast was dark.³ So.", [20]), ("“It was dark.”^12^", [15]),
        ("10 m.² and km^2^", []), ("x^2^ is", []), ("Jane Doe,^1^ John Roe^2^", []), ("H~2~O.^3^", []),
        ("It was so.^3^\n\n^3^ See Doe.", []), ("It was so.³\n\n3. Doe, *Lights*.", []), ("`dark.^3^ so`", []),
        ("It ended. ^2^And then", []), ("dark.^th^", []),
    ],
)  # fmt: skip
def test_numbers_of_notes_typed_by_hand(words: str, wanted: list[int]) -> None:
    assert [column for _, column in found("typed-note-call", f"# One\n\n{words}\n")] == wanted


# ---- figures and tables ---------------------------------------------------------------------------------------------


def test_a_picture_that_shows_nothing_needs_no_description() -> None:
    assert found("missing-alt", '# One\n\nText ![](map.svg){alt=""} and ![](map.svg).\n') == [(3, 31)]


@pytest.mark.parametrize(("width", "height"), [(432, 648), (504, 720), (419.5, 595.3), (306, 504), (612, 792)])
def test_the_rules_know_the_page_as_the_setter_does(width: float, height: float) -> None:
    edition, page = Edition("print", Format.PRINT, width=width, height=height), geometry(width, height)
    assert abs(measure(edition) - page.measure) < 0.02
    assert abs(depth(edition) - page.depth) < 0.02


@pytest.mark.parametrize(
    ("asked", "pixels", "points"),
    [
        ("", (400, 300), 300), ("", (4000, 3000), 315), ("50%", (4000, 3000), 157.5), ("2in", (400, 300), 141.75),
        ("5cm", (400, 300), 141.75), ("nonsense", (400, 300), 300), ("200%", (400, 300), 315),
        ("", (300, 3000), 43.56),
        ("0.5\\textwidth", (400, 300), 157.5),
    ],
)  # fmt: skip
def test_how_wide_a_picture_is_printed(asked: str, pixels: tuple[int, int], points: float) -> None:
    use = ImageUse("a.png", "a.png", "", "", Place("a.md"), width=asked, figure=True)
    printed = printed_width(use, PictureState("a.png", *pixels), Edition("print", Format.PRINT))
    assert abs(printed - points) < 0.1


def test_pixels_count_in_print_alone() -> None:
    made = surveyed('# One\n\n![A](small.png){width=100% alt="B"}\n')
    assert places("coarse-image", made) == [(3, 1)]
    assert places("coarse-image", replace(made, config=replace(made.config, editions=EDITIONS[1:]))) == []
    assert found("coarse-image", '# One\n\n::: {.only editions="web"}\n![A](small.png){alt="B"}\n:::\n') == []
    assert found("coarse-image", '# One\n\n![A](map.svg){width=100% alt="B"}\n') == []


def test_icons_are_no_coarse_images() -> None:
    assert len(png(16, 16)) < 100
    beside = Beside((PictureState("icon.png", 16, 16),))
    survey = survey_of_book('# One\n\nPress ![](icon.png){alt="x"}.\n', beside=beside, editions=EDITIONS)
    survey = replace(survey, images=tuple(replace(use, path="icon.png") for use in survey.images))
    assert places("coarse-image", survey) == []


def row(*words: str) -> str:
    return f"| {' | '.join(words)} |\n|{'---|' * len(words)}\n| {' | '.join('x' for _ in words)} |\n"


@pytest.mark.parametrize(
    ("letters", "overfull", "small"), [((20, 20, 20), 0, 0), ((26, 26, 26), 0, 1), ((32, 32, 32), 1, 0)]
)
def test_wide_tables(letters: tuple[int, ...], overfull: int, small: int) -> None:
    text = f"# One\n\n{row(*('w' * count for count in letters))}"
    assert len(found("overfull-table", text)) == overfull and len(found("wide-table", text)) == small
    turned = f"# One\n\n::: {{.turned}}\n{row(*('w' * count for count in letters))}:::\n"
    assert found("overfull-table", turned) == [] == found("wide-table", turned)


def test_sentences_and_addresses_fit_any_table() -> None:
    words = " ".join(["word"] * 60)
    assert found("overfull-table", f"# One\n\n{row(words, words, words)}") == []
    address = f"https://example.org/{'x' * 200}"
    assert found("overfull-table", f"# One\n\n{row(address, f'<{address}>')}") == []
    assert table_room(Edition("print", Format.PRINT, width=288)) < table_room(Edition("print", Format.PRINT))


def test_a_table_has_its_own_place() -> None:
    text = f"# One\n\nThe word one here.\n\n{row('one', 'w' * 120)}\nText.\n\n{row('one', 'v' * 120)}"
    assert found("overfull-table", text) == [(5, 1), (11, 1)]


@pytest.mark.parametrize(
    ("text", "found_"),
    [
        ("![Figure 3: The coast](map.svg){#fig:a alt=B}", True),
        ("![Fig. 3.2 The coast](map.svg){#fig:a alt=B}", True),
        ("![Рис. 3. Берег](map.svg){#fig:a alt=B}", True), ("![Figure 3: The coast](map.svg){alt=B}", False),
        ("![Figures of speech](map.svg){#fig:a alt=B}", False), ("![Figure 3 shows it](map.svg){#fig:a alt=B}", False),
        ("![Table mountain](map.svg){#fig:a alt=B}", False), ("![Tab key](map.svg){#fig:a alt=B}", False),
        ("| a |\n|---|\n| b |\n\n: Table 2. Lights {#tbl:a}", True),
        ("| a |\n|---|\n| b |\n\nTable: Lights {#tbl:a}", False),
    ],
)  # fmt: skip
def test_numbers_typed_in_captions(text: str, found_: bool) -> None:
    assert bool(found("typed-caption-number", f"# One\n\n{text}\n")) is found_


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", [(5, 11)]), ("a | b\n--|--\n1 | 2 | 3\n", [(5, 9)]),
        ("| a | b |\n|---|---|\n| `1|2` | 2 |\n| $|x|$ | 2 |\n| 1\\|2 | 2 |\n", []),
        ("| a | b |\n|---|---|\n| 1 | 2 |  |\n| 1 |\n", []), ("```\n| a |\n|---|\n| b | c |\n```\n", []),
        ("> | a |\n> |---|\n> | b | c |\n", [(5, 9)]), ("| A line\n| of verse\n", []),
        ("+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n", []), ("a or b\n---\n\nc | d\n", []),
    ],
)  # fmt: skip
def test_cells_that_are_lost(rows: str, wanted: list[tuple[int, int]]) -> None:
    assert found("dropped-cell", f"# One\n\n{rows}\nThe words 3, c and d.\n") == wanted


@pytest.mark.parametrize(
    ("alt", "found_"),
    [
        ("Image of a bay", True), ("A photograph showing a bay", True), ("Picture: a bay", True), ("bay-2.png", True),
        ("A picture gallery with three visitors", False), ("Photographers on a beach", False), ("A bay.", False),
        ("Изображение: залив", True), ("x" * 501, True), ("Figure skating", False),
    ],
)  # fmt: skip
def test_wordy_descriptions(alt: str, found_: bool) -> None:
    assert bool(found("wordy-alt", f'# One\n\n![A](map.svg){{alt="{alt}"}}\n')) is found_


def test_an_image_without_a_caption_shows_no_number() -> None:
    assert found("numberless-image", "# One\n\nSee @fig:a.\n\n![](map.svg){#fig:a alt=B}\n") == [(5, 1)]
    assert found("numberless-image", "# One\n\nSee @page:fig:a.\n\n![](map.svg){#fig:a alt=B}\n") == []


# ---- whatever is written --------------------------------------------------------------------------------------------

PIECES = (
    "# A", "## B {#sec:b}", "text", "@fig:a", "[@tbl:b]", "![c](d.png){#fig:a width=3}", "| a | b |", "|---|",
    ": c {#tbl:b}",
    "[^n]", "[^n]:", "^[x", "]", "[y]{.index see=z range=start}", "::: {.only}", ":::", "[l](two.md)",
    "section 3 above", "",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_text_is_too_odd(pieces: list[str]) -> None:
    survey = surveyed("\n".join(pieces))
    asked = replace(survey, config=replace(survey.config, house_style=ALL))
    assert all(finding.message and finding.place.file for finding in check(asked))
