"""The workshop: work is done side by side, kept by its key, and done once."""

from pathlib import Path

import pytest

from octavo import children, workshop
from octavo.cache import Cache
from octavo.desk import Desk


def traced(folder: str, name: str) -> str:
    """Work that leaves a trace each time that it is done."""
    path = Path(folder, name)
    path.write_text(path.read_text() + "x" if path.exists() else "x")
    return name.upper()


def broken(name: str) -> str:
    raise ValueError(name)


def test_work_is_done_once(tmp_path: Path) -> None:
    said: list[tuple[str, str]] = []
    desk = Desk(Cache(tmp_path / "cache", "salt"), 2, lambda stage, detail: said.append((stage, detail)))
    work = [(desk.cache.key("t", name), children.Task(name, traced, (str(tmp_path), name))) for name in ("a", "b")]
    for _ in range(2):
        assert workshop.done(desk, "try", work, of="web") == {"a": "A", "b": "B"}
    assert [(tmp_path / name).read_text() for name in ("a", "b")] == ["x", "x"]
    assert sorted(said) == [("try", "web: a"), ("try", "web: b")]


def test_what_fails_is_named() -> None:
    desk = Desk(Cache(None, "salt"), 1, lambda *_: None)
    with pytest.raises(children.ToolFault, match="try: `a` failed: ValueError: oh"):
        workshop.done(desk, "try", [("key", children.Task("a", broken, ("oh",)))])
