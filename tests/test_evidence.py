"""The evidence audit: every citation is in it once, with chapter, note, page and locator, and no cell is a formula."""

import csv
import io
from pathlib import Path

import pytest
from conftest import BOOK, MakeBook, resolved
from lxml import etree

from octavo.auditing import evidence
from octavo.cli import main
from octavo.evidence import faces
from octavo.evidence.audit import Audit, audit
from octavo.model import LinkState
from octavo.orders import Order

SOURCES = """\
@book{doe2001, title={On Shields}, author={Doe, Jane}, publisher={P}, year=2001}
@article{roe1999, title={=SUM(A1)}, author={Roe, R. and Poe, P.}, journaltitle={Review}, year=1999, pages={1--20}}
@misc{speech2000, title={A speech}, author={Moe, M.}, year=2000, type={speech}, entrysubtype={speech}}
@online{page2002, title={A page}, author={Noe, N.}, url={https://example.org/a}, year=2002}
"""
ONE = "# One\n\nA [@doe2001, p. 3; @roe1999]. B.[^a]\n\n[^a]: See [@doe2001, chap. 2], and others.\n"
TWO = "# Two\n\nC [@page2002].\n"


def audited(*texts: str, pages: dict[str, str] | None = None, links: tuple[LinkState, ...] = ()) -> Audit:
    return audit(resolved(*texts, sources=SOURCES), pages or {}, links)


def test_each_citation_is_there_once() -> None:
    found = audited(ONE, TWO)
    cited = {source.key: [(use.chapter, use.note, use.locator) for use in source.cited] for source in found.sources}
    assert cited == {
        "doe2001": [("One", "1", "p. 3"), ("One", "2", "chap. 2")],
        "page2002": [("Two", "1", "")],
        "roe1999": [("One", "1", "")],
        "speech2000": [],
    }
    assert [(share.chapter, share.citations, share.sources) for share in found.chapters] == [
        ("One", 3, 2),
        ("Two", 1, 1),
    ]


def test_what_is_wanting_is_said() -> None:
    found = {source.key: source.wanting for source in audited(ONE, TWO).sources}
    assert found["speech2000"] == ("never cited",)
    assert found["roe1999"] == ("cited once", "cited without a page")
    assert found["page2002"] == ("cited once", "not archived")
    kept = LinkState("https://example.org/a", "200", "2026-01-01", snapshot="https://archive.example/a")
    assert {s.key: s.wanting for s in audited(TWO, links=(kept,)).sources}["page2002"] == ("cited once",)


def test_pages_are_those_of_the_last_print_edition() -> None:
    found = audited(ONE, pages={"fn-ch01-1": "3", "fn-ch01-2": "4"})
    assert [use.page for use in found.sources[0].cited] == ["3", "4"]


def test_csv_has_a_row_for_each_citation_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(faces.csv_text(audited(ONE, TWO)))))
    assert len(rows) == 1 + 4 + 1  # four citations, and a source that is never cited
    assert {len(row) for row in rows} == {12}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_page_is_well_formed_and_whole() -> None:
    page = etree.HTML(faces.html(audited(ONE, TWO), "A <b>", "en"))
    assert page.findtext(".//h1") == "Sources: A <b>"
    keys = [code.text for code in page.iter("code")]
    assert keys == ["doe2001", "page2002", "roe1999", "speech2000"]
    assert not page.xpath("//script | //link | //@src")


def test_primary_is_what_the_book_says() -> None:
    book = resolved(ONE, sources=SOURCES, primary_types=("book",))
    assert {source.key for source in audit(book, {}, ()).sources if source.primary} == {"doe2001"}


def test_command_prints_and_writes(make_book: MakeBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_book()
    assert main(["sources", "-C", str(root)]) == 0
    assert "doe2001" in capsys.readouterr().out
    table = tmp_path / "sources.csv"
    assert main(["sources", "-C", str(root), "--csv", str(table)]) == 0
    assert table.read_bytes().count(b"\r\n") == 1 + 3
    assert main(["sources", "-C", str(root), "--html", str(tmp_path / "no/such.html")]) == 2


def test_an_edition_counts_its_own_chapters(make_book: MakeBook) -> None:
    more = '\n[[edition]]\nname = "short"\nformat = "web"\nleaves-out = ["chapters/one.md"]\n'
    root = make_book({"chapters/two.md": "# Two\n\nMore [@roe2002].\n"}, BOOK + more)
    whole, short = (evidence(Order(root, editions=editions)) for editions in ((), ("short",)))
    assert whole.audit and short.audit
    assert {source.key for source in whole.audit.sources if source.cited} == {"doe2001", "roe2002"}
    assert {source.key for source in short.audit.sources if source.cited} == {"roe2002"}
    assert [finding.code for finding in evidence(Order(root, editions=("none",))).findings] == ["L003"]
