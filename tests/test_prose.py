"""The prose of a file: every mark hidden, every letter in its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.parse.prose import plain
from octavo.prose import CITATION, CODE, HIDDEN, MARKS, MATH, NOTE, Prose

SHOWN = str.maketrans({HIDDEN: "·", NOTE: "N", CITATION: "C", CODE: "K", MATH: "M"})
# Pieces that mean something beside one another, and some that mean nothing by themselves.
PIECES = (
    "word ",
    "a",
    " ",
    "\n",
    "\n\n",
    "    ",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "`",
    "```",
    "$",
    "$$",
    "*",
    "_",
    "@doe",
    "[@doe, p. 3]",
    "[^a]",
    "[^a]: ",
    "^[",
    "](",
    "http://x.org/a_(b)",
    "<b>",
    "</b>",
    "<!-- ",
    " -->",
    "{.cls}",
    "{#id}",
    "{",
    '"',
    "'",
    "\\",
    "\\begin{align}",
    "\\end{align}",
    "\\textbf{",
    "&amp;",
    ":::",
    "::: note",
    "|",
    "|---|",
    "---",
    "===",
    "> ",
    "- ",
    "1. ",
    "[a]: http://x.org",
    "щит",
    "盾",
    "é",
    "#",
    "Table: ",
    "~~~",
    "%",
    "<",
    ">",
    "-@doe",
    "{{ x }}",
)


def shown(text: str) -> str:
    return plain(text).translate(SHOWN)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_each_letter_is_hidden_or_itself(text: str) -> None:
    hidden = plain(text)
    assert len(hidden) == len(text)
    assert all(old == new or (new in MARKS and old != "\n") for old, new in zip(text, hidden, strict=True))


@given(st.text(st.characters(exclude_characters=MARKS, exclude_categories=["Cs"]), max_size=60))
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a `b c` d", "a KKKKK d"),
        ("```\ncode\n```\nb", "KKK\nKKKK\nKKK\nb"),
        ("a\n\n    code\n    more\n\nb", "a\n\nKKKKKKKK\nKKKKKKKK\n\nb"),
        ("- item\n\n    its text\n\n        code", "- item\n\n    its text\n\nKKKKKKKKKKKK"),
        ("[^a]: note\n\n    goes on", "NNNNN note\n\n    goes on"),
        ("a <!-- b\nc --> d", "a ······\n····· d"),
        ("a $x^2$ and $5 or $6", "a MMMMM and $5 or $6"),
        ("$$\nx\n$$ b", "MM\nM\nMM b"),
        ("\\begin{align}\nx\n\\end{align} b", "MMMMMMMMMMMMM\nM\nMMMMMMMMMMM b"),
        ("\\begin{tikzpicture}x\\end{tikzpicture}", "K" * 37),
        ("\\begin{align} is never closed", "······{align} is never closed"),
        ("[word]{.cls #id}", "[word]··········"),
        ("# Title {#sec:a}", "# Title ········"),
        ('![Map](map.svg "T"){width="2 cm"}', "![Map]···························"),
        ("[text](http://a.b/c_(d)) e", "[text]·················· e"),
        ("[text](a b) is one", "[text](a b) is one"),
        ("[text][name] [c][d]\n\n[name]: http://x.org 'T'", "[text]······ [c][d]\n\n························"),
        ("[Speaker]: some words", "[Speaker]: some words"),
        ("see http://a.b/c_(d). And <http://x.org>.", "see ················. And ··············."),
        ("a <b class='x'\n  id=y>c</b> d", "a ············\n·······c···· d"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("<script>\nx()\n</script>", "········\n···\n·········"),
        ("AT&amp;T &#8217;", "AT·····T ·······"),
        ("::: {.x}\na\n:::", "········\na\n···"),
        ("| a | b |\n|---|:-:|\n| c | d |", "| a | b |\n·········\n| c | d |"),
        ("a   b\n--- ---\nc   d", "a   b\n·······\nc   d"),
        ("Title\n=====\n\nTable: Words", "Title\n·····\n\n······ Words"),
        ("- a\n- b", "- a\n- b"),
        ("[see @doe, pp. 3-4; cf. @roe, chap. 2, *T*]", "[see CCCCCCCCCCCCC; cf. CCCCCCCCCCCCC, *T*]"),
        ("@doe [p. 3] says; @roe, 12 men", "CCCC [CCCC] says; CCCC, 12 men"),
        ("-@doe and well-@doe a@b.org", "CCCCC and well-CCCC a@b.org"),
        ("[@щит, с. 12–15]", "[CCCCCCCCCCCCCC]"),
        ("a[^b]: c ^[in]", "aNNNN: c ·[in]"),
        ("\\textbf{bold} \\emph{x}", "·······{bold} ·····{x}"),
        ("\\cite{doe} \\label{a} \\texttt{x}", "·········· ········· KKKKKKKKKK"),
        ("\\* \\[sic\\] p.\\ 12\\\nb", "·* ·[sic·] p.··12·\nb"),
        ("{{ field }} {% if %}", "··········· ········"),
        ("a\U0010ff00b", "a·b"),
    ],
)
def test_marks_are_hidden(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize("mark", ["](a 'b", "<a\n", "\\begin{x", "[^", "{a=", "((", "---x", "`"])
def test_hidden_in_time(mark: str) -> None:
    """No text keeps it busy: these took minutes where a search began anew at each of them."""
    text = mark * 20_000
    assert len(plain(text)) == len(text)


def prose(text: str) -> Prose:
    return Prose("one.md", text, plain(text))


def test_places_are_those_of_the_text() -> None:
    found = prose("a `the` b\nof the c\n")
    assert [(place.line, place.column) for _, place in found.find(re.compile("the"))] == [(2, 4)]
    assert [place.column for _, place in found.find(re.compile(r"of (the)"), 1)] == [4]


def test_a_line_is_found_by_any_of_its_letters() -> None:
    found = prose("first\nsecond\nthird")
    assert [found.line(at) for at in (0, 5, 6, 13, 17)] == ["first", "first", "second", "third", "third"]


def test_runs_know_their_language() -> None:
    text = "a [щит [b]]{lang=ru} c\n\n::: {lang=fr-CH}\nmot [word]{lang=en}\n:::\n\n`[x]{lang=de}` end"
    runs = prose(text).foreign()
    said = {
        word: runs.language(text.index(word), "pl") for word in ("a [", "щит", "b]]", "c\n", "mot", "word", "x]", "end")
    }
    assert said == {
        "a [": "pl",
        "щит": "ru",
        "b]]": "ru",
        "c\n": "pl",
        "mot": "fr",
        "word": "en",
        "x]": "pl",
        "end": "pl",
    }
