"""Resolving: each result goes to its own citation, each reference to its own label; what has no target is marked."""

from typing import Any

import pytest
from conftest import book_of, resolved
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo import index, pandoc, tree
from octavo.cite import asked, cite
from octavo.findings import Place
from octavo.model import Bibliography, Book, Chapter, Config, Entry, Kind, Node, Nodes
from octavo.number import number
from octavo.resolve import ResolvedBook, entry_anchor, resolve

AUTHOR_DATE = "chicago-author-date"


def text(book: ResolvedBook, chapter: int = 0) -> str:
    return tree.text(book.chapters[chapter].blocks, notes=True).replace("\u00a0", " ")


def found(book: ResolvedBook, tag: str) -> list[Node]:
    return [node for chapter in book.chapters for node in tree.walk(chapter.blocks) if node["t"] == tag]


# ---- every result goes to its own citation: random trees, and a style that does nothing but number ------------------

NUMBERS = st.integers(0, 10**6)


def item(number: int, key: str) -> dict[str, Any]:
    return {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [tree.string(f"#{number}")],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
        "at": (1, 1),
    }


def cite_node(items: list[tuple[int, str]]) -> Node:
    return {"t": "Cite", "c": [[item(number, key) for number, key in items], [tree.string("[@…]")]]}


KEYS = st.sampled_from(["known", "known", "other", "unknown", "fig:x"])
words = st.just({"t": "Str", "c": "w"})


def inlines(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, max_size=3)
    return st.one_of(
        st.lists(st.tuples(NUMBERS, KEYS), min_size=1, max_size=3).map(cite_node),
        several.map(lambda c: {"t": "Emph", "c": c}),
        several.map(lambda c: tree.span(c, "", ("x",))),
        several.map(lambda c: {"t": "Quoted", "c": [{"t": "DoubleQuote"}, c]}),
        several.map(lambda c: tree.link(c, "https://x.org")),
        several.map(lambda c: {"t": "Note", "c": [{"t": "Para", "c": c}]}),
    )


INLINES = st.lists(st.recursive(words, inlines, max_leaves=8), max_size=4)


def blocks(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, max_size=2)
    return st.one_of(
        several.map(lambda c: {"t": "BlockQuote", "c": c}),
        st.lists(several, max_size=2).map(lambda c: {"t": "BulletList", "c": c}),
        several.map(lambda c: {"t": "Div", "c": [["", [], []], c]}),
        st.tuples(INLINES, several).map(lambda c: {"t": "DefinitionList", "c": [[c[0], [c[1]]]]}),
        st.tuples(several, several).map(lambda c: {"t": "Figure", "c": [["", [], []], [None, c[0]], c[1]]}),
    )


PARAGRAPH = INLINES.map(lambda c: {"t": "Para", "c": c})
HEADER = INLINES.map(lambda c: {"t": "Header", "c": [2, ["", [], []], c]})
BLOCKS = st.lists(st.recursive(st.one_of(PARAGRAPH, HEADER), blocks, max_leaves=6), max_size=4)


def numbers(content: Any) -> list[str]:
    """The numbers of all citations in the order of the tree: in each node first the known ones, then the others."""
    found: list[str] = []
    for node in tree.walk(content):
        if node["t"] == "Cite":
            for group in (("known", "other"), ("unknown",), ("fig:x",)):
                found += [i["citationSuffix"][0]["c"] for i in node["c"][0] if i["citationId"] in group]
    return found


def made(chapters: list[tuple[Nodes, Nodes]], style: str, restart: str) -> Book:
    entries = tuple(
        Entry(key, f'{{"id": "{key}", "title": "T", "type": "book"}}', Place("r.bib", 1, 1))
        for key in ("known", "other")
    )
    place = Place("a.md", 1, 1)
    return Book(
        Config("book.toml", "T", first_mention="book", notes_restart=restart),
        tuple(
            Chapter(f"ch{n}", "a.md", Kind.CHAPTER, None, title, "", True, body, place)
            for n, (title, body) in enumerate(chapters)
        ),
        Bibliography(entries, style),
    )


def numbering_style(in_notes: bool) -> Any:
    """Stands for pandoc: a Cite becomes its own numbers, in a note where the style is of notes and there is none."""

    def fake(
        content: Nodes, nocite: Nodes, references: list[dict[str, Any]], style: str, language: str
    ) -> tuple[Nodes, tuple[str, ...]]:
        def fill(node: Node, noted: bool) -> Node:
            shown = [tree.string(i["citationSuffix"][0]["c"]) for i in node["c"][0]]
            return {
                "t": "Cite",
                "c": [
                    node["c"][0],
                    [{"t": "Note", "c": [{"t": "Para", "c": shown}]}] if in_notes and not noted else shown,
                ],
            }

        result: Nodes = []
        for block in content:
            inner = block["c"][0]
            result.append(
                {"t": "Para", "c": [fill(inner, False)]}
                if inner["t"] == "Cite"
                else {"t": "Para", "c": [{"t": "Note", "c": [{"t": "Para", "c": [fill(inner["c"][0]["c"][0], True)]}]}]}
            )
        return result, ()

    return fake


@pytest.mark.parametrize("in_notes", [True, False])
def test_each_result_goes_to_its_own_citation(in_notes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "cite", numbering_style(in_notes))
    style = '<style class="note">' if in_notes else '<style class="in-text">'

    @settings(max_examples=120, deadline=None)
    @given(st.lists(st.tuples(INLINES, BLOCKS), min_size=1, max_size=3), st.sampled_from(["chapter", "book"]))
    def check(chapters: list[tuple[Nodes, Nodes]], restart: str) -> None:
        book = made(chapters, style, restart)
        result = resolve(book, number(book), cite(asked(book)))
        count = 0
        for before, after in zip(book.chapters, result.chapters, strict=True):
            shown = [
                node["c"]
                for node in tree.walk([after.chapter.title, after.blocks])
                if node["t"] == "Str" and node["c"].startswith("#")
            ]
            assert shown == numbers([before.title, before.blocks])
            assert not [
                node for node in tree.walk([after.chapter.title, after.blocks]) if node["t"] in ("Cite", "Reference")
            ]
            notes = [
                node for node in tree.walk([after.chapter.title, after.blocks]) if node["t"] == "Note" and "n" in node
            ]
            first = count if restart == "book" else 0
            assert [node["n"] for node in notes] == [str(first + index) for index in range(1, len(notes) + 1)]
            assert after.notes == len(notes)
            count = first + len(notes)

    check()


# ---- references -----------------------------------------------------------------------------------------------------


def test_references_say_what_they_lead_to() -> None:
    book = resolved(
        "# One {#sec:one}\n\n![A](a.png){#fig:a}\n\n![B](b.png){#fig:b}\n\n$$x$$ {#eq:x}\n\n## Two {#sec:two}\n\n"
        "@fig:a, @Fig:b, [-@fig:b], [@fig:a; @fig:b; @eq:x], @sec:two, @Sec:one, @eq:x, [-@eq:x], @fig-a.\n"
    )
    assert text(book).endswith(
        "figure 1.1, Figure 1.2, 1.2, figures 1.1 and 1.2, and equation 1.1, section 1.1, Chapter 1, equation 1.1, "
        "(1.1), [?@fig-a]."
    )
    hrefs = [node["c"][2][0] for node in found(book, "Link")]
    assert hrefs[:3] == ["#fig-a", "#fig-b", "#fig-b"] and set(hrefs) <= {f"#{anchor}" for anchor, _ in book.homes}


def test_words_around_a_reference_stay() -> None:
    book = resolved("# One\n\n![A](a.png){#fig:a}\n\n[see @fig:a, left; @sec:no, right]\n")
    assert text(book).endswith("see figure 1.1, left and [?@sec:no], right")


def test_each_run_says_its_word_once() -> None:
    book = resolved(
        "# One\n\n![A](a){#fig:a}\n\n![B](b){#fig:b}\n\n$$x$$ {#eq:x}\n\n$$y$$ {#eq:y}\n\n[@fig:a; @eq:x; "
        "@eq:y; @fig:b]\n"
    )
    assert text(book).endswith("figure 1.1, equations 1.1 and 1.2, and figure 1.2")


def test_references_across_chapters_and_back() -> None:
    book = resolved("# One\n\nSee @fig:b.\n", "# Two\n\n![B](b.png){#fig:b}\n")
    assert text(book) == "See figure 2.1." and dict(book.homes)["fig-b"] == "ch02"


def test_what_has_no_target_is_marked() -> None:
    book = resolved(
        "# One\n\n@fig:no, @note:no, @page:no, [x](#no), [y](#), [z](https://x.org), [see @sec:no, there].\n"
    )
    assert text(book) == "[?@fig:no], [?@note:no], [?@page:no], x [?#no], y [?#], z, see [?@sec:no], there."
    assert [node["c"][2][0] for node in found(book, "Link")] == ["https://x.org"]


def test_notes_are_numbered_and_referred_to() -> None:
    book = resolved(
        "# One\n\nA^[First.] b[^two] c[^two].\n\nSee @note:two and @note:far.\n\n[^two]: Second.\n",
        "# Two\n\nD[^far].\n\n[^far]: Far.\n",
    )
    numbered = [(node["n"], node["id"]) for node in found(book, "Note")]
    assert numbered == [("1", "ch01-1"), ("2", "ch01-2"), ("3", "ch01-3"), ("1", "ch02-1")]
    assert text(book).endswith("See note 2 and chapter 2, note 1.")


def test_notes_through_the_book() -> None:
    book = resolved("# One\n\nA^[First.]\n", "# Two\n\nB^[Second.]\n", notes_restart="book")
    assert [node["n"] for node in found(book, "Note")] == ["1", "2"]


def test_ids_are_unique_and_safe() -> None:
    book = resolved(
        "# One\n\n## Same\n\n[a]{#x:y/z} [link](#same) [l](https://x.org){#lnk} [i]{.index}\n",
        "# Two\n\n## Same\n\n[b](#same)\n\n![A](a){#фиг}\n",
    )
    anchors = [anchor for anchor, _ in book.homes]
    assert len(set(anchors)) == len(anchors)
    ids = [tree.attr(node)[0] for chapter in book.chapters for node in tree.walk(chapter.blocks) if tree.attr(node)[0]]
    assert len(set(ids)) == len(ids) and set(ids) <= set(anchors)
    hrefs = [node["c"][2][0] for node in found(book, "Link")]
    assert hrefs == ["#same", "https://x.org", "#same-2"]


def test_index_marks_are_gathered() -> None:
    book = resolved('# One\n\n[Deveselu]{.index} and [x]{.index .main term="Romania!Deveselu" see="Base"}.\n')
    assert [(mark.path, mark.see, mark.main) for mark in book.marks] == [
        (("Deveselu",), "", False),
        (("Romania", "Deveselu"), "Base", True),
    ]


# ---- the list of sources where the author wants it ------------------------------------------------------------------


@pytest.mark.parametrize("written", ["::: {#refs}\n:::", '<div id="refs"></div>', "::: {#refs .entry-spacing}\n:::"])
def test_list_of_sources_stands_where_the_author_wants_it(written: str) -> None:
    book = resolved("# One\n\nA [@doe2001; @roe2002].\n", f"# References {{-}}\n\n{written}\n", style=AUTHOR_DATE)
    refs = next(node for node in found(book, "Div") if tree.attr(node)[0] == "refs")
    entries = [(tree.attr(node)[0], tree.attr(node)[1], node["c"][1][0]["t"]) for node in refs["c"][1]]
    assert entries == [(entry_anchor(key), ("csl-entry",), "Para") for key in ("doe2001", "roe2002")]
    name = book.chapters[1].chapter.name
    assert all(dict(book.homes)[anchor] == name for anchor, *_ in entries)


def test_list_of_sources_stands_once() -> None:
    book = resolved("# One\n\nA [@doe2001].\n\n::: {#refs}\n:::\n", "# Two\n\n::: {#refs}\n:::\n")
    assert [tree.attr(node)[0] for node in found(book, "Div")] == ["refs", "ref-doe2001", ""]


def test_links_to_sources() -> None:
    book = resolved("# One\n\nA [@doe2001]. [there](#ref-doe2001)\n")
    assert [node["c"][2][0] for node in found(book, "Link")] == ["#ref-doe2001"]


def test_book_is_left_as_it_was() -> None:
    book = book_of("# One {#sec:one}\n\nA[^a] [@doe2001] @sec:one.\n\n[^a]: N [@roe2002].\n")
    before = repr(book)
    resolve(book, number(book), cite(asked(book)))
    assert repr(book) == before


# ---- the index ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("3", "10", "3–10"),
        ("71", "72", "71–72"),
        ("96", "117", "96–117"),
        ("100", "104", "100–104"),
        ("1100", "1113", "1100–1113"),
        ("101", "108", "101–8"),
        ("808", "833", "808–33"),
        ("321", "328", "321–28"),
        ("498", "532", "498–532"),
        ("1087", "1089", "1087–89"),
        ("1496", "1500", "1496–500"),
        ("12991", "13001", "12991–3001"),
        ("ii", "iv", "ii–iv"),
        ("5", "5", "5"),
    ],
)
def test_inclusive_numbers_the_chicago_way(first: str, last: str, shown: str) -> None:
    assert index.abbreviated(first, last) == shown


def test_index_is_in_order_with_its_locators() -> None:
    book = resolved(
        "# One\n\n[b]{.index} [Élan]{.index} [x]{.index term=b!inner} [y]{.index term=A see=b} [z]{.index "
        "term=b range=start} "
        "[Яма]{.index} [1967]{.index} [w]{.index term=b range=end} [v]{.index .main term=b} [b]{.index}\n"
    )
    pages = {
        mark.anchor: folio
        for mark, folio in zip(book.marks, ["1", "1", "2", "2", "5", "5", "6", "7", "9", "9"], strict=True)
    }
    groups = index.build(book.marks, index.Finder(lambda anchor: f"#{anchor}", lambda anchor: pages[anchor]))
    assert [group.letter for group in groups] == ["#", "A", "B", "E", "Я"]
    lines = [
        (line.depth, line.heading, [locator.text for locator in line.locators], tuple(see.text for see in line.see))
        for group in groups
        for line in group.lines
    ]
    assert lines == [
        (0, "1967", ["6"], ()),
        (0, "A", [], ("b",)),
        (0, "b", ["1", "5–7", "9"], ()),
        (1, "inner", ["2"], ()),
        (0, "Élan", ["1"], ()),
        (0, "Яма", ["5"], ()),
    ]
    assert [
        locator.main for group in groups for line in group.lines if line.heading == "b" for locator in line.locators
    ] == [False, False, True]
