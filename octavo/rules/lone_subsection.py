"""A section is divided into a single part.

## Why it matters
What is divided has two parts at least; a single heading below another divides nothing.

## Bad
```markdown
# One

Text.

## The coast

Text.

### The northern shore

Text.

## The sea

Text.
```

## Good
```markdown
# One

Text.

## The coast

Text.

### The northern shore

Text.

### The southern shore

Text.

## The sea

Text.
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import ChapterUse, HeadingUse, Survey

CODE = "H016"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """A section is divided into a single part."""
    for chapter in survey.chapters:
        for heading in _lone(chapter):
            message = f"“{heading.title}” is the only heading of its level here"
            yield heading.place, message, "divide the text in two, or do without it", (), heading.title


def _lone(chapter: ChapterUse) -> list[HeadingUse]:
    """The headings that have no sister under the same heading, in their order."""
    open_: list[list[HeadingUse]] = [[]]
    lone: list[HeadingUse] = []
    for heading in chapter.headings:
        while len(open_) > 1 and open_[-1][-1].level > heading.level:
            sisters = open_.pop()
            lone += sisters if len(sisters) == 1 else []
        if open_[-1] and open_[-1][-1].level < heading.level:
            open_.append([])
        open_[-1].append(heading)
    # A chapter may end with a single section, of exercises or sources.
    lone += [sisters[0] for sisters in open_[1:] if len(sisters) == 1]
    return sorted(lone, key=lambda heading: heading.place)
