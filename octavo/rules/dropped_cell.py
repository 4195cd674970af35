"""A row of a table has more cells than the table has columns.

## Why it matters
What stands in the surplus cells is printed in no edition.

## Bad
```markdown
# One

One of the lights is white.

| Light | Lit  |
|-------|------|
| May   | 1844 | white |
```

## Good
```markdown
# One

| Light | Lit  | Colour |
|-------|------|--------|
| May   | 1844 | white  |
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Prose, Survey

CODE = "F014"
SEVERITY = Severity.ERROR
SCOPE = PROSE
# The line of dashes below the first row, and the rows that follow it up to a blank line.
_TABLE = re.compile(
    r"^(?P<head>[^\n]*\|[^\n]*)\n[ \t>]*(?P<rule>\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?)[ \t]*\n"
    r"(?P<rows>(?:[^\n]*\|[^\n]*(?:\n|\Z))+)",
    re.M,
)
_BAR = re.compile(r"\\.|\|")
_INDENT = re.compile(r"[ \t>]*")


def check(survey: Survey) -> Iterator[Report]:
    """A row of a table has more cells than the table has columns."""
    for prose in survey.prose:
        for match in _TABLE.finditer(prose.text) if "|" in prose.text and "-" in prose.text else ():
            # In code the bars of the first row are no borders.
            if "|" in match["rule"] and "|" in prose.plain[match.start("head") : match.end("head")]:
                yield from _rows(prose, match)


def _rows(prose: Prose, match: re.Match[str]) -> Iterator[Report]:
    columns = len(re.findall(r"-+", match["rule"]))
    at = match.start("rows")
    for line in match["rows"].split("\n"):
        bars = _bars(line, prose.plain[at : at + len(line)])
        if not bars:
            break
        rest = line[bars[columns] :].lstrip("| \t") if len(bars) > columns else ""
        surplus = rest.rstrip("| \t")
        if surplus:
            message = f"the row has more cells than the table's {columns}, and `{surplus[:60]}` is lost"
            hint = "give the table another column, or write `\\|` for a bar within a cell"
            yield prose.place(at + len(line) - len(rest)), message, hint, (), surplus
        at += len(line) + 1


def _bars(line: str, plain: str) -> list[int]:
    """Where each cell of a row begins, and the last one ends. A bar in code or in a formula is no border."""
    bars = [found.start() for found in _BAR.finditer(line) if found.group() == "|" and plain[found.start()] == "|"]
    indent = len(_INDENT.match(line).group())  # type: ignore[union-attr]
    return bars if not bars or bars[0] == indent else [indent - 1, *bars]
