"""A citation names a page that the article or chapter does not have.

## Why it matters
The reader looks for page 512 of an article of twenty pages; one of the numbers is wrong, or the source.

## Bad
```markdown
# One

A claim [@doe2001, p. 512].
```

## Good
```markdown
# One

A claim [@doe2001, p. 12].
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import CITATIONS
from octavo.sources import printed
from octavo.sources.paging import Range, located, ranges
from octavo.survey import Survey

CODE = "S022"
SEVERITY = Severity.WARNING
SCOPE = CITATIONS
_PARTS = ("article-journal", "article-magazine", "chapter", "paper-conference", "entry-encyclopedia")


def check(survey: Survey) -> Iterator[Report]:
    """A citation names a page that the article or chapter does not have."""
    cited = {use.key for use in survey.citations if use.locator}
    telling = tuple(e for e in survey.entries if e.key in cited and any(part in e.csl for part in _PARTS))
    parts = {source.key: source for source in printed(telling, False, cited) if source.type in _PARTS}
    paged = {key: held for key, source in parts.items() if (held := ranges(source.text("page")))}
    for use in survey.citations:
        source, held = parts.get(use.key), paged.get(use.key, ())
        pages = located(use.locator) if held and use.locator else ()
        outside = _outside(pages, held)
        if source and outside:
            message = f"page {outside} is not in `@{use.key}`, which has the pages {source.text('page')}"
            place = source.place("page")
            yield use.place, message, "compare the number with the source", (place,), use.key


def _outside(pages: tuple[Range, ...], held: tuple[Range, ...]) -> int:
    """The first page that is in none of the ranges, 0 for none. One page alone may be no more than where it begins."""
    if any(known.letter for known in held) or all(known.first >= known.last for known in held):
        return 0
    numbers = (number for asked in pages for number in (asked.first, asked.last))
    return next((n for n in numbers if not any(known.first <= n <= known.last for known in held)), 0)
