"""The cache gives back what was put in, and nothing else: damage only misses."""

import contextlib
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo import codec
from octavo.cache import Cache, digest
from octavo.findings import Finding, Place, Severity
from octavo.model import ChapterEntry, Config, Edition, Format, Kind, MadeFile, SourceFile
from octavo.parse.chapters import ParsedFile, Section

PLACE = Place("a.md", 3, 4)
VALUE = ParsedFile(
    ChapterEntry("a.md", Kind.CHAPTER),
    (Section([{"t": "Str", "c": "Tïtel"}], "sec:a", True, [{"t": "Para", "c": [{"t": "Space"}]}], PLACE),),
    (),
)
VALUES: list[Any] = [
    VALUE,
    SourceFile("a.md", b"\x00\xff" * 99, "d"),
    (1, 2.5, "x", True, (), ((b"", b"y"),)),
    date(2026, 3, 1),
    Kind.FRONT,
    Severity.ERROR,
    Config("book.toml", "T", editions=(Edition("web", Format.WEB),), published=date(2026, 1, 2)),
    [1, {"a": [None]}],
    {"k": "v"},
    "\ud800",
    Finding("X001", "undefined-reference", Severity.ERROR, PLACE, "m", others=(PLACE,)),
    (MadeFile("a", b"b"),),
    0,
    "",
    False,
]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", "salt")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_goes_in_comes_out(value: Any, cache: Cache) -> None:
    assert codec.decode(codec.encode(value)) == value and codec.encode(value) == codec.encode(value)
    key = cache.key("x", 1)
    assert cache.get(key) is None
    cache.put(key, value)
    assert cache.get(key) == value and type(cache.get(key)) is type(value)


PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary(max_size=20)),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=12,
)


@settings(max_examples=150)
@given(PLAIN)
def test_any_plain_value(value: Any) -> None:
    assert codec.decode(codec.encode(value)) == value


@settings(max_examples=150)
@given(PLAIN, PLAIN)
def test_equal_digests_mean_equal_values(first: Any, second: Any) -> None:
    same = digest(first) == digest(second)
    assert same == (repr(first) == repr(second))


def test_parts_of_a_key_do_not_run_together(cache: Cache) -> None:
    assert cache.key("ab", "c") != cache.key("a", "bc") != cache.key("abc")
    assert Cache(cache.folder, "other").key("a") != cache.key("a")


@pytest.mark.parametrize("value", [object(), {1, 2}, lambda: 0, (object(),)])
def test_what_is_no_data_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        codec.encode(value)


def test_every_flipped_byte_misses(cache: Cache) -> None:
    key = cache.key("x")
    cache.put(key, (b"abc", "text", PLACE))
    assert cache.folder is not None
    path = cache.folder / key[:2] / key
    whole = path.read_bytes()
    for index in range(len(whole)):
        path.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert cache.get(key) is None
    for cut in (b"", whole[:10], whole[:-1], whole + b"x"):
        path.write_bytes(cut)
        assert cache.get(key) is None
    path.write_bytes(whole)
    assert cache.get(key) == (b"abc", "text", PLACE)


def test_entry_of_another_key_misses(cache: Cache) -> None:
    first, second = cache.key("1"), cache.key("2")
    cache.put(first, "one")
    assert cache.folder is not None
    (cache.folder / second[:2]).mkdir(exist_ok=True)
    os.replace(cache.folder / first[:2] / first, cache.folder / second[:2] / second)
    assert cache.get(second) is None


@pytest.mark.parametrize(
    "crafted",
    [
        {"$octavo": "o", "c": "os:system", "v": []},
        {"$octavo": "o", "c": "octavo.children:Popen", "v": []},
        {"$octavo": "o", "c": "octavo.load:os", "v": []},
        {"$octavo": "o", "c": "octavo.children:run", "v": []},
        {"$octavo": "o", "c": "octavo.nothing:X", "v": []},
        {"$octavo": "q"},
        {"$octavo": "b", "i": 9},
        {"$octavo": "e", "c": "octavo.model:Kind", "v": "none"},
        {"$octavo": "o", "c": "octavo.model:Part", "v": []},
    ],
)
def test_crafted_bytes_make_nothing(crafted: Any) -> None:
    text = json.dumps(crafted).encode()
    with pytest.raises(codec.Undecodable):
        codec.decode(json.dumps([len(text), []]).encode() + b"\n" + text)


@settings(max_examples=100)
@given(st.binary(max_size=60))
def test_any_bytes_are_undecodable_or_plain(data: bytes) -> None:
    with contextlib.suppress(codec.Undecodable):
        codec.decode(data)


def test_through_makes_once(cache: Cache) -> None:
    made: list[int] = []

    def make() -> tuple[int, ...]:
        made.append(1)
        return (1, 2)

    key = cache.key("through")
    assert cache.through(key, make) == cache.through(key, make) == (1, 2) and made == [1]


def test_no_folder_keeps_nothing() -> None:
    cache = Cache()
    cache.put("k", 1)
    cache.trim()
    assert cache.get("k") is None and cache.through("k", lambda: 3) == 3


def test_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    cache = Cache(blocked / "cache")
    cache.put(cache.key("x"), 1)
    assert cache.get(cache.key("x")) is None


def test_failed_write_leaves_nothing_behind(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    cache.put(cache.key("x"), (1,))
    assert cache.folder is not None and not [path for path in cache.folder.rglob("*") if path.is_file()]


def test_trim_drops_the_oldest(cache: Cache) -> None:
    keys = [cache.key(str(n)) for n in range(4)]
    assert cache.folder is not None
    for age, key in enumerate(keys):
        cache.put(key, b"x" * 1000)
        os.utime(cache.folder / key[:2] / key, (1000 + age, 1000 + age))
    cache.trim(2500)
    assert [cache.get(key) is not None for key in keys] == [False, False, True, True]
