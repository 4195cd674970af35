"""The preview without a browser: who is let in, what lies on the shelf, and that quick changes equal whole drafts."""

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from octavo import house
from octavo.checking import desk_of
from octavo.desk import Desk
from octavo.model import Edition, Format
from octavo.orders import Order
from octavo.preview.draft import Draft, draft, quiet
from octavo.preview.editors import UnknownEditor, editor
from octavo.preview.later import Later
from octavo.preview.quick import changed_file, quick
from octavo.preview.server import NoPort, Server, listening, open_server
from octavo.preview.session import Session, Superseded, edited
from octavo.preview.shelf import Shelf
from octavo.preview.status import count_words
from octavo.preview.watching import folders
from octavo.source import Source, read
from tests.test_books import SOURCES, write

TOKEN = "secret"
ONE = """# One {#sec:one}

The first paragraph cites a book [@doe2001, p. 4] and leads to @sec:two.

The second has a note.[^n] It is [named]{.index} in the index.

[^n]: A note that refers to [@doe2001, p. 9].

## Within {#sec:in}

The third stands alone. [TO"""  # the rest follows, so that this file itself has nothing to be done
ONE += """DO: say more]
"""
TWO = "# Two {#sec:two}\n\nIt leads back to @sec:in, and [again]{.index} cites [@doe2001].\n"
BOOK = {"one.md": ONE, "two.md": TWO, "references.bib": SOURCES}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "book", BOOK, '[[edition]]\nname = "web"\n')


def desk_for(folder: Path) -> Desk:
    desk = desk_of(Order(folder, draft=True))
    return replace(desk, cache=desk.cache.remembering())


def source_of(folder: Path, desk: Desk) -> Source:
    found = read(folder, desk)
    assert isinstance(found, Source)
    return quiet(found)


def web(source: Source) -> Edition:
    return next(edition for edition in source.config.editions if edition.format is Format.WEB)


def whole(folder: Path, desk: Desk) -> Draft:
    source = source_of(folder, desk)
    return draft(source, web(source), desk, lambda: None)


# ---- quick changes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stands alone", "stands quite alone, and leads to @sec:one"),
        ("has a note.[^n]", "has a note[^m] and another.[^n]\n\n[^m]: Its own words."),
        ("in the index", "in the [index]{.index} twice"),
        ("## Within {#sec:in}", "## Within it {#sec:in}\n\n![](missing.png)"),
        ("[@doe2001, p. 4]", "[@nobody]"),
    ],
)
def test_a_quick_change_gives_the_page_of_the_whole_draft(folder: Path, old: str, new: str) -> None:
    desk = desk_for(folder)
    before = whole(folder, desk)
    (folder / "one.md").write_text(ONE.replace(old, new))
    source = source_of(folder, desk)
    assert changed_file(before.source, source) == "one.md"
    fresh = quick(before, source, "one.md", desk)
    assert fresh is not None
    after = whole(folder, desk)
    name = next(n for n, data in after.files.items() if b"third stands" in data or b"stands quite" in data)

    def main(made: Draft) -> bytes:
        return re.sub(rb"(?s)^.*?<main", b"<main", made.files[name])

    assert main(fresh) == main(after)
    assert main(fresh) != main(before)
    assert edited(before, fresh).startswith(name)


def test_one_quick_change_follows_another(folder: Path) -> None:
    """First and later mentions are those of the whole book, whatever is put in or taken out."""
    desk = desk_for(folder)
    (folder / "two.md").write_text(TWO + "\nIt cites another [@roe1999], so that both are listed.\n")
    made = whole(folder, desk)
    first = made.files
    more = ONE.replace("stands alone", "stands alone [@roe1999, p. 2; @doe2001]; see [@roe1999] and [@roe1999, p. 7]")
    for text in (more, more.replace("[@roe1999] and ", ""), ONE.replace("[@doe2001, p. 4]", "nothing"), more, ONE):
        (folder / "one.md").write_text(text)
        fresh = quick(made, source_of(folder, desk), "one.md", desk)
        assert fresh is not None
        made, after = fresh, whole(folder, desk)
        name = next(name for name, data in after.files.items() if b"third stands" in data)
        assert made.files[name].partition(b"<main")[2] == after.files[name].partition(b"<main")[2]
    assert made.files[name] == first[name]


def test_what_concerns_the_whole_book_is_no_quick_change(folder: Path) -> None:
    desk = desk_for(folder)
    before = whole(folder, desk)
    (folder / "references.bib").write_text(SOURCES.replace("2001", "2002"))
    assert changed_file(before.source, source_of(folder, desk)) == ""
    (folder / "references.bib").write_text(SOURCES)
    (folder / "one.md").write_text(ONE + "\n# A new chapter\n\nText.\n")
    assert changed_file(before.source, source_of(folder, desk)) == ""


def test_the_edition_holds_nothing_of_the_preview(folder: Path) -> None:
    made = whole(folder, desk_for(folder))
    own = {path.name: path.read_bytes() for path in (house.folder("assets") / "preview").iterdir()}
    assert {"shell.js", "patch.js", "page.css"} <= set(own)
    for name, data in made.files.items():
        assert data not in own.values(), name
        if name.endswith((".html", ".js", ".css")):
            assert b"EventSource" not in data and b"octavo-changed" not in data and b"shell/" not in data, name


# ---- the session -----------------------------------------------------------------------------------------------------


@pytest.fixture
def session(folder: Path) -> Iterator[tuple[Session, Shelf]]:
    desk, shelf, later = desk_for(folder), Shelf(), Later()
    edition = web(source_of(folder, desk))
    yield Session(Order(folder, draft=True), edition, desk, shelf, later, "", lambda: False), shelf
    later.close()
    shelf.close()


def told(shelf: Shelf) -> dict[str, object]:
    said: dict[str, object] = json.loads(shelf.get("status.json") or b"{}")
    return said


def test_a_finding_comes_and_goes_and_the_pages_with_it(folder: Path, session: tuple[Session, Shelf]) -> None:
    built, shelf = session
    built.whole()
    said = told(shelf)
    assert said["phase"] == "ready" and not said["findings"]
    assert [todo["message"] for todo in said["todos"]] == ["TO" + "DO: say more"]  # type: ignore[attr-defined]
    chapters = {row["source"]: row for row in said["chapters"]}  # type: ignore[attr-defined]
    assert chapters["one.md"]["notes"] >= 1 and chapters["one.md"]["citations"] == 2
    name, at = chapters["one.md"]["file"], shelf.latest
    (folder / "one.md").write_text(ONE.replace("@sec:two", "@sec:nowhere"))
    built.saved()
    said = told(shelf)
    assert said["phase"] == "late"
    found = said["findings"][0]  # type: ignore[index]
    assert (found["severity"], found["file"], found["line"], found["page"]) == ("error", "one.md", 3, name)
    assert b'class="unresolved"' in (shelf.get(f"book/{name}") or b"")
    news = shelf.since(at, 0.0)
    assert [each.edited.partition("#")[0] for each in news if each.edited] == [name]
    (folder / "one.md").write_text(ONE)
    built.saved()
    built.whole()
    assert not told(shelf)["findings"] and told(shelf)["phase"] == "ready"
    assert b'class="unresolved"' not in (shelf.get(f"book/{name}") or b"")


def test_nothing_is_made_of_a_file_that_was_saved_as_it_was(folder: Path, session: tuple[Session, Shelf]) -> None:
    built, shelf = session
    built.whole()
    at = shelf.latest
    (folder / "one.md").write_text(ONE)
    built.saved()
    assert shelf.latest == at


def test_the_last_good_pages_stay(folder: Path, session: tuple[Session, Shelf]) -> None:
    built, shelf = session
    built.whole()
    page = shelf.get("book/index.html")
    (folder / "book.toml").write_text("title = [\n")
    built.saved()
    said = told(shelf)
    assert said["phase"] == "failed" and said["fault"]
    assert page and shelf.get("book/index.html") == page
    built.failed("the template fails")
    assert told(shelf)["fault"] == "the template fails"


def test_lines_lead_to_paragraphs(session: tuple[Session, Shelf]) -> None:
    built, shelf = session
    built.whole()
    sheet = next(row["sheet"] for row in told(shelf)["chapters"] if row["source"] == "one.md")  # type: ignore[attr-defined]
    said = json.loads(built.make(f"places/{sheet}.json") or b"")
    lines = {line: anchor for anchor, line, _ in said["lines"]}
    page = (shelf.get(f"book/{sheet}.html") or b"").decode()
    assert said["file"] == "one.md"
    assert f'<p id="{lines[11]}">The third stands alone' in page
    for strange in ("places/nothing.json", "places/../one.json", "one.md", "book/one.md", "pages/x.json"):
        assert built.make(strange) is None


def test_a_draft_gives_way_to_a_new_change(folder: Path) -> None:
    desk = desk_for(folder)
    source = source_of(folder, desk)

    def stop() -> None:
        raise Superseded

    with pytest.raises(Superseded):
        draft(source, web(source), desk, stop)


# ---- the server ------------------------------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[Server]:
    shelf = Shelf()
    shelf.put("book/", {"index.html": b"<p>draft</p>"})
    shelf.put("shell/", {"index.html": b"<p>shell</p>"})
    opened = open_server(0, shelf, lambda name: b"{}" if name == "places/one.json" else None, TOKEN)
    listening(opened)
    yield opened
    shelf.close()
    opened.shutdown()
    opened.server_close()


def ask(server: Server, request: str) -> tuple[int, str]:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(request.encode("latin-1"))
        line.shutdown(socket.SHUT_WR)
        answer = b""
        while data := line.recv(65536):
            answer += data
    head, _, body = answer.decode("latin-1").partition("\r\n\r\n")
    found = re.match(r"HTTP/1\.0 (\d+)", head)
    return (int(found.group(1)) if found else 0), f"{head}\n\n{body}"


def get(server: Server, path: str, *heads: str, method: str = "GET", host: str | None = None) -> tuple[int, str]:
    own = f"Host: {host if host is not None else f'127.0.0.1:{server.server_port}'}"
    return ask(server, "\r\n".join((f"{method} {path} HTTP/1.1", own, *heads, "", "")))


def test_only_this_machine_is_served(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    port = server.server_port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert get(server, f"/{TOKEN}/", host=host)[0] == 200
    for host in ("evil.example", "", "127.0.0.1", "localhost", f"localhost.evil:{port}", f"127.0.0.1:{port + 1}",
                 f"evil.example:{port}", f"127.0.0.1:{port}@evil", f"[::2]:{port}", "0.0.0.0"):  # fmt: skip
        assert get(server, f"/{TOKEN}/", host=host)[0] == 403, host
    twice = f"Host: 127.0.0.1:{port}"
    assert get(server, f"/{TOKEN}/", twice)[0] == 403
    assert ask(server, f"GET /{TOKEN}/ HTTP/1.0\r\n\r\n")[0] == 403


def test_other_sites_are_refused(server: Server) -> None:
    own = f"http://127.0.0.1:{server.server_port}"
    for path in (f"/{TOKEN}/", f"/{TOKEN}/book/index.html"):
        assert get(server, path, f"Origin: {own}", "Sec-Fetch-Site: same-origin")[0] == 200
        for head in ("Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site",
                     "Sec-Fetch-Site: same-site", f"Origin: http://127.0.0.1:{server.server_port + 1}"):  # fmt: skip
            status, said = get(server, path, head)
            assert status == 403 and "access-control" not in said.lower(), head
    assert get(server, f"/{TOKEN}/events", "Origin: http://evil.example")[0] == 403


def test_only_what_lies_on_the_shelf_is_there(server: Server) -> None:
    assert "draft" in get(server, f"/{TOKEN}/book/index.html?x=1")[1]
    assert get(server, f"/{TOKEN}/places/one.json")[0] == 200
    for path in ("/", "/index.html", "/wrong/book/index.html", f"/{TOKEN}", f"/{TOKEN}/book/", f"/{TOKEN}/book",
                 f"/{TOKEN}/../pyproject.toml", f"/{TOKEN}/book/../../book.toml", f"/{TOKEN}/book/%2e%2e/index.html",
                 f"/{TOKEN}/book/..%2findex.html", f"/{TOKEN}//book/index.html", f"/{TOKEN}/book/index.html%00",
                 f"/{TOKEN}/.git/config", "/etc/passwd", f"/{TOKEN}/book\\index.html",
                 f"/{TOKEN}/places/two.json"):  # fmt: skip
        assert get(server, path)[0] == 404, path
    assert get(server, f"/{TOKEN}/%ff%fe")[0] in (400, 404)


def test_nothing_can_be_changed(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "BREW"):
        status, said = get(server, f"/{TOKEN}/", method=method)
        assert status == 405 and "<p>shell" not in said, method


def test_each_answer_has_its_guards(server: Server) -> None:
    shell, book = get(server, f"/{TOKEN}/")[1], get(server, f"/{TOKEN}/book/index.html")[1]
    for said in (shell, book, get(server, "/nothing")[1]):
        assert "default-src 'none'" in said and "unsafe-inline" not in said and "nosniff" in said
        assert "Cache-Control: no-store" in said and "base-uri 'none'" in said and "Python" not in said
    assert "frame-ancestors 'none'" in shell and "frame-ancestors 'self'" in book


def test_a_bad_request_ends_nothing(server: Server) -> None:
    for request in ("\r\n\r\n", "GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\1\2\3\r\n\r\n",
                    f"GET /{'x' * 70000} HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n",
                    "GET / HTTP/1.1\r\n" + "A: b\r\n" * 200 + "\r\n",
                    f"GET / HTTP/1.1\r\nA: {'b' * 70000}\r\n\r\n"):  # fmt: skip
        assert ask(server, request)[0] != 200, request[:40]
    idle = [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(50)]
    for line in idle:
        line.sendall(b"GET / HT")
    assert get(server, f"/{TOKEN}/")[0] == 200
    for line in idle:
        line.close()
    assert get(server, f"/{TOKEN}/")[0] == 200


def test_news_come_as_they_happen(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(f"GET /{TOKEN}/events HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode())
        stream = line.makefile("rb")

        def next_event() -> dict[str, object]:
            while not (said := stream.readline()).startswith(b"data: "):
                assert said, "the news have ended"
            event: dict[str, object] = json.loads(said[6:])
            return event

        assert next_event()["files"] == []
        server.shelf.put("book/", {"index.html": b"<p>other</p>"}, edited="index.html#p-1")
        assert next_event() == {"number": 3, "files": ["book/index.html"], "edited": "index.html#p-1", "printed": ""}
        server.shelf.close()
        assert b"data:" not in stream.read()


def test_a_port_that_is_taken_is_passed_over(server: Server) -> None:
    second = open_server(server.server_port, Shelf(), lambda name: None, TOKEN)
    assert second.server_port > server.server_port
    second.server_close()
    with pytest.raises(NoPort, match="no port"):
        open_server(70_000, Shelf(), lambda name: None, TOKEN)


# ---- small things ----------------------------------------------------------------------------------------------------


def test_files_that_are_gone_leave_the_shelf() -> None:
    shelf = Shelf()
    shelf.put("book/", {"a": b"1", "b": b"2"})
    shelf.put("pages/", {"a": b"3"})
    shelf.put("book/", {"b": b"2"})
    assert shelf.get("book/a") is None and shelf.get("book/b") == b"2" and shelf.get("pages/a") == b"3"
    assert shelf.since(0, 0.0)[0].files == ("book/a", "book/b")


def test_editors_have_names_and_addresses() -> None:
    assert editor("") == editor("none") == ""
    assert editor("VSCode") == "vscode://file{path}:{line}:{column}"
    assert editor("vscode://file/{path}:{line}:{column}") == editor("vscode")
    assert editor("my://open?f={path}&l={line}") == "my://open?f={path}&l={line}"
    for strange in ("javascript:alert({path})", "data:text/html,{path}", "notepad", "vscode://file", "a b://{path}"):
        with pytest.raises(UnknownEditor):
            editor(strange)


def test_words_are_counted_in_every_script() -> None:
    assert count_words("Don’t count twenty-one twice.") == 4
    assert count_words("条约 и договор") == 4


def test_what_is_made_or_hidden_is_not_watched(tmp_path: Path) -> None:
    for name in ("chapters", "output", ".octavo", ".git", "node_modules", "figures"):
        (tmp_path / name).mkdir()
    assert [path.name for path in folders(tmp_path)] == ["chapters", "figures"]
