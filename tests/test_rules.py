"""The hard cases of the rules, and silence: what a book allows, and what it allows in vain."""

from dataclasses import replace

import pytest
from conftest import survey_of_book, surveyed
from hypothesis import given
from hypothesis import strategies as st

from octavo.findings import Finding, Place, Severity, in_order
from octavo.model import Allowance, Config
from octavo.rules import RULES, check, near
from octavo.survey import Survey


def findings(text: str, form: str = "markdown") -> list[tuple[str, int, int]]:
    return [(f.name, f.place.line, f.place.column) for f in check(surveyed(text, form))]


def hints(text: str) -> list[str]:
    return [finding.hint for finding in check(surveyed(text))]


# ---- what each rule must see ----------------------------------------------------------------------------------------


def test_a_sound_chapter_has_no_findings() -> None:
    text = (
        "# One {#sec:one}\n\nA [@doe2001, p. 3]^[A note.] and[^b] @fig:map, [@tbl:t; -@eq:e], @sec:two, "
        "@note:b, @page:sec:two, [x](#sec:two), [y](#two-more).\n\n"
        '![A map](map.svg){#fig:map alt="The coast."}\n\n| a |\n|---|\n| b |\n\n: Cap {#tbl:t}\n\n$$x$$ '
        "{#eq:e}\n\n## Two {#sec:two}\n\nText.\n\n### Two more\n\nText.\n\n[^b]: N.\n"
    )
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "# One\n\nSee @fig:a, {@tbl:b} and [see @sec:c; @doe2001].\n",
            [("undefined-reference", 3, 5), ("undefined-reference", 3, 14), ("undefined-reference", 3, 31)],
        ),
        (
            "# One\n\n@note:no @page:no @note:a[^a]\n\n[^a]: N.\n",
            [("undefined-reference", 3, 1), ("undefined-reference", 3, 10)],
        ),
        ("# One {#sec:a}\n\n## Two {#sec:a}\n\nT.\n", [("duplicate-label", 3, 9)]),
        ("# One\n\n[a]{#x} [b]{#x}\n", [("duplicate-label", 3, 13)]),
        ("# One\n\n## Same\n\nT.\n\n## Same\n\nT.\n", []),
        ("# One\n\n| a [@no1] |\n|---|\n| b^[c [@no2]] |\n", [("unknown-citation", 3, 6), ("unknown-citation", 5, 9)]),
        ("# One\n\n> - x [@no]\n>\n>   ![](map.svg)\n", [("unknown-citation", 3, 8), ("missing-alt", 5, 5)]),
        (
            '# One\n\n[a](#no) [b](https://x.org) [c](two.md) <a href="#nono">d</a>\n',
            [("broken-link", 3, 1), ("file-link", 3, 29), ("broken-link", 3, 41)],
        ),
        (
            "# One\n\n![A](https://x.org/a.png) ![B](data:image/png;base64,x) ![C](../c.png)\n",
            [("missing-image", 3, c) for c in (1, 27, 57)],
        ),
        ("# One\n\nT.\n\n#### Four\n\nT.\n", [("skipped-level", 5, 1)]),
        ("# One\n\nT $\\frac{$ and $x$ $$\\nope{$$\n", [("unreadable-formula", 3, 3), ("unreadable-formula", 3, 20)]),
    ],
)
def test_findings_and_their_places(text: str, wanted: list[tuple[str, int, int]]) -> None:
    assert findings(text) == wanted


def test_labels_of_a_kind_are_the_books_and_others_their_chapters() -> None:
    both = survey_of_book(
        "# One\n\n[a]{#x} ![A](a.png){#fig:a alt=a}\n", "# Two\n\n[b]{#x} ![B](b.png){#fig:a alt=b}\n"
    )
    assert [(f.name, f.place.file) for f in check(both) if f.name == "duplicate-label"] == [
        ("duplicate-label", "chapters/2.md")
    ]


def test_references_and_links_go_across_chapters() -> None:
    assert not list(
        check(
            survey_of_book(
                "# One {#sec:one}\n\nSee @sec:two and [x](#sub).\n", "# Two {#sec:two}\n\nT.\n\n## Sub\n\nT.\n"
            )
        )
    )


# ---- hints ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("[@doe2002]", "did you mean `@roe2002` or `@doe2001`?"),
        ("[@Doe2001]", "did you mean `@doe2001`?"),
        ("[@dое2001]", "did you mean `@doe2001`?"),
        ("@sec:won", "did you mean `@sec:one`?"),
        ("[x](#sec:won)", "did you mean `#sec:one`?"),
        ("x[^nte]", "did you mean `^note`?"),
        ("@page:sec:oen", "did you mean `@page:sec:one`?"),
        ("@note:noet", "did you mean `@note:note`?"),
        ("[@zzzzzz]", ""),
        ("@fig:zzzz", "define it: `{#fig:zzzz}`"),
    ],
)
def test_hints(written: str, hint: str) -> None:
    assert hints(f"# One {{#sec:one}}\n\n{written} y[^note]\n\n[^note]: N.\n") == [hint]


@given(st.text(min_size=3, max_size=12), st.sets(st.text(min_size=3, max_size=12), max_size=6))
def test_a_name_is_nearest_to_itself(name: str, others: set[str]) -> None:
    found = near.nearest(name, {name, *others})
    assert found and near.fold(found[0]) == near.fold(name)


def test_hints_do_not_depend_on_the_order_of_names() -> None:
    names = [f"key{n}" for n in range(60)]
    assert near.did_you_mean("key", names) == near.did_you_mean("key", reversed(names))


def test_thousands_of_faults_end_in_time() -> None:
    import time

    text = "# One\n\n" + " ".join(f"[@missing{n}]" for n in range(3000))
    sources = "".join(f"@book{{source{n}, title={{T}}}}\n" for n in range(3000))
    book = survey_of_book(text, sources=sources)
    start = time.process_time()
    found = check(book)
    assert len(found) == 3000 and time.process_time() - start < 5


# ---- silence --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["unknown-citation", "S001"])
@pytest.mark.parametrize("gap", ["", "\n", " "])
def test_allowed_beside_the_place(named: str, gap: str) -> None:
    assert findings(f"# One\n\n<!-- allow {named}: will be added -->{gap}\nText [@no].\n") == []


def test_allowed_in_its_own_line() -> None:
    assert findings("# One\n\nText [@no]. <!-- allow unknown-citation: for now -->\n") == []


def test_allowance_reaches_two_lines() -> None:
    text = "# One\n\n<!-- allow unknown-citation: for now -->\n\n[@no]\n\n[@nono]\n"
    assert findings(text) == [("unknown-citation", 7, 2)]


def test_allowance_without_a_reason() -> None:
    assert findings("# One\n\n<!-- allow unknown-citation -->\n[@no]\n") == [
        ("allow-without-reason", 3, 1),
        ("unknown-citation", 4, 2),
    ]


def test_allowance_in_vain() -> None:
    assert findings("# One\n\n<!-- allow unknown-citation: no more -->\nText.\n") == [("stale-allow", 3, 1)]
    assert findings("# One\n\n<!-- allow unused-note: wrong name -->\n[@no]\n") == [
        ("stale-allow", 3, 1),
        ("unknown-citation", 4, 2),
    ]


def test_allowance_in_code_is_none() -> None:
    assert findings("# One\n\n`<!-- allow unknown-citation: x -->` [@no]\n") == [("unknown-citation", 3, 39)]


def test_allowance_of_the_configuration() -> None:
    asked = Allowance("unknown-citation", "no", "still at the printer's", Place("book.toml", 9, 1))
    idle = Allowance("unused-note", "x", "why", Place("book.toml", 12, 1))
    foreign = Allowance("missing-glyph", "☃", "a rule of another room", Place("book.toml", 15, 1))
    made = replace(
        surveyed("# One\n\n[@no] [@nono]\n"), config=Config("book.toml", "T", allowances=(asked, idle, foreign))
    )
    assert [(f.name, f.subject or f.place.line) for f in check(made)] == [
        ("stale-allow", 12),
        ("unknown-citation", "nono"),
    ]


def test_house_style_is_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = next(rule for rule in RULES if rule.CODE == "S001")
    monkeypatch.setattr(rule, "SEVERITY", Severity.STYLE)
    made = surveyed("# One\n\n[@no]\n")
    assert check(made) == ()
    assert len(check(replace(made, config=replace(made.config, house_style=("unknown-citation",))))) == 1


def test_findings_are_in_order_and_once() -> None:
    made = [Finding("X", "x", Severity.ERROR, Place("b.md", n, 1), "m") for n in (3, 1, 3)] + [
        Finding("X", "x", Severity.ERROR, Place("a.md", 9, 9), "m")
    ]
    assert [str(finding.place) for finding in in_order(made)] == ["a.md:9:9", "b.md:1:1", "b.md:3:1"]


def test_survey_of_nothing() -> None:
    assert check(Survey(Config("book.toml", "T"))) == ()
