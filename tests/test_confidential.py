"""Confidential sources: the pseudonym in every edition, and no trace of the name in any file."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import MakeBook

from octavo.cli import main
from octavo.inspect.leaks import leaks
from octavo.model import MadeFile
from octavo.orders import Order
from octavo.pipeline import build

SOURCES = """\
[{"id": "kowalczyk2019", "type": "interview", "title": "On the site",
  "author": [{"family": "Kowalczyk", "given": "Zofia"}],
  "issued": {"date-parts": [[2019, 5, 4]]},
  "custom": {"confidential": {"pseudonym": "Official A", "editions": ["print", "epub"], "until": "2030-01-01"}}},
 {"id": "doe2001", "type": "book", "title": "On Shields", "author": [{"family": "Doe", "given": "Jane"}],
  "publisher": "P", "issued": {"date-parts": [[2001]]}}]
"""
TOML = """\
title = "A tiny book"
slug = "book"
chapters = ["chapters/one.md"]
bibliography = ["references.json"]

[[contributor]]
name = "Jane Doe"

[[bibliography-section]]
title = "Interviews"
types = ["interview"]

[[bibliography-section]]
title = "Books"
rest = true

[[edition]]
name = "print"
format = "print-pdf"

[[edition]]
name = "screen"
format = "screen-pdf"

[[edition]]
name = "epub"
format = "epub"

[[edition]]
name = "web"
format = "web"
"""
# Twenty citations of all kinds: in the text, in notes, with locators, in captions, headings, lists, tables.
ONE = """# One {#sec:one}

A [@kowalczyk2019]. B [see @kowalczyk2019, p. 3; @doe2001]. @kowalczyk2019 said so. C [-@kowalczyk2019].[^a]

[^a]: Note [@kowalczyk2019, n. 4], and @kowalczyk2019.

## Of a talk [@kowalczyk2019]

- item [@kowalczyk2019]
- item^[Inline [@kowalczyk2019].]

> Quoted [@kowalczyk2019].

| a | b |
|---|---|
| x [@kowalczyk2019] | y [@kowalczyk2019] |

: Caption [@kowalczyk2019] {#tbl:x}

Term
: Definition [@kowalczyk2019].

See @tbl:x. [Link [@kowalczyk2019]](https://example.org), *emphasis [@kowalczyk2019]*, [span [@kowalczyk2019]]{lang=en}.

1. one [@kowalczyk2019]
2. two [@kowalczyk2019]; three [@doe2001; @kowalczyk2019].
"""


@pytest.fixture
def book(make_book: MakeBook) -> Path:
    return make_book({"chapters/one.md": ONE, "references.json": SOURCES}, TOML)


def everything(root: Path) -> list[MadeFile]:
    return [
        MadeFile(path.relative_to(root).as_posix(), path.read_bytes())
        for path in sorted((root / "output").rglob("*"))
        if path.is_file()
    ]


def traces(files: list[MadeFile]) -> list[str]:
    return [finding.place.file for finding in leaks("book", files, [("Zofia Kowalczyk", True), ("Kowalczyk", False)])]


def test_no_trace_in_any_file(book: Path) -> None:
    assert ONE.count("kowalczyk") >= 20
    report = build(Order(book, cached=False, today=date(2026, 1, 1)))
    assert report.published, report.findings
    files = everything(book)
    assert traces(files) == []
    for file in files:  # by another way than the leak test's own
        data = file.data
        if file.path.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b" ".join(name.encode() + archive.read(name) for name in archive.namelist())
        assert b"owalczyk" not in data and "owalczyk" not in file.path, file.path
    assert b"Official A" in (book / "output/web/ch01.html").read_bytes()


def test_name_stands_where_the_pseudonym_does_not_bind(book: Path) -> None:
    names = (("kowalczyk2019", "Zofia Kowalczyk"),)
    assert build(Order(book, today=date(2026, 1, 1), names=names)).published
    held = {path.split("/")[2] for path in traces(everything(book))}
    assert held == {"screen", "web"}
    assert build(Order(book, today=date(2031, 1, 1), names=names)).published
    assert {path.split("/")[2] for path in traces(everything(book))} == {"screen", "web", "print", "epub"}
    assert build(Order(book, today=date(2031, 1, 1))).published  # without the file it stands for ever
    assert traces(everything(book)) == []


def test_name_in_the_text_stops_the_release(book: Path) -> None:
    text = (book / "chapters/one.md").read_text() + "\nAs Zofia Kowal\u00adczyk told me.\n"
    (book / "chapters/one.md").write_text(text)
    report = build(Order(book, cached=False, today=date(2026, 1, 1)))
    assert not report.published
    leaked = {finding.place.file.split("/")[1] for finding in report.findings if finding.name == "leaked-name"}
    assert leaked == {"print", "screen", "epub", "web"}
    assert not any("Kowalczyk" in finding.message + finding.hint for finding in report.findings)


@pytest.mark.parametrize(
    "data",
    [
        "<p>Zofia <b>Kowal</b>czyk</p>",
        "<p>Kowalczyk, Zofia</p>",
        "zofia%20kowalczyk",
        "&#90;ofia Kowalczyk",
        '{"by": "Zofia \\u004bowalczyk"}',
        "ZOFIA\nKOWALCZYK",
    ],
)
def test_every_coat_is_seen_through(data: str) -> None:
    names = [("Zofia Kowalczyk", True), ("Kowalczyk, Zofia", True)]
    assert leaks("output/web", [MadeFile("a.html", data.encode())], names)


def test_file_name_is_a_coat_too() -> None:
    assert leaks("output/web", [MadeFile("zofia-kowalczyk.png", b"")], [("Zofia Kowalczyk", True)])


def test_surname_of_others_is_no_leak() -> None:
    files = [MadeFile("a.html", b"<p>Adam Kowalczyk, Shields</p>")]
    assert [f.name for f in leaks("o", files, [("Kowalczyk", False)])] == ["leaked-surname"]
    assert leaks("o", files, [("Kowalczyk", False)], elsewhere='{"family": "Kowalczyk", "given": "Adam"}') == ()


def test_names_file_that_is_none_is_said(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.toml"
    names.write_text("kowalczyk2019 = Zofia Kowalczyk\n")
    assert main(["build", "-C", str(book), "--quiet", "--names", str(names)]) == 2
    assert "Kowalczyk" not in capsys.readouterr().err
