"""An image file is not in the book's folder.

## Why it matters
The figure would be empty.

## Bad
```markdown
# One

![A map](maps.svg){alt="The coast."}
```

## Good
```markdown
# One

![A map](map.svg){alt="The coast."}
```
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from octavo.findings import Severity
from octavo.rules.near import did_you_mean
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F001"
SEVERITY = Severity.ERROR
_SUFFIXES = frozenset((
    ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".eps", ".tif", ".tiff", ".bmp", ".avif",
))  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """An image file is not in the book's folder."""
    pictures = [path for path in survey.beside.files if PurePosixPath(path).suffix.lower() in _SUFFIXES]
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in pictures:
        by_name[PurePosixPath(path).stem.casefold()].append(path)
    for use in survey.images:
        if use.path:
            continue
        if use.address.startswith(("http:", "https:", "//", "data:")):
            message = f"the image `{use.address[:120]}` is not in the book"
            yield use.place, message, "save it in the book's folder: a build never uses the network", (), use.address
            continue
        meant = PurePosixPath(unquote(use.address))
        alike = by_name.get(meant.stem.casefold(), [])
        hint = f"did you mean {' or '.join(f'`{path}`' for path in alike[:3])}?" if alike else ""
        if not hint and meant.name:
            hint = did_you_mean(meant.name, {PurePosixPath(path).name for path in pictures})
        hint = hint or "name its path from the book's folder, or list its folder in `resources`"
        yield use.place, f"the image `{use.address}` is not in the book's folder", hint, (), use.address
