"""A source lacks what a full citation has: its publisher, its year, its pages.

## Why it matters
A reader may not find the source again, and the bibliography prints `n.d.`, or a book of no house.

## Bad
```bibtex
@book{doe2001b, title={Shields}, author={Doe, Jane}}
```

## Good
```bibtex
@book{doe2001b, title={Shields}, author={Doe, Jane}, publisher={Press}, year=2001}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import Source, sources
from octavo.survey import Survey

CODE = "S009"
SEVERITY = Severity.STYLE
SCOPE = SOURCES
# What each type should have; of the names between bars one is enough.
_WANTED = {
    "book": ("author|editor|translator|authority|compiler|director", "publisher|URL|DOI", "issued"),
    "chapter": ("author|authority", "editor|container-author|author", "publisher|URL|DOI", "issued"),
    "article-journal": ("author|authority", "volume|issue|number|DOI|URL", "page|number|DOI|URL", "issued"),
    "article-magazine": ("issued",),
    "article-newspaper": ("issued",),
    "paper-conference": ("author", "container-title|event-title|publisher|collection-title|URL|DOI", "issued"),
    "thesis": ("author", "publisher", "genre", "issued"),
    "report": ("author|authority|publisher", "publisher|authority|URL", "issued"),
    "interview": ("author", "interviewer", "issued"),
    "treaty": ("issued",),
    "legislation": ("issued|number",),
    "speech": ("author", "issued"),
}
_UNDATED = ("status", "accessed")


def check(survey: Survey) -> Iterator[Report]:
    """A source lacks what a full citation has: its publisher, its year, its pages."""
    for source in sources(survey.entries):
        lacking = [choice.split("|")[0] for choice in _WANTED.get(source.type, ()) if not _has(source, choice)]
        if lacking:
            named = ", ".join(f"`{source.spelling(name)}`" for name in lacking)
            yield source.place(), f"`{source.key}` has no {named}", "add it if it is known", (), source.key


def _has(source: Source, choice: str) -> bool:
    names = (*choice.split("|"), *(_UNDATED if choice == "issued" else ()))
    return any(source.values.get(name) for name in names)
