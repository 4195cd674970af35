"""New: a small book that builds, for somebody to write over."""

import json
from pathlib import Path

SKELETON = Path(__file__).parent / "skeleton"

# A real .gitignore in the skeleton would be obeyed where the skeleton lies.
RENAMED = {"gitignore": ".gitignore"}
PLACEHOLDER = 'title = "A Small Book"'


def new_book(folder: Path, title: str) -> tuple[str, ...]:
    """Write a small book of this title and say which files it has, by path relative to the folder.

    Raises ValueError for a title that cannot be printed, and FileExistsError for a folder that is not empty.
    """
    title = " ".join(title.split())
    if not title or not title.isprintable():
        raise ValueError("a book needs a title of printable characters")
    folder.mkdir(parents=True, exist_ok=True)
    if next(folder.iterdir(), None):
        raise FileExistsError(f"`{folder}` is not empty")
    written: list[str] = []
    for source in sorted(path for path in SKELETON.rglob("*") if path.is_file()):
        name = source.relative_to(SKELETON).as_posix()
        name = RENAMED.get(name, name)
        text = source.read_text(encoding="utf-8")
        if name == "book.toml":
            text = text.replace(PLACEHOLDER, f"title = {json.dumps(title, ensure_ascii=False)}", 1)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        written.append(name)
    return tuple(written)
