"""Parsing: books of every origin come through with all their words, and what is not read is remarked on."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from conftest import parsed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo import tree
from octavo.model import Kind, Node
from octavo.parse.chapters import ParsedFile


def nodes(file: ParsedFile, tag: str = "") -> list[Node]:
    """The nodes of a file, of one tag if given, titles first."""
    found = (node for section in file.sections for node in tree.walk([section.title, section.blocks]))
    return [node for node in found if not tag or node["t"] == tag]


def text(file: ParsedFile) -> str:
    """All words of a file."""
    return " ".join(tree.text([section.title, section.blocks], notes=True) for section in file.sections)


def remarks(file: ParsedFile) -> list[tuple[str, str, int, int]]:
    """The remarks of a file: kind, text, line, column; without those that only list notes."""
    return [(r.kind, r.text, r.place.line, r.place.column) for r in file.remarks if r.kind != "note-label"]


def titles(file: ParsedFile) -> list[str]:
    return [tree.text(section.title) for section in file.sections]


def keys(file: ParsedFile) -> list[str]:
    return [item["citationId"] for node in nodes(file, "Cite") for item in node["c"][0]]


# ---- chapters -------------------------------------------------------------------------------------------------------


def test_file_of_one_heading_is_one_chapter() -> None:
    file = parsed("# One {#sec:one}\n\nText.\n\n## Two\n\nMore.\n")
    assert titles(file) == ["One"]
    assert file.sections[0].label == "sec:one" and file.sections[0].numbered
    assert (file.sections[0].place.line, file.sections[0].place.column) == (1, 1)


def test_file_of_many_headings_is_many_chapters() -> None:
    file = parsed("# One\n\nA.\n\n# Two {.unnumbered}\n\nB.\n\n# Three {-}\n\nC.\n")
    assert titles(file) == ["One", "Two", "Three"]
    assert [section.numbered for section in file.sections] == [True, False, False]
    assert [section.place.line for section in file.sections] == [1, 5, 9]


def test_file_without_a_heading_is_one_section_without_a_title() -> None:
    file = parsed("Only text.\n\nAnd more.\n")
    assert titles(file) == [""] and len(file.sections[0].blocks) == 2


def test_empty_file_is_one_empty_section() -> None:
    for empty in ("", "\n\n", "<!-- nothing -->\n"):
        file = parsed(empty)
        assert len(file.sections) == 1 and not text(file)


def test_text_before_the_first_heading_is_kept() -> None:
    file = parsed("Before.\n\n# One\n\nText.\n")
    assert titles(file) == ["", "One"] and "Before." in text(file)


def test_manubot_chapters_begin_at_the_second_level() -> None:
    file = parsed("## Introduction {.page_break_before}\n\nText.\n\n### Deeper\n\nMore.\n\n> ### In a quotation\n")
    assert titles(file) == ["Introduction"]
    assert [node["c"][0] for node in nodes(file, "Header")] == [2, 2]


def test_title_of_the_metadata_is_the_chapter_where_no_heading_is() -> None:
    file = parsed('---\ntitle: "The *Origin*: a tale"\nauthor: Jane\n---\n\nText.\n\n## Section\n\nMore.\n')
    assert titles(file) == ["The Origin: a tale"]
    assert file.sections[0].place.line == 2
    assert [node["c"][0] for node in nodes(file, "Header")] == [2]
    assert remarks(file) == [] and [author.name for author in file.about.authors] == ["Jane"]


def test_title_of_the_metadata_gives_way_to_headings() -> None:
    file = parsed("---\ntitle: Book\n...\n\n# One\n\nA.\n\n# Two\n\nB.\n")
    assert titles(file) == ["One", "Two"]
    assert [section.place.line for section in file.sections] == [5, 9]


@pytest.mark.parametrize("title", ["it's", "don''t", '"quoted"'])
def test_quoting_in_metadata(title: str) -> None:
    file = parsed(f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\n---\n\nText.\n")
    assert unicodedata.normalize("NFC", titles(file)[0]).replace("’", "'").replace("“", '"').replace("”", '"') == title


def test_rules_of_three_dashes_are_no_metadata() -> None:
    file = parsed("---\n\nA scene.\n\n---\n\nNote: a second.\n\n---\n\nEnd.\n")
    assert re.findall(r"\w+", text(file)) == "A scene Note a second End".split()
    assert not file.remarks


def test_scene_breaks_are_no_tables() -> None:
    file = parsed("---\nplain words\n\n<p>\n*emph*\n\n---\nmore words\n\n-----\nlast\n")
    assert text(file) == "plain words emph more words last" and not nodes(file, "Table")
    table = "-----\n  A     B\n----- -----\n one   two\n\n three  four\n-----------\n"
    assert nodes(parsed(f"# One\n\n{table}"), "Table")


def test_metadata_within_a_file_has_no_power() -> None:
    file = parsed("# One\n\n---\nbibliography: /etc/passwd\n---\n\nText.\n")
    assert "bibliography" in text(file)


def test_title_block_is_text() -> None:
    assert "A title" in text(parsed("% A title\n% An author\n\nText.\n"))


# ---- bytes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks(end: str, mark: bytes) -> None:
    file = parsed(mark + "# One\n\nText [@a].\n\n## Two\n\n[^n]\n\n[^n]: Note.\n".replace("\n", end).encode())
    assert titles(file) == ["One"] and keys(file) == ["a"]
    assert nodes(file, "Cite")[0]["c"][0][0]["at"] == (3, 7)
    assert nodes(file, "Note")[0]["at"] == (7, 1)


def test_decomposed_letters_are_composed() -> None:
    file = parsed(unicodedata.normalize("NFD", "# Café\n\nSee [@müller99] and @sec:é.\n"))
    assert keys(file) == ["müller99", "sec:é"] and titles(file) == ["Café"]
    assert nodes(file, "Cite")[0]["c"][0][0]["at"] == (3, 6)


def test_what_is_no_utf8_is_located() -> None:
    file = parsed("# Één\r\n\r\nCaf".encode() + b"\xe9 au lait.\n")
    assert remarks(file) == [("invalid-utf8", "byte 15 (0xe9)", 3, 4)]
    assert "au lait" in text(file)


def test_utf16_is_read_and_remarked_on() -> None:
    file = parsed("# One\n\nText.\n".encode("utf-16"))
    assert titles(file) == ["One"] and remarks(file)[0][0] == "invalid-utf8"


def test_control_characters_are_located_and_seen() -> None:
    file = parsed("# One\n\nA\x07B\x00 C\u202eD.\n")
    assert remarks(file) == [
        ("control-character", "U+0007", 3, 2),
        ("control-character", "U+0000", 3, 4),
        ("bidi-character", "U+202E", 3, 7),
    ]
    assert "A\ufffdB" in text(file)


def test_a_file_of_zeros_ends_in_few_remarks() -> None:
    assert len(parsed(b"\0" * 5000).remarks) <= 60


# ---- scripts --------------------------------------------------------------------------------------------------------


def test_chinese_book() -> None:
    file = parsed(
        "# 第一章\n\n盾牌防御[@doe2001]。参见 @fig:tu 和[图](#fig:tu)。\n\n![地图](map.svg){#fig:tu}\n\n"
        "正文[^注]。\n\n[^注]: 脚注文字。\n"
    )
    assert titles(file) == ["第一章"] and keys(file) == ["doe2001", "fig:tu"]
    assert nodes(file, "Cite")[0]["c"][0][0]["at"] == (3, 6)
    assert nodes(file, "Note")[0]["label"] == "注" and nodes(file, "Note")[0]["at"] == (7, 3)
    assert not remarks(file)


def test_reference_glued_to_a_letter_is_remarked_on() -> None:
    file = parsed("# 一\n\n参见@fig:tu所示，另见@doe2001。Mail me@example.org.\n")
    assert [(kind, at) for kind, _, _, at in remarks(file)] == [("glued-reference", 3), ("glued-reference", 15)]
    assert "@fig:tu" in text(file)


def test_french_spaces_stay() -> None:
    assert "«\u00a0le mot\u00a0»\u202f!" in text(parsed("# Un\n\nIl dit «\u00a0le mot\u00a0»\u202f!\n"))


def test_cyrillic_keys_and_labels() -> None:
    file = parsed("# Глава {#sec:глава}\n\nСм. [@иванов1967, с. 5] и @sec:глава.\n")
    assert keys(file) == ["иванов1967", "sec:глава"] and file.sections[0].label == "sec:глава"


# ---- other tools' books ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "doi:10.1371/journal.pcbi.1007128",
        "url:https://x.org/a/b",
        "pmid:25409507",
        "pmc:PMC4304851",
        "arxiv:1407.3561v1",
        "isbn:978-1-339-91988-1",
        "wikidata:Q56458321",
        "tag:foo",
        "https://x.org/a",
        "doi:10.1016/S0022-2836(05)80360-2",
    ],
)
def test_manubot_keys(key: str) -> None:
    braced = "(" in key
    file = parsed(f"## One\n\nA [@{'{' + key + '}' if braced else key}; @b]. Text\n")
    assert keys(file) == [key, "b"]
    assert next(item["at"] for item in nodes(file, "Cite")[0]["c"][0]) == (3, 4)


def test_manubot_aliases_name_their_source() -> None:
    file = parsed("## One\n\nA [@tag:foo].\n\n[@tag:foo]: doi:10.1371/x\n[@two]: @url:https://x.org\n")
    assert keys(file) == ["tag:foo"] and text(file) == "One A [@tag:foo]."
    assert file.aliases == (("tag:foo", "doi:10.1371/x"), ("two", "url:https://x.org"))


def test_braces_around_references_vanish() -> None:
    file = parsed("# One\n\nSee {@fig:x}, ({@tbl:y}) and {!@eq:z}; {*@fig:x} but {@doe2001}.\n")
    assert keys(file) == ["fig:x", "tbl:y", "eq:z", "Fig:x", "doe2001"]
    plain = text(file)
    assert plain == "One See @fig:x, (@tbl:y) and @eq:z; @fig:x but {@doe2001}."


def test_labels_of_all_tools() -> None:
    file = parsed(
        '# One {#sec:one}\n\n![A](a.png){#fig:x tag="S1"}\n\n$$x$$ {#eq:x}\n\n| a |\n|---|\n| b |\n\n: Cap '
        '{#tbl:x tag="S2"}\n\n'
        '```{#lst:x .python caption="Code"}\nx\n```\n\n[s]{#sec-span}\n\n$$y$$ {#eq-y tag="B.1"} end\n'
    )
    labels = {tree.attr(node)[0]: node["label-at"] for node in nodes(file) if "label-at" in node}
    assert labels == {
        "fig:x": (3, 13),
        "eq:x": (5, 8),
        "tbl:x": (11, 8),
        "lst:x": (13, 5),
        "sec-span": (17, 5),
        "eq-y": (19, 8),
    }
    assert tree.value(next(n for n in nodes(file) if tree.attr(n)[0] == "eq:x"), "tag") == ""
    assert [tree.value(n, "tag") for n in nodes(file) if tree.attr(n)[0] in ("tbl:x", "eq-y")] == ["S2", "B.1"]


def test_label_that_belongs_to_nothing_is_remarked_on() -> None:
    file = parsed("# One\n\nA paragraph. {#sec:para} `{#fig:code}` $x_{#1}$\n")
    assert remarks(file) == [("unread-label", "sec:para", 3, 15)]


def test_bookdown() -> None:
    file = parsed(
        "# One {#one}\n\nSee Figure \\@ref(fig:map) and \\@ref(one).\n\n(ref:cap) A caption\n\n```{r map, "
        "fig.cap='(ref:cap)', echo=FALSE}\n"
        "plot(x) # [@nope] [^no]\n```\n\nThe mean is `r mean(x)`.\n\n# (PART) Second {-}\n\n# (APPENDIX) More {-}\n"
    )
    assert remarks(file) == [
        ("code-chunk", "```{r map, fig.cap='(ref:cap)', echo=FALSE}", 7, 1),
        ("template-field", "# (PART)", 13, 1),
        ("template-field", "# (APPENDIX)", 15, 1),
        ("bookdown-reference", "\\@ref(fig:map)", 3, 12),
        ("bookdown-reference", "\\@ref(one)", 3, 31),
        ("bookdown-text", "(ref:cap)", 5, 1),
        ("inline-code-chunk", "`r mean(x)`", 11, 13),
    ]
    assert nodes(file, "CodeBlock")[0]["c"][1] == "plot(x) # [@nope] [^no]"
    assert not keys(file)


def test_quarto() -> None:
    file = parsed(
        "---\ntitle: Intro\n---\n\n::: {.callout-note}\nText @fig-x and @sec-one.\n:::\n\n{{< video a.mp4 >}}\n\n"
        '![C](a.png){#fig-x fig-alt="d"}\n\n```{python}\n#| label: fig-y\nx\n```\n\n## Section {#sec-one}\n'
    )
    assert titles(file) == ["Intro"] and keys(file) == ["fig-x", "sec-one"]
    assert [kind for kind, *_ in remarks(file)] == ["code-chunk", "shortcode", "code-label"]


def test_fields_are_remarked_on_outside_code_and_formulas() -> None:
    file = parsed("# One\n\nBy {{author}} at `{{code}}` and $x^{{a}} {{b}}$ {% include x %}.\n\n    {{indented}}\n")
    assert [r[1:] for r in remarks(file) if r[0] == "template-field"][:2] == [
        ("{{author}}", 3, 4),
        ("{% include x %}", 3, 49),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"He wrote \[sic\] and \[T\]he rest \[...\].", "He wrote [sic] and [T]he rest […]."),
        (r"A list: \(1\) and \(a note\).", "A list: (1) and (a note)."),
    ],
)
def test_escaped_brackets_are_no_formulas(written: str, shown: str) -> None:
    file = parsed(f"# One\n\n{written}\n")
    assert not nodes(file, "Math") and text(file) == f"One {shown}"


@pytest.mark.parametrize(
    ("written", "kind", "place"),
    [
        (r"So \(x^2\) is.", "InlineMath", (3, 4)),
        (r"So \(n\) is.", "InlineMath", (3, 4)),
        ("So\n\\[\\frac{1}{2}\n= 0\\]\nis.", "DisplayMath", (4, 1)),
        ("So $$x = 1$$ is.", "DisplayMath", (3, 4)),
        ("So $a$ and $b$.", "InlineMath", (3, 4)),
    ],
)
def test_formulas_and_their_places(written: str, kind: str, place: tuple[int, int]) -> None:
    math = nodes(parsed(f"# One\n\n{written} [@a]\n"), "Math")[0]
    assert math["c"][0]["t"] == kind and math["at"] == place


# ---- raw TeX --------------------------------------------------------------------------------------------------------


def test_formula_environments_become_formulas() -> None:
    file = parsed(
        "# One\n\n\\begin{equation}\\label{eq:a}\nx = 1\n\\end{equation}\n\nIn \\begin{align*} a &= b \\\\ c "
        "&= d \\end{align*} text.\n\n"
        "\\begin{gather}\ny\n\\end{gather}\n"
    )
    found = [(node["c"][0]["t"], node["c"][1].split("\n")[0]) for node in nodes(file, "Math")]
    assert found == [
        ("DisplayMath", "x = 1"),
        ("DisplayMath", "\\begin{aligned}a &= b \\\\ c &= d\\end{aligned}"),
        ("DisplayMath", "\\begin{gathered}y\\end{gathered}"),
    ]
    assert [tree.attr(node)[0] for node in nodes(file, "Span")] == ["eq:a"]
    assert not remarks(file)


def test_tex_that_means_a_mark_is_that_mark() -> None:
    file = parsed(
        "# One\n\nA\\cite[see][p. 3]{doe2001,roe2002} \\citet{doe2001} \\ref{fig:x} \\Cref{sec:y} \\pageref{fig:x}"
        " \\index{Romania!Deveselu} \\textsc{nato} \\footnote{A note.} \\ldots{} \\LaTeX\\label{fig:z}\n"
    )
    assert keys(file) == ["doe2001", "roe2002", "doe2001", "fig:x", "Sec:y", "page:fig:x"]
    assert nodes(file, "Cite")[0]["c"][0][0]["at"] == (3, 2)
    assert [tree.value(node, "term") for node in nodes(file, "Span") if tree.attr(node)[1]] == ["Romania!Deveselu"]
    assert "nato" in text(file) and "A note." in text(file) and "… LaTeX" in text(file)
    assert not remarks(file)


@pytest.mark.parametrize(
    "layout",
    [
        "\\newpage",
        "\\vspace{2em}",
        "\\setlength{\\parindent}{0pt}",
        "\\renewcommand{\\foo}[1]{\\textbf{#1}}",
        "\\begin{landscape}",
        "\\pagestyle{empty}\n\\clearpage",
        "\\renewcommand\\a{b}" * 40,
    ],
)
def test_layout_is_passed_over_with_a_remark(layout: str) -> None:
    file = parsed(f"# One\n\nBefore.\n\n{layout}\n\nAfter.\n")
    assert {kind for kind, *_ in remarks(file)} <= {"raw-tex-layout"} and "Before. After." in text(file)


def test_environments_of_layout_let_markdown_through() -> None:
    file = parsed(
        "# One\n\n\\begin{center}\n![A](a.png){#fig:x}\n\\end{center}\n\n\\begin{multicols}{2}\n\nText [@a].\n"
        "\n\\end{multicols}\n"
    )
    assert keys(file) == ["a"] and nodes(file, "Figure") and "begin" not in text(file)
    assert [(kind, line) for kind, _, line, _ in remarks(file)] == [("raw-tex-layout", line) for line in (3, 5, 7, 11)]


@pytest.mark.parametrize(
    "tex", ["\\begin{table}[h]\n\\caption{Foo}\na & b\n\\end{table}", "\\input{secret}", "\\marginpar{Words}"]
)
def test_other_tex_is_shown_as_code(tex: str) -> None:
    file = parsed(f"# One\n\n{tex}\n")
    assert [kind for kind, *_ in remarks(file)] == ["raw-tex"] and remarks(file)[0][2:] == (3, 1)
    assert tex in [node["c"][1] for node in nodes(file) if node["t"] in ("Code", "CodeBlock")]


def test_no_command_hides_another() -> None:
    """A run of commands is read once: no layout command swallows the words behind it."""
    file = parsed("# One\n\n```{=latex}\n" + "\\setlength\n" * 60 + "Words.\n```\n")
    assert "Words." in text(file)


# ---- raw HTML -------------------------------------------------------------------------------------------------------


def test_html_table_becomes_a_table() -> None:
    file = parsed(
        "# One\n\n<table id='tbl:x'>\n<caption>Cap [@k]</caption>\n<tr><th>A</th><th colspan=2>B *c*</th></tr>\n"
        '<tr><td rowspan="2">one</td><td align=right>two [@doe2001]</td><td>three</td></tr>\n<tr><td>\n\npara\n'
        "\n</td></tr>\n</table>\n\nAfter.\n"
    )
    table = nodes(file, "Table")[0]["c"]
    assert table[0][0] == "tbl:x" and len(table[2]) == 3
    assert [len(row[1]) for row in table[3][1]] == [2] and [len(row[1]) for row in table[4][0][3]] == [3, 2]
    assert keys(file) == ["k", "doe2001"] and nodes(file, "Cite")[1]["c"][0][0]["at"] == (6, 50)
    assert text(file).split() == "One Cap [@k] A B c one two [@doe2001] three para After.".split()
    assert not remarks(file)


def test_broken_html_tables_keep_their_words() -> None:
    file = parsed(
        "# One\n\n<table>\nstray\n<tr><td>a<td>b\n<tr><td colspan=99999>c\n</table>\n\n<table><tr><td>open\n\nEnd.\n"
    )
    assert set(re.findall(r"\w+", text(file))) >= set("stray a b c open End".split())


def test_html_with_a_plain_meaning() -> None:
    file = parsed(
        '# One\n\nH<sub>2</sub>O, <b>bold *and* <i>it</i></b>, <a href="https://x.org" id="q">link</a>, <img '
        'src="a.png" alt="a map" width=50%>,'
        "<br>line, <q>said</q>, <ruby>漢<rt>kan</rt></ruby>, <!-- gone -->here, <a name='w'></a>.\n\n<hr>\n\n"
        "<pre>x &lt; y\n z</pre>\n"
    )
    assert [tree.text(n) for n in nodes(file, "Subscript")] == ["2"] and [
        tree.text(n) for n in nodes(file, "Strong")
    ] == ["bold and it"]
    assert (
        nodes(file, "Link")[0]["c"][2][0] == "https://x.org" and tree.value(nodes(file, "Image")[0], "alt") == "a map"
    )
    assert (
        nodes(file, "CodeBlock")[0]["c"][1] == "x < y\n z"
        and nodes(file, "HorizontalRule")
        and nodes(file, "LineBreak")
    )
    assert "gone" not in text(file) and not remarks(file)


def test_html_figure_becomes_a_figure() -> None:
    file = parsed(
        '# One\n\n<figure id="fig:x">\n<img src="a.png" alt="d"/>\n<figcaption>The *cap*</figcaption>\n</figure>\n'
    )
    figure = nodes(file, "Figure")[0]["c"]
    assert figure[0][0] == "fig:x" and tree.text(figure[1]) == "The cap" and nodes(file, "Image")


def test_other_html_keeps_its_words_with_a_remark() -> None:
    file = parsed(
        "# One\n\n<details><summary>More</summary>Inner *text*.</details>\n\n<script>alert('x')</script>\n\n"
        "`<x>kept</x>`{=html}\n"
    )
    assert [(kind, at) for kind, _, at, _ in remarks(file)] == [
        ("raw-html", 3),
        ("raw-html", 3),
        ("raw-html", 5),
        ("raw-html", 7),
    ]
    assert "More" in text(file) and "Inner text." in text(file) and "alert" not in text(file) and "kept" in text(file)


# ---- notes ----------------------------------------------------------------------------------------------------------


def test_notes_and_their_remarks() -> None:
    file = parsed(
        "# One\n\nA[^a] b[^nope] c[^twice] `[^code]` \\[^esc].\n\n[^a]: Note.\n\n[^unused]: Never.\n\n"
        "[^twice]: One.\n\n[^twice]: Two.\n"
    )
    assert remarks(file) == [
        ("undefined-note", "nope", 3, 8),
        ("unused-note", "unused", 7, 1),
        ("duplicate-note", "twice", 11, 1),
    ]
    assert [r.text for r in file.remarks if r.kind == "note-label"] == ["a", "unused", "twice"]
    assert next(r for r in file.remarks if r.kind == "duplicate-note").others[0].line == 9


def test_note_called_only_in_code_is_unused() -> None:
    assert ("unused-note", "a", 5, 1) in remarks(parsed("# One\n\n`[^a]`\n\n[^a]: Note.\n"))


def test_notes_in_notes_stand_in_parentheses() -> None:
    file = parsed(
        "# One\n\nA[^a] b^[outer ^[inner [@doe2001]] end].\n\n[^a]: See [^b] and ^[*more*].\n\n[^b]: Other.\n"
    )
    assert len(nodes(file, "Note")) == 2 and "outer (inner [@doe2001]) end" in text(file)
    assert [(kind, line) for kind, _, line, _ in remarks(file)] == [
        ("nested-note", 5),
        ("nested-note", 3),
        ("nested-note", 5),
        ("unused-note", 7),
    ] or {(kind, line, at) for kind, _, line, at in remarks(file)} == {
        ("nested-note", 3, 15),
        ("nested-note", 5, 11),
        ("nested-note", 5, 20),
        ("unused-note", 7, 1),
    }


def test_note_that_calls_itself_ends() -> None:
    file = parsed("# One\n\nA[^a].\n\n[^a]: See [^a].\n")
    assert ("nested-note", "[^a]", 5, 11) in remarks(file)


# ---- captions and images --------------------------------------------------------------------------------------------


def test_citations_of_a_caption_stand_in_it_once() -> None:
    file = parsed("# One\n\n![A map [@doe2001] of *it*^[A note.]](map.svg){#fig:x}\n")
    assert keys(file) == ["doe2001"] and len(nodes(file, "Note")) == 1
    assert tree.text(nodes(file, "Image")[0]["c"][1]) == "A map of it"


# ---- the trees ------------------------------------------------------------------------------------------------------


def test_trees_are_json() -> None:
    file = parsed("# One {#sec:one}\n\nA[^a] [@b] [c](d) $x$ {#e}\n\n[^a]: N.\n")
    assert json.loads(json.dumps([section.blocks for section in file.sections]))


def test_kinds_do_not_matter() -> None:
    assert parsed("# One\n\nText.\n", kind=Kind.FRONT).sections[0].numbered


# ---- conservation ---------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "plain words",
        "*emph*",
        "[@doe2001, p. 3]",
        "text^[inline note]",
        "call[^a]",
        "[link](https://x.org)",
        "![alt words](map.svg)",
        "`code here`",
        "$x + y$",
        "<b>bold</b>",
        "<foo>inside</foo>",
        "<!-- comment -->",
        "\\textit{italic}",
        "\\marginpar{margin}",
        "\\LaTeX",
        "\\newpage",
        "~~gone~~",
        "x^sup^",
        "H~2~O",
        "[span]{.cls lang=ru}",
        "{{field}}",
        "{@fig:x}",
        "\\[sic\\]",
        "<br>",
        "a & b < c",
        "\"quoted\" 'single'",
        "[unclosed",
        "closed]",
        "**half",
        "_half",
        "`half",
        "\\(x_1\\)",
        "@fig:x",
        "{#lbl}",
        "[ref][no]",
        "www.x.org",
        "<a href='u'>t</a>",
        "</b>",
        "<table>",
        "</td>",
        "<span>",
        "&amp; &nbsp;",
        "---",
        "...",
        "1\\. no list",
        "\\begin{x}",
        "^[open note",
    ]
)
STARTS = st.sampled_from(
    [
        "",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "    ",
        "| ",
        ": ",
        "+---+\n| ",
        "***\n\n",
        "~~~\n",
        "```\n",
        "::: div\n",
        "<div>\n",
        "<table>\n<tr><td>",
        "\\begin{quote}\n",
        "Table: ",
        "[^a]: ",
        "[x]: ",
        "term\n:   ",
        "<p>\n",
        "\\begin{equation}\n",
        "---\n",
        "===\n",
        "% ",
    ]
)


@st.composite
def manuscripts(draw: st.DrawFn) -> str:
    blocks = draw(st.lists(st.tuples(STARTS, st.lists(PIECES, min_size=1, max_size=5)), min_size=1, max_size=7))
    return "\n\n".join(start + " ".join(pieces) for start, pieces in blocks) + "\n"


def words(string: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", string.lower()))


# Marks without words of their own: comments, tags, attributes, addresses, labels, names of commands and environments.
MARKUP = re.compile(
    r"<!--.*?-->|</?\w+[^<>\n]*>|\{[.#][^{}]*\}|\]\([^()]*\)|\\\w+|\\begin\{\w+\}|\[\^a\]:?|@[\w:]+|&\w+;|^::: "
    r"\w+|\[x\]: .*|\[no\]|https?\S+",
    re.S | re.M,
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(manuscripts())
def test_no_word_is_lost(manuscript: str) -> None:
    file = parsed(manuscript)
    # What pandoc itself passes over is remarked on, and so counts as said.
    kept = text(file) + " " + " ".join(remark.text for remark in file.remarks)
    kept += " ".join(str(node["c"]) for node in nodes(file) if node["t"] in ("Image", "Link", "Math"))
    unused = {r.text for r in file.remarks if r.kind in ("unused-note", "duplicate-note")}
    lost = {word for word in words(MARKUP.sub(" ", manuscript)) if word not in kept.lower()}
    assert not lost or unused, (manuscript, lost)


def test_real_chapters_parse_without_remarks() -> None:
    for path in sorted(Path(__file__).parents[1].glob("manuscript/*/*.md")):
        file = parsed(path.read_bytes(), path.name)
        faults = [r for r in file.remarks if r.kind not in ("note-label", "allow")]
        assert not faults, faults


def test_attributes_over_a_line_end_lose_no_words() -> None:
    file = parsed('# One\n\n![A map.](map.svg){#fig:x alt="A coast\nfrom north to south" credit="Harbourmaster"}\n')
    assert not [remark for remark in file.remarks if remark.kind == "lost-text"]
