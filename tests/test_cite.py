"""Citing: by the style, in the order of the book, with first mentions where they belong."""

import pytest
from conftest import SOURCES, book_of, resolved

from octavo import tree
from octavo.cite import asked, cite
from octavo.cited import unprinted
from octavo.model import Node, Nodes
from octavo.resolve import ResolvedBook

AUTHOR_DATE = "chicago-author-date"
FULL, SHORT = "Jane Doe, “On Shields,” Review 3 (2001)", "Doe, “On Shields.”"


def notes(book: ResolvedBook, chapter: int = 0) -> list[str]:
    """The notes of a chapter as they are printed."""
    found = book.chapters[chapter]
    return [
        tree.text(node["c"], notes=True)
        for node in tree.walk([found.chapter.title, found.blocks])
        if node["t"] == "Note"
    ]


def text(book: ResolvedBook, chapter: int = 0) -> str:
    return tree.text(book.chapters[chapter].blocks).replace("\u00a0", " ")


def test_first_mention_begins_again_in_each_chapter() -> None:
    book = resolved(
        "# One\n\nA [@doe2001, 3]. B [@doe2001].\n",
        "# Two\n\nC [@doe2001, 4]. D [@doe2001].\n",
        "# Three\n\nE [@doe2001].\n",
    )
    assert notes(book) == [f"{FULL}: 3.", SHORT]
    assert notes(book, 1) == [f"{FULL}: 4.", SHORT]
    assert notes(book, 2) == [f"{FULL}: 1–20."]


def test_first_mention_of_the_whole_book() -> None:
    book = resolved("# One\n\nA [@doe2001, 3].\n", "# Two\n\nC [@doe2001, 4].\n", first_mention="book")
    assert notes(book) == [f"{FULL}: 3."] and notes(book, 1) == ["Doe, “On Shields,” 4."]


def test_source_that_is_known_to_its_chapter_stays_short_beside_a_new_one() -> None:
    book = resolved(
        "# One\n\nA [@doe2001]. B [@roe2002].\n",
        "# Two\n\nC [@roe2002].\n\nD [@doe2001; @roe2002, 9].\n\nE [@mcnamara1967; @doe2001].\n",
    )
    assert notes(book, 1)[1] == f"{FULL}: 1–20; Roe, Swords, 9."
    assert notes(book, 1)[2] == "Robert S. McNamara, The Essence of Security (Harper, 1968); Doe, “On Shields.”"


def test_many_chapters_in_any_order() -> None:
    texts = [
        f"# C{n}\n\nA [@{'doe2001' if n % 2 else 'roe2002'}; @mcnamara1967].\n\nB [@doe2001, {n}].\n" for n in range(5)
    ]
    book = resolved(*texts)
    for chapter in range(5):
        first, second = notes(book, chapter)
        assert "Robert S. McNamara, The Essence" in first
        assert second == (f"Doe, “On Shields,” {chapter}." if chapter % 2 else f"{FULL}: {chapter}.")


def test_author_and_date() -> None:
    book = resolved(
        "# One\n\nA [see @doe2001, p. 3; @roe2002]. @mcnamara1967 says, and [-@doe2001].\n", style=AUTHOR_DATE
    )
    assert text(book) == "A (see Doe 2001, 3; Roe 2002). McNamara (1968) says, and (2001)."
    assert not notes(book)
    assert [entry.key for entry in book.entries] == ["doe2001", "mcnamara1967", "roe2002"]


def test_letters_of_a_year_are_the_books() -> None:
    more = SOURCES + "@book{doe2001b, title={Another}, author={Doe, Jane}, year=2001, publisher={Press}}\n"
    book = resolved("# One\n\n[@doe2001]\n", "# Two\n\n[@doe2001b]\n", style=AUTHOR_DATE, sources=more)
    assert {text(book), text(book, 1)} == {"(Doe 2001a)", "(Doe 2001b)"}


@pytest.mark.parametrize(("style", "shown"), [("chicago-notes-bibliography", "A"), (AUTHOR_DATE, "A (Doe 2001)")])
def test_unknown_key_among_known_ones_is_marked(style: str, shown: str) -> None:
    book = resolved("# One\n\nA [@doe2001; see @nope, p. 3].\n", style=style)
    assert text(book) == f"{shown} see [?@nope], p. 3."
    spans = [tree.attr(node)[1] for node in tree.walk(book.chapters[0].blocks) if node["t"] == "Span"]
    assert ("unresolved",) in spans


def test_only_unknown_keys() -> None:
    book = resolved("# One\n\nA [@nope] and @nada says.\n")
    assert text(book) == "A [?@nope] and [?@nada] says." and not notes(book) and not book.entries


def test_citations_wherever_they_stand() -> None:
    book = resolved(
        "# One [@doe2001, 1]\n\n## Two [@doe2001, 2]\n\n| a |\n|---|\n| [@doe2001, 3] |\n\n: Caption [@doe2001, 4]\n\n"
        "![Map [@doe2001, 5]](m.png){#fig:m}\n\n- item [@doe2001, 6]\n\n> quoted [@doe2001, 7]\n\nTerm "
        "[@doe2001, 8]\n\n:   Def [@doe2001, 9]\n\n"
        "Last^[A note [@doe2001, 10], and [@doe2001, 11].] [@doe2001, 12].\n",
        style=AUTHOR_DATE,
    )
    everything = tree.text([book.chapters[0].chapter.title, book.chapters[0].blocks], notes=True)
    assert sorted(int(n) for n in __import__("re").findall(r"\(Doe 2001, (\d+)\)", everything)) == list(range(1, 13))


def test_citation_in_a_title_is_a_note_of_its_chapter() -> None:
    book = resolved("# One [@doe2001]\n\nText [@doe2001].\n")
    assert notes(book) == [f"{FULL}: 1–20.", SHORT] and book.chapters[0].notes == 2
    assert tree.text(book.chapters[0].chapter.title) == "One"


def test_textual_citation_in_the_style_of_notes() -> None:
    book = resolved("# One\n\n@doe2001 says [p. 3] and so does @roe2002 [p. 4].\n")
    assert text(book) == "Jane Doe says [p. 3] and so does Richard Roe."
    assert notes(book) == ["“On Shields,” Review 3 (2001): 1–20.", "Swords (Press, 2002), 4."]


def test_several_sources_in_a_note_of_the_authors() -> None:
    book = resolved("# One\n\nA.^[See [@doe2001, 3] and [@roe2002]. Also [@doe2001].]\n")
    assert len(notes(book)) == 1
    assert (
        notes(book)[0].replace("”.", ".”")
        == f"See {FULL}: 3 and Richard Roe, Swords (Press, 2002). Also Doe, “On Shields.”"
    )


def test_note_follows_the_punctuation() -> None:
    book = resolved("# One\n\nWord [@doe2001]. “Quoted [@roe2002],” he said.\n")
    shape = [
        node["t"] if node["t"] == "Note" else node["c"]
        for node in book.chapters[0].blocks[0]["c"][:3]
        if node["t"] != "Space"
    ]
    assert shape == ["Word", ".", "Note"]


def test_words_within_a_citation() -> None:
    book = resolved(
        "# One {#sec:one}\n\nA [@doe2001, as @roe2002 says, cf. @sec:one and [@nope]].\n", style=AUTHOR_DATE
    )
    assert text(book) == "A (Doe 2001, as Roe (2002) says, cf. chapter 1 and [@nope])."
    assert {entry.key for entry in book.entries} == {"doe2001", "roe2002"}


def test_note_within_a_citation_stands_in_parentheses() -> None:
    book = resolved("# One\n\nA [@doe2001, p. 3 ^[inner words]].\n")
    assert len(notes(book)) == 1 and "(inner words)" in notes(book)[0]


def test_numbers_of_first_notes() -> None:
    """A style that says "n 2" means the note of the printed book, notes without sources counted."""
    book = resolved(
        "# One\n\nA^[Words.] B [@doe2001]. C^[More.] D [@doe2001, 9].\n",
        "# Two\n\nE [@roe2002]. F [@doe2001]. G [@doe2001, 8].\n",
        style="oscola",
    )
    assert "Doe (n 2) 9" in notes(book)[3]
    assert "Roe, Swords" in notes(book, 1)[0] and "On Shields" in notes(book, 1)[1] and "Ibid 8" in notes(book, 1)[2]


def test_uncited_sources_are_listed_when_asked_for() -> None:
    assert len(resolved("# One\n\nA [@doe2001].\n").entries) == 1
    assert len(resolved("# One\n\nA [@doe2001].\n", list_uncited=True).entries) == 3
    assert len(resolved("# One\n\nA.\n", list_uncited=True).entries) == 3


def test_translated_title_stands_in_brackets_once() -> None:
    source = (
        '[{"id": "x", "type": "book", "title": "Щит", "translated-title": "The shield", "original-title": '
        '"The shield", "author": [{"family": "Иванов"}], "issued": {"date-parts": [[1967]]}, "language": "ru"}]'
    )
    from conftest import source as file

    from octavo.model import Bibliography
    from octavo.parse.bibliography import parse_bibliography

    book = book_of("# One\n\nA [@x].\n")
    from dataclasses import replace

    entries = parse_bibliography(file("x.json", source)).entries
    cited = cite(asked(replace(book, bibliography=Bibliography(entries, book.bibliography.style))))
    shown = tree.text(cited.entries[0].inlines)
    assert shown.count("The shield") == 1 and "Щит [The shield]" in shown and "Originally" not in shown


@pytest.mark.parametrize(
    "key", ["doi:10.1371/journal.pcbi.1007128", "url:https://x.org/a/b", "Иванов_1967", "a+b", "10.5/q"]
)
def test_odd_keys(key: str) -> None:
    book = resolved(
        f"# One\n\nA [@{key}]. B [@{key}].\n",
        sources=f"@book{{{key}, title={{T}}, author={{Doe, Jane}}, year=2001}}",
        style=AUTHOR_DATE,
    )
    assert text(book) == "A (Doe 2001). B (Doe 2001)." and [entry.key for entry in book.entries] == [key]


def test_no_active_content_comes_out_of_a_bibliography() -> None:
    bad = (
        r"@book{bad, title={\href{javascript:alert(1)}{Click} <script>x</script>}, author={Doe, Jane}, "
        r"year=2001, url={javascript:alert(2)}}"
    )
    book = resolved("# One\n\nA [@bad].\n", sources=bad)
    trees: list[Nodes] = [book.chapters[0].blocks, *(entry.inlines for entry in book.entries)]
    links: list[Node] = [node for nodes in trees for node in tree.walk(nodes) if node["t"] == "Link"]
    assert all(link["c"][2][0].startswith(("https://", "http://", "#")) for link in links)
    assert not [node for nodes in trees for node in tree.walk(nodes) if node["t"] in ("RawInline", "RawBlock")]


def test_styles_of_numbers_and_labels() -> None:
    book = resolved("# One\n\nA [@roe2002; @doe2001]. B [@doe2001, p. 3].\n", style="ieee")
    assert text(book) == "A [1], [2]. B [2, p. 3]."
    assert tree.text(book.entries[0].inlines).startswith("[1]") and "Roe" in tree.text(book.entries[0].inlines)


def test_sources_that_the_bibliography_leaves_out_are_named() -> None:
    sources = "@letter{told, author={Doe, Jane}, date={2001}}\n@book{read, title={Arms}, author={Roe, R.}, year=2001}\n"
    (found,) = unprinted(resolved("# One\n\nA [@told]. B [@read].\n", sources=sources))
    assert (found.code, found.subject, found.place.line, found.place.column) == ("R001", "told", 1, 9)
