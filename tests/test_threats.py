"""A hostile book: it reads nothing outside its folder, runs nothing, and carries nothing active to its readers."""

import os
import re
import socket
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from octavo.checking import check
from octavo.orders import Order
from tests.test_books import build_all, names, write

CANARY = "CANARY-7f3a91"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A secret beside the book: as text, drawing, bibliography and chapter."""
    outside = tmp_path / "outside"
    outside.mkdir()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{CANARY}</text></svg>'
    (outside / "secret.txt").write_text(CANARY, encoding="utf-8")
    (outside / "secret.svg").write_text(drawing, encoding="utf-8")
    (outside / "secret.json").write_text(f'[{{"id": "x", "type": "book", "title": "{CANARY}"}}]', encoding="utf-8")
    (outside / "secret.md").write_text(f"# One\n\n{CANARY}", encoding="utf-8")
    return outside


def everything(folder: Path) -> bytes:
    """All bytes of all made files, unpacked."""
    pieces: list[bytes] = []
    for path in (folder / "output").rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        pieces.append(data)
        if path.suffix == ".epub":
            with zipfile.ZipFile(BytesIO(data)) as archive:
                pieces += [archive.read(name) for name in archive.namelist()]
        elif path.suffix == ".pdf":
            reader = pypdf.PdfReader(BytesIO(data))
            pieces += [(page.extract_text() or "").encode() for page in reader.pages]
            pieces += [str(reader.attachments).encode()]
    return b"\n".join(pieces)


DISGUISES = (
    "../outside/secret.svg", "file://{0}/secret.svg", "FILE://{0}/secret.svg", "file://localhost{0}/secret.svg",
    "{0}/secret.svg",
    "%2e%2e/outside/secret.svg", "..%2foutside%2fsecret.svg",
    "..\\outside\\secret.svg", "../outside/secret.svg?x=1",
    "../outside/secret.svg#x", "images/../../outside/secret.svg",
)  # fmt: skip


def test_no_disguise_of_a_path_leads_out_of_the_book(tmp_path: Path, secret: Path) -> None:
    images = "\n\n".join(f"![d](<{form.format(secret)}>)" for form in DISGUISES)
    folder = write(tmp_path / "book", {"one.md": f"# One\n\n{images}\n\n[see]({secret}/secret.txt){{rel=attachment}}"})
    report = build_all(folder, draft=True)
    assert names(report.findings).count("missing-image") >= len(DISGUISES) - 1
    assert CANARY.encode() not in everything(folder)


def test_links_out_of_the_book_are_not_followed(tmp_path: Path, secret: Path) -> None:
    folder = write(
        tmp_path / "book", {"one.md": "# One\n\n![d](inside.svg) ![l](loop.svg) ![f](pipe.png) ![z](zero.png)"}
    )
    (folder / "inside.svg").symlink_to(secret / "secret.svg")
    (folder / "loop.svg").symlink_to(folder / "loop.svg")
    os.mkfifo(folder / "pipe.png")
    (folder / "zero.png").symlink_to("/dev/zero")
    build_all(folder, draft=True)
    assert CANARY.encode() not in everything(folder)


@pytest.mark.parametrize(
    "toml",
    [
        'bibliography = "../outside/secret.json"',
        'bibliography = "http://127.0.0.1:9/x.bib"',
        'citation-style = "../outside/secret.csl"',
        'resources = ["../outside"]',
        'front = ["../outside/secret.md"]',
        'back = ["/etc/hostname"]',
        'appendices = ["--lua-filter=evil.lua"]',
        'front = ["+RTS"]',
    ],
)
def test_book_toml_names_only_the_books_own_files(tmp_path: Path, secret: Path, toml: str) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n\nText.", encoding="utf-8")
    (folder / "book.toml").write_text(f'title = "T"\nchapters = ["one.md"]\n{toml}\n', encoding="utf-8")
    assert any(finding.severity >= 3 and finding.place.file == "book.toml" for finding in check(Order(folder)).findings)


def test_metadata_in_a_chapter_has_no_power(tmp_path: Path, secret: Path) -> None:
    head = f"---\ntitle: <script>x</script>\nbibliography: {secret}/secret.json\nnocite: '@*'\ncsl: http://127.0.0.1:9/x.csl\n"
    head += "header-includes: <script>y</script>\ncss: http://127.0.0.1:9/x.css\nfilters: [evil.lua]\n---\n"
    folder = write(tmp_path / "book", {"one.md": f"{head}\n# One\n\nText."})
    build_all(folder, draft=True)
    made = everything(folder)
    assert CANARY.encode() not in made
    assert b"<script>" not in made


def test_nothing_active_reaches_readers(tmp_path: Path) -> None:
    text = (
        "# One {onclick=evil() style='x:y'}\n\n<script>evil()</script> [a](javascript:evil()) [b](JaVaScRiPt:evil()) "
        "[c](data:text/html,evil) [d](file:///etc/passwd) [e](vbscript:evil) ![i](x.svg){onerror=evil()} "
        "[f]{onmouseover=evil()} <iframe src='http://127.0.0.1:9'></iframe> <img src=x onerror=evil()>\n"
    )
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="evil()">'
        '<script>evil()</script><foreignObject/><image xlink:href="http://127.0.0.1:9/x"/><path d="M0 0h9v9z"/></svg>'
    )
    folder = write(tmp_path, {"one.md": text, "x.svg": drawing})
    report = build_all(folder, draft=True)
    assert names(report.findings).count("unsafe-link") == 5
    pages = [p.read_text(encoding="utf-8") for p in (folder / "output/web").glob("*.html")]
    pages += [p.read_text(encoding="utf-8") for p in (folder / "output/web").rglob("*.svg")]
    for page in pages:
        assert not re.search(r"<[^>]+\son\w+\s*=", page)
        assert not re.search(r"(?:href|src)\s*=\s*[\"'](?:javascript|vbscript|data|file):", page, re.I)
        assert not re.search(r"<(?:iframe|foreignObject|object|embed)\b", page)
        assert "<script>" not in page
    assert not any(f.name == "active-content" for f in report.findings)


def test_a_build_asks_no_network(tmp_path: Path) -> None:
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(200))

    threading.Thread(target=listen, daemon=True).start()
    address = f"http://127.0.0.1:{port}"
    parent = f'<link href="{address}/p.csl" rel="independent-parent"/>'
    style = f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{parent}</info></style>'
    bib = f"@book{{a, title={{\\href{{javascript:evil()}}{{T}}}}, author={{A}}, year=2001, url={{{address}/u}}}}"
    folder = write(
        tmp_path,
        {
            "one.md": f"# One\n\n![x]({address}/x.png) <img src='{address}/y.png'> [@a]",
            "references.bib": bib,
            "dep.csl": style,
        },
        'citation-style = "dep.csl"\n',
    )
    toml = (folder / "book.toml").read_text(encoding="utf-8")
    report = build_all(folder, draft=True)
    server.close()
    assert 'citation-style = "dep.csl"' in toml
    assert asked == []
    assert "bad-citation-style" in names(report.findings)


def test_hostile_titles_are_text_everywhere(tmp_path: Path) -> None:
    folder = write(tmp_path, {"one.md": "# T & <b>\" ' {{ 7*7 }} </title>\n\nText."})
    toml = (folder / "book.toml").read_text(encoding="utf-8")
    (folder / "book.toml").write_text(toml.replace('"Lights"', "'''T & <b>\" {{ 7*7 }} </title>'''"), encoding="utf-8")
    report = build_all(folder)
    assert report.published, report.findings
    home = (folder / "output/web/index.html").read_text(encoding="utf-8")
    assert "T &amp; &lt;b&gt;" in home
    assert "49" not in re.sub(r"\d{3,}|#\w+", "", home)
