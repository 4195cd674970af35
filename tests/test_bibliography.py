"""Bibliographies: every form is read, each entry has its place, and one that is broken spoils no other."""

import json

import pytest
from conftest import SOURCES, source
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.parse.bibliography import ParsedBibliography, parse_bibliography

CSL = [
    {
        "id": "one",
        "type": "book",
        "title": "One",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2001]]},
    },
    {"id": "doi:10.1/x", "type": "book", "title": "Two"},
]


def read(text: str | bytes, name: str = "references.bib") -> ParsedBibliography:
    return parse_bibliography(source(name, text))


def keys(parsed: ParsedBibliography) -> list[str]:
    return [entry.key for entry in parsed.entries]


def remarks(parsed: ParsedBibliography) -> list[tuple[str, str, int, int]]:
    return [(r.kind, r.text, r.place.line, r.place.column) for r in parsed.remarks]


def test_entries_have_their_places() -> None:
    parsed = read(SOURCES)
    assert [(e.key, e.place.line, e.place.column) for e in parsed.entries] == [
        ("mcnamara1967", 1, 7),
        ("doe2001", 3, 10),
        ("roe2002", 4, 7),
    ]
    assert json.loads(parsed.entries[1].csl)["container-title"] == "Review" and not parsed.remarks


@pytest.mark.parametrize("name", ["r.json", "r.yaml", "r.yml"])
def test_csl(name: str) -> None:
    if name.endswith("json"):
        text = json.dumps(CSL, indent=1)
    else:
        text = "references:\n- id: one\n  type: book\n  title: One\n- id: 'doi:10.1/x'\n  type: book\n  title: Two\n"
    parsed = read(text, name)
    assert keys(parsed) == ["one", "doi:10.1/x"] and not parsed.remarks
    assert all(entry.place.line and entry.place.column for entry in parsed.entries)
    assert json.loads(parsed.entries[0].csl)["title"] == "One"


@pytest.mark.parametrize("wrapped", [{"items": CSL}, {"references": CSL}])
def test_csl_within_an_object(wrapped: object) -> None:
    assert keys(read(json.dumps(wrapped), "r.json")) == ["one", "doi:10.1/x"]


def test_numbers_as_ids() -> None:
    assert keys(read('[{"id": 7, "type": "book", "title": "Seven"}]', "r.json")) == ["7"]


def test_keys_used_twice_are_named_with_both_places() -> None:
    parsed = read("@book{a, title={A}}\n\n@book{a, title={B}}\n")
    assert remarks(parsed) == [("duplicate-entry", "a", 3, 7)] and parsed.remarks[0].others[0].line == 1
    assert keys(parsed) == ["a"]


@pytest.mark.parametrize(
    "broken",
    [
        "@book{two, title={Two, author={X}}",
        "@book{two, title={Two}, author = }",
        "@book{two title={Two}}",
        '@book{two, title="Two}',
        "@book{two, title={T}, year=}",
        "@book{two",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_broken_entry_spoils_no_other(broken: str, end: str) -> None:
    text = f"@book{{one, title={{One}}}}\n\n{broken}\n\n@book{{three, title={{Three}}}}\n".replace("\n", end)
    parsed = read(text)
    assert {"one", "three"} <= set(keys(parsed))
    if "two" not in keys(parsed):
        assert any(kind == "broken-entry" and "two" in said and line == 3 for kind, said, line, _ in remarks(parsed)), (
            remarks(parsed)
        )


def test_strings_comments_and_preambles() -> None:
    parsed = read(
        '@string{pub = {The Press}}\n@preamble{"\\newcommand{x}"}\n@comment{@book{no, title={No}}}\n% '
        "@book{off, title={Off}}\n"
        "@book{yes, title={Yes}, publisher = pub # { of London}}\n"
    )
    assert keys(parsed) == ["yes"] and json.loads(parsed.entries[0].csl)["publisher"] == "The Press of London"
    assert not parsed.remarks


def test_text_between_entries_is_no_entry() -> None:
    assert keys(read("Mail me@example {now}.\n@book{a, title={A @ B {C}}, note={see @book{x, y}}}\n")) == ["a"]


def test_parentheses_and_odd_spacing() -> None:
    text = (
        '@book(a, title={A (with) signs}, year=2001)\n  @ARTICLE { b ,\n title = "B {\\"o} \\{x",\n}\n'
        "@book{doi:10.1016/S0022-2836(05)80360-2, title={C}}\n"
    )
    parsed = read(text)
    assert keys(parsed) == ["a", "b", "doi:10.1016/S0022-2836(05)80360-2"] and not parsed.remarks


@pytest.mark.parametrize(
    "text",
    [
        "@incollection{a, title={A}, crossref={b}}\n@incollection{b, title={B}, crossref={a}}\n",
        "@book{a, title={A}, crossref={a}}\n",
        "@book{a, title={A}, xdata={b}}\n@xdata{b, xdata={c}}\n@xdata{c, xdata={a}}\n",
    ],
)
def test_circles_of_crossref_end(text: str) -> None:
    parsed = read(text)
    assert parsed.remarks and {r.kind for r in parsed.remarks} == {"circular-crossref"} and "a" in keys(parsed)


def test_crossref_inherits() -> None:
    parsed = read(
        "@incollection{a, title={A}, author={Doe, J.}, crossref={b}}\n@collection{b, title={Whole}, "
        "editor={Roe, R.}, year=2001}\n"
    )
    assert json.loads(parsed.entries[0].csl)["container-title"] == "Whole"


def test_abbreviations_that_grow_are_stopped() -> None:
    bomb = "@string{s0 = {aaaaaaaaaa}}\n" + "".join(
        f"@string{{s{n} = s{n - 1} # s{n - 1} # s{n - 1} # s{n - 1}}}\n" for n in range(1, 14)
    )
    parsed = read(bomb + "@book{a, title = s13}\n@book{b, title={B}}\n")
    assert "b" in keys(parsed) and any(r.kind == "bibliography-growth" for r in parsed.remarks)


@pytest.mark.parametrize("name", ["r.json", "r.yaml", "r.bib"])
@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1, 2]", b'{"items": 3}', b"\xff\xfe\x00", b"- - - [", b"@", b"@book{", b"null", b'"x"']
)
def test_nonsense_is_no_crash(name: str, data: bytes) -> None:
    assert isinstance(read(data, name), ParsedBibliography)


def test_faults_of_json_are_located() -> None:
    assert remarks(read('[\n {"id": "a"},\n {"id": }\n]', "r.json"))[0][2:] == (3, 9)


def test_aliases_of_yaml_are_refused() -> None:
    bomb = "a: &a [x]\nb: &b [*a, *a]\nreferences: []\n"
    assert remarks(read(bomb, "r.yaml"))[0][0] == "broken-bibliography"


def test_deep_json_is_refused() -> None:
    assert remarks(read("[" * 100_000, "r.json"))[0][0] == "broken-bibliography"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.from_regex(r"[A-Za-z][A-Za-z0-9:_/.+-]{0,12}", fullmatch=True), min_size=1, max_size=6, unique_by=str.lower
    )
)
def test_any_keys_in_order(names: list[str]) -> None:
    text = "\n".join(f"@book{{{name},\n  title = {{T {index}}}\n}}" for index, name in enumerate(names))
    parsed = read(text)
    assert keys(parsed) == names
    assert [entry.place.line for entry in parsed.entries] == [3 * index + 1 for index in range(len(names))]
