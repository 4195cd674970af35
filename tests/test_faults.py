"""Faults of the machine: killed builds, two at once, full disks. Output is all old or all new."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from octavo import publish
from octavo.model import MadeFile
from octavo.orders import Order
from octavo.pipeline import build
from tests.test_books import build_all, write

WEB = '[[edition]]\nname = "web"\n[[edition]]\nname = "epub"\n'
ROOT = Path(__file__).parent.parent


def state(folder: Path) -> dict[str, str]:
    output = folder / "output"
    return {
        str(p.relative_to(output)): hashlib.sha256(p.read_bytes()).hexdigest() for p in output.rglob("*") if p.is_file()
    }


def start(folder: Path, *more: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "octavo", "build", "-C", str(folder), "--quiet", *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write(tmp_path, {"one.md": "# One\n\nOld text."}, WEB)
    assert build_all(tmp_path).published
    return tmp_path


def test_a_killed_build_leaves_all_old_or_all_new(book: Path) -> None:
    chance = random.Random(7)
    old = state(book)
    (book / "one.md").write_text("# One\n\nNew text.", encoding="utf-8")
    for _ in range(4):
        process = start(book, "--no-cache")
        time.sleep(chance.uniform(0.3, 2.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert state(book) == old or "New text" in (book / "output/web/ch01.html").read_text(encoding="utf-8")
    assert start(book).wait(timeout=120) == 0
    assert "New text" in (book / "output/web/ch01.html").read_text(encoding="utf-8")
    assert not list((book / ".octavo").glob("held-*"))


def test_an_interrupted_build_says_so_and_leaves_no_children(book: Path) -> None:
    (book / "one.md").write_text("# One\n\n" + "Words and more words. " * 4000, encoding="utf-8")
    old = state(book)
    process = start(book, "--no-cache")
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (130, 0)
    if process.returncode:
        assert b"Traceback" not in err
        assert state(book) == old


def test_two_builds_at_once_do_not_mix(book: Path) -> None:
    (book / "one.md").write_text("# One\n\nNew text.", encoding="utf-8")
    processes = [start(book) for _ in range(3)]
    codes = sorted(process.wait(timeout=120) for process in processes)
    for process in processes:
        process.communicate()
    assert codes[0] == 0
    assert set(codes) <= {0, 4}
    assert "New text" in (book / "output/web/ch01.html").read_text(encoding="utf-8")


def test_a_write_that_fails_at_any_moment_keeps_the_old_output(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = state(book)
    real = publish._write
    for failing in range(1, 60):
        count = 0

        def write_or_fail(path: Path, data: bytes, failing: int = failing) -> None:
            nonlocal count
            count += 1
            if count == failing:
                raise OSError(28, "No space left on device", str(path))
            real(path, data)

        monkeypatch.setattr(publish, "_write", write_or_fail)
        files = (("web", (MadeFile("index.html", b"new"), MadeFile("ch01.html", b"new"))),)
        try:
            held = publish.hold(book, files, {"files": {}})
        except publish.Unwritable:
            assert state(book) == old
            assert not list((book / ".octavo").glob("held-*"))
            continue
        assert held.is_dir()
        break
    else:
        pytest.fail("hold never came to an end")
    assert failing > 3


def test_a_read_only_folder_is_refused_before_work_is_lost(book: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    book.chmod(0o555)
    try:
        with pytest.raises((publish.Unwritable, PermissionError)):
            build(Order(book, cached=False))
    finally:
        book.chmod(0o755)


def test_a_linked_output_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "book", {"one.md": "# One\n\nText."}, WEB)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "book/output").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(publish.Unwritable):
        build(Order(tmp_path / "book"))
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_damaged_cache_only_misses(book: Path) -> None:
    (book / "one.md").write_text("# One\n\nNew text.", encoding="utf-8")
    for number, path in enumerate(sorted((book / ".octavo/cache").rglob("*"))):
        if path.is_file():
            data = bytearray(path.read_bytes())
            damaged = (b"", bytes(data[:100]), bytes([data[0] ^ 1]) + bytes(data[1:]), bytes(data[:-1]))
            path.write_bytes(damaged[number % 4])
    assert build_all(book).published
    whole = state(book)
    assert build_all(book, cached=False).published
    assert {k: v for k, v in state(book).items() if k != publish.MANIFEST} == {
        k: v for k, v in whole.items() if k != publish.MANIFEST
    }


def test_one_edition_alone_keeps_the_others(book: Path) -> None:
    old = state(book)
    (book / "one.md").write_text("# One\n\nNew text.", encoding="utf-8")
    assert build(Order(book, editions=("web",))).published
    new = state(book)
    assert new["epub/lights.epub"] == old["epub/lights.epub"]
    assert new["web/ch01.html"] != old["web/ch01.html"]
    assert not build_all(book).unchanged
