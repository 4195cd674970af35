"""The door to Pagefind: the finished pages of a web edition become an index that is searched in the browser.

It is a program of its own, run in a child with limits over a copy of the pages; it has no say in what they look like,
and what it brings for that is left behind.
"""

import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from octavo.children import Limits, ToolFault, run
from octavo.model import MadeFile

FOLDER = "pagefind"
_LIMITS = Limits(120.0, 2048)
_LEFT = ("-ui.css", "-ui.js", "highlight.js")


@cache
def program() -> str:
    """The path of the program that the installed package carries; "" where there is none for this machine."""
    spec = find_spec("pagefind_bin")
    found = Path(spec.origin or "").parent / "pagefind" if spec else Path()
    return str(found) if found.is_file() else ""


def search_files(pages: tuple[MadeFile, ...]) -> tuple[MadeFile, ...]:
    """What a browser needs to search these pages, in the folder of Pagefind's name."""
    if not program():
        raise ToolFault("the search cannot be made: the package pagefind-bin is not installed")
    with tempfile.TemporaryDirectory(prefix="octavo-search-") as site:
        for page in pages:
            path = Path(site, page.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page.data)
        status, output, error = run([program(), "--site", site, "--quiet"], b"", _LIMITS)
        if status:
            said = (error or output).decode("utf-8", "replace").strip().splitlines()
            raise ToolFault(f"Pagefind failed: {said[-1] if said else status}")
        found = sorted(path for path in Path(site, FOLDER).rglob("*") if path.is_file())
        return tuple(
            MadeFile(path.relative_to(site).as_posix(), path.read_bytes())
            for path in found
            if not path.name.endswith(_LEFT)
        )
