"""The bound book is the book set in one piece: chapters typeset apart have the same letters in the same places.

All sheets of an edition are put into one document, which is set at once, and compared with the formes that were set
apart: page by page the same text, letters at the same places, as many links.
"""

import io
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from octavo import paged, pipeline, setting
from octavo.desk import Desk
from octavo.orders import Order
from octavo.setting import Set, Shop
from octavo.typeset.galley import Galley
from octavo.typeset.weasy import typeset
from octavo.words import words
from tests import bigbook

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[1]
_BODY = re.compile(r"(.*?<body[^>]*>)(.*)</body>", re.S)
# Every so many letters are looked at for their places.
_STEP = 7


@pytest.fixture(params=["our book", "big book"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "our book":
        shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    else:
        bigbook.make(tmp_path, chapters=5, words=24_000, sources=300, notes=400)
    return tmp_path


def printed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Set, Shop]:
    """The print edition of a book as it was set, sheet by sheet."""
    found: list[tuple[Set, Shop]] = []
    set_edition = setting.set_edition

    def kept(composer: Any, shop: Shop, desk: Desk) -> Set:
        # Fine paragraphs draw in the last page of each sheet, of which a book in one piece has one.
        shop = replace(shop, config=replace(shop.config, fine=False))
        done = set_edition(composer, shop, desk)
        found.append((done, shop))
        return done

    monkeypatch.setattr(paged, "set_edition", kept)
    names = [edition.name for edition in pipeline.book_editions(folder) if edition.format.value == "print"]
    assert pipeline.build(Order(folder, editions=tuple(names[:1]), draft=True, cached=False)).published
    return found[-1]


def in_one_piece(done: Set, shop: Shop, folder: Path) -> bytes:
    """The same sheets as one document, set at once; each begins on a right-hand page, as when it is set apart."""
    parts = [match for sheet in done.sheets if (match := _BODY.match(sheet.xhtml))]
    pieces = "".join(f'<div style="break-before: right">{match[2]}</div>' for match in parts)
    xhtml = f"{parts[0][1]}{pieces}</body></html>"
    resources = tuple((file.path, file.data) for file in shop.resources)
    config = shop.config
    galley = Galley(
        "whole", xhtml, shop.stylesheets, resources, setting._fonts(), config.fallback_fonts, True, config.language,
        continued=words(config.language).continued,
    )  # fmt: skip
    return typeset(galley, str(folder)).pdf


def pages(pdf: bytes) -> list[tuple[str, int, list[tuple[float, ...]]]]:
    """The text of each page that is not blank, how many links it has, and where some of its letters stand."""
    found = []
    linked = [len(page.get("/Annots", ())) for page in PdfReader(io.BytesIO(pdf)).pages]
    with pypdfium2.PdfDocument(pdf) as document:
        for page, links in zip(document, linked, strict=True):
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(0, text.count_chars(), _STEP)]
            if boxes:
                found.append((text.get_text_bounded(), links, [tuple(round(e, 1) for e in box) for box in boxes]))
    return found


def test_bound_is_whole(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done, shop = printed(folder, monkeypatch)
    whole = in_one_piece(done, shop, tmp_path / "type")
    assert len(done.formes) > 5
    assert [page for forme in done.formes for page in pages(forme.pdf)] == pages(whole)
