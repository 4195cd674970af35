"""Children: what runs away is stopped, and nothing of it stays."""

import os
import subprocess
import sys
import time
from typing import Any

import pytest

from octavo.children import LimitHit, Limits, Outcome, Task, clean_environment, run, run_all


def double(number: int) -> int:
    return 2 * number


def fail(message: str) -> None:
    raise ValueError(message)


def eat() -> int:
    return len(bytearray(3 * 1024**3))


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def sleep_with_a_child(path: str) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(str(child.pid))
    time.sleep(60)


def vanish() -> None:
    os._exit(7)


def large() -> bytes:
    return b"x" * 5_000_000


def hit() -> None:
    raise LimitHit("took longer than a tool may")


def unpicklable() -> Any:
    return lambda: 0


def outcomes(*tasks: Task, workers: int = 2) -> dict[str, Outcome]:
    return {outcome.key: outcome for outcome in run_all(tasks, workers)}


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stream:
            return stream.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_all_kinds_of_ends() -> None:
    found = outcomes(
        Task("good", double, (21,)),
        Task("bad", fail, ("no",)),
        Task("gone", vanish, ()),
        Task("slow", sleep, (60,), limits=Limits(1.0)),
        Task("fat", eat, (), limits=Limits(30.0, 1024)),
        Task("large", large, ()),
        Task("hit", hit, ()),
        Task("odd", unpicklable, ()),
    )
    assert found["good"].value == 42 and not found["good"].fault
    assert found["bad"].fault == "ValueError: no" and "fail" in found["bad"].trace and not found["bad"].limit
    assert "exit status 7" in found["gone"].fault
    assert found["slow"].limit and "longer than 1 seconds" in found["slow"].fault
    assert found["fat"].limit and "1024 MB" in found["fat"].fault
    assert len(found["large"].value) == 5_000_000
    assert found["hit"].limit and found["hit"].fault == "took longer than a tool may"
    assert found["odd"].fault


def test_many_tasks_and_one_worker() -> None:
    found = outcomes(*(Task(str(n), double, (n,)) for n in range(8)), workers=1)
    assert {key: outcome.value for key, outcome in found.items()} == {str(n): 2 * n for n in range(8)}
    assert not outcomes()


def test_children_of_children_die_too(tmp_path: Any) -> None:
    path = tmp_path / "pid"
    outcome = outcomes(Task("slow", sleep_with_a_child, (str(path),), limits=Limits(2.0)))["slow"]
    assert outcome.limit
    time.sleep(0.1)
    assert not alive(int(path.read_text()))


def test_leaving_early_kills_what_runs() -> None:
    start = time.monotonic()
    for outcome in run_all([Task("slow", sleep, (60,)), Task("quick", double, (1,))], 2):
        assert outcome.key == "quick"
        break
    assert time.monotonic() - start < 10


def test_programs_are_stopped_at_their_limit() -> None:
    start = time.monotonic()
    with pytest.raises(LimitHit, match="longer than 1 seconds"):
        run(
            [
                sys.executable,
                "-c",
                "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])",
            ],
            b"",
            Limits(1.0),
        )
    assert time.monotonic() - start < 10


def test_programs_get_a_clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GHCRTS", "-M1k")
    monkeypatch.setenv("LANG", "de_DE")
    monkeypatch.setenv("SECRET", "x")
    assert set(clean_environment()) == {"PATH", "HOME", "LC_ALL", "TZ", "PYTHONUTF8"}
    status, output, error = run(
        [sys.executable, "-c", "import os, sys; print(sorted(os.environ)); sys.stderr.write('e'); sys.exit(3)"],
        b"",
        Limits(20.0),
    )
    assert status == 3 and b"SECRET" not in output and b"GHCRTS" not in output and error == b"e"


def test_input_reaches_a_program() -> None:
    script = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"
    assert run([sys.executable, "-c", script], b"abc", Limits(20.0))[1] == b"cba"
