"""Loading: a book reads its own folder and nothing else, and each byte once."""

import os
import threading
import unicodedata
from pathlib import Path

import pytest
from conftest import MakeBook
from hypothesis import given
from hypothesis import strategies as st

from octavo.load import Refused, Root, open_book, read_folder, read_optional, resolve

SECRET = b"CANARY-7f3a"


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A book's folder with a secret beside it."""
    (tmp_path / "secret.svg").write_bytes(SECRET)
    folder = tmp_path / "book"
    (folder / "chapters").mkdir(parents=True)
    (folder / "figures").mkdir()
    (folder / "chapters/one.md").write_text("# One\n")
    (folder / "figures/map.svg").write_text("<svg/>")
    return Root(Path(os.path.realpath(folder)))


def test_reads_its_own_files(root: Root) -> None:
    file = root.read("chapters/one.md")
    assert (file.path, file.data, len(file.digest)) == ("chapters/one.md", b"# One\n", 64)


@pytest.mark.parametrize(
    "name",
    [
        "../secret.svg",
        "/etc/passwd",
        "chapters/../../secret.svg",
        "file:///etc/passwd",
        "http://example.org/x",
        "nothing.md",
        "",
        ".",
        "chapters",
        "chapters/one.md/x",
        "x" * 300,
        "a\0b",
        "..",
        "/",
        "~/x",
        "file:/etc/passwd",
        "//etc/passwd",
        "%2e%2e/secret.svg",
    ],
)
def test_reads_nothing_else(name: str, root: Root) -> None:
    with pytest.raises(Refused):
        root.read(name)


@given(
    st.lists(
        st.sampled_from(["..", ".", "chapters", "secret.svg", "", "%2e%2e", "one.md", "...", "..\\", "/"]), max_size=6
    )
)
def test_no_path_leads_out(pieces: list[str]) -> None:
    folder = Path(__file__).parent / "__pycache__"
    try:
        Root(Path(os.path.realpath(folder))).read("/".join(pieces))
    except Refused:
        return
    raise AssertionError("a folder of compiled files holds none of these")


def test_links_stay_inside(root: Root) -> None:
    book = root.path
    (book / "inside.svg").symlink_to("figures/map.svg")
    (book / "outside.svg").symlink_to("../secret.svg")
    (book / "absolute.svg").symlink_to(book.parent / "secret.svg")
    (book / "dangling.svg").symlink_to("nowhere")
    (book / "loop.svg").symlink_to("loop.svg")
    (book / "folder").symlink_to("..")
    assert root.read("inside.svg").data == b"<svg/>"
    for name, reason in (
        ("outside", "outside"),
        ("absolute", "outside"),
        ("dangling", "does not exist"),
        ("loop", "leads to itself"),
    ):
        with pytest.raises(Refused, match=reason):
            root.read(f"{name}.svg")
    with pytest.raises(Refused, match="outside"):
        root.read("folder/secret.svg")


@pytest.mark.parametrize("make", ["fifo", "device", "folder"])
def test_only_regular_files(make: str, root: Root) -> None:
    path = root.path / "odd.png"
    if make == "fifo":
        os.mkfifo(path)
    elif make == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    with pytest.raises(Refused):
        root.read("odd.png")


def test_large_files_are_refused(root: Root) -> None:
    (root.path / "large.md").write_bytes(b"x" * 11)
    assert root.read("large.md", 11).data == b"x" * 11
    with pytest.raises(Refused, match="larger"):
        root.read("large.md", 10)


def test_link_that_is_swapped_never_leads_out(root: Root) -> None:
    """A link that flips between inside and outside while it is read: what was checked is what is read."""
    path, stop = root.path / "flip.svg", threading.Event()

    def flip() -> None:
        while not stop.is_set():
            for target in ("figures/map.svg", "../secret.svg"):
                (root.path / "next").symlink_to(target)
                os.replace(root.path / "next", path)

    thread = threading.Thread(target=flip)
    thread.start()
    try:
        for _ in range(3000):
            try:
                assert root.read("flip.svg").data != SECRET
            except Refused:
                continue
    finally:
        stop.set()
        thread.join()


def test_files_are_listed_without_hidden_and_made_ones(root: Root) -> None:
    for name in (
        ".git/config",
        "output/web/index.html",
        "figures/output/x.png",
        ".octavo/cache/x",
        "node_modules/x",
        ".hidden.md",
    ):
        (root.path / name).parent.mkdir(parents=True, exist_ok=True)
        (root.path / name).write_text("x")
    assert root.files() == {"chapters/one.md", "figures/map.svg", "figures/output/x.png", ".hidden.md"}


KNOWN = frozenset(
    (
        "figures/map.svg",
        "chapters/near.png",
        "figures/two words.png",
        "figures/a%20b.png",
        "images/x.png",
        "figures/a?b.png",
    )
)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("figures/map.svg", "figures/map.svg"),
        ("../figures/map.svg", "figures/map.svg"),
        ("near.png", "chapters/near.png"),
        ("figures/two%20words.png", "figures/two words.png"),
        ("figures/a%20b.png", "figures/a%20b.png"),
        ("x.png", "images/x.png"),
        ("./figures/map.svg", "figures/map.svg"),
        ("figures/map.svg?raw=true", "figures/map.svg"),
        ("figures/map.svg#part", "figures/map.svg"),
        ("figures\\map.svg", "figures/map.svg"),
        ("figures/a?b.png", "figures/a?b.png"),
        ("maps.svg", ""),
        ("", ""),
        ("/etc/passwd", ""),
        ("https://x.org/figures/map.svg", ""),
        ("../../secret.svg", ""),
        ("..%2f..%2fsecret.svg", ""),
    ],
)
def test_images_are_found_as_chapters_name_them(target: str, path: str) -> None:
    assert resolve(target, "chapters/one.md", ("images",), KNOWN) == path


def test_letters_of_file_names_may_be_composed_or_not() -> None:
    decomposed = unicodedata.normalize("NFD", "figures/café.png")
    assert resolve("figures/café.png", "one.md", (), frozenset((decomposed,))) == decomposed
    assert resolve("figures/caf%C3%A9.png", "one.md", (), frozenset(("figures/café.png",))) == "figures/café.png"


def test_opens_a_book(make_book: MakeBook, tmp_path: Path) -> None:
    folder = make_book()
    root, config = open_book(folder)
    assert config.path == "book.toml" and root.path == Path(os.path.realpath(folder))
    (folder / "manuscript").mkdir()
    os.replace(folder / "book.toml", folder / "manuscript/book.toml")
    assert open_book(folder)[1].path == "manuscript/book.toml"
    for wrong in (tmp_path / "none", tmp_path, folder / "references.bib"):
        with pytest.raises(Refused):
            open_book(wrong)


def test_folder_with_an_odd_name(make_book: MakeBook, tmp_path: Path) -> None:
    odd = tmp_path / "my böök (1) #2%41\n'$(x)"
    make_book().rename(odd)
    assert open_book(odd)[0].read("chapters/one.md").data.startswith(b"# One")


def test_optional_files_and_folders(root: Root) -> None:
    assert read_optional(root, ("none.toml", "chapters/one.md")) is not None
    assert read_optional(root, ("none.toml",)) is None
    assert [file.path for file in read_folder(root, "figures")] == ["map.svg"]
    assert read_folder(root, "templates") == ()
    (root.path / "figures/out.svg").symlink_to("../../secret.svg")
    with pytest.raises(Refused):
        read_folder(root, "figures")
