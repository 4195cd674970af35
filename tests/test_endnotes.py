"""Notes that stand together, in the PDF editions: at the ends of chapters, or at the back of the book."""

import io
import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from octavo.bind.heads import with_note_heads
from octavo.bind.plan import BoundPage, Plan
from octavo.inspect.words import count_words
from octavo.model import PageMap
from octavo.orders import Order
from octavo.pipeline import build
from octavo.typeset.stamps import Stamp

FILLER = "The lamp was lit at dusk and put out at dawn, and no one wrote down who paid for the oil. " * 24
CHAPTER = f"""# {{title}} {{{{#sec:{{label}}}}}}

{FILLER}[^first]

{FILLER} See note [@note:first].[^second]

[^first]: *Only* the {{label}} ledger says so.

    Its second paragraph says more.

[^second]: The {{label}} keeper in [@sec:{{label}}].
"""


def made(folder: Path, notes: str) -> tuple[bytes, bytes]:
    (folder / "book.toml").write_text(
        f'title = "Lamps"\nauthor = "A. Author"\nchapters = ["one.md", "two.md"]\n[[edition]]\nname = "print"\n'
        f'notes = "{notes}"\n[[edition]]\nname = "screen"\nnotes = "{notes}"\n',
        encoding="utf-8",
    )
    for name, title in (("one", "Oil"), ("two", "Gas")):
        (folder / f"{name}.md").write_text(CHAPTER.format(title=title, label=title.lower()), encoding="utf-8")
    report = build(Order(folder, workers=1, cached=False))
    assert report.published and not report.findings, report.findings
    files = (next((folder / "output" / name).glob("*.pdf")).read_bytes() for name in ("print", "screen"))
    return next(files), next(files)


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_notes_at_the_back_say_to_which_pages_they_belong(tmp_path: Path) -> None:
    print_pdf, screen_pdf = made(tmp_path, "back")
    texts = pages(print_pdf)
    back = next(index for index, text in enumerate(texts) if "Only the oil ledger" in text)
    assert "Only the gas ledger" in texts[back] and texts[back].index("oil ledger") < texts[back].index("gas ledger")
    assert not any("ledger" in text for text in texts[:back])
    assert re.search(r"1\.\s*Only the oil", texts[back])
    assert count_words("\n".join(texts))["ledger"] == 2
    reader = pypdf.PdfReader(io.BytesIO(screen_pdf))
    contents = [str(note.get_object().get("/Dest")) for page in reader.pages for note in page.get("/Annots") or ()]
    for chapter in ("ch01", "ch02"):
        for number in (1, 2):
            assert f"fn-{chapter}-{number}" in contents and f"fnref-{chapter}-{number}" in contents


def test_notes_at_the_end_of_each_chapter(tmp_path: Path) -> None:
    texts = pages(made(tmp_path, "end")[0])
    found = [index for index, text in enumerate(texts) if "ledger" in text]
    assert len(found) == 2
    assert all("NOTES" in texts[index].upper() for index in found)
    assert "Gas" in "".join(texts[found[0] + 1 : found[1] + 1])


def bound(sheet: str, folio: str, kind: str = "plain") -> BoundPage:
    return BoundPage(sheet, 0, folio, int(folio), "D", Stamp(kind, "left", folio, "Notes"))


@pytest.mark.parametrize(
    ("called", "head"),
    [((0, 0), "Notes to page 1"), ((0, 1), "Notes to pages 1–2"), ((1, 1), "Notes to page 2")],
)
def test_heads_over_notes(called: tuple[int, int], head: str) -> None:
    anchors = tuple((f"ch01#fnref-{n}", page) for n, page in enumerate(called))
    anchors += tuple((f"endnotes#fn-{n}", 3) for n in range(2))
    whole = (bound("ch01", "1"), bound("ch01", "2"), bound("endnotes", "3", "opener"), bound("endnotes", "4"),
             bound("endnotes", "5"))  # fmt: skip
    plan = with_note_heads(Plan(whole, PageMap((), (), anchors)), {"endnotes"}, "Notes to page {}", "Notes to pages {}")
    heads = [page.stamp.head for page in plan.pages]
    assert heads[:3] == ["Notes"] * 3 and heads[3] == head
    # The last page holds nothing but the rest of the last note.
    assert heads[4] == f"Notes to page {max(called) + 1}"
