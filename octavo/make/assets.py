"""Which of the house's assets an edition carries: its stylesheets and scripts, and the fonts and licences they need."""

import re
from pathlib import PurePosixPath

from octavo.make.errors import MakeError
from octavo.model import MadeFile, SourceFile

_FONT = re.compile(r"url\(\s*[\"']?\.\./fonts/([^\"')]+)[\"']?\s*\)")
_FOLDERS = {".css": "styles", ".js": "scripts"}


def edition_assets(folder: str, assets: tuple[SourceFile, ...]) -> tuple[MadeFile, ...]:
    """The assets of one kind of edition (``epub``, ``web``) at their places in it.

    ``assets`` are all the house's assets, by path below its folder of assets. ``web/book.css`` becomes
    ``styles/book.css``; each font that a stylesheet names comes with it, in lower case, as the stylesheet writes it.
    """
    own = [
        MadeFile(f"{_FOLDERS[path.suffix]}/{path.name}", file.data)
        for file in assets
        if (path := PurePosixPath(file.path)).suffix in _FOLDERS and path.parts[0] == folder
    ]
    fonts = {PurePosixPath(f.path).name.lower(): f for f in assets if PurePosixPath(f.path).parts[0] == "fonts"}
    wanted = dict.fromkeys(
        name for file in own if file.path.endswith(".css") for name in _FONT.findall(file.data.decode("utf-8"))
    )
    for name in wanted:
        if name not in fonts:
            raise MakeError(f"fonts/{name}", "a stylesheet names this font and the assets do not hold it")
    carried = [MadeFile(f"fonts/{name}", fonts[name].data) for name in wanted]
    return tuple(sorted([*own, *carried], key=lambda file: file.path))
