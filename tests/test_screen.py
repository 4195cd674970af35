"""The screen PDF, read back with pypdf and pypdfium2: what it claims to be, and what those hear who cannot see it."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from ctypes import c_ushort
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import lighthouse
import pypdf
import pypdfium2
import pytest
from pypdf.generic import NameObject, StreamObject, TextStringObject
from pypdfium2 import raw

from octavo.bind.screen import profile
from octavo.bind.structure import Spoken
from octavo.inspect.expected import Expected, ExpectedSheet
from octavo.inspect.tags import tags
from octavo.inspect.validators import judge_pdf
from octavo.orders import Order
from octavo.pipeline import build
from octavo.typeset.structure import Mark, Node, settle

NOTES = 8
EXPECTED = Expected("screen.pdf", sheets=(ExpectedSheet("all", notes=NOTES),), tagged=True)


@pytest.fixture(scope="session")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = lighthouse.make(tmp_path_factory.mktemp("lighthouse"))
    report = build(Order(folder, workers=1, cached=False))
    assert report.published, report.findings
    return next(folder.glob("output/screen/*.pdf")).read_bytes()


def read(pdf: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf))


class Heard:
    """A structure element with the words that stand in it."""

    def __init__(self, element: Any, words: dict[tuple[int, int], str], language: str = "") -> None:
        self.element, self.kind = element, str(element.get("/S", "/"))[1:]
        self.language = str(element.get("/Lang", language))
        self.kids: list[Heard | str] = []
        self.pages: set[int] = set()
        kids = element.get("/K", [])
        own = element.raw_get("/Pg").idnum if "/Pg" in element else 0
        for kid in kids if isinstance(kids, list) else [kids]:
            thing = kid.get_object()
            if isinstance(thing, dict) and "/S" in thing:
                self.kids.append(Heard(thing, words, self.language))
            elif isinstance(thing, dict) and "/MCID" in thing:
                self._hear(thing.raw_get("/Pg").idnum, int(thing["/MCID"]), words)
            elif not isinstance(thing, dict):
                self._hear(own, int(thing), words)

    def _hear(self, page: int, number: int, words: dict[tuple[int, int], str]) -> None:
        self.pages.add(page)
        self.kids.append(words.get((page, number), ""))

    @property
    def inner(self) -> "list[Heard]":
        return [kid for kid in self.kids if isinstance(kid, Heard)]

    @property
    def text(self) -> str:
        words = " ".join(kid.text if isinstance(kid, Heard) else kid for kid in self.kids).strip()
        return re.sub("[\u00ad\x02\ufffe] ?", "", words)

    def all(self, kind: str = "") -> "Iterator[Heard]":
        for kid in self.inner:
            if kind in ("", kid.kind):
                yield kid
            yield from kid.all(kind)

    def shape(self) -> Any:
        return (self.kind, *(kid.shape() for kid in self.inner)) if self.inner else self.kind


@pytest.fixture(scope="session")
def heard(pdf: bytes) -> Heard:
    reader, words = read(pdf), {}
    document = pypdfium2.PdfDocument(pdf)
    for page, seen in zip(reader.pages, document, strict=True):
        text = seen.get_textpage()
        for at in range(raw.FPDFPage_CountObjects(seen)):
            thing = raw.FPDFPage_GetObject(seen, at)
            number = raw.FPDFPageObj_GetMarkedContentID(thing)
            size = raw.FPDFTextObj_GetText(thing, text, None, 0)
            if number >= 0 and size:
                letters = (c_ushort * size)()
                raw.FPDFTextObj_GetText(thing, text, letters, size)
                key = (page.indirect_reference.idnum, number)
                words[key] = words.get(key, "") + bytes(letters).decode("utf-16-le").rstrip("\0")
    return Heard(reader.trailer["/Root"]["/StructTreeRoot"], words, "en")


def chapter(heard: Heard, title: str) -> Heard:
    return next(sheet for sheet in heard.all("Sect") if any(h.text == title for h in sheet.all("H1")))


# ---- what the file claims


def test_both_claims_stand_in_one_file_and_the_metadata_agree(pdf: bytes) -> None:
    reader = read(pdf)
    packet = ElementTree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data().decode())
    said = {element.tag.partition("}")[2]: (element.text or "") for element in packet.iter()}
    names = {element.tag for element in packet.iter()}
    assert "{http://www.aiim.org/pdfua/ns/id/}part" in names
    claims = {name: packet.find(f".//{{{space}}}{name}") for space, name in (
        ("http://www.aiim.org/pdfa/ns/id/", "part"), ("http://www.aiim.org/pdfa/ns/id/", "conformance"),
    )}  # fmt: skip
    assert [claim.text for claim in claims.values() if claim is not None] == ["2", "A"]
    assert said["namespaceURI"] == "http://www.aiim.org/pdfua/ns/id/"
    assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title} == {"x-default": "Lights & Harbours"}
    assert reader.xmp_metadata.dc_creator == [reader.metadata.author] == ["Jane Doe"]
    assert said["CreateDate"] == "2026-01-02T00:00:00Z"


@pytest.mark.parametrize("claim", ["pdfuaid", "pdfaid"])
def test_a_validator_passes_it(pdf: bytes, tmp_path: Path, claim: str) -> None:
    validation = pytest.importorskip("page")
    path = tmp_path / "book.pdf"
    path.write_bytes(lighthouse.claiming(pdf, claim))
    verdict = validation.validate_pdf(str(path))
    assert verdict.is_compliant, verdict.failures[:5]


@pytest.mark.needs_java
def test_verapdf_passes_it(pdf: bytes, tmp_path: Path) -> None:
    jar, java = os.environ.get("OCTAVO_VERAPDF", ""), shutil.which("java")
    if not java or not shutil.which("javac") or not Path(jar).is_file():
        pytest.skip("OCTAVO_VERAPDF names no jar of veraPDF, or Java and its compiler are missing")
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf)
    judge = Path(__file__).with_name("Judge.java")
    done = subprocess.run([java, "-cp", jar, str(judge), str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["PDFUA-1", "passed", "PDFA-2A", "passed"]), done.stdout


def test_the_profile_is_srgb(pdf: bytes) -> None:
    from PIL import Image, ImageCms

    intent = read(pdf).trailer["/Root"]["/OutputIntents"][0].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data() == profile()
    own = ImageCms.ImageCmsProfile(io.BytesIO(profile()))
    colours = Image.new("RGB", (4, 1))
    colours.putdata([(200, 30, 60), (0, 0, 0), (255, 255, 255), (90, 160, 220)])
    same = ImageCms.profileToProfile(colours, own, ImageCms.createProfile("sRGB"))
    assert same is not None
    assert max(abs(a - b) for a, b in zip(colours.tobytes(), same.tobytes(), strict=True)) <= 1


def test_nothing_is_drawn_in_the_inks_of_a_press(pdf: bytes) -> None:
    reader = read(pdf)
    things = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    drawn = [thing.get_data() for thing in things if isinstance(thing, StreamObject) and "/BBox" in thing]
    assert not [data for data in drawn if b"DeviceCMYK" in data]
    assert [data for data in drawn if b"0.000 0.000 0.000 rg" in data]
    assert not [page for page in reader.pages if b"DeviceCMYK" in page.get_contents().get_data()]


def test_broken_words_are_copied_whole(pdf: bytes) -> None:
    copied = "".join(page.extract_text() for page in read(pdf).pages)
    assert "\u2010" not in copied and copied.count("\u00ad") > 20
    assert "extraordinary" in copied.replace("\u00ad\n", "")
    seen = pypdfium2.PdfDocument(pdf)[8].get_textpage().get_text_range()
    assert "corres\ufffepondence" in seen


# ---- what is heard


def test_headings_skip_no_level(heard: Heard) -> None:
    assert [h.kind for h in chapter(heard, "Lights").all() if h.kind[0] == "H"] == ["H1", "H2"]


def test_contents_are_a_tree_of_references_without_leaders(heard: Heard) -> None:
    contents = next(chapter(heard, "Contents").all("TOC"))
    line = next(line for line in contents.inner if "Harbours" in line.text)
    link = ("Reference", "Link")
    assert line.shape() == ("TOCI", "Lbl", link, link, ("TOC", ("TOCI", link, link)))
    assert [part.text for part in line.inner[:3]] == ["2", "Harbours", "5"]
    assert ". ." not in contents.text
    assert next(chapter(heard, "Tables").all("TOC")).inner[0].inner[0].text == "Table 1.1"


def test_a_note_stands_behind_the_block_that_calls_it(heard: Heard) -> None:
    lights = chapter(heard, "Lights").inner
    call = next(at for at, block in enumerate(lights) if block.text.startswith("The first light"))
    assert [block.kind for block in lights[call : call + 5]] == ["P", "Note", "Note", "Note", "P"]
    assert lights[call + 2].shape() == ("Note", ("Lbl", "Link"), "P", "P")
    within = {
        note.text: outer.kind for outer in chapter(heard, "Lights").all() for note in outer.inner if note.kind == "Note"
    }
    assert next(kind for text, kind in within.items() if "in a list" in text) == "LBody"
    assert not any("in a cell" in cell.text for cell in chapter(heard, "Lights").all("TD"))
    assert [part.kind for part in next(chapter(heard, "Harbours").all("BlockQuote")).inner] == ["P", "Note"]


def test_what_a_page_break_cuts_is_one_element(heard: Heard) -> None:
    note = next(note for note in heard.all("Note") if "Sentence 89" in note.text)
    assert [part.kind for part in note.inner] == ["Lbl", "P"]
    assert len(note.inner[1].pages) > 1
    assert all(f"Sentence {number} of" in note.text for number in range(90))
    table = next(chapter(heard, "Années").all("Table"))
    assert [part.kind for part in table.inner] == ["Caption", "THead", "TBody"]
    assert table.inner[0].text.count("Many years") == 1
    assert len(table.inner[1].inner) == 1 and len(table.inner[2].inner) == 90
    assert [cell.text for cell in table.inner[1].inner[0].inner] == ["year", "number"]


def test_headers_of_a_table_are_named_where_its_head_has_two_rows(heard: Heard) -> None:
    plain, grid = chapter(heard, "Lights").all("Table")
    assert [cell.element["/A"]["/Scope"] for cell in plain.all("TH")] == ["/Column", "/Column"]
    assert not any("/ID" in cell.element for cell in plain.all())
    names = {str(cell.element["/ID"]): cell.text for cell in grid.all("TH")}
    cells = {cell.text: [names[str(name)] for name in cell.element["/A"]["/Headers"]] for cell in grid.all("TD")}
    assert cells == {"North": ["Light"], "40": ["Height", "feet"], "12": ["Height", "metre"]}


def test_lists_pictures_formulas_and_code_are_what_they_are(heard: Heard) -> None:
    lights = chapter(heard, "Lights")
    figure, formula = next(lights.all("Figure")), next(lights.all("Formula"))
    assert figure.element["/Alt"] == "A coast from north to south." and figure.shape() == ("Figure", "Caption")
    left, low, right, high = (float(edge) for edge in figure.element["/A"]["/BBox"])
    assert 0 < left < right < 432 and 0 < low < high < 648
    assert "sqrt" in formula.element["/Alt"]
    lists = [each.element["/A"]["/ListNumbering"] for each in lights.all("L")]
    assert lists == ["/Disc", "/LowerAlpha", "/Decimal", "/None"]
    terms = [item.shape() for item in list(lights.all("L"))[-1].inner]
    assert terms == [("LI", "Lbl", "LBody")] * 2
    assert [code.text.split()[0] for code in lights.all("Code")] == ["code", "def"]
    assert {"BlockQuote", "Quote"} & {each.kind for each in lights.all()}


def test_languages_are_said(heard: Heard) -> None:
    spoken = {each.language for each in heard.all() if "Договор" in each.text and not each.inner}
    assert spoken == {"ru"}
    assert any(each.language == "fr" and "paix" in each.text for each in heard.all("Span"))
    assert next(p for p in heard.all("P") if p.text.startswith("Les gardiens")).language == "fr"


def test_the_index_and_the_bibliography_are_lists_of_their_own(heard: Heard) -> None:
    index = next(heard.all("Index"))
    keepers = next(item for item in index.all("LI") if item.text.startswith("Keepers"))
    assert any(keepers in inner.inner for outer in index.all("LBody") for inner in outer.inner if inner.kind == "L")
    assert all(link in [kid for ref in index.all("Reference") for kid in ref.inner] for link in index.all("Link"))
    assert sum(1 for _ in heard.all("BibEntry")) == 3


def test_links_say_what_they_are_and_where_they_lead(pdf: bytes) -> None:
    reader = read(pdf)
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    said = {str(link["/Contents"]) for link in links}
    assert {"figure 1.1, p. 3", "note 1, p. 1", "the society (https://example.org/society)"} <= said
    assert sum(str(link.get("/Dest", "")).startswith("call:") for link in links) == NOTES
    places = reader.named_destinations
    calls = {str(link["/Dest"]) for link in links if str(link.get("/Dest", "")).startswith("call:")}
    assert calls <= set(places)


def test_what_links_say() -> None:
    spoken = Spoken("p. {}", "note {}", "Back to text")
    assert spoken.within("chapter 2.", "ch02", "31") == "chapter 2, p. 31"
    assert spoken.within("31", "ch02", "31") == "p. 31"
    assert spoken.within("7", "fn-ch01-7", "3") == "note 7, p. 3"
    assert spoken.within("7.", "call:fn-ch01-7", "") == "Back to text"
    assert spoken.outside("https://a.org/b", "https://a.org/b") == "https://a.org/b"
    assert spoken.outside("us", "mailto:a@b.org") == "us (a@b.org)"


# ---- the tree before it is written


def test_bare_text_is_put_into_paragraphs_and_empty_nodes_go() -> None:
    heading = Node("H3", [Mark(0, 1, "Head")])
    root = Node("Document", [Node("Sect", [Mark(0, 0, "bare"), Node("P"), heading, Node("TR", [Node("TD")])])])
    settle(root, "ch01")
    sect = root.nodes[0]
    assert [kid.kind for kid in sect.nodes] == ["P", "H1", "TR"]
    assert sect.nodes[0].text() == "bare"


# ---- our own inspection


def found(pdf: bytes, expected: Expected = EXPECTED) -> set[str]:
    return {finding.name for finding in tags(read(pdf), pdf, expected)}


def test_the_inspection_passes_it(pdf: bytes) -> None:
    assert not found(pdf)
    assert found(pdf, replace(EXPECTED, sheets=(ExpectedSheet("all", notes=NOTES + 1),))) == {
        "lost-note",
        "one-way-note",
    }


def everything(root: Any) -> Iterator[Any]:
    kids = root.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        thing = kid.get_object()
        if isinstance(thing, dict) and "/S" in thing:
            yield thing
            yield from everything(thing)


def _first(root: Any, kind: str) -> Any:
    return next(each for each in everything(root["/StructTreeRoot"]) if each["/S"] == kind)


PLANTED = {
    "missing-claim": lambda root: root.pop("/OutputIntents"),
    "missing-alternative": lambda root: _first(root, "/Formula").pop("/Alt"),
    "heading-order": lambda root: _first(root, "/H2").update({NameObject("/S"): NameObject("/H4")}),
    "duplicate-id": lambda root: _first(root, "/Note").pop("/ID"),
    "lost-note": lambda root: _first(root, "/Note").update({NameObject("/S"): NameObject("/P")}),
    "untagged-content": lambda root: root["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].clear(),
}


@pytest.mark.parametrize("name", PLANTED)
def test_the_inspection_finds_what_is_wrong(pdf: bytes, name: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    PLANTED[name](writer._root_object)
    out = io.BytesIO()
    writer.write(out)
    assert name in found(out.getvalue())


@pytest.mark.parametrize(("verdict", "names"), [("PASS", []), ("FAIL", ["PDF/A-2a", "PDF/UA-1"])])
def test_verapdf_is_asked_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verdict: str, names: list[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert judge_pdf(b"%PDF", EXPECTED) == ()
    program = tmp_path / "verapdf"
    program.write_text(f'#!/bin/sh\necho "{verdict} $5"\n')
    program.chmod(0o755)
    assert sorted(finding.subject for finding in judge_pdf(b"%PDF", EXPECTED)) == names


def test_links_that_say_nothing_are_found(pdf: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        for note in page.get("/Annots", []):
            note.get_object()[NameObject("/Contents")] = TextStringObject("")
    out = io.BytesIO()
    writer.write(out)
    assert found(out.getvalue()) == {"missing-alternative"}
