"""A file beside the chapters is listed nowhere.

## Why it matters
It looks like a chapter and is in no edition.

## Bad
```toml
title = "A tiny book"
chapters = ["chapters/one.md"]
```

## Good
```toml
title = "A tiny book"
chapters = ["chapters/one.md", "chapters/two.md"]
```
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H005"
SEVERITY = Severity.WARNING
_OTHERS = re.compile(
    r"[_.]|(?:readme|changelog|changes|contributing|licen[cs]e|copying|authors|notes?|todo|ideas?|outline|summary|draft"
    r"|drafts|old|scratch|template|index|plan|style-?guide|code[-_]of[-_]conduct|security|news|history)(?![^\W\d_])",
    re.I,
)
_COUNTED = re.compile(r"(?P<stem>[^\W\d_]*)[-_ ]?\d")


def check(survey: Survey) -> Iterator[Report]:
    """A file beside the chapters is listed nowhere."""
    listed = {entry.path for entry in survey.config.chapters}
    kinds: dict[str, set[str]] = defaultdict(set)
    for path in listed:
        pure = PurePosixPath(path)
        kinds[str(pure.parent)].add(f"{_form(pure.stem)}{pure.suffix}")
    resources = tuple(f"{folder.rstrip('/')}/" for folder in survey.config.resources)
    for path in survey.beside.files:
        pure = PurePosixPath(path)
        if path in listed or path.startswith(resources) or _OTHERS.match(pure.name):
            continue
        if f"{_form(pure.stem)}{pure.suffix}" in kinds.get(str(pure.parent), ()):
            hint = "list it in book.toml, or give it a name that begins with `_`"
            yield Place(path, 1, 1), f"`{path}` stands beside the chapters and is listed nowhere", hint, (), path


def _form(stem: str) -> str:
    """How a file is named: by a number ("01-coast", "ch3"), or in words."""
    match = _COUNTED.match(stem)
    return f"{match['stem'].casefold()}#" if match else ""
