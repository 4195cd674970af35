"""Live links: who is asked and how, what is kept, and what the rules make of it. No server but our own is asked."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from conftest import LINKS, MakeBook, surveyed
from hypothesis import given
from hypothesis import strategies as st

from octavo.cli import main
from octavo.links import ask
from octavo.links.ask import Answer, Manners, archive, ask_all
from octavo.links.gather import addresses, archived, due, renewed
from octavo.links.lock import read_lock, write_lock
from octavo.model import LinkState
from octavo.rules import check
from octavo.rules.addresses import doi_address

TODAY = date(2026, 7, 1)


class Server(ThreadingHTTPServer):
    """Answers by path, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.at_once = self.most_at_once = 0
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def here(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        path = self.path.partition("?")[0].strip("/")
        if path == "slow":
            time.sleep(1)
        if path == "late":
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
            time.sleep(0.05)
            self.server.at_once -= 1
        if path.startswith("save"):
            self._say(302, f"/web/2026/{path}")
        elif path.startswith("to-"):
            kind, _, to = path.removeprefix("to-").partition("/")
            self._say(int(kind), {"loop": self.path}.get(to, to if "://" in to else f"/{to}"))
        elif path == "no-head":
            self._say(405 if self.command == "HEAD" else 200)
        elif path == "drop":
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._say(int(path) if path.isdigit() else 200)

    def do_GET(self) -> None:
        self.do_HEAD()

    def _say(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Set-Cookie", "who=you")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


KIND = Manners("octavo/test", seconds=0.5, pause=0.0, private=True)


# ---- asking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "final"),
    [
        ("/200", "200", ""),
        ("/404", "404", ""),
        ("/410", "410", ""),
        ("/503", "503", ""),
        ("/no-head", "200", ""),
        ("/to-301/there", "200", "/there"),
        ("/to-308/to-301/there", "200", "/there"),
        ("/to-302/there", "200", ""),
        ("/to-301/to-302/there", "200", "/to-302/there"),
        ("/to-301/404", "404", "/404"),
        ("/to-301/loop", "loop", ""),
        ("/to-302/ftp://127.0.0.1/x", "malformed", ""),
        ("/to-302/file:///etc/passwd", "malformed", ""),
        ("/slow", "timeout", ""),
        ("/drop", "no-answer", ""),
        ("/with space?q=ä", "200", ""),
    ],
)
def test_what_a_server_says(server: Server, path: str, status: str, final: str) -> None:
    answer = ask.ask(server.here + path, KIND)
    assert answer == Answer(status, server.here + final if final else "")


def test_servers_are_asked_politely(server: Server) -> None:
    ask.ask(f"{server.here}/no-head", KIND)
    assert [(method, path) for method, path, _ in server.asked] == [("HEAD", "/no-head"), ("GET", "/no-head")]
    ask.ask(f"{server.here}/no-head", KIND)
    for _, _, headers in server.asked:
        assert headers["User-Agent"] == "octavo/test"
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_a_name_and_a_password_in_an_address_are_not_sent(server: Server) -> None:
    ask.ask(server.here.replace("//", "//user:secret@") + "/200", KIND)
    assert "secret" not in str(server.asked)


def test_a_host_is_asked_one_thing_at_a_time(server: Server) -> None:
    wanted = [f"{server.here}/late?{n}" for n in range(6)]
    assert dict(ask_all(wanted, KIND)) == {address: Answer("200") for address in wanted}
    assert server.most_at_once == 1


def test_leaving_early_ends_what_still_runs(server: Server) -> None:
    wanted = [f"{server.here}/{n}" for n in range(200, 206)]
    other = server.here.replace("127.0.0.1", "localhost")
    answers = ask_all([f"{other}/200", *wanted], replace(KIND, pause=30.0))
    start = time.monotonic()
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http:///x", "malformed"),
        ("http://[::1", "malformed"),
        ("http://x.org:99999/", "malformed"),
        ("http://" + "a" * 70 + ".org/", "malformed"),
        ("ftp://x.org/", "malformed"),
        ("http://127.0.0.1:1/", "no-answer"),
    ],
)
def test_addresses_that_cannot_be_asked(address: str, status: str) -> None:
    assert ask.ask(address, KIND) == Answer(status)


PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
]  # fmt: skip


def resolving(found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET6 if ":" in each else socket.AF_INET, 1, 6, "", (each, port)) for each in found]

    def connected(*_: Any) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", connected)


@pytest.mark.parametrize("private", PRIVATE)
def test_no_private_machine_is_asked(private: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for found in ([private], ["93.184.216.34", private]):
        resolving(found, monkeypatch)
        assert ask.ask("http://example.org/", replace(KIND, private=False)) == Answer("private")


def test_no_redirect_leads_to_a_private_machine(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "_public", lambda address: True if len(server.asked) == 0 else real(address))
    assert ask.ask(f"{server.here}/to-302/there", replace(KIND, private=False)) == Answer("private")
    assert len(server.asked) == 1


real = ask._public


def test_public_machines_are_public() -> None:
    assert all(real(address) for address in ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"))


def test_the_connection_is_made_to_the_address_that_was_tested(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", ("93.184.216.34", port))]

    def connected(target: tuple[str, int], timeout: float) -> None:
        asked.append(target[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", connected)
    assert ask.ask("https://example.org/", replace(KIND, private=False)) == Answer("no-answer")
    assert set(asked) == {"example.org", "93.184.216.34"}


@pytest.mark.parametrize(("error", "status"), [(socket.EAI_NONAME, "no-host"), (socket.EAI_AGAIN, "no-answer")])
def test_a_host_that_is_not_there(error: int, status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> None:
        raise socket.gaierror(error, "m")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert ask.ask("https://nowhere.example/", KIND) == Answer(status)


def test_a_registry_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "_REGISTRIES", ("127.0.0.1",))
    assert ask.ask(f"{server.here}/to-302/publisher", KIND) == Answer("302")


def test_an_archive_keeps_a_copy(server: Server) -> None:
    copy = archive("https://example.org/x", f"{server.here}/save/", KIND)
    assert copy == f"{server.here}/web/2026/save/https://example.org/x"
    assert archive("https://example.org/x", f"{server.here}/404?", KIND) == ""
    assert archive("https://example.org/x", f"{server.here}/to-302/http://evil.example/", KIND) == ""


# ---- what is kept ---------------------------------------------------------------------------------------------------

STATE = LinkState("https://example.org/é", "200", "2026-01-02", "https://example.org/", "https://archive.example/1")


def test_the_file_is_in_order_and_for_people_too() -> None:
    other = LinkState("http://a.example/", "404", "2026-01-01")
    data = write_lock((STATE, other))
    assert data.decode().splitlines()[0] == '{"address": "http://a.example/", "status": "404", "asked": "2026-01-01"}'
    assert "é" in data.decode()
    assert read_lock(data) == (other, STATE)
    assert write_lock(read_lock(data)) == data


@given(st.binary(max_size=80))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert read_lock(data + b"\n" + write_lock((STATE,)))[-1:] in ((STATE,), read_lock(data)[-1:])


@pytest.mark.parametrize(
    "line", ["[]", "1", '{"address": 1}', '{"address": "https://x.org/"}', "<<<<<<< HEAD", "[" * 9999]
)
def test_a_line_that_is_no_state_is_passed_over(line: str) -> None:
    assert read_lock(f"{line}\n".encode() + write_lock((STATE,))) == (STATE,)


def test_what_is_asked_and_what_is_kept() -> None:
    old, fresh = LinkState("a", "200", "2026-01-01", "", "copy"), LinkState("b", "200", "2026-06-30")
    gone = LinkState("no-longer-in-the-book", "200", "2026-06-30")
    assert due(("a", "b", "c"), (old, fresh, gone), TODAY, 0) == ("a", "b", "c")
    assert due(("a", "b", "c"), (old, fresh, gone), TODAY, 30) == ("a", "c")
    made = renewed(("a", "b", "c", "d"), (old, fresh, gone), {"a": Answer("404"), "c": Answer("200", "e")}, TODAY)
    assert made == (
        LinkState("a", "404", "2026-07-01", "", "copy"),
        fresh,
        LinkState("c", "200", "2026-07-01", "e"),
    )
    assert [state.snapshot for state in archived(made, {"b": "new", "a": ""})] == ["copy", "new", ""]


def test_every_address_of_a_book_is_gathered() -> None:
    text = (
        "# One\n\n[a](https://a.example/x#part) <http://b.example/>[^n] [c](mailto:c@example.org) [d](#one)\n"
        "[e](https://a.example/x#other) ^[[f](https://f.example/)]\n\n[^n]: [g](HTTPS://g.example/)\n"
    )
    assert addresses(surveyed(text)) == (
        "HTTPS://g.example/", "http://b.example/", "https://a.example/x", "https://f.example/",
    )  # fmt: skip
    entry = "@online{k, title={T}, author={A, B}, date={2001}, url={https://u.example/}, doi={10.1234/a<b>c}}\n"
    assert addresses(surveyed(entry, "bibtex")) == ("https://doi.org/10.1234/a%3Cb%3Ec", "https://u.example/")
    assert doi_address("10.1002/(SICI)1097;2-A") == "https://doi.org/10.1002/(SICI)1097;2-A"


# ---- rules ----------------------------------------------------------------------------------------------------------


def found(text: str, form: str = "markdown") -> list[tuple[str, int, str]]:
    made = check(surveyed(text, form, house_style=("K002", "K003", "K004", "K005")))
    return [(f.name, f.place.column, f.hint) for f in made if f.code.startswith("K")]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://example.org/gone", ["gone-link"]),
        ("https://example.org/gone#part", ["gone-link"]),
        ("https://example.org/moved", ["moved-link"]),
        ("https://example.org/new", ["unchecked-link"]),
        ("http://example.org/plain", ["plain-http"]),
        ("http://example.org/new", ["unchecked-link"]),
        ("http://en.wikipedia.org/wiki/A", ["unchecked-link", "plain-http"]),
        ("https://doi.org/10.1234/a", ["unchecked-link", "bare-doi-link"]),
        ("https://doi.org/", ["unchecked-link"]),
        ("https://example.org/", []),
        ("mailto:a@example.org", []),
        ("two.md", []),
    ],
)
def test_what_is_said_of_an_address(address: str, names: list[str]) -> None:
    assert [name for name, _, _ in found(f"# One\n\nSee [it]({address}).\n")] == names


def test_without_a_lock_nothing_is_said_of_live_links() -> None:
    made = surveyed("# One\n\n[a](https://example.org/gone) [b](https://example.org/new)\n", house_style=("all",))
    made = replace(made, beside=replace(made.beside, links=()))
    assert [f.name for f in check(made) if f.code.startswith("K")] == []


def test_an_address_is_named_once_with_all_its_places() -> None:
    text = "# One\n\n[a](https://example.org/gone) [b](https://example.org/gone#x)\n"
    (finding,) = [f for f in check(surveyed(text)) if f.code == "K001"]
    assert [place.column for place in (finding.place, *finding.others)] == [1, 31]
    assert finding.message == "`https://example.org/gone` is gone: the server says 404 (asked 2026-01-01)"


def test_a_copy_of_what_is_gone_is_named() -> None:
    made = surveyed("# One\n\n[a](https://example.org/gone)\n")
    kept = tuple(replace(state, snapshot="https://archive.example/1") for state in LINKS)
    made = replace(made, beside=replace(made.beside, links=kept))
    assert "a copy is kept at https://archive.example/1" in [f.hint for f in check(made)]


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("https//x.org/a", "write `https://x.org/a`"),
        ("http//x.org", "write `http://x.org`"),
        ("https:/x.org/a", "write `https://x.org/a`"),
        ("http:x.org", "write `http://x.org`"),
        ("http:///x.org", "write `http://x.org`"),
        ("https;//x.org", "write `https://x.org`"),
        ("www.x.org/a", "write `https://www.x.org/a`"),
        ("https://https://x.org", "write `https://` once"),
        ("http://https//x.org", "write `https://` once"),
        ("https://", "write it in full: https://example.org/page"),
        ("https://.org/", "write it in full: https://example.org/page"),
        ("https://x..org/", "write it in full: https://example.org/page"),
        ("https://x.org/a%2", "copy it again"),
        ("https://x.org/100%", "copy it again"),
        ("https://x.org/a\u200bb", "copy it again"),
    ],
)
def test_misspelt_addresses(address: str, hint: str) -> None:
    assert [(f.name, f.hint) for f in check(surveyed(f"# One\n\nSee [it]({address}).\n"))] == [("malformed-link", hint)]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a%20b?q=%5Calpha&r=(x)",
        "https://example.org/é/ü?ж=1",
        "http://[::1]/x",
        "https://web.archive.org/web/2020/https://x.org/",
        "https://user@example.org:8080/x;y=1#z",
        "HTTPS://EXAMPLE.ORG",
        "https/x.md",
        "httpd.md",
        "www.md",
        "http.html#x",
        "https://fa.wikipedia.org/wiki/می\u200cخواهم",
    ],
)
def test_sound_addresses(address: str) -> None:
    assert "malformed-link" not in [f.name for f in check(surveyed(f"# One\n\nSee [it](<{address}>).\n"))]


def test_addresses_of_sources_are_looked_at_too() -> None:
    entry = "@online{k, title={T}, author={A, B}, date={2001}, urldate={2001-02-03}, url={%s}}\n"
    assert [name for name, _, _ in found(entry % "https://x.org/a b", "bibtex")][-1] == "malformed-link"
    (hint,) = [
        hint for name, _, hint in found(entry % "https://doi.org/10.1234/a", "bibtex") if name == "bare-doi-link"
    ]
    assert hint == "write `doi = {10.1234/a}`"


# ---- the command ----------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return status, said.out, said.err


ASKING = ("--allow-private", "--pause", "0", "--timeout", "1")


def linked(make_book: MakeBook, server: Server, *paths: str) -> Path:
    text = "".join(f"[a]({server.here}{path}) " for path in paths)
    return make_book({"chapters/one.md": f"# One\n\nText {text}\n"})


def test_the_command_writes_what_a_check_reads(
    make_book: MakeBook, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    book = linked(make_book, server, "/200", "/404", "/to-301/200")
    status, out, _ = run(capsys, "links", "-C", str(book), *ASKING)
    assert status == 0
    assert f"404  {server.here}/404" in out and "3 of 3 addresses asked: 1 gone, 1 moved" in out
    states = read_lock((book / "links.lock").read_bytes())
    assert [(state.address.removeprefix(server.here), state.status, state.asked) for state in states] == [
        ("/200", "200", "2026-01-01"),
        ("/404", "404", "2026-01-01"),
        ("/to-301/200", "200", "2026-01-01"),
    ]
    status, out, _ = run(capsys, "check", "-C", str(book))
    assert "warning K001 gone-link" in out and status == 0
    before = len(server.asked)
    assert "0 of 3" in run(capsys, "links", "-C", str(book), *ASKING, "--older", "7")[1]
    assert len(server.asked) == before
    run(capsys, "links", "-C", str(book), *ASKING, "--archive", "--archive-endpoint", f"{server.here}/save/")
    copies = [state.snapshot for state in read_lock((book / "links.lock").read_bytes())]
    assert [bool(copy) for copy in copies] == [True, False, True]


def test_private_machines_are_asked_only_when_told_to(
    make_book: MakeBook, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    book = linked(make_book, server, "/200")
    assert "private" in run(capsys, "links", "-C", str(book))[1]
    assert server.asked == []


def test_without_a_network_nothing_is_written(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "m")

    book = make_book({"chapters/one.md": "# One\n\n" + "".join(f"[a](https://{n}.example/) " for n in range(4))})
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    status, _, err = run(capsys, "links", "-C", str(book), "--pause", "0")
    assert status == 4 and "is there a network?" in err
    assert not (book / "links.lock").exists()


def test_an_interruption_keeps_what_was_learnt(
    make_book: MakeBook, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(asked: tuple[str, ...], manners: Manners) -> Iterator[tuple[str, Answer]]:
        yield asked[0], Answer("200")
        raise KeyboardInterrupt

    book = linked(make_book, server, "/200", "/404")
    monkeypatch.setattr(ask, "ask_all", interrupted)
    assert run(capsys, "links", "-C", str(book), *ASKING)[0] == 130
    assert [state.status for state in read_lock((book / "links.lock").read_bytes())] == ["200"]


@pytest.mark.parametrize("option", ["--older=-1", "--timeout=0", "--pause=-1", "--parallel=0"])
def test_a_wrong_call_is_2(option: str, make_book: MakeBook, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "links", "-C", str(make_book()), option)[0] == 2
