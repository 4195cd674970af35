"""Publishing: output/ is all old or all new, whatever fails and whenever."""

import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from octavo import publish
from octavo.model import MadeFile

Files = tuple[tuple[str, tuple[MadeFile, ...]], ...]


def edition(mark: str, count: int = 3) -> Files:
    """An edition of small files that all say which build they are of."""
    files = tuple(MadeFile(f"folder/{n}.txt" if n else "index.html", f"{mark} {n}".encode()) for n in range(count))
    return (("web", files),)


def manifest(files: Files) -> dict[str, object]:
    return {"files": {f"{name}/{file.path}": "digest" for name, made in files for file in made}}


def build(root: Path, mark: str) -> None:
    files = edition(mark)
    with publish.lock(root):
        publish.publish(root, publish.hold(root, files, manifest(files)))


def state(root: Path) -> set[str]:
    """Which builds the files of output/ are of."""
    return {path.read_text().split()[0] for path in (root / "output").rglob("*.*") if path.suffix in (".txt", ".html")}


def leftovers(root: Path) -> list[str]:
    return [path.name for path in (root / ".octavo").glob("held-*")]


def test_first_build_and_the_next(tmp_path: Path) -> None:
    build(tmp_path, "old")
    assert state(tmp_path) == {"old"} and publish.manifest(tmp_path)["files"]
    build(tmp_path, "new")
    assert state(tmp_path) == {"new"} and not leftovers(tmp_path)


def test_editions_not_made_anew_are_carried_over(tmp_path: Path) -> None:
    build(tmp_path, "old")
    files = (("print", (MadeFile("a.txt", b"new 1"),)),)
    publish.publish(tmp_path, publish.hold(tmp_path, files, manifest(files)))
    assert state(tmp_path) == {"old", "new"}


STEPS = ("_write", "_sync", "_exchange", "_carry_over", "sweep")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("before", [True, False])
def test_any_failing_step_leaves_the_old_build(
    step: str, before: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fail the nth call of each step, for every n, until a build has no failure."""
    if before:
        build(tmp_path, "old")
    real, finished = getattr(publish, step), False
    for limit in range(1, 20):
        calls = 0

        def failing(*arguments: Any, limit: int = limit) -> Any:
            nonlocal calls
            calls += 1
            if calls == limit:
                raise OSError(28, "No space left on device")
            return real(*arguments)

        monkeypatch.setattr(publish, step, failing)
        try:
            build(tmp_path, "new")
            finished = True
        except publish.Unwritable as fault:
            assert "No space left" in str(fault)
        shown = state(tmp_path) if (tmp_path / "output").exists() else set()
        assert shown in ({"new"}, {"old"} if before else set()), shown
        if finished:
            break
    assert finished


def _build_again(root: Path, mark: str) -> None:
    while True:
        build(root, mark)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    build(tmp_path, "old")
    for moment in range(8):
        process = multiprocessing.get_context("fork").Process(
            target=_build_again, args=(tmp_path, "new" if moment % 2 else "old")
        )
        process.start()
        time.sleep(0.01 + moment * 0.004)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert len(state(tmp_path)) == 1 and len(list((tmp_path / "output").rglob("*.*"))) == 4
    build(tmp_path, "last")
    assert state(tmp_path) == {"last"} and not leftovers(tmp_path)


def test_two_builds_at_once(tmp_path: Path) -> None:
    with publish.lock(tmp_path), pytest.raises(publish.Busy), publish.lock(tmp_path):
        pass
    with publish.lock(tmp_path):
        pass


def test_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/mine.txt").write_text("mine 0")
    with pytest.raises(publish.Unwritable, match="did not make"):
        build(tmp_path, "new")
    assert (tmp_path / "output/mine.txt").read_text() == "mine 0" and not publish.clean(tmp_path)


@pytest.mark.parametrize("kind", ["link", "file"])
def test_output_that_is_no_folder_is_refused(kind: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "book", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    if kind == "link":
        (root / "output").symlink_to(outside)
    else:
        (root / "output").write_text("x")
    with pytest.raises(publish.Unwritable):
        build(root, "new")
    assert not list(outside.iterdir())


def test_clean_removes_what_was_made_and_nothing_else(tmp_path: Path) -> None:
    build(tmp_path, "old")
    (tmp_path / "output/web/foreign.txt").write_text("mine")
    assert not publish.clean(tmp_path) and (tmp_path / "output/web/foreign.txt").exists()
    (tmp_path / "output/web/foreign.txt").unlink()
    assert publish.clean(tmp_path) and not (tmp_path / "output").exists() and not (tmp_path / ".octavo").exists()
    assert publish.clean(tmp_path)


def test_exchange_without_the_system_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoCall:
        def __init__(self, *_: object, **__: object) -> None: ...

    monkeypatch.setattr("ctypes.CDLL", NoCall)
    build(tmp_path, "old")
    build(tmp_path, "new")
    assert state(tmp_path) == {"new"} and not leftovers(tmp_path)


def test_damaged_manifest_is_none(tmp_path: Path) -> None:
    for damaged in (b"", b"[]", b"{", b"\xff"):
        (tmp_path / "output").mkdir(exist_ok=True)
        (tmp_path / "output" / publish.MANIFEST).write_bytes(damaged)
        assert publish.manifest(tmp_path) == {}
    shutil.rmtree(tmp_path / "output")
    assert publish.manifest(tmp_path) == {}
