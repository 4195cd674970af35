"""Bibliographies: every form is read, each entry has its place, and one that is broken spoils no other."""

import json

import pytest
from conftest import SOURCES, source
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo import pandoc
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


# ---- fields as they are written --------------------------------------------------------------------------------------


def written(parsed: ParsedBibliography, at: int = 0) -> list[tuple[str, str, int, int]]:
    return [(f.name, f.value, f.place.line, f.place.column) for f in parsed.entries[at].fields]


def test_fields_of_bibtex() -> None:
    parsed = read(
        '@string{pub = "Press"}\n@Article{a, % a comment, with commas = signs\n  Title = {On {Arms}},\n'
        '  % note = {left out},\n  author="M{\\"u}ller", year=2001, publisher = pub # { of } # "London",\n'
        "  month = jan }\n"
    )
    assert written(parsed) == [
        ("title", "On {Arms}", 3, 12),
        ("author", 'M{\\"u}ller', 5, 11),
        ("year", "2001", 5, 29),
        ("publisher", "Press of London", 5, 47),
        ("month", "jan", 6, 11),
    ]
    assert parsed.entries[0].kind == "article"
    assert [field.name for field in parsed.entries[0].given(frozenset(("year",)))] == ["year"]


def test_fields_of_csl() -> None:
    text = (
        '{"more": [1], "items": [\n {"id": 7, "type": "book", "title": "\\"T\\u00e9", '
        '"issued": {"date-parts": [[1]]}}]}'
    )
    parsed = read(text, "r.json")
    assert written(parsed) == [
        ("id", "7", 2, 9),
        ("type", "book", 2, 21),
        ("title", '"Té', 2, 38),
        ("issued", '{"date-parts": [[1]]}', 2, 60),
    ]
    assert parsed.entries[0].kind == "book" and parsed.entries[0].place.column == 9


def test_fields_of_yaml() -> None:
    parsed = read(
        "---\nreferences:\n- type: book\n  id: a\n  title: 'On: Arms'\n  issued:\n    year: 2001\n"
        "- id: b\n  title: Two\n...\n",
        "r.yaml",
    )
    assert written(parsed) == [
        ("type", "book", 3, 9), ("id", "a", 4, 7), ("title", "On: Arms", 5, 11), ("issued", "year: 2001", 7, 5),
    ]  # fmt: skip
    assert written(parsed, 1) == [("id", "b", 8, 7), ("title", "Two", 9, 10)] and parsed.entries[0].kind == "book"


@pytest.mark.parametrize("broken", ["@book{a, title={A}, b c, d=", "@book{a, ,, title = {A} # , x", "@book{a, title="])
def test_fields_of_broken_entries_are_no_crash(broken: str) -> None:
    assert isinstance(read(broken), ParsedBibliography)


def test_values_that_grow_are_cut() -> None:
    bib = "@string{s = {" + "x" * 60_000 + "}}\n@book{a, title={A}, note = s" + " # s" * 2000 + "}\n"
    assert sum(len(entry.written) for entry in read(bib).entries) < 200_000


# ---- what the citation engine can take -------------------------------------------------------------------------------


def csl(text: str, name: str = "r.bib") -> dict[str, object]:
    made: dict[str, object] = json.loads(read(text, name).entries[0].csl)
    return made


@pytest.mark.parametrize(
    ("said", "issued"),
    [
        ("date={2019-5-1}", {"date-parts": [[2019, 5, 1]]}),
        ("date={2019/05/01}", {"date-parts": [[2019, 5, 1]]}),
        ("date={01.05.2019}", {"date-parts": [[2019, 5, 1]]}),
        ("year={2010--2012}", {"date-parts": [[2010], [2012]]}),
        ("year={{2001}}", {"date-parts": [[2001]]}),
        ("year={circa 1850}", {"literal": "circa 1850"}),
        ("year={1998a}", {"literal": "1998a"}),
        ("date={1999~}", {"date-parts": [[1999]], "circa": True}),
        ("year={forthcoming}", None),
        ("title={A}", None),
    ],
)
def test_no_date_is_lost(said: str, issued: object) -> None:
    assert csl(f"@book{{a, title={{A}}, {said}}}").get("issued") == issued


def test_addresses_are_read() -> None:
    made = csl("@online{a, title={A}, url={http://a.org/a\\_b\\%20c}, doi={https://doi.org/10.1000/a\\_b}}")
    assert (made["URL"], made["DOI"]) == ("http://a.org/a_b%20c", "10.1000/a_b")
    made = csl("@article{a, title={A}, eprint={1706.03762 [cs.CL]}, eprinttype={arxiv}}")
    assert made["URL"] == "https://arxiv.org/abs/1706.03762"


def test_commands_of_biblatex_are_read() -> None:
    made = csl("@book{a, title={A \\mkbibquote{quote} of \\mkbibacro{USA}, \\mkbibemph{emph}}, type={{NASA} report}}")
    assert made["title"] == "A “quote” of USA, <i>emph</i>" and made["genre"] == "NASA report"


def test_values_of_other_shapes_are_mended_or_named() -> None:
    item = {
        "id": 7, "type": "book", "title": ["On", "Arms"], "volume": 3.5, "issue": None, "publisher": {"name": "P"},
        "author": "Doe, Jane", "editor": [{"family": "Roe", "given": None, "suffix": 3}, "Poe", None],
        "issued": {"date-parts": [["20O1"]]}, "accessed": 2020, "note": 5,
    }  # fmt: skip
    parsed = read(json.dumps([item]), "r.json")
    made = json.loads(parsed.entries[0].csl)
    assert (made["title"], made["volume"], made["note"]) == ("On, Arms", "3.5", "5")
    assert made["editor"] == [{"family": "Roe", "suffix": "3"}, {"literal": "Poe"}]
    assert made["issued"] == {"literal": "20O1"} and made["accessed"] == {"date-parts": [[2020]]}
    assert not {"author", "issue", "publisher"} & set(made)
    assert [(kind, said) for kind, said, line, _ in remarks(parsed) if line == 1] == [
        ("broken-entry", "7: `publisher` is no text"),
        ("broken-entry", "7: `author` is no list of names"),
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3000, 3000) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "given", "literal", "raw",
        "date-parts", "circa", "season", "year", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
VARIABLES = st.sampled_from(
    ["title", "author", "editor", "issued", "accessed", "note", "volume", "page", "type", "custom", "keyword", "zzz"]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(VARIABLES, VALUES, max_size=5), min_size=20, max_size=40))
def test_the_citation_engine_takes_every_entry(found: list[dict[str, object]]) -> None:
    text = json.dumps([{**item, "id": f"k{at}"} for at, item in enumerate(found)])
    entries = read(text, "r.json").entries
    assert len(entries) == len(found)
    again = pandoc.read_bibliography(f"[{','.join(entry.csl for entry in entries)}]".encode(), "csljson")
    assert len(again) == len(entries)
