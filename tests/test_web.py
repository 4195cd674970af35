"""The web edition: readable from a folder, without scripts and without the network."""

import json
import re
from dataclasses import replace
from typing import Any

import editions_sample as sample
import pytest
from lxml import etree

from octavo.compose.views import SheetView
from octavo.make.errors import MakeError
from octavo.make.web import make_web
from octavo.model import Cover, MadeFile, Sheet

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    images = (*sample.IMAGES, MadeFile("images/cover.jpg", b"jpeg"))
    made = make_web(sample.CONFIG, sample.WEB, sample.sheets(sample.WEB), images, sample.assets("web"))
    return {file.path: file.data for file in made}


def page(files: dict[str, bytes], name: str) -> Any:
    return etree.fromstring(files[name])


def pages(files: dict[str, bytes]) -> list[str]:
    return [name for name in files if name.endswith(".html")]


def tags(root: Any, name: str) -> list[str]:
    return [meta.get("content") for meta in root.iter(f"{XHTML}meta") if meta.get("name") == name]


def test_every_page_has_one_main_one_first_heading_and_a_skip_link(files: dict[str, bytes]) -> None:
    for name in pages(files):
        root = page(files, name)
        assert len(list(root.iter(f"{XHTML}main"))) == 1, name
        assert len(list(root.iter(f"{XHTML}h1"))) == 1, name
        assert next(root.iter(f"{XHTML}a")).get("href") == "#main"
        assert root.get("lang") == "en"


def test_markup_is_the_same_to_html_and_to_xml(files: dict[str, bytes]) -> None:
    void = "area|br|col|hr|img|input|link|meta|path|mi|mo|mn"
    for name in pages(files):
        text = files[name].decode()
        assert text.startswith("<!DOCTYPE html>"), name
        assert not re.search(rf"<(?!(?:{void})\b)[a-z0-9]+(?:\s[^<>]*)?/>", text), name


def test_nothing_is_loaded_from_elsewhere(files: dict[str, bytes]) -> None:
    for name in pages(files):
        for element in page(files, name).iter():
            address = element.get("src") or (element.get("href") if element.tag == f"{XHTML}link" else None)
            if address and element.get("rel") != "canonical":
                assert not re.match(r"[a-z]+:|//", address), (name, address)
                assert address in files or address.split("#")[0] in files, (name, address)
    assert b"http" not in b"".join(files[name] for name in files if name.startswith(("styles/", "scripts/")))


def test_notes_lead_both_ways(files: dict[str, bytes]) -> None:
    text = files["ch01.html"].decode()
    assert 'id="fnref-ch01-1" href="#fn-ch01-1"' in text
    assert 'role="doc-footnote" id="fn-ch01-1"' in text
    assert 'role="doc-backlink" href="#fnref-ch01-1"' in text
    assert "epub:type" not in text


def test_reference_managers_find_the_book(files: dict[str, bytes]) -> None:
    home, chapter = page(files, "index.html"), page(files, "ch01.html")
    assert tags(home, "citation_title") == ["Shield & Counterweight: Russia, NATO and Missile Defence <in Europe>"]
    assert tags(home, "citation_author") == ["Author, Anna"]
    assert tags(home, "citation_publication_date") == ["2026/03/01"]
    assert tags(chapter, "citation_title") == ["The Shield at Glassboro"]
    assert tags(chapter, "citation_inbook_title") == tags(home, "citation_title")


def test_canonical_addresses_and_sitemap_follow_the_books_url(files: dict[str, bytes]) -> None:
    def canonical(name: str) -> list[str]:
        return [e.get("href") for e in page(files, name).iter(f"{XHTML}link") if e.get("rel") == "canonical"]

    assert canonical("index.html") == ["https://books.example/shield/"]
    assert canonical("ch01.html") == ["https://books.example/shield/ch01.html"]
    assert files["sitemap.xml"].count(b"<loc>") == len(pages(files))
    silent = make_web(replace(sample.CONFIG, url=""), sample.WEB, sample.sheets(sample.WEB))
    assert not any(file.path == "sitemap.xml" or b"canonical" in file.data for file in silent)


def test_linked_data_is_json_that_cannot_end_its_element(files: dict[str, bytes]) -> None:
    scripts = [s for s in page(files, "index.html").iter(f"{XHTML}script") if s.get("type") == "application/ld+json"]
    data = json.loads(scripts[0].text)
    assert (data["@type"], data["name"]) == ("Book", sample.CONFIG.title)
    assert data["alternativeHeadline"] == sample.CONFIG.subtitle
    assert [example["isbn"] for example in data["workExample"]] == [sample.PRINT.isbn, sample.EPUB.isbn]
    assert data["accessibilityHazard"] == "none"
    assert not set("<>&") & set(scripts[0].text)


def test_same_input_gives_the_same_files(files: dict[str, bytes]) -> None:
    images = (*sample.IMAGES, MadeFile("images/cover.jpg", b"jpeg"))
    again = make_web(sample.CONFIG, sample.WEB, sample.sheets(sample.WEB), images, sample.assets("web"))
    assert {file.path: file.data for file in again} == files


def test_a_web_edition_needs_a_home_page_and_one_only() -> None:
    sheets = sample.sheets(sample.WEB)
    with pytest.raises(MakeError, match="no home page"):
        make_web(sample.CONFIG, sample.WEB, sheets[1:])
    with pytest.raises(MakeError, match="two files"):
        make_web(sample.CONFIG, sample.WEB, (*sheets, Sheet("index", "index", "Index", "", sheets[0].xhtml)))


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_keep_their_contrast_in_light_and_in_dark(files: dict[str, bytes]) -> None:
    palettes = re.findall(r"\{[^{}]*--paper:[^{}]*--mark-ink[^{}]*\}", files["styles/book.css"].decode())
    assert len(palettes) == 4
    for palette in palettes:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", palette))
        for name in ("ink", "soft", "accent"):
            for ground in ("paper", "tint"):
                assert _contrast(colours[name], colours[ground]) >= 7, (name, ground)
        assert _contrast(colours["mark-ink"], colours["mark"]) >= 7


def test_pages_know_where_the_cover_lies_without_being_told() -> None:
    bare = SheetView("index", "home", sample.CONFIG.title, "")
    assert 'src="images/cover.jpg"' in sample.rendered(bare, sample.WEB)
    drawn = replace(sample.CONFIG, cover=Cover("figures/front.svg", "A shield"))
    text = sample.rendered(replace(bare, name="cover", kind="cover"), sample.EPUB, drawn)
    assert 'src="images/cover.svg" alt="A shield"' in text
