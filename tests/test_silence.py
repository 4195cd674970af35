"""Silence beside the place, in every corner of a text, and what a rule weighs: names, weights, strictness."""

from dataclasses import replace

import pytest
from conftest import surveyed

from octavo import codes
from octavo.config.codes import CODES
from octavo.config.manual import EXAMPLE
from octavo.findings import Finding, Place, Severity, errors
from octavo.model import Allowance, Config, Remark
from octavo.rules import check
from octavo.weigh import misnamed, unsilenced, weighed


def findings(text: str, form: str = "markdown", **config: object) -> list[tuple[str, int]]:
    made = surveyed(text, form)
    made = replace(made, config=replace(made.config, **config))  # type: ignore[arg-type]
    return [(finding.name, finding.place.line) for finding in check(made)]


# ---- where an allowance may stand -----------------------------------------------------------------------------------

ALLOW = "<!-- allow unknown-citation: it is in the press -->"


@pytest.mark.parametrize(
    "text",
    [
        f"{ALLOW}\n\n" + "A long\n" * 8 + "paragraph [@no].\n",
        f"{ALLOW}\n" + "A long\n" * 8 + "paragraph [@no].\n",
        "<!-- allow unknown-citation:\n  it is\n  in the press -->\n" + "A long\n" * 8 + "paragraph [@no].\n",
        f"<!-- allow missing-alt: a blank -->\n{ALLOW}\n\n![](map.svg)\n" + "words\n" * 5 + "[@no]\n",
        f"> {ALLOW}\n>\n> A quotation\n> of\n> several\n> lines [@no].\n",
        f"- One\n- {ALLOW}\n  Two\n  of\n  several\n  lines [@no].\n",
        f"1. {ALLOW} One [@no].\n",
        f"`code`{ALLOW} One [@no].\n",
        f"A call.[^a]\n\n[^a]: {ALLOW}\n    A note\n    of\n    several\n    lines [@no].\n",
        f"A call.^[A note {ALLOW} with [@no].]\n",
        f"| a | b |\n|---|---|\n| c | [@no] {ALLOW} |\n",
        f"::: epigraph\n{ALLOW}\n\nWords\nof\nothers\nhere [@no].\n:::\n",
    ],
)
def test_an_allowance_is_heard_wherever_it_stands(text: str) -> None:
    assert findings("# One\n\n" + text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{ALLOW}\n\nOne.\n\n" + "Another\n" * 3 + "[@no]\n", 10),
        (f"Before. {ALLOW}\n" + "A long\n" * 4 + "paragraph [@no].\n", 8),
        (f"{ALLOW} After.\n" + "A long\n" * 4 + "paragraph [@no].\n", 8),
        (f"{ALLOW}\n\n\n\nToo far [@no].\n", 7),
        (f"{ALLOW}\n- One\n- two\n- three\n- four [@no]\n", 7),
    ],
)
def test_an_allowance_speaks_for_its_own_paragraph_alone(text: str, line: int) -> None:
    assert findings("# One\n\n" + text) == [("stale-allow", 3), ("unknown-citation", line)]


def test_one_comment_allows_several_findings() -> None:
    text = "# One\n\n<!-- allow unknown-citation, F004: both will be mended -->\n[@no] ![](map.svg)\n"
    assert findings(text) == []


def test_of_several_only_the_idle_one_is_stale() -> None:
    text = "# One\n\n<!-- allow unknown-citation, missing-alt: both -->\nA [@no]\n"
    (finding,) = check(surveyed(text))
    assert (finding.code, finding.message) == ("A002", "`allow missing-alt` silences nothing here")


@pytest.mark.parametrize("comment", ["allow me to explain", "allow for delay: ten minutes", "allow time: ten minutes"])
def test_a_comment_for_readers_is_no_allowance(comment: str) -> None:
    made = surveyed(f"# One\n\n<!-- {comment} -->\n\nText.\n")
    assert check(made) == ()
    assert list(misnamed(made.config, made.noted("allow"))) == []


@pytest.mark.parametrize(
    "config",
    [
        {"severities": (("unknown-citation", "off"),)},
        {"severities": (("S001", "style"),)},
    ],
)
def test_an_allowance_of_a_rule_that_is_not_asked_is_not_stale(config: dict[str, object]) -> None:
    assert findings(f"# One\n\n{ALLOW}\nText.\n") == [("stale-allow", 3)]
    assert findings(f"# One\n\n{ALLOW}\nText.\n", **config) == []


def test_an_allowance_for_another_room_is_not_stale() -> None:
    assert findings("# One\n\n<!-- allow missing-letters: the font comes later -->\nText.\n") == []


def test_findings_of_other_rooms_are_allowed_too() -> None:
    made = surveyed("# One\n\n<!-- allow missing-letters: the font comes later -->\nText.\n")
    allowance = Allowance("I035", "", "a proof", Place("book.toml", 9, 1), file="output/print/t.pdf")
    made = replace(made, config=replace(made.config, allowances=(allowance,)))
    here = Finding("I038", "missing-letters", Severity.ERROR, Place("chapters/one.md", 4, 1), "m")
    there = Finding("I035", "wrong-page-size", Severity.ERROR, Place("output/print/t.pdf"), "m")
    others = (replace(here, place=Place("chapters/two.md", 4, 1)), replace(there, place=Place("output/screen/t.pdf")))
    assert unsilenced((here, there, *others), made) == others


def test_what_stops_everything_cannot_be_silenced() -> None:
    allowance = Allowance("missing-file", "b.md", "it comes later", Place("book.toml", 9, 1))
    made = surveyed("# One\n\nText.\n")
    made = replace(made, config=replace(made.config, allowances=(allowance,)))
    missing = Finding("C010", "missing-file", Severity.ERROR, Place("book.toml", 3, 1), "m", subject="b.md")
    assert unsilenced((missing,), made) == (missing,)
    assert [(f.code, f.place.line) for f in misnamed(made.config, ())] == [("C020", 9)]


@pytest.mark.parametrize(
    ("subject", "file", "left"),
    [
        ("no", "", [("unknown-citation", 5)]),
        ("", "chapters/one.md", []),
        ("no", "chapters/one.md", [("unknown-citation", 5)]),
        ("no", "chapters/two.md", [("stale-allow", 9), ("unknown-citation", 3), ("unknown-citation", 5)]),
    ],
)
def test_the_configuration_allows_by_subject_and_file(subject: str, file: str, left: list[tuple[str, int]]) -> None:
    allowance = Allowance("unknown-citation", subject, "in the press", Place("book.toml", 9, 1), file)
    assert findings("# One\n\nA [@no]\n\nB [@nono]\n", allowances=(allowance,)) == left


ENTRY = "@book{twice, title={A}, author={B, C}, year=1999, publisher={P}, address={Q}}\n"
OTHER = ENTRY.replace("twice", "other")
IN_BIB = "% allow duplicate-entry: two printings\n"


@pytest.mark.parametrize(
    "text",
    [
        IN_BIB + ENTRY,
        "  %" + IN_BIB + "% a comment\n\n" + ENTRY,
        IN_BIB + ENTRY.replace("{twice", "\n{twice"),
        OTHER + "\n" + IN_BIB + ENTRY,
    ],
)
def test_an_entry_of_the_bibliography_is_allowed_where_it_stands(text: str) -> None:
    assert [name for name, _ in findings(ENTRY + text.replace(IN_BIB, ""), "bibtex")] == ["duplicate-entry"]
    assert findings(ENTRY + text, "bibtex") == []


@pytest.mark.parametrize("text", [ENTRY + IN_BIB, ENTRY + IN_BIB + OTHER, IN_BIB + OTHER + ENTRY])
def test_an_allowance_speaks_for_no_other_entry(text: str) -> None:
    assert {name for name, _ in findings(ENTRY + text, "bibtex")} == {"duplicate-entry", "stale-allow"}


# ---- what findings weigh --------------------------------------------------------------------------------------------


def finding(code: str, name: str, severity: Severity) -> Finding:
    return Finding(code, name, severity, Place("one.md", 3, 1), "m")


FAULT, DOUBT = finding("S001", "unknown-citation", Severity.ERROR), finding("N002", "unused-note", Severity.WARNING)


def test_a_book_weighs_findings_of_every_room() -> None:
    made = finding("I032", "odd-page-count", Severity.ERROR)
    config = Config("b", "T", severities=(("odd-page-count", "warning"), ("N002", "off"), ("S001", "warning")))
    assert [(f.code, f.severity) for f in weighed((FAULT, DOUBT, made), config)] == [
        ("S001", Severity.WARNING),
        ("I032", Severity.WARNING),
    ]


def test_weighing_twice_is_weighing_once() -> None:
    config = Config("b", "T", severities=(("S001", "style"), ("N002", "error")), house_style=("all",))
    once = weighed((FAULT, DOUBT), config)
    assert weighed(once, config) == once
    assert [f.severity for f in once] == [Severity.STYLE, Severity.ERROR]


def test_what_stops_the_reading_of_a_book_keeps_its_weight() -> None:
    config = Config("b", "T", severities=(("C010", "off"), ("unreadable-file", "warning")))
    stopping = (
        finding("C010", "missing-file", Severity.ERROR),
        finding("L001", "unreadable-file", Severity.ERROR),
    )
    assert weighed(stopping, config) == stopping
    assert [f.code for f in misnamed(config, ())] == ["C020", "C020"]


def test_a_strict_book_stops_at_warnings() -> None:
    assert not errors((DOUBT,))
    assert errors((DOUBT,), strict=True)
    assert not errors((finding("T1", "t", Severity.STYLE),), strict=True)


# ---- names ----------------------------------------------------------------------------------------------------------


def test_names_that_there_are_none_of_are_found_at_their_lines() -> None:
    places = tuple(
        (key, Place("book.toml", line, 1))
        for line, key in enumerate(("house-style.0", "house-style.1", "severity.unused-notes", "severity.S001"), 1)
    )
    config = Config(
        "book.toml",
        "T",
        house_style=("all", "mising-alt"),
        severities=(("unused-notes", "error"), ("S001", "warning")),
        allowances=(Allowance("duplicate-etnry", "k", "r", Place("book.toml", 9, 8)),),
        places=places,
    )
    assert [(f.code, f.place.line, f.hint) for f in misnamed(config, ())] == [
        ("C019", 2, "did you mean `missing-alt`?"),
        ("C019", 3, "did you mean `unused-note`?"),
        ("C019", 9, "did you mean `duplicate-entry`?"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("unknown-citatoin: why", [("A003", "did you mean `unknown-citation`?")]),
        ("X999: why", [("A003", "")]),
        ("no-such-thing-at-all: why", [("A003", "")]),
        ("S001, missing-letters: why", []),
        ("shortcod: why", [("A003", "did you mean `shortcode`?")]),
        ("water: why", []),
    ],
)
def test_an_allowance_of_an_unknown_name(text: str, wanted: list[tuple[str, str]]) -> None:
    remark = Remark("allow", text, Place("one.md", 3, 1))
    found = list(misnamed(Config("b", "T"), (remark,)))
    assert [(f.code, f.hint) for f in found] == wanted


def test_every_code_and_name_is_known() -> None:
    kinds = codes.kinds()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert {word for kind in kinds for word in (kind.code, kind.name)} == codes.names()
    assert {kind.code for kind in kinds if kind.fixed} >= {"L001", "C001"}
    assert {word for kind in kinds if kind.fixed for word in (kind.code, kind.name)} == codes.fixed()
    assert {code.code for code in CODES} <= codes.names()


def test_a_name_means_one_kind() -> None:
    """Else a silence or a weight that is meant for one would reach the other too."""
    listed = [kind.name for kind in codes.kinds()]
    assert {name for name in listed if listed.count(name) > 1} <= codes.fixed()


def test_the_manuals_example_gives_names_that_there_are() -> None:
    from tests.test_config import config

    assert list(misnamed(config(EXAMPLE), ())) == []


def test_every_kind_says_what_it_is() -> None:
    for kind in codes.kinds():
        assert kind.fault.endswith("."), kind.code
        assert kind.why.endswith(".") or kind.cure.endswith((".", "?", "]")), kind.code
