"""The web edition in a browser: notes, cards, keys, settings, search, on paper, from disk, and without scripts."""

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests import browsing
from tests.lighthouse import MAP, SOURCES
from tests.test_books import build_all, write

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.skipif(not browsing.chromium(), reason="Debian's Chromium is not installed"),
]
PLAIN = "The keepers of the northern lights wrote to each other once a month, and kept what they were sent. "
ONE = f"""# Lights {{#sec:lights}}

The first light [@doe2001, p. 12] stood alone.[^tower] See @fig:map, @tbl:wide and @sec:beacons. It was
[Deveselu]{{.index}} that followed [@ivanov1988; @roe1999].

{PLAIN * 12}

## Heights {{#sec:heights}}

![The coast.](map.svg){{#fig:map alt="A coast from north to south."}}

| a | b | c | d | e | f | g |
|---|---|---|---|---|---|---|
| {" | ".join(["extraordinarily"] * 7)} |

: Wide {{#tbl:wide}}

{PLAIN * 30}

[^tower]: A tower of stone, as @doe2001 has it.
"""
TWO = f"# Beacons {{#sec:beacons}}\n\n{PLAIN * 3} A beacon is not a light [@doe2001].\n\nBack to @sec:lights.\n"
TOML = """
url = "https://books.example/lights"
[web]
newsletter = "https://press.example/letters"
privacy = "https://press.example/privacy"
[[edition]]
name = "print"
[[edition]]
name = "web"
"""
KINDS = ("index", "ch01", "ch02", "bibliography", "book-index", "about-this-edition", "list-of-tables")
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reading")
    write(folder, {"one.md": ONE, "two.md": TWO, "references.bib": SOURCES, "map.svg": MAP}, TOML)
    assert build_all(folder).published
    return folder / "output" / "web"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with browsing.served(site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.browser() as found:
        yield found


def test_notes_stand_beside_their_calls_and_never_overlap(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE) as (page, wrong):
        page.goto(f"{address}ch01.html")
        page.wait_for_selector(".margin-notes")
        text = page.locator("main > section").bounding_box()
        boxes = [note.bounding_box() for note in page.locator("aside.note").all()]
        assert len(boxes) == 3 and all(box["x"] > text["x"] + text["width"] for box in boxes)
        assert all(one["y"] + one["height"] <= other["y"] for one, other in pairwise(boxes))
        call = page.locator("a.noteref").first.bounding_box()
        assert abs(call["y"] - boxes[0]["y"]) < 30
        assert page.locator("aside.note").count() == page.locator("[role=doc-footnote]").count()
        assert not wrong


def test_a_note_opens_over_a_narrow_page_and_gives_the_focus_back(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=NARROW) as (page, wrong):
        page.goto(f"{address}ch01.html")
        call = page.locator("a.noteref").nth(1)
        call.focus()
        page.keyboard.press("Enter")
        note = page.locator("aside.note:popover-open")
        assert "tower of stone" in note.inner_text()
        assert page.evaluate("document.activeElement.matches('aside.note')")
        page.keyboard.press("Escape")
        assert page.locator("aside.note:popover-open").count() == 0
        assert page.evaluate("document.activeElement.id") == call.get_attribute("id")
        assert not wrong


def test_a_citation_shows_its_source_and_where_it_is_cited_too(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE) as (page, wrong):
        page.goto(f"{address}ch01.html")
        page.locator("aside.note a.cite").first.hover()
        card = page.locator(".card")
        card.wait_for()
        assert "A History of Lights" in card.inner_text() and "2.1" in card.inner_text()
        assert card.locator("a[href='bibliography.html#ref-doe2001']").count() == 1
        page.keyboard.press("Escape")
        assert card.count() == 0
        page.locator("button.sources").first.click()
        card.wait_for()
        assert "On Small Beacons" in card.inner_text() and "Маяки" in card.inner_text()
        assert not wrong


def test_references_show_what_they_lead_to_by_keyboard(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE) as (page, wrong):
        page.goto(f"{address}ch01.html")
        for shown in ("The coast.", "Beacons"):
            page.keyboard.press("Tab")
            while shown == "Beacons" and page.evaluate("!(document.activeElement.href || '').includes('beacons')"):
                page.keyboard.press("Tab")
            if shown == "The coast.":
                page.locator("main a.reference").first.focus()
            page.locator(".card", has_text=shown).wait_for()
        assert page.locator(".card [id]").count() == 0
        assert not wrong


def test_keys_turn_pages_and_colours_and_leave_the_browsers_own(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE, color_scheme="light") as (page, wrong):
        page.goto(f"{address}ch01.html")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.keyboard.press("t")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
        page.keyboard.press("Control+ArrowRight")
        assert page.url.endswith("ch01.html")
        page.keyboard.press("?")
        page.locator(".panel.help:popover-open").wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/ch02.html")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.locator(".to-settings").click()
        page.locator("#octavo-keys-off").check()
        page.keyboard.press("Escape")
        page.keyboard.press("t")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert not wrong


def test_the_whole_book_is_searched_with_its_notes(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE) as (page, wrong):
        page.goto(f"{address}index.html")
        page.keyboard.press("/")
        page.keyboard.type("tower")
        page.locator(".found .where", has_text="Note 2").wait_for()
        page.locator(".found li li a", has_text="Note 2").first.click()
        page.wait_for_url("**/ch01.html#fn-ch01-2")
        assert not wrong


def test_a_page_of_print_is_gone_to(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE) as (page, wrong):
        page.goto(f"{address}index.html")
        page.keyboard.press("p")
        page.locator("#octavo-page").fill("2")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ch01.html#page-2")
        mark = page.locator("#page-2")
        assert mark.get_attribute("aria-label") == "2" and "doc-pagebreak" in mark.get_attribute("role")
        assert not wrong


def test_wide_tables_scroll_by_keyboard_and_figures_are_enlarged(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=NARROW) as (page, wrong):
        page.goto(f"{address}ch01.html")
        region = page.locator(".table[tabindex='0'][role=region]")
        assert "Wide" in region.get_attribute("aria-label")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # A drawing that has no size of its own is as wide as the text.
        assert page.locator("figure img").bounding_box()["width"] > 200
        page.locator("button.zoom").click()
        assert page.locator("dialog[open] img").get_attribute("alt") == "A coast from north to south."
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.className") == "zoom"
        assert not wrong


def test_everything_reads_without_scripts(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE, java_script_enabled=False) as (page, wrong):
        page.goto(f"{address}ch01.html")
        page.locator("a.noteref").nth(1).click()
        assert page.url.endswith("#fn-ch01-2")
        assert "tower of stone" in page.locator("aside.note:target").inner_text()
        page.locator("aside.note:target a[role=doc-backlink]").click()
        assert page.url.endswith("#fnref-ch01-2")
        assert page.locator("nav.turn a[rel=next]").is_visible()
        assert not wrong


def test_a_folder_on_disk_reads_as_well(browser: Any, site: Path) -> None:
    with browsing.page(browser, viewport=WIDE) as (page, wrong):
        page.goto((site / "ch01.html").as_uri())
        page.wait_for_selector(".margin-notes")
        page.locator("aside.note a.cite").first.hover()
        page.locator(".card", has_text="A History of Lights").wait_for()
        page.keyboard.press("Escape")
        page.locator(".to-search").click()
        page.locator(".state a[href='book-index.html']").wait_for()
        assert not wrong


def test_the_page_on_paper_has_its_notes_and_no_buttons(browser: Any, address: str) -> None:
    with browsing.page(browser, viewport=WIDE) as (page, wrong):
        page.goto(f"{address}ch01.html")
        page.emulate_media(media="print")
        assert not page.locator(".bar").is_visible() and page.locator("aside.note").first.is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('aside.note')).position") == "static"
        assert not wrong


def test_axe_finds_nothing(browser: Any, address: str) -> None:
    axe = browsing.npm_file("axe-core", "axe.min.js")
    if axe is None:
        pytest.skip("axe-core is not installed below OCTAVO_NODE")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    script = axe.read_text(encoding="utf-8")
    # Two widths in light, two in dark; the four of them together meet every rule of the stylesheets.
    for width, scheme in ((360, "light"), (768, "dark"), (1280, "dark"), (1680, "light")):
        viewport = {"width": width, "height": 900}
        with browsing.page(browser, viewport=viewport, color_scheme=scheme, bypass_csp=True) as (page, wrong):
            for kind in KINDS:
                page.goto(f"{address}{kind}.html")
                page.evaluate(script)
                found = page.evaluate("tags => axe.run({ runOnly: tags })", tags)["violations"]
                assert not [(rule["id"], rule["nodes"][0]["html"]) for rule in found], (kind, width, scheme)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (kind, width)
            assert not wrong


@pytest.mark.needs_java
def test_the_html_checker_finds_no_error(site: Path) -> None:
    jar = browsing.npm_file("vnu-jar", "build", "dist", "vnu.jar")
    if jar is None:
        pytest.skip("vnu-jar is not installed below OCTAVO_NODE")
    pages = sorted(str(path) for path in site.glob("*.html"))
    done = subprocess.run(["java", "-jar", str(jar), "--errors-only", *pages], capture_output=True, text=True)
    assert not done.stderr.strip() and not done.returncode
    assert not any(
        re.search(r"\sstyle=|<script>|\son[a-z]+=", Path(page).read_text(encoding="utf-8")) for page in pages
    )
