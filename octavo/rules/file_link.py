"""A link leads to a file that no edition carries.

## Why it matters
Files of the manuscript become pages of an edition under other names, and no other file goes with it: the link is dead.

## Bad
```markdown
# One

As the [next chapter](two.md) says.
```

## Good
```markdown
# One {#sec:one}

As the [first chapter](#sec:one) says.
```
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.safety import safe_address
from octavo.survey import LinkUse, Survey

CODE = "X009"
SEVERITY = Severity.ERROR
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|www\.|https?[:;/]", re.I)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|io|int|eu|uk|de|fr|ru|ch|at|it|es|nl)(?:/|\Z)", re.I)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")
_PAGES = frozenset((".html", ".htm", ".xhtml"))


def check(survey: Survey) -> Iterator[Report]:
    """A link leads to a file that no edition carries."""
    paths = {chapter.name: chapter.path for chapter in survey.chapters}
    files = {chapter.path for chapter in survey.chapters} | {entry.path for entry in survey.config.chapters}
    stems: dict[str, str] = {}
    for path in sorted(files):
        stems.setdefault(PurePosixPath(path).stem, path)
    right_form = _right_form(survey)
    linked = {edition.name for edition in survey.config.editions if edition.format.value != "print-pdf"}
    for use in survey.links:
        bare, _, fragment = use.address.partition("#")
        path = unquote(bare.split("?")[0])
        if not path or _SCHEME.match(path) or "{" in path or not safe_address(use.address):
            continue
        if linked.isdisjoint(survey.editions_with(use.lacking)):  # on paper it is no link
            continue
        chapter = _chapter(path, paths.get(use.chapter, ""), files, stems)
        if chapter:
            message = f"`{path}` is a file of the manuscript, to which no edition leads"
            yield use.place, message, right_form(chapter, fragment), (), use.address
        else:
            shown = path[:80].replace("`", "")
            yield use.place, f"no edition carries `{shown}`", _hint(use, path), (), use.address


def _chapter(path: str, here: str, files: set[str], stems: dict[str, str]) -> str:
    """The chapter's file that a link means; "" for none."""
    tried = (normpath(str(PurePosixPath(here).parent / path)), normpath(path))
    found = next((name for name in tried if name in files), "")
    pure = PurePosixPath(path)
    return found or (stems.get(pure.stem, "") if pure.suffix in _PAGES else "")


def _right_form(survey: Survey) -> Callable[[str, str], str]:
    """What to write in place of a link to a file and a fragment."""
    files = {chapter.name: chapter.path for chapter in survey.chapters}
    count = Counter(label.label for label in survey.labels)
    first: dict[str, str] = {}
    for label in survey.labels:
        if label.thing == "header":
            first.setdefault(files.get(label.chapter, ""), label.label)

    def form(path: str, fragment: str) -> str:
        target = fragment if fragment in count else first.get(path, "")
        return (
            f"link to the place in the book: `#{target}`"
            if count[target] == 1
            else "give its heading a label, and link to that"
        )

    return form


def _hint(use: LinkUse, path: str) -> str:
    if _MAIL.match(path):
        return f"write `mailto:{path}`"
    if _HOST.match(path):
        return f"write `https://{use.address}`"
    return "give the address that it has on the web, or take the link out"
