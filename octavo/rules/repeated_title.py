"""Two headings that stand together are the same.

## Why it matters
In contents and bookmarks the reader cannot tell which is which.

## Bad
```markdown
# One

Text.

## Sources

Text.

## Sources

Text.
```

## Good
```markdown
# One

Text.

## Printed sources

Text.

## Archives

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H007"
SEVERITY = Severity.STYLE
_WORDS = 3


def check(survey: Survey) -> Iterator[Report]:
    """Two headings that stand together are the same."""
    chapters: dict[str, Place] = {}
    for chapter in survey.chapters:
        if chapter.titled and len(chapter.title.split()) < _WORDS:
            yield from _again(chapters, chapter.title, chapter.title, chapter.place, "chapter")
        above: list[tuple[int, str]] = []
        sections: dict[str, Place] = {}
        for heading in chapter.headings:
            above = [item for item in above if item[0] < heading.level]
            named = "\n".join((*(title for _, title in above), heading.title))
            yield from _again(sections, named, heading.title, heading.place, "section")
            above.append((heading.level, heading.title))


def _again(seen: dict[str, Place], key: str, title: str, place: Place, kind: str) -> Iterator[Report]:
    other = seen.setdefault(key.casefold(), place)
    if other != place and title:
        message = f"the {kind} at {other} is called “{title}” too"
        yield place, message, "give one of them another title", (other,), title
