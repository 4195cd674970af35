"""A sentence begins with a reference in small letters.

## Why it matters
It would be printed as "figure 2.1 shows …" at the beginning of a sentence.

## Bad
```markdown
# One

The coast is long. @fig:map shows it.

![A map](map.svg){#fig:map alt="The coast."}
```

## Good
```markdown
# One

The coast is long. @Fig:map shows it.

![A map](map.svg){#fig:map alt="The coast."}
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Edit, Severity
from octavo.rules.near import by_case
from octavo.rules.report import Report
from octavo.survey import ReferenceUse, Survey

CODE = "X018"
SEVERITY = Severity.WARNING
# Languages in which the house's own word before a number begins with a small letter.
_SMALL = frozenset(("en", "fr", "ru"))
_END = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]{2,})[”’»\")\]]*(?P<stop>[.!?])[”’»\")\]]*\s{1,2}\[?\Z")
_SHORT = frozenset((
    "approx", "resp", "incl", "esp", "fig", "figs", "eqs", "eqn", "sec", "sect", "chap", "vol", "vols", "app", "etc",
    "para", "viz", "vgl", "bzw", "usw", "chs", "art", "arts", "num", "nos", "ibid", "рис", "табл", "разд", "напр",
    "par", "voir", "tab", "cf", "ca", "ch", "al", "eq", "no", "nr", "pp", "ed", "ff", "vs", "st", "sp", "id", "op",
    "см", "ср", "гл", "пр", "др", "pts", "cap", "comp", "max", "min", "avg", "est", "alt", "orig", "trans", "abbr",
))  # fmt: skip


def check(survey: Survey) -> Iterator[Report]:
    """A sentence begins with a reference in small letters."""
    for use, label in _beginning(survey):
        capital = label[:1].upper() + label[1:]
        yield use.place, f"a sentence begins with `@{use.label}` in small letters", f"write `@{capital}`", (), use.label


def fix(survey: Survey) -> Iterator[Edit]:
    """The reference is written with a capital."""
    for use, label in _beginning(survey):
        capital = label[:1].upper() + label[1:]
        yield Edit(use.place, f"@{use.label}", f"@{capital}")
        yield Edit(use.place, f"@{{{use.label}}}", f"@{{{capital}}}")


def _beginning(survey: Survey) -> Iterator[tuple[ReferenceUse, str]]:
    """The references, each with its label; one that is written in other capitals is known all the same."""
    if survey.config.language.split("-")[0].lower() not in _SMALL:
        return
    titled = _said_by_title(survey)
    known = {label.label: label.label for label in survey.labels}
    meant = by_case(known)
    for use in survey.references:
        label = known.get(use.label) or meant.get(use.label.casefold(), "")
        if use.kind in ("note", "page") or use.bare or use.capital or not label or label in titled:
            continue
        end = _END.search(use.before)
        opens = use.place.line > 0 and use.before in ("", "[")
        if opens or (end and end["word"].islower() and (end["stop"] != "." or end["word"] not in _SHORT)):
            yield use, label


def _said_by_title(survey: Survey) -> frozenset[str]:
    """The labels of sections without a number: a reference to them says their title."""
    numbered = {chapter.name for chapter in survey.chapters if chapter.numbered}
    without = {heading.place for chapter in survey.chapters for heading in chapter.headings if heading.unnumbered}
    lines = {(place.file, place.line) for place in without}
    return frozenset(
        label.label
        for label in survey.labels
        if label.kind == "sec"
        and (
            label.chapter not in numbered or survey.config.number_depth or (label.place.file, label.place.line) in lines
        )
    )
