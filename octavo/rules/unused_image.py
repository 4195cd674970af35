"""An image file of the book is shown nowhere.

## Why it matters
It may be left over, or the figure that was to show it was forgotten.

## Bad
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]
resources = ["figures"]
```

## Good
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]
```
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F015"
SEVERITY = Severity.STYLE
_SUFFIXES = frozenset((".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".tif", ".tiff", ".bmp"))


def check(survey: Survey) -> Iterator[Report]:
    """An image file of the book is shown nowhere."""
    shown = {use.path for use in survey.images} | {survey.config.cover.image}
    folders = tuple(f"{folder.rstrip('/')}/" for folder in survey.config.resources if folder.strip("./"))
    folders += tuple({f"{PurePosixPath(path).parent}/" for path in shown if path and "/" in path})
    for path in survey.beside.files if folders else ():
        pure = PurePosixPath(path)
        if path in shown or not path.startswith(folders) or pure.name.startswith(("_", ".")):
            continue
        if pure.suffix.lower() in _SUFFIXES:
            yield Place(path, 1, 1), f"`{path}` is shown nowhere", "show it, or take it out", (), path
