"""The preview in a browser: a file is saved, and the page, the panel and the pages of print follow."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import browsing
from tests.test_books import SOURCES, write

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.skipif(not browsing.chromium(), reason="Debian's Chromium is not installed"),
]
WIDE = {"width": 1500, "height": 900}
WORDS = "A sentence that says nothing much, and says it at some length, so that the page is long enough to be turned. "
ONE = (
    "# Lights {#sec:one}\n\n"
    + "".join(f"Paragraph number {n} is here. {WORDS * 4}\n\n" for n in range(20))
    + "It cites a book [@doe2001, p. 4], has a note,[^n] and leads to @sec:two.\n\n[^n]: The note's words.\n\n"
    + "".join(f"Paragraph number {n} is here. {WORDS * 4}\n\n" for n in range(20, 40))
)
TWO = "# Harbours {#sec:two}\n\nThe other chapter leads back to @sec:one.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"one.md": ONE, "two.md": TWO, "references.bib": SOURCES}
    return write(tmp_path / "book", files, '[[edition]]\nname = "web"\n\n[[edition]]\nname = "print"\n')


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """A preview of the book, as an author starts it; it must end at once, and in peace."""
    words = [sys.executable, "-m", "octavo", "preview", "-C", str(folder), "--port", "0", "--editor", "vscode"]
    # A shell lets what it runs in the background ignore Ctrl-C, and children would too.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        signal.signal(signal.SIGINT, heard)
        assert process.stdout
        said = ""
        patience = threading.Timer(120, process.kill)
        patience.start()
        for line in process.stdout:
            said += line
            if "built" in line:
                break
        patience.cancel()
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+/", said)
        rest: list[str] = []
        listening = threading.Thread(target=lambda: rest.extend(process.stdout or []), daemon=True)
        listening.start()
        try:
            assert found, said
            yield found.group()
        finally:
            os.kill(process.pid, signal.SIGINT)
            patience = threading.Timer(15, process.kill)
            patience.start()
            assert process.wait() == 0
            patience.cancel()
            listening.join(5)
            assert not [line for line in rest if "Traceback" in line or "Error" in line], rest


@pytest.fixture
def shown(address: str) -> Iterator[tuple[Any, list[str]]]:
    with browsing.browser() as found, browsing.page(found, viewport=WIDE) as (page, wrong):
        page.set_default_timeout(60_000)
        page.goto(f"{address}#ch01.html")
        page.wait_for_selector('html[data-shown="ch01.html"]')
        yield page, wrong


def draft(page: Any) -> Any:
    return next(frame for frame in page.frames if "/book/" in frame.url)


def save(folder: Path, name: str, text: str) -> None:
    """As editors do: beside the file, and then in its place."""
    beside = folder / f".{name}.new"
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, folder / name)


def test_what_is_saved_is_seen_where_it_stands(folder: Path, shown: tuple[Any, list[str]]) -> None:
    page, wrong = shown
    frame = draft(page)
    frame.evaluate("window.kept = document.querySelector('main > section > p')")
    save(folder, "one.md", ONE.replace("Paragraph number 30 is here.", "Paragraph number thirty is new."))
    frame.wait_for_selector("text=Paragraph number thirty is new.")
    changed = frame.wait_for_selector(".octavo-changed", state="attached")
    assert "thirty is new" in changed.text_content()
    frame.wait_for_function(
        "() => [...document.querySelectorAll('main > section > p')].some(p => p.textContent.includes('thirty is new')"
        " && p.getBoundingClientRect().top > 0 && p.getBoundingClientRect().bottom < innerHeight)"
    )
    assert frame.evaluate("window.kept.isConnected"), "the page was loaded anew"
    # A change above what is read moves nothing.
    block = "[...document.querySelectorAll('main > section > p')].find(p => p.textContent.includes('thirty is new'))"
    page.uncheck("#follow")
    page.wait_for_timeout(700)  # the page has come to rest
    before = frame.evaluate(f"{block}.getBoundingClientRect().top")
    save(
        folder, "one.md", ONE.replace("number 30 is here", "number thirty is new").replace("number 3 is", f"3 {WORDS}")
    )
    frame.wait_for_selector(f"text=Paragraph 3 {WORDS.strip()}", state="attached")
    page.wait_for_function("() => document.documentElement.dataset.painted")
    assert abs(frame.evaluate(f"{block}.getBoundingClientRect().top") - before) < 3
    assert not wrong


def test_a_note_that_is_put_in_is_a_note(folder: Path, shown: tuple[Any, list[str]]) -> None:
    page, wrong = shown
    frame = draft(page)
    assert frame.locator("aside.note").count() == 2
    new = ONE.replace("number 2 is here.", "number 2 is here.[^m]").replace(
        "[^n]: The", "[^m]: A fresh note.\n\n[^n]: The"
    )
    save(folder, "one.md", new)
    frame.wait_for_selector("text=A fresh note.", state="attached")
    frame.wait_for_function("() => document.querySelectorAll('aside.note').length === 3")
    page.wait_for_function("() => document.documentElement.dataset.painted")
    tops = frame.evaluate("[...document.querySelectorAll('aside.note')].map(n => n.getBoundingClientRect().top)")
    calls = frame.evaluate("[...document.querySelectorAll('main a.noteref')].map(n => n.getBoundingClientRect().top)")
    assert tops == sorted(tops) and abs(tops[0] - calls[0]) < 40
    call = frame.locator("main a.noteref").first
    call.hover()
    assert "lit" in (frame.locator("aside.note").first.get_attribute("class") or "")
    assert not wrong


def test_a_finding_is_said_leads_there_and_goes(folder: Path, shown: tuple[Any, list[str]]) -> None:
    page, wrong = shown
    frame = draft(page)
    page.wait_for_selector("text=Nothing is wrong.")
    save(folder, "one.md", ONE.replace("leads to @sec:two", "leads to @sec:nowhere"))
    page.wait_for_selector("#findings li.error")
    assert page.locator("#tally .error").text_content() == "1"
    frame.wait_for_selector(".unresolved", state="attached")
    assert page.locator("#findings .where").first.get_attribute("href").startswith("vscode://file/")
    line = ONE[: ONE.index("It cites")].count("\n") + 1
    assert f"/one.md:{line}:" in page.locator("#findings .where").first.get_attribute("href")
    frame.evaluate("scrollTo(0, 0)")
    page.locator("#findings .go").first.focus()
    page.keyboard.press("Enter")
    frame.wait_for_function(
        "() => (b => b.top > 0 && b.bottom < innerHeight)"
        "(document.querySelector('.unresolved').getBoundingClientRect())"
    )
    save(folder, "one.md", ONE)
    page.wait_for_selector("text=Nothing is wrong.")
    frame.wait_for_selector(".unresolved", state="detached")
    assert not wrong


def test_the_last_good_page_stays_and_the_reader_goes_along(folder: Path, shown: tuple[Any, list[str]]) -> None:
    page, wrong = shown
    toml = (folder / "book.toml").read_text()
    save(folder, "book.toml", toml + "title = [\n")
    page.wait_for_selector("#fault:not([hidden])")
    assert draft(page).locator("text=Paragraph number 1 is here.").count()
    save(folder, "book.toml", toml)
    page.wait_for_selector("#fault[hidden]", state="attached")
    # What is edited in another chapter is shown there.
    save(folder, "two.md", TWO.replace("The other", "Another"))
    page.wait_for_selector('html[data-shown="ch02.html"]')
    draft(page).wait_for_selector("text=Another chapter leads back")
    rows = page.locator("#chapters tr")
    assert rows.count() == 2 and "here" in (rows.nth(1).get_attribute("class") or "")
    assert not wrong


def test_pages_of_print_stand_beside_the_text(shown: tuple[Any, list[str]]) -> None:
    page, wrong = shown
    page.click("#pages-show")
    page.wait_for_selector(".spread img")
    page.wait_for_function("() => (i => i.complete && i.naturalWidth > 400)(document.querySelector('.spread img'))")
    many = page.locator(".spread button").count()
    assert many >= 3
    frame = draft(page)
    frame.locator("text=Paragraph number 39 is here.").click()
    page.wait_for_selector(f'.spread .now[data-at="{many - 1}"]')
    page.locator(".spread button").nth(1).click()
    frame.wait_for_selector(".octavo-changed")
    assert not wrong


def test_the_panel_folds_and_a_phone_is_wide_enough(address: str) -> None:
    with browsing.browser() as found, browsing.page(found, viewport={"width": 400, "height": 800}) as (page, wrong):
        page.set_default_timeout(60_000)
        page.goto(address)
        page.wait_for_selector('html[data-shown="index.html"]')
        assert page.get_attribute("#fold", "aria-expanded") == "false" and not page.is_visible("#inside")
        page.click("#fold")
        assert page.is_visible("#chapters")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        assert not wrong
