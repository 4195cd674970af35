"""The bibliography in sections: each source that is listed stands on exactly one shelf, in every edition."""

import json

import pytest
from conftest import resolved
from hypothesis import given
from hypothesis import strategies as st

from octavo import tree
from octavo.findings import Place
from octavo.model import BibliographySection, Config, Entry
from octavo.plain_entry import plain_entry
from octavo.sections import Shelves, shelve

TYPES = (
    "treaty", "legislation", "document", "speech", "interview", "personal_communication", "article-newspaper",
    "webpage",
    "report", "book", "article-journal", "chapter", "thesis", "manuscript", "broadcast", "entry-encyclopedia",
)  # fmt: skip


def entry(key: str, **csl: object) -> Entry:
    return Entry(key, json.dumps({"id": key, **csl}), Place("references.json", 1, 1))


def shelved(*entries: Entry, **config: object) -> Shelves:
    settings = Config("book.toml", "T", **config)  # type: ignore[arg-type]
    return shelve([e.key for e in entries], {e.key: e for e in entries}, settings)


def shown(found: Shelves) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(shelf.title, shelf.level, shelf.keys) for shelf in found.shelves]


sources = st.lists(
    st.builds(
        lambda number, kind, title, archive, words, language: (number, kind, title, archive, words, language),
        st.integers(0, 10_000), st.sampled_from(TYPES), st.sampled_from(["Shield", "Щит", "盾"]),
        st.sampled_from(["", "", "GARF", "NARA"]), st.sampled_from(["", "primary", "a, b"]),
        st.sampled_from(["", "ru", "en-GB"]),
    ),
    max_size=30, unique_by=lambda source: source[0],
)  # fmt: skip
sections = st.lists(
    st.builds(
        BibliographySection,
        title=st.just("S"), types=st.lists(st.sampled_from(TYPES), max_size=4).map(tuple),
        keywords=st.lists(st.sampled_from(["primary", "a"]), max_size=1).map(tuple),
        scripts=st.lists(st.sampled_from(["Cyrl", "Latn", "Hani"]), max_size=1).map(tuple),
        languages=st.lists(st.sampled_from(["ru", "en"]), max_size=1).map(tuple), archives=st.booleans(),
        rest=st.booleans(),
    ),
    max_size=6,
).map(tuple)  # fmt: skip


@given(sources, sections, st.sampled_from(["none", "by-type", "primary-secondary"]), st.lists(st.sampled_from(TYPES)))
def test_each_source_is_in_one_place(
    given_sources: list[tuple[int, str, str, str, str, str]],
    given_sections: tuple[BibliographySection, ...],
    preset: str,
    left_out: list[str],
) -> None:
    entries = [
        entry(f"s{number}", type=kind, title=title, archive=archive, keyword=words, language=language)
        for number, kind, title, archive, words, language in given_sources
    ]
    found = shelved(
        *entries,
        bibliography_sections=given_sections,
        bibliography_preset=preset,
        bibliography_leaves_out=tuple(left_out),
    )
    placed = [key for shelf in found.shelves for key in shelf.keys]
    assert sorted([*placed, *found.left_out]) == sorted(e.key for e in entries)
    assert set(found.homeless) <= set(placed)
    assert all(json.loads(e.csl)["type"] in left_out for e in entries if e.key in found.left_out)


def test_first_section_that_takes_a_source_has_it() -> None:
    treaties = BibliographySection("Treaties", types=("treaty",))
    russian = BibliographySection("Russian", languages=("ru",))
    rest = BibliographySection("Others", rest=True)
    found = shelved(
        entry("b", type="book"),
        entry("t", type="treaty", language="ru"),
        entry("r", type="book", language="ru-RU"),
        bibliography_sections=(rest, treaties, russian),
    )
    assert shown(found) == [("Others", 1, ("b",)), ("Treaties", 1, ("t",)), ("Russian", 1, ("r",))]


def test_what_no_section_takes_is_named_and_still_listed() -> None:
    found = shelved(
        entry("b", type="book"),
        entry("t", type="treaty"),
        bibliography_sections=(BibliographySection("Treaties", types=("treaty",)),),
    )
    assert found.homeless == ("b",)
    assert shown(found) == [("Treaties", 1, ("t",)), ("", 1, ("b",))]


def test_archives_are_grouped_by_fond() -> None:
    found = shelved(
        entry("a", type="document", archive="GARF", **{"archive-place": "Moscow"}, custom={"fond": "f. R-5446"}),
        entry("b", type="document", archive="NARA"),
        entry("c", type="book"),
        bibliography_preset="by-type",
    )
    assert shown(found) == [
        ("Archives", 1, ()),
        ("GARF, Moscow", 2, ()),
        ("f. R-5446", 3, ("a",)),
        ("NARA", 2, ("b",)),
        ("Books and articles", 1, ("c",)),
    ]


@pytest.mark.parametrize(("language", "title"), [("ru", "Договоры и соглашения"), ("de-AT", "Verträge und Abkommen")])
def test_headings_are_in_the_book_s_language(language: str, title: str) -> None:
    found = shelved(entry("t", type="treaty"), bibliography_preset="by-type", language=language)
    assert found.shelves[0].title == title


def test_sections_stand_where_the_author_puts_the_list() -> None:
    text = "# One\n\nA [@doe2001; @mcnamara1967].\n\n# Sources\n\n::: {#refs}\n:::\n"
    sectioned = (BibliographySection("Articles", types=("article-journal",)), BibliographySection("Rest", rest=True))
    book = resolved(text, bibliography_sections=sectioned)
    (block,) = book.chapters[1].blocks
    heads = [b["c"][2][0]["c"] for b in block["c"][1] if b["t"] == "Header"]
    anchors = [b["c"][0][0] for b in block["c"][1] if b["t"] == "Div"]
    assert (heads, anchors) == (["Articles", "Rest"], ["ref-doe2001", "ref-mcnamara1967"])


def test_what_is_left_out_is_in_no_list() -> None:
    book = resolved("# One\n\nA [@doe2001; @mcnamara1967].\n", bibliography_leaves_out=("article-journal",))
    assert [e.key for e in book.entries] == ["mcnamara1967"]


def test_what_the_style_prints_nowhere_is_listed_where_a_section_asks_for_it() -> None:
    sources = """\
@misc{petrenko2019, author={Petrenko, Oksana}, entrysubtype={interview}, type={interview}, date={2019-05-04}}
@letter{roe1999, author={Roe, Richard}, date={1999-02-03}, title={To the committee}}
@book{doe2001, title={On Shields}, author={Doe, Jane}, publisher={P}, year=2001}
"""
    text = "# One\n\nA [@roe1999; @doe2001].\n"
    silent = resolved(text, sources=sources)
    assert (silent.shelved.silent, [e.key for e in silent.entries]) == (("roe1999",), ["doe2001"])
    letters = BibliographySection("Letters", types=("personal_communication",))
    book = resolved(text, sources=sources, bibliography_sections=(letters, BibliographySection("Rest", rest=True)))
    assert [e.key for e in book.entries] == ["roe1999", "doe2001"]
    assert tree.text(book.entries[0].inlines) == "Roe, Richard. “To the committee.” February 3, 1999."


def test_confidential_person_is_listed_by_pseudonym() -> None:
    csl = {
        "id": "x", "type": "interview", "author": [{"family": "Petrenko", "given": "Oksana"}],
        "custom": {"confidential": {"pseudonym": "Official A"}}, "issued": {"date-parts": [[2019, 5]]},
    }  # fmt: skip
    assert tree.text(plain_entry(csl, "en")) == "Official A. May 2019."
