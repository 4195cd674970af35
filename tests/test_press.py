"""The press: what the printer is handed, read back with pypdf, pypdfium2 and pikepdf, and by our own preflight."""

import ctypes
import io
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import printed
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from octavo.bind.ink import Black, from_lab
from octavo.bind.pdf import BindOrder, bind
from octavo.bind.plan import Opening, plan
from octavo.bind.press import Press
from octavo.config import read_config
from octavo.findings import Place
from octavo.geometry import bound_geometry, edition_geometry, edition_type, geometry, gutter
from octavo.model import Config, Edition, Format, SourceFile
from octavo.orders import Order
from octavo.pipeline import build
from octavo.preflight.asked import Asked
from octavo.preflight.facts import Facts, Seen
from octavo.preflight.judge import judge
from octavo.preflight.profiles import BY_NAME
from octavo.preflight.read import read
from octavo.pressing import coarse
from octavo.profile import fault, tried
from octavo.survey import Beside, ImageUse, PictureState, Survey
from octavo.typeset.page import in_type, page_stylesheet
from octavo.typeset.weasy import typeset

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150" width="300" height="150"><defs>
<linearGradient id="g"><stop offset="0" stop-color="#06c"/><stop offset="1" stop-color="#c60"/></linearGradient></defs>
<rect x="5" y="5" width="290" height="140" fill="url(#g)"/><circle cx="120" cy="75" r="60" fill="#c00"/>
<circle cx="180" cy="75" r="60" fill="oklch(60% .2 30)" stroke="#0a0"/></svg>"""
SHINING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150" width="300" height="150">
<circle cx="120" cy="75" r="60" fill="#000"/><circle cx="180" cy="75" r="60" fill="#fff" fill-opacity=".5"/></svg>"""
LARGE = Edition("large", Format.PRINT, width=504.0, height=720.0, large=True, ragged=True)


def png(mode: str, size: tuple[int, int], colour: tuple[int, ...]) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, "PNG")
    return out.getvalue()


PICTURES = (
    ("images/a.svg", DRAWING),
    ("images/b.svg", SHINING),
    ("images/c.png", png("RGBA", (1500, 1000), (200, 30, 30, 128))),
)


def set_sheet(body: str, folder: str, edition: Edition = printed.PRINT) -> Any:
    css = in_type(printed.BOOK_CSS, edition)
    galley = replace(
        printed.galley("ch01", printed.chapter(body), edition, True),
        stylesheets=(("page.css", page_stylesheet(edition)), ("book.css", css)),
        resources=PICTURES,
    )
    return typeset(galley, folder)


def bound(body: str, folder: str, press: Press) -> bytes:
    forme = set_sheet(body, folder)
    pages = plan((forme,), (Opening("ch01", "chapter"),))
    left = tuple(page.stamp.side == "left" for page in pages.pages)
    ready = replace(press, left=left, shifts=press.shifts * len(left))
    order = BindOrder((forme,), pages, (), (), False, False, "T", ("A",), "en", "urn:x", date(2026, 1, 2), ready)
    return bind(order).pdf


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


FIGURES = "".join(f'<figure class="figure"><img src="images/{name}" alt="x"/></figure>' for name in ("a.svg", "c.png"))
WORDS = f"<p>{' '.join(printed.STOCK * 12)}</p>"


def findings(data: bytes, profile: str, **known: Any) -> list[str]:
    return [f"{f.name}: {f.message}" for f in judge(read(data), Asked("f.pdf", BY_NAME[profile], **known))]


def test_a_file_in_black_is_pdf_x_1a(folder: str) -> None:
    data = bound(WORDS + FIGURES, folder, Press())
    assert findings(data, "x1a", trim=(432.0, 648.0), black=True) == []
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.pdf_header == "%PDF-1.3"
    assert b"/ObjStm" not in data
    assert reader.metadata is not None
    assert reader.metadata["/GTS_PDFXVersion"] == "PDF/X-1:2001"
    root: Any = reader.trailer["/Root"]
    assert set(root) == {"/Type", "/Pages", "/OutputIntents"}
    assert "/DestOutputProfile" not in root["/OutputIntents"][0].get_object()
    assert len(reader.pages) % 2 == 0
    contents = [page["/Contents"].get_object().get_data() for page in reader.pages]
    assert all(content.strip() for content in contents)
    assert not any(word in content for content in contents for word in (b"BDC", b"EMC", b"MCID", b" rg", b" RG"))


@cache
def profile() -> bytes:
    found = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
    if not found.is_file():
        pytest.skip("no profile of a press on this machine")
    return found.read_bytes()


def test_a_file_in_colour_is_pdf_x_4(folder: str) -> None:
    press = Press("x-4", 8.5, profile(), "Some Press")
    data = bound(WORDS + FIGURES + '<figure><img src="images/b.svg" alt="x"/></figure>', folder, press)
    assert findings(data, "x4", trim=(432.0, 648.0), bleed=8.5) == []
    assert {"rgb-colour", "colour-in-black-book"} & {
        each.partition(":")[0] for each in findings(data, "x1a", black=True)
    } == {"colour-in-black-book"}
    root: Any = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert root["/OutputIntents"][0].get_object()["/DestOutputProfile"].get_object().get_data() == profile()


def test_a_plain_file_keeps_its_colours_and_prints_greys_in_black(folder: str) -> None:
    names = {each.partition(":")[0] for each in findings(bound(WORDS + FIGURES, folder, Press("plain")), "x1a")}
    assert "rgb-colour" in names
    assert findings(bound(WORDS, folder, Press("plain")), "kdp") == ["page-count: the book has 2 pages, and Kindle "
                                                                     "Direct Publishing binds 24 to 828"]  # fmt: skip


def test_what_shines_through_is_printed_as_it_looks(folder: str) -> None:
    body = '<p>Before.</p><figure class="figure"><img src="images/b.svg" alt="x"/></figure><p>After.</p>'
    flat, plain = bound(body, folder, Press()), bound(body, folder, Press("plain"))
    assert findings(flat, "x1a", black=True) == []
    seen, wanted = (pypdfium2.PdfDocument(data)[0].render(scale=1, grayscale=True).to_pil() for data in (flat, plain))
    apart = [abs(one - other) for one, other in zip(seen.tobytes(), wanted.tobytes(), strict=True)]
    assert sum(value > 40 for value in apart) < 600
    # Where the two circles overlap, the lower one is seen through the upper.
    assert any(110 < value < 150 for value in seen.tobytes())


def test_bleed_reaches_beyond_head_foot_and_outer_edge(folder: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(bound(WORDS, folder, Press(bleed=9.0))))
    boxes = [[float(edge) for edge in (*page.mediabox, *page.trimbox, *page.bleedbox)] for page in reader.pages]
    assert boxes[0] == [0, 0, 441, 666, 0, 9, 432, 657, 0, 0, 441, 666]
    assert boxes[1] == [0, 0, 441, 666, 9, 9, 441, 657, 0, 0, 441, 666]


def lefts(data: bytes) -> float:
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    return min(text.get_rect(at)[0] for at in range(text.count_rects()))


def test_text_and_patterns_move_together(folder: str) -> None:
    body = f'{WORDS}<figure class="figure"><img src="images/a.svg" alt="x"/></figure>'
    still, moved = bound(body, folder, Press("plain")), bound(body, folder, Press("plain", shifts=(9.0,)))
    assert round(lefts(moved) - lefts(still), 1) == 9.0
    one, other = (pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil() for data in (still, moved))
    apart = [abs(a - b) for a, b in zip(
        one.crop((40, 0, 400, 648)).tobytes(), other.crop((49, 0, 409, 648)).tobytes(), strict=True
    )]  # fmt: skip
    assert sum(value > 60 for value in apart) < 200


def test_black_says_every_colour_in_grey() -> None:
    black = Black()
    assert black.of_rgb(0, 0, 0) == (0,)
    assert black.of_rgb(1, 1, 1) == (1,)
    assert black.of_cmyk(0, 0, 0, 1) == (0,)
    assert black.of_cmyk(1, 1, 1, 0) == (0,)
    assert 0.2 < black.of_rgb(1, 0, 0)[0] < 0.4
    assert [round(part, 1) for part in from_lab(100, 0, 0)] == [1, 1, 1]


def test_a_profile_is_read_with_suspicion() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert fault(b"") == "it is no ICC profile"
    assert fault(screen) == "it is of a screen, not of a press"
    assert "bytes" in fault(screen[:-4])
    good = profile()
    assert tried(good) == ("", tried(good)[1]) and tried(good)[1]
    assert "not CMYK" in fault(good[:16] + b"RGB " + good[20:])
    assert fault(good[:128] + b"\xff\xff\xff\xff" + good[132:]) == "its table of contents is broken"
    assert "leads out" in fault(good[:136] + b"\xff\xff\xff\x00" + good[140:])


# ---- the page


@pytest.mark.parametrize("width, height", [(306, 494.6), (360, 576), (396, 612), (432, 648), (504, 720), (535.7, 697)])
@pytest.mark.parametrize("pages", [100, 300, 500, 700, 828])
def test_margins_are_what_printers_ask_for(width: float, height: float, pages: int) -> None:
    page = geometry(width, height, True, pages)
    assert page.inner >= gutter(pages)
    assert min(page.inner, page.outer) >= 36
    assert page.measure == geometry(width, height).measure


def test_print_pages_face_each_other_in_any_case() -> None:
    edition = replace(printed.PRINT, openings="any")
    own, book = edition_geometry(edition), bound_geometry(edition, 200)
    assert own.inner == own.outer == 58.5
    assert (book.inner, book.outer) == (54, 63)


def test_stylesheets_in_the_house_type_stay_as_they_are() -> None:
    assert in_type(printed.BOOK_CSS, printed.PRINT) == printed.BOOK_CSS


def test_vertical_spaces_stay_multiples_of_half_a_line() -> None:
    edition = replace(printed.PRINT, type_size=11.0, leading=14.0)
    css = "h2 { font: 10.4pt/13.2pt serif; margin: 19.8pt 18pt 6.6pt; border-top: .4pt solid; text-indent: 13.2pt }"
    assert in_type(css, edition) == (
        "h2 { font: 11pt/14pt serif; margin: 21pt 19.0385pt 7pt; border-top: .4pt solid; text-indent: 13.9615pt }"
    )
    assert edition_geometry(edition).depth % 14 == 0


def test_large_print_has_no_small_sizes() -> None:
    kind = edition_type(LARGE)
    assert kind.size == 16
    for selector, block in re.findall(r"([^{}]*)\{([^{}]*)\}", in_type(printed.BOOK_CSS, LARGE)):
        sizes = re.findall(r"(?:font-size:\s*|font:\s*)([\d.]+)(pt|em)", block)
        if "sup" not in selector and "sub" not in selector:
            assert all(float(size) >= (16 if unit == "pt" else 1) for size, unit in sizes), selector
    page = edition_geometry(LARGE)
    assert min(page.inner, page.outer) >= 54


def baselines(data: bytes, number: int, size: float) -> list[float]:
    """The heights of all lines in type of this size on a page, read letter by letter."""
    raw = pypdfium2.raw
    page = pypdfium2.PdfDocument(data)[number]
    text = page.get_textpage()
    found: set[float] = set()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text, at)).isalpha() and abs(raw.FPDFText_GetFontSize(text, at) - size) < 0.3:
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            found.add(round(y.value, 1))
    return sorted(found, reverse=True)


@pytest.mark.parametrize(
    "edition",
    [printed.PRINT, replace(printed.PRINT, type_size=11.0, leading=14.0), LARGE],
    ids=["house", "set", "large"],
)
def test_lines_of_facing_pages_stand_at_the_same_height(folder: str, edition: Edition) -> None:
    chance, extracts = printed.Random(3), not edition.large  # in large print an extract is as large as the text
    text = "".join(
        f"<p>{' '.join(printed.sentence(chance, 16) for _ in range(6))}{printed.note(f'n{at}', at, 'A note.')}</p>"
        + ("<h2>Of a Section</h2>" if at % 5 == 2 else "")
        + (f"<blockquote><p>{printed.sentence(chance, 50)}</p></blockquote>" if at % 5 == 4 and extracts else "")
        for at in range(24)
    )
    data = set_sheet(text, folder, edition).pdf
    kind, page = edition_type(edition), edition_geometry(edition)
    # A pixel of the setter is three quarters of a point.
    lines = [baselines(data, number, kind.size / 0.75) or baselines(data, number, kind.size) for number in (1, 2, 3)]
    top = lines[0][0]
    for found in lines:
        assert len(found) > 10
        own = [y for y in found if y > page.bottom + 6 * kind.line]
        apart = [((top - y) / kind.line) % 1 * kind.line for y in own]
        assert all(min(each, kind.line - each) <= 1.0 for each in apart), apart


# ---- what book.toml says


def editions(text: str) -> tuple[list[Edition], list[str]]:
    toml = f'title = "T"\nchapters = ["a.md"]\n[[edition]]\nname = "print"\n{text}\n'
    config, found = read_config(SourceFile("book.toml", toml.encode(), ""))
    assert config is not None
    return list(config.editions), [finding.message for finding in found]


def test_what_an_edition_for_the_press_can_be_told() -> None:
    made, found = editions('bleed = "3mm"\nstandard = "x-4"\nicc-profile = "p.icc"\ntype-size = "11pt"\nleading = "14"')
    assert found == []
    assert (made[0].bleed, made[0].standard, made[0].profile) == (8.504, "x-4", "p.icc")
    assert (made[0].type_size, made[0].leading, made[0].ragged) == (11.0, 14.0, False)
    assert editions("large-print = true")[0][0].ragged
    assert editions('trim = "crown quarto"')[0][0].width == 535.748


@pytest.mark.parametrize(
    "text, wanted",
    [
        ('standard = "x-4"', "`x-4` needs an `icc-profile`"),
        ('icc-profile = "p.icc"', "`icc-profile` has no effect in a file of the standard `x-1a`"),
        ('type-size = "3pt"', "`3pt` is no size of type for a book"),
        ('type-size = "12"\nleading = "30"', "a `leading` of 30 points does not suit type of 12"),
        ('bleed = "3"', "`3` is no bleed"),
        ('bleed = "9in"', "`9in` is no bleed"),
        ('format = "screen-pdf"\nbleed = "3mm"', "`3mm` has no effect in an edition for the screen"),
    ],
)
def test_what_it_cannot_be_told(text: str, wanted: str) -> None:
    made, found = editions(text)
    assert found == [wanted]
    assert made[0].standard == "x-1a"


def test_a_coarse_picture_is_found_at_its_line_once() -> None:
    use = ImageUse("a.png", "a.png", "", "ch01", Place("one.md", 7, 1), figure=True, width="100%")
    picture = SimpleNamespace(path="a.png", width=300, height=200)
    survey: Any = Survey(Config("book.toml", "T", editions=(printed.PRINT,)), images=(use,))
    source: Any = SimpleNamespace(pictures=(picture,), survey=survey)
    facts = Facts(seen=(Seen("image", "picture 3", 1, 1, 120.0, (300, 200)), Seen("image", "x", 1, 1, 90.0, (5, 5))))
    found = list(coarse(facts, source, printed.PRINT))
    assert [(finding.place, finding.severity.word) for finding in found] == [(Place("one.md", 7, 1), "warning")]
    foreseen = replace(survey, beside=Beside(pictures=(PictureState("a.png", width=300, height=200),)))
    assert not list(coarse(facts, SimpleNamespace(pictures=(picture,), survey=foreseen), printed.PRINT))  # type: ignore[arg-type]


def test_a_build_says_what_a_printer_would_complain_of(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('title = "L"\nchapters = ["a.md"]\n[[edition]]\nname = "print"\n')
    (tmp_path / "a.md").write_text("# One\n\nA line.\n\n***\n\nAnother.\n", encoding="utf-8")
    (tmp_path / "assets" / "print").mkdir(parents=True)
    own = "hr { border: 0; border-top: .1pt solid #000; width: 40pt; height: 0 } hr::before { content: none }"
    (tmp_path / "assets" / "print" / "own.css").write_text(own, encoding="utf-8")
    report = build(Order(tmp_path, workers=1, cached=False, draft=True))
    assert "hairline" in [finding.name for finding in report.findings], report.findings
