r"""Books that were written for other tools: what their authors took for granted is kept or reported."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo import mathematics, source
from octavo.checking import check, desk_of
from octavo.findings import Finding
from octavo.inspect.words import count_words, missing
from octavo.mathematics import formulas as set_formulas
from octavo.orders import Order
from octavo.parse.chemistry import as_letters
from octavo.parse.foreign import Macro, at_home, expanded, macros, only_macros
from octavo.parse.prepare import prepare
from octavo.parse.tex import heading, layout, meaning
from octavo.texwords import in_known_words
from octavo.tree import attr, string, text, walk
from tests.test_books import MAP, SOURCES, build_all, names, pdf_text, write

WEB = '[[edition]]\nname = "web"\n'
PRINT = '[[edition]]\nname = "print"\n'


def findings(folder: Path, files: dict[str, str], toml: str = WEB) -> tuple[Finding, ...]:
    return check(Order(write(folder, files, toml), cached=False)).findings


def page(folder: Path, name: str = "ch01") -> str:
    return (folder / f"output/web/{name}.html").read_text(encoding="utf-8")


def plain(markup: str) -> str:
    """The words of a page's main part."""
    main = markup[markup.find("<main") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", main)).replace("\u00a0", " ")


# ---- Manubot ------------------------------------------------


def test_tags_that_one_chapter_defines_hold_in_the_whole_book(tmp_path: Path) -> None:
    files = {
        "one.md": "## One\n\nText [@tag:lights; @DOI:10.1000/ABC].",
        "back.md": '## References\n\n<!-- here -->\n<div id="refs"></div>\n\n[@tag:lights]: doe2001\n',
        "references.bib": SOURCES + "@misc{doi:10.1000/abc, title={Capitals}}\n",
    }
    assert findings(tmp_path, files) == ()


def test_a_tag_may_have_an_owner_of_its_own_in_each_chapter(tmp_path: Path) -> None:
    files = {
        "one.md": "# One\n\nText [@tag:x].\n\n[@tag:x]: doe2001",
        "two.md": "# Two\n\nText [@tag:x].\n\n[@tag:x]: roe1999",
        "references.bib": SOURCES,
    }
    assert findings(tmp_path, files) == ()
    build_all(tmp_path)
    assert "A History of Lights" in page(tmp_path, "ch01") and "On Small Beacons" in page(tmp_path, "ch02")


@pytest.mark.parametrize(
    "ending", ["# References {-}", "# Références", "# 参考文献", "# References\n\n::: {#refs}\n:::"]
)
def test_the_sources_stand_below_their_own_heading(tmp_path: Path, ending: str) -> None:
    write(tmp_path, {"one.md": f"# One\n\nText [@doe2001].\n\n{ending}\n", "references.bib": SOURCES}, WEB)
    assert build_all(tmp_path).findings == ()
    sheets = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "output/web").glob("*.html")}
    listed = [name for name, sheet in sheets.items() if 'id="ref-doe2001"' in sheet]
    assert len(listed) == 1 and listed[0] not in ("ch01.html", "bibliography.html")


def test_manubot_s_own_digests_are_found_by_the_keys_that_authors_write(tmp_path: Path) -> None:
    source = {"id": "YuJbg3zO", "type": "book", "title": "Lights", "note": "By Manubot.\nstandard_id: doi:10.1000/abc"}
    write(tmp_path, {"one.md": "# One\n\nText [@doi:10.1000/ABC].", "r.json": json.dumps([source])}, WEB)
    toml = (tmp_path / "book.toml").read_text(encoding="utf-8")
    (tmp_path / "book.toml").write_text(f'bibliography = "r.json"\n{toml}', encoding="utf-8")
    assert check(Order(tmp_path)).findings == ()


def test_a_figure_may_have_a_number_of_its_author_s(tmp_path: Path) -> None:
    text = '# One\n\n![A](map.svg){#fig:a tag="S1"}\n\n![B](map.svg){#fig:b}\n\nSee @fig:a, @fig:b.'
    write(tmp_path, {"one.md": text, "map.svg": MAP}, WEB)
    assert build_all(tmp_path).findings == ()
    assert "Figure S1. A Figure 1.1. B See figure S1, figure 1.1." in plain(page(tmp_path))


def test_comments_of_jinja_are_not_printed(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\n{##\n  A comment.\n##}\n\nText with ([permalink]({{manubot.url}}))."}, WEB)
    report = build_all(tmp_path)
    assert [(f.name, f.place.line, f.place.column) for f in report.findings] == [("shortcode", 7, 24)]
    assert "A comment" not in page(tmp_path) and "permalink" in page(tmp_path) and "manubot.url" not in page(tmp_path)


# ---- the author's own word before a reference ------------------------------------------------


@pytest.mark.parametrize(("written", "printed"), [
    ("Figure @fig:map", "Figure 1.1"), ("(Fig. @fig:map)", "(Fig. 1.1)"),
    ("Figures @fig:map and @fig:two", "Figures 1.1 and 1.2"),
    ("Fig.\u00a0[@fig:map]", "Fig. 1.1"), ("see @fig:map", "see figure 1.1"), ("Figure {@fig:map}", "Figure 1.1"),
    ("the table [@fig:map]", "the table figure 1.1"), ("the figure, @fig:map", "the figure, figure 1.1"),
])  # fmt: skip
def test_the_author_s_word_is_not_said_twice(tmp_path: Path, written: str, printed: str) -> None:
    text = f"# One\n\nHere {written} ends.\n\n![Map](map.svg){{#fig:map}}\n\n![Two](map.svg){{#fig:two}}\n"
    write(tmp_path, {"one.md": text, "map.svg": MAP}, WEB)
    assert build_all(tmp_path).findings == ()
    assert f"Here {printed} ends." in plain(page(tmp_path))


@pytest.mark.parametrize(("label", "word"), [("tbl-a", "Table"), ("lst-a", "Listing"), ("fig-a", "Figure")])
def test_a_picture_of_a_table_is_called_a_table(tmp_path: Path, label: str, word: str) -> None:
    write(tmp_path, {"one.md": f"# One\n\nSee @{label}.\n\n![A](map.svg){{#{label} alt=B}}\n", "map.svg": MAP}, WEB)
    assert build_all(tmp_path).findings == ()
    assert f"See {word.lower()} 1.1." in plain(page(tmp_path)) and f"{word} 1.1. A" in plain(page(tmp_path))


# ---- TeX ------------------------------------------------

THESIS = r"""# Intro \label{chap:intro}

See chapter \ref{chap:intro}, figure \ref{fig:foo}, table \ref{ugh}, equation \eqref{wuppie} and section \ref{sec:sub}.

![A caption. \label{fig:foo}](map.svg)

| a | b |
|---|---|
| 1 | 2 |

: A table \label{ugh}

$$
  \label{wuppie}
  a = \R
$$

\newcommand{\R}{\mathbb{R}}

## Sub

\label{sec:sub}

Speed\footnote{In \emph{two} words, $x$ and \LaTeX{}.} of \SI{5}{\kilo\metre}.

\chapter*{Thanks}
\addcontentsline{toc}{chapter}{Thanks}

To all.
"""


def test_tex_labels_and_references_mean_what_they_say(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": THESIS, "map.svg": MAP}, WEB)
    assert build_all(tmp_path).findings == ()
    text = plain(page(tmp_path))
    assert "See chapter 1, figure 1.1, table 1.1, equation (1.1) and section 1.1." in text
    assert "Figure 1.1. A caption." in text and "Table 1.1. A table" in text
    assert "In two words" in text
    assert "To all." in plain(page(tmp_path, "one"))


def test_a_tex_reference_without_a_label_is_an_error(tmp_path: Path) -> None:
    found = findings(tmp_path, {"one.md": "# One\n\nSee \\ref{chap:none}."})
    assert [(f.name, f.place.line, f.place.column) for f in found] == [("undefined-reference", 3, 5)]


def test_macros_of_one_chapter_hold_in_the_next(tmp_path: Path) -> None:
    files = {
        "one.md": "# One\n\n\\newcommand{\\vect}[1]{\\mathbf{#1}}\n\nText.",
        "two.md": "# Two\n\nLet $\\vect{v} \\in X$.",
    }
    assert findings(tmp_path, files) == ()


def test_macros_that_never_end_are_left_alone() -> None:
    (macro,) = macros(r"\newcommand{\a}{\a\a}")
    math = {"t": "Math", "c": [{"t": "InlineMath"}, r"\a + 1"]}
    assert expanded([math], {"a": macro}) == [math]
    assert expanded([math], {"a": Macro("a", 0, "x")})[0]["c"][1] == "x + 1"
    assert macros(r"\DeclareMathOperator*{\argmin}{arg\,min}") == (Macro("argmin", 0, r"\operatorname*{arg\,min}"),)
    assert only_macros("\\newcommand{\\R}{x} % comment\n\\def\\S{y}") and not only_macros(r"\newcommand{\R}{x} words")


def test_what_tex_means_with_commands_within() -> None:
    known = meaning(r"\textbf{a \emph{b} 5\% $x$}", (1, 1))
    assert known is not None and [n["t"] for n in walk(known)].count("Emph") == 1 and text(known) == "a b 5% x"
    assert meaning(r"\footnote{a \unknown{b}}", (1, 1)) is None
    assert heading(r"\section{A \textit{b}} words", (1, 1)) is None
    (found,) = heading(r"\section{A \textit{b}}\label{sec:b}", (1, 1)) or []
    assert found["c"][0] == 2 and attr(found)[0] == "a-b"


# ---- Quarto ------------------------------------------------


def test_the_heading_of_a_callout_is_no_section(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"one.md": "# One\n\n::: {.callout-note}\n## Mind\n\nText.\n:::\n\n## Sub {#sec-a}\n\nSee @sec-a."},
        WEB,
    )
    assert build_all(tmp_path).findings == ()
    assert "Mind" in page(tmp_path) and "See section 1.1" in plain(page(tmp_path))


def test_a_word_between_leaves_the_reference_its_own() -> None:
    cite = {"t": "Cite", "c": [[{"citationId": "fig:x", "citationMode": {"t": "AuthorInText"}}], []]}
    after = at_home([{"t": "Para", "c": [string("Figure"), string("one"), {"t": "Space"}, cite]}], "Figure one @fig:x")
    assert after[0]["c"][-1] == cite


# ---- what is too wide, and what no font has ------------------------------------------------


def test_tall_pictures_wide_tables_and_long_formulas_keep_to_the_page(tmp_path: Path) -> None:
    digits = "3141592653589793238462643383279502884197169399375105820974944592"
    long = " + ".join(f"x_{{{n}}}" for n in range(60))
    rows = f"| a | b | c |\n|---|---|---|\n| {digits} | {digits} | `short` |\n"
    write(
        tmp_path,
        {
            "one.md": f"# One\n\n![Tall](map.svg){{height=1in}}\n\n{rows}\n$$ {long} $$ {{#eq:long}}\n\nSee @eq:long.",
            "map.svg": MAP,
        },
        PRINT,
    )
    report = build_all(tmp_path)
    assert names(report.findings) == ["overfull-table"]
    assert "short" in pdf_text(tmp_path / "output/print/lights-print.pdf")


def test_a_height_is_the_most_that_a_picture_has(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"one.md": '# One\n\n![Tall](map.svg){height=3in}\n\n![Odd](map.svg){height="3in;color:red"}', "map.svg": MAP},
        WEB,
    )
    assert build_all(tmp_path).findings == ()
    styles = (tmp_path / "output/web/styles/own.css").read_text(encoding="utf-8")
    name = styles.partition(" {")[0].removeprefix(".")
    assert styles == f".{name} {{ max-height:3in }}\n"
    assert f'class="{name}"' in page(tmp_path) and "color:red" not in page(tmp_path) and "style=" not in page(tmp_path)


def test_letters_that_no_font_has_are_errors_with_their_place(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\nText.\n\nA \u262f and \U0001f600."}, PRINT)
    report = build_all(tmp_path)
    assert [(f.name, f.place.line, f.place.column) for f in report.findings] == [("letter-without-font", 5, 3)]


def test_letters_that_no_font_has_are_seen_on_the_page_where_the_text_hides_them(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\nText.\n\nA &#9775; and &#128512;."}, PRINT)
    assert [f.name for f in build_all(tmp_path).findings] == ["missing-letters"]


def test_formulas_and_numbers_are_no_surplus_words(tmp_path: Path) -> None:
    formulas = "\n\n".join(
        f"Text $\\alpha_{{{n}}} \\text{{wuppie wuppie}}$ {n}.[^n{n}]\n\n[^n{n}]: 注释{n}。" for n in range(120)
    )
    write(tmp_path, {"one.md": f"# One\n\n{formulas}"}, WEB)
    assert "surplus-words" not in names(build_all(tmp_path).findings)


def test_a_long_word_in_three_pieces_is_not_lost() -> None:
    word = "31415926535897932384626433"
    assert not missing(count_words(f"pi {word}"), ["pi\r\n3141592653\r\n58979323\r\n84626433"])
    assert missing(count_words(f"pi {word}"), ["pi\r\n3141592653\r\n84626433"])


# ---- sources, tasks, Chinese ------------------------------------------------


@pytest.mark.parametrize(("written", "read"), [
    ("H$_2$O", r"H{\textsubscript{2}}O"), (r"$\beta$-decay", "{β}-decay"),
    (r"$\mathrm{CO}_2$", r"{CO\textsubscript{2}}"),
    (r"$\sqrt{x}$", r"$\sqrt{x}$"), (r"\$5 and \$6", r"\$5 and \$6"), (r"30$^\circ$C", "30{°}C"),
])  # fmt: skip
def test_small_formulas_in_titles_are_letters(written: str, read: str) -> None:
    assert as_letters(written) == read


def test_a_formula_in_a_title_is_printed_as_it_looks(tmp_path: Path) -> None:
    source = r"@article{a, author={Doe, J}, title={{The $\beta$-decay of {H$_2$O}}}, journal={X}, year={2001}}"
    write(tmp_path, {"one.md": "# One\n\nText [@a].", "references.bib": source}, WEB)
    assert build_all(tmp_path).findings == ()
    assert "The β-Decay of H2O" in plain(page(tmp_path))


def test_a_task_that_is_done_has_a_box_that_can_be_set(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "# One\n\n- [ ] to do\n- [x] done"}, PRINT)
    assert build_all(tmp_path).findings == ()


def test_words_between_raw_tags_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"one.md": "# One\n\nA.\n\n<ul><li>raw one</li><li>raw two</li></ul>\n\n<h2>Raw</h2>\n\n- tight\n- list"},
        WEB,
    )
    assert set(names(build_all(tmp_path).findings)) == {"unrendered-html"}
    bare = re.sub(r' id="p-[0-9a-f]{8}"', "", page(tmp_path))
    assert "<p>raw one</p>" in bare and "<p>raw two</p>" in bare and "<li>tight</li>" in bare


def test_two_arguments_of_tex(tmp_path: Path) -> None:
    text = r"See \href{http://x.org/a\_b}{a \emph{link}}, \url{http://y.org}, "
    text += r"\textcolor{red}{red}, \enquote{so} and \texttt{mono}."
    write(tmp_path, {"one.md": f"# One\n\n{text}"}, WEB)
    assert build_all(tmp_path).findings == ()
    assert 'href="http://x.org/a_b"' in page(tmp_path) and "red, “so” and mono." in plain(page(tmp_path))


def test_chinese_counts_its_chapters_in_the_middle(tmp_path: Path) -> None:
    text = "# 导弹 {#sec:a}\n\n见 @sec:b 和图 @fig:m 及 @sec:a。\n\n## 起源 {#sec:b}\n\n![地图](map.svg){#fig:m}"
    write(tmp_path, {"one.md": text, "map.svg": MAP}, f'language = "zh-CN"\n{WEB}')
    assert build_all(tmp_path).findings == ()
    assert "见 第1.1节 和图 1.1 及 第1章。" in plain(page(tmp_path)) and "第1章" in page(tmp_path)


# ---- files with a title of their own ---------------------------------------------------------


@pytest.mark.parametrize(("head", "title"), [
    ("---\ntitle: Lamps\n---\n\nBefore all.\n\n# Oil\n\nText.\n", "Lamps"),
    ("% The lamps\n  of the coast\n% Jane Doe\n% 1901\n\nBefore all.\n\n# Oil\n\nText.\n", "The lamps of the coast"),
    ("% Lamps\n\nText.\n", "Lamps"),
])  # fmt: skip
def test_what_stands_before_the_first_heading_has_the_title_of_the_file(tmp_path: Path, head: str, title: str) -> None:
    found = findings(tmp_path, {"one.md": head})
    assert "untitled-chapter" not in names(found)
    assert f"# {title}" in prepare("one.md", head).text


@pytest.mark.parametrize("before", ["", "<!-- of oil -->\n", "\\newpage\n", "::: {.only editions=web}\n"])
def test_a_file_that_begins_with_a_heading_needs_no_other(before: str) -> None:
    for head in ("---\ntitle: Lamps\n---\n", "% Lamps\n"):
        text = prepare("one.md", f"{head}\n{before}\n# Oil\n\nText.\n").text
        assert "Lamps" not in text and text.index("# Oil") == len(text) - len("# Oil\n\nText.\n")


# ---- TeX that pandoc's reader of formulas does not know --------------------------------------


@pytest.mark.parametrize(("tex", "said"), [
    (r"y^{\rm rep}", r"y^{\mathrm{rep}}"), (r"{\rm a}_{\bf b} c", r"{\mathrm{a}}_{\mathbf{b}} c"),
    (r"\rm a \it b", r"\mathrm{a }\mathit{b}"), (r"\cal N", r"\mathcal{N}"),
    (r"a \thicksim b\nonumber", r"a \sim b "), (r"x \tag{1}", r"x \qquad\text{(1)}"),
    (r"a = b \\ c = d", r"\begin{aligned}a = b \\ c = d\end{aligned}"),
    (r"\begin{cases} a \\ b \end{cases}", r"\begin{cases} a \\ b \end{cases}"), (r"\{ \rmx \}", r"\{ \rmx \}"),
    (r'{\tt a="b"}', r"{\mathtt{a=”b”}}"),
    (r"\left( \rm a \right) b", r"\left( \mathrm{a }\right) b"), (r"\frac{1}{", r"\frac{1}{"),
])  # fmt: skip
def test_old_words_of_tex_are_said_in_new_ones(tex: str, said: str) -> None:
    assert in_known_words(tex, True) == said


def test_a_formula_in_old_words_is_set(tmp_path: Path) -> None:
    text = "# One\n\nThe $y^{\\rm rep}$ of $$a \\thicksim b \\\\ c \\sim d$$ is no $\\frac{1}{$.\n"
    found = findings(tmp_path, {"one.md": text})
    assert [(f.code, f.subject) for f in found] == [("E001", "\\frac{1}{")]


@settings(max_examples=300)
@given(st.text(st.sampled_from("\\{}rm a&\n$begind"), max_size=30))
def test_any_formula_can_be_said(tex: str) -> None:
    assert in_known_words(tex, True).count("}") >= tex.count("}")


# ---- what is code, what is another tool's ----------------------------------------------------


def test_marks_in_code_that_stands_four_columns_in_are_none(tmp_path: Path) -> None:
    text = "# One\n\nWrite it so:\n\n    A call.[^a]\n\n    [^a]: A note. {{field}}\n\n    [^a]: Another.\n\nDone.\n"
    assert findings(tmp_path, {"one.md": text}) == ()
    real = "# One\n\n- An item.[^a]\n\n    [^a]: A note. {{field}}\n\n    [^b]: Another.\n"
    assert sorted(names(findings(tmp_path, {"one.md": real}))) == ["shortcode", "unused-note"]


def test_hints_for_bookdown_s_references_name_what_can_be_written(tmp_path: Path) -> None:
    text = "# (PART) Lamps\n\n# One\n\nSee \\@ref(tab:oil).\n\n(ref:oil) Oil and gas.\n"
    told = {(f.code, f.subject): f.hint for f in findings(tmp_path, {"one.md": text})}
    assert told["X004", "tbl:oil"] == "write `@tbl:oil`"
    assert told["X004", "(ref:oil)"] == "write the caption where it belongs"
    assert told["U004", "# (PART)"] == "say in book.toml what are parts and appendixes"


def test_code_that_was_to_make_a_formula_is_told_once(tmp_path: Path) -> None:
    assert names(findings(tmp_path, {"one.md": "# One\n\nOf $`r N`$ lamps.\n"})) == ["code-chunk"]


def test_a_place_of_the_same_file_is_meant(tmp_path: Path) -> None:
    one = "# Tools\n\nText.\n\n# Use\n\nSee [Tools] and [more](#tools).\n"
    assert findings(tmp_path, {"one.md": one, "two.md": "# Tools {#tools}\n\nText.\n"}) == ()


def test_a_heading_without_words_is_there_for_its_label(tmp_path: Path) -> None:
    text = "# One\n\nText.\n\n###### {#a}\n\nText, see [there](#a).\n\n## Two\n\nText.\n\n### Three\n\nText.\n"
    (found,) = findings(tmp_path, {"one.md": text})
    assert found.message == "a heading without words is of level 6 after level 1"
    assert found.hint == "write a label without a heading: `[]{#…}`"


def test_an_empty_list_of_sources_and_a_style_sheet_have_hints_of_their_own(tmp_path: Path) -> None:
    text = "# One\n\n<style>p {color: red}</style>\n\nText.\n\n## References\n"
    assert {f.code: f.hint.partition(":")[0] for f in findings(tmp_path, {"one.md": text})} == {
        "U003": "take it out", "H004": "take its heading out"
    }  # fmt: skip


def test_index_entries_of_tex_with_a_reference_or_an_escaped_sign() -> None:
    entries = {
        r"\index{lamps|see{oil}}": {"term": "lamps", "see": "oil"},
        r"\index{gas|seealso{oil}}": {"term": "gas", "seealso": "oil"},
        r"\index{a\_b!c@d|(}": {"term": "a_b!d", "range": "start"},
    }
    for tex, pairs in entries.items():
        (node,) = meaning(tex, (1, 1)) or [{}]
        assert dict(attr(node)[2]) == pairs
    assert meaning(r"\index{\emph{lamps}}", (1, 1)) is None and meaning(r"\index{a|see{\b{c}}}", (1, 1)) is None


@pytest.mark.parametrize(("tex", "looks"), [
    (r"\let\one\two", True), (r"\setlength\parindent{0pt}", True), (r"\vspace\fill \newpage", True),
    (r"\noindent\textbf{Words}", False), (r"\centering\includegraphics{a}", False),
])  # fmt: skip
def test_words_behind_layout_are_no_layout(tex: str, looks: bool) -> None:
    assert layout(tex) is looks


def test_what_code_would_make_is_told_as_such(tmp_path: Path) -> None:
    text = '# One\n\nSee @fig-oil and @fig-gas.\n\n```{r}\n#| label: "fig-oil"\nplot(x)\n```\n\n`#| label: fig-gas`\n'
    told = {(f.code, f.subject): f for f in findings(tmp_path, {"one.md": text})}
    assert told["X001", "fig-oil"].hint == "run it first, and put in its result with `{#fig-oil}`"
    assert told["X001", "fig-gas"].hint == "define it: `{#fig-gas}`"
    assert next(f.message for f in told.values() if f.code == "U005") == "the code of `{r}` is shown, not run"


def test_forms_of_kramdown_and_liquid_are_printed_as_they_stand(tmp_path: Path) -> None:
    text = (
        '# One\n\n{% include figure\n   image="a (b.svg"\n%}\n\nText.\n{:.aside #a}\n\nA `{:.b}`, {: c}, $\\{:.d\\}$.\n'
    )
    found = findings(tmp_path, {"one.md": text})
    assert [(f.code, f.place.line, f.place.column) for f in found] == [("U004", 3, 1), ("T016", 8, 1)]


def test_a_letter_with_a_dot_below_is_latin(tmp_path: Path) -> None:
    bib = "@book{Iḥdādan1984, author={A, B.}, title={On Oil}, year={1984}, publisher={P}, address={Q}}\n"
    bib += "@book{dое1999, author={C, D.}, title={On Gas}, year={1999}, publisher={P}, address={Q}}\n"
    toml = f'bibliography = "s.bib"\n{WEB}'
    found = findings(tmp_path, {"one.md": "# One\n\nA [@Iḥdādan1984; @dое1999].\n", "s.bib": bib}, toml)
    assert [(f.code, f.subject) for f in found] == [("S007", "dое1999")]


@pytest.mark.parametrize(("letters", "font"), [
    ("ي", "Noto Naskh Arabic"), ("ก", "Noto Serif Thai"), ("飯", "Noto Serif CJK SC"), ("ご", "Noto Serif CJK SC"),
    ("🜚", "Noto Sans Symbols 2"),
])  # fmt: skip
def test_a_font_is_named_that_has_the_script(tmp_path: Path, letters: str, font: str) -> None:
    (found,) = findings(tmp_path, {"one.md": f"# One\n\nThe letter {letters} here.\n"}, PRINT)
    assert found.code == "T010" and f'fallback-fonts = ["{font}"]' in found.hint


def test_formulas_are_kept_by_file_and_set_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (f"# {name}\n\n" + " ".join(f"${name}_{{{n}}}$" for n in range(40)) for name in ("a", "b"))
    write(tmp_path, {"one.md": one, "two.md": two + " $a_{1}$ $\\frac{$"}, WEB)
    first = source.read(tmp_path, desk_of(Order(tmp_path, workers=2)))
    alone = source.read(tmp_path, desk_of(Order(tmp_path, workers=1, cached=False)))
    assert isinstance(first, source.Source) and isinstance(alone, source.Source)
    for part in ("mathml", "drawn", "failed"):
        assert sorted(getattr(first.formulas, part)) == sorted(getattr(alone.formulas, part))
    assert {file.path: file.data for file in first.formulas.drawings} == {
        file.path: file.data for file in alone.formulas.drawings
    }
    assert first.formulas.failed == ("\\frac{",) and len(first.formulas.mathml) == 80
    asked: list[tuple[tuple[str, bool], ...]] = []
    monkeypatch.setattr(mathematics, "formulas", lambda wanted: asked.append(wanted) or set_formulas(wanted))
    (tmp_path / "one.md").write_text(f"{one} $c$", encoding="utf-8")
    again = source.read(tmp_path, desk_of(Order(tmp_path, workers=2)))
    assert isinstance(again, source.Source) and len(again.formulas.mathml) == 81
    assert len(asked) == 1 and len(asked[0]) == 41


@pytest.mark.parametrize(("head", "told"), [
    ("{r}", 1), ("{r, eval=FALSE}", 0), ("{r, eval = F, echo=FALSE}", 1), ("{r, eval=FALSE, include = FALSE}", 1),
    ("{python}\n#| label: a\n#| eval: false", 0), ("{python}\n#| eval: false\n#| echo: false", 1),
    ("{r, eval=FALSEHOOD}", 1), ("{r}\neval: false", 1),
])  # fmt: skip
def test_code_that_is_not_to_be_run_is_no_fault(head: str, told: int) -> None:
    remarks = prepare("one.md", f"# One\n\n```{head}\nx = 1\n```\n").remarks
    assert [remark.kind for remark in remarks] == ["code-chunk"] * told
