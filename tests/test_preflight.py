"""The preflight: PDFs that others made, good, bad and hostile, each fault in a file of its own."""

import io
import json
import os
import signal
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from octavo import cli
from octavo.findings import Severity
from octavo.preflight import run, walk
from octavo.preflight.asked import Asked
from octavo.preflight.judge import judge
from octavo.preflight.profiles import BY_NAME
from octavo.preflight.read import read

X1A = BY_NAME["x1a"]


def made(
    content: bytes = b"0 g 100 100 50 50 re f",
    pages: int = 2,
    change: Callable[[Any], None] = lambda pdf: None,
    version: str = "1.3",
    **resources: Any,
) -> bytes:
    """A file of PDF/X-1a with this on each page, changed."""
    pdf = pikepdf.Pdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(432, 648))
        page.obj.Contents = pdf.make_stream(content)
        page.obj.TrimBox = page.obj.BleedBox = page.obj.MediaBox
        page.obj.Resources = Dictionary({f"/{kind}": Dictionary(held) for kind, held in resources.items()})
    pdf.Root.OutputIntents = Array([Dictionary(S=Name("/GTS_PDFX"), OutputConditionIdentifier=String("CGATS TR 001"))])
    for key, value in {
        "Title": "T", "CreationDate": "D:20260101000000Z", "ModDate": "D:20260101000000Z",
        "GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001",
    }.items():  # fmt: skip
        pdf.docinfo[f"/{key}"] = value
    pdf.docinfo["/Trapped"] = Name("/False")
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, force_version=version, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


def names(data: bytes, profile: str = "x1a", **known: Any) -> set[str]:
    return {finding.name for finding in judge(read(data), Asked("f.pdf", BY_NAME[profile], **known))}


SHOW = b"q 72 0 0 72 100 100 cm /Im Do Q"


def with_picture(space: str, size: int, bits: int = 8, mask: bool = False) -> bytes:
    parts = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}[space]

    def change(pdf: Any) -> None:
        data = zlib.compress(b"\xff" * (size * size * parts * bits // 8))
        image = pdf.make_stream(
            data, Type=Name.XObject, Subtype=Name.Image, Width=size, Height=size, BitsPerComponent=bits,
            ColorSpace=Name(space), Filter=Name.FlateDecode,
        )  # fmt: skip
        if mask:
            image.SMask = pdf.make_stream(b"", Subtype=Name.Image, Width=1, Height=1)
        for page in pdf.pages:
            page.obj.Resources = Dictionary(XObject=Dictionary(Im=image))

    return made(SHOW, change=change)


def test_a_good_file_has_no_fault() -> None:
    assert names(made()) == set()
    assert names(with_picture("/DeviceGray", 300)) == set()


CONTENT = [
    (b"1 0 0 rg 0 0 9 9 re f", "rgb-colour"),
    (b"/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f", "rgb-colour"),
    (b"1 1 1 1 k 0 0 9 9 re f", "too-much-ink"),
    (b"0.1 w 0 0 m 100 100 l S", "hairline"),
    (b"q .1 0 0 .1 0 0 cm 1 w 0 0 m 900 900 l S Q", "hairline"),
    (b"0 g 10 10 200 .1 re f", "hairline"),
    (b"BT /F1 10 Tf (hi) Tj ET", "font-not-embedded"),
    (b"/G0 gs 0 0 9 9 re f", "transparency"),
    (b"/L cs 1 0 0 sc 0 0 9 9 re f", "profiled-colour"),
    (b"0 0 9", ""),
    (b"BI /W 2 /H 2 /CS /RGB /BPC 8 ID 123456789012 EI", "rgb-colour"),
]


@pytest.mark.parametrize("content, wanted", CONTENT)
def test_what_stands_on_a_page(content: bytes, wanted: str) -> None:
    held = {
        "Font": {"/F1": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)},
        "ExtGState": {"/G0": Dictionary(ca=0.5)},
        "ColorSpace": {"/L": Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))])},
    }
    assert names(made(content, **held)) == ({wanted} if wanted else set())


def test_colour_in_a_black_book_is_found_where_black_is_asked_for() -> None:
    data = made(b"0 .5 0 0 k 0 0 9 9 re f")
    assert names(data) == set()
    assert names(data, black=True) == {"colour-in-black-book"}


@pytest.mark.parametrize(
    "space, size, bits, wanted",
    [
        ("/DeviceGray", 299, 8, set()),
        ("/DeviceGray", 250, 8, {"coarse-print"}),
        ("/DeviceGray", 400, 1, {"coarse-print"}),
        ("/DeviceGray", 600, 1, set()),
        ("/DeviceRGB", 300, 8, {"rgb-colour"}),
        ("/DeviceCMYK", 300, 8, {"too-much-ink"}),
        ("/DeviceGray", 300, 16, {"unprintable-feature"}),
    ],
)
def test_pictures(space: str, size: int, bits: int, wanted: set[str]) -> None:
    assert names(with_picture(space, size, bits)) == wanted


def test_an_alpha_channel_is_transparency() -> None:
    assert "transparency" in names(with_picture("/DeviceGray", 300, mask=True))


def first(pdf: Any) -> Any:
    return pdf.pages[0].obj


CHANGES: list[tuple[Callable[[Any], Any], str]] = [
    (lambda pdf: pdf.docinfo.__delitem__("/Trapped"), "press-metadata"),
    (lambda pdf: pdf.docinfo.__delitem__("/Title"), "press-metadata"),
    (lambda pdf: pdf.docinfo.__setitem__("/GTS_PDFXVersion", "PDF/X-9"), "press-metadata"),
    (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "output-intent"),
    (lambda pdf: first(pdf).__delitem__("/TrimBox"), "page-boxes"),
    (lambda pdf: first(pdf).__setitem__("/ArtBox", first(pdf).MediaBox), "page-boxes"),
    (lambda pdf: first(pdf).__setitem__("/TrimBox", Array([-9, 0, 423, 648])), "page-boxes"),
    (lambda pdf: first(pdf).__delitem__("/Contents"), "page-boxes"),
    (lambda pdf: pdf.add_blank_page(page_size=(432, 648)), "odd-page-count"),
    (lambda pdf: first(pdf).__setitem__("/Annots", Array([Dictionary(Subtype=Name.Link)])), "annotation"),
    (lambda pdf: first(pdf).__setitem__("/Group", Dictionary(S=Name.Transparency)), "transparency"),
    (lambda pdf: pdf.Root.__setitem__("/OCProperties", Dictionary()), "unprintable-feature"),
    (lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript)), "unprintable-feature"),
]


@pytest.mark.parametrize("change, wanted", CHANGES)
def test_what_a_file_says_of_itself(change: Callable[[Any], None], wanted: str) -> None:
    assert wanted in names(made(change=change))


def test_versions_and_sizes() -> None:
    assert names(made(version="1.6")) == {"pdf-version"}
    assert names(made(), trim=(396.0, 612.0)) == {"wrong-page-size"}
    assert names(made(), bleed=9.0) == {"page-boxes"}
    assert "unusual-trim" in names(
        made(pages=20, change=lambda pdf: [resized(page, 400) for page in pdf.pages]), "ingram"
    )


def resized(page: Any, width: float) -> None:
    page.obj.MediaBox = page.obj.TrimBox = page.obj.BleedBox = Array([0, 0, width, 648])


def test_spreads() -> None:
    assert names(made(change=lambda pdf: resized(pdf.pages[1], 864)), trim=(432.0, 648.0)) == {"spread"}
    assert names(made(pages=6, change=lambda pdf: [resized(page, 864) for page in pdf.pages])) == {"spread"}


TYPED = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97,
                   Widths=Array([500] * 26))  # fmt: skip


@pytest.mark.parametrize(
    "profile, left, wanted",
    [("kdp", 50, set()), ("kdp", 30, {"text-near-edge"}), ("ingram", 50, set()), ("ingram", 30, {"text-near-edge"})],
)
def test_margins(profile: str, left: int, wanted: set[str]) -> None:
    """On right-hand pages the inner margin is the left one; 310 pages ask for .625 inches at Kindle Direct."""
    content = b"BT /F1 10 Tf %d 300 Td (abc) Tj ET" % left
    found = names(made(content, 310, Font={"/F1": TYPED}), profile)
    assert found == wanted


def test_text_beyond_the_trim() -> None:
    assert "text-outside-page" in names(made(b"BT /F1 10 Tf 428 300 Td (abc) Tj ET", Font={"/F1": TYPED}))


def test_page_counts_and_bookmarks() -> None:
    def outlined(pdf: Any) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("One", 0))

    assert names(made(pages=20, change=outlined), "kdp") == {"page-count", "bookmarks-in-print"}


def test_printers_weigh_differently() -> None:
    data = made(b"1 0 0 rg 0 0 9 9 re f", 24)
    assert names(data, "kdp") == set()
    assert {f.severity for f in judge(read(data), Asked("f", X1A))} == {Severity.ERROR}


# ---- files that do harm


def test_what_is_no_pdf_is_a_finding() -> None:
    for data in (b"", b"hello", b"%PDF-1.4\n", made()[:400], b"%PDF-1.3\n%%EOF\n" * 9):
        found = judge(read(data), Asked("f.pdf", X1A))
        assert "unreadable-press-file" in {finding.name for finding in found}


def test_a_cut_file_is_damaged_even_where_readers_mend_it() -> None:
    data = made(pages=40)
    assert "unreadable-press-file" in names(data[: len(data) * 3 // 4])


def test_a_locked_file() -> None:
    out = io.BytesIO()
    pdf = pikepdf.open(io.BytesIO(made()))
    pdf.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert names(out.getvalue()) == {"unreadable-press-file"}
    pdf.save(out := io.BytesIO(), encryption=pikepdf.Encryption(user="", owner="b"))
    assert "unprintable-feature" in names(out.getvalue())


def test_broken_pages_are_found_and_others_still_read() -> None:
    def broken(pdf: Any) -> None:
        first(pdf).Contents = pdf.make_stream(b"/Im Do")
        first(pdf).Resources = Dictionary(XObject=Dictionary(Im=pdf.make_stream(b"", Subtype=Name.Image, Width=Name.X)))
        pdf.pages[1].obj.Contents = pdf.make_stream(b"1 0 0 rg")

    assert names(made(change=broken)) == {"unreadable-press-file", "rgb-colour"}


def test_a_drawing_that_draws_itself_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MOST", 5000)

    def bomb(pdf: Any) -> None:
        form = pdf.make_stream(b"/Fm Do " * 50, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        form.Resources = Dictionary(XObject=Dictionary(Fm=form))
        first(pdf).Contents = pdf.make_stream(b"/Fm Do")
        first(pdf).Resources = Dictionary(XObject=Dictionary(Fm=form))

    assert "unfinished-preflight" in names(made(change=bomb))


def killed(data: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def starved(data: bytes) -> None:
    raise MemoryError


@pytest.mark.parametrize("reader", [killed, starved])
def test_a_file_that_breaks_its_reader_is_a_finding(
    reader: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "read", reader)
    found = run.preflight(made(), Asked("f.pdf", X1A))
    assert [finding.name for finding in found] == ["unreadable-press-file"]


# ---- the command


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(made())
    assert cli.main(["preflight", str(path), "--trim", "6x9"]) == 0
    path.write_bytes(made(b"1 0 0 rg 0 0 9 9 re f"))
    capsys.readouterr()
    assert cli.main(["preflight", str(path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [finding["code"] for finding in found] == ["I061"]
    assert "page" in found[0]["message"] and found[0]["hint"]
    assert cli.main(["preflight", str(tmp_path / "none.pdf")]) == 2
    assert cli.main(["preflight", str(path), "--trim", "huge"]) == 2
    assert cli.main(["preflight", str(path), "--bleed", "3"]) == 2


def test_findings_name_the_file_that_was_given(tmp_path: Path) -> None:
    asked = replace(Asked("a/b.pdf", X1A))
    assert {finding.place.file for finding in judge(read(b""), asked)} == {"a/b.pdf"}
