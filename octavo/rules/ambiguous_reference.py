"""A link or a reference may lead to several places.

## Why it matters
Several chapters have a place of this name, and the chapter that refers to it has none; where it leads would be chance.

## Bad
```markdown
# One

See the [summary](#summary).

# Two

Text.

## Summary {#summary}

Text.

# Three

Text.

## Summary {#summary}

Text.
```

## Good
```markdown
# One

See the [summary](#sec:summary-of-two).

# Two

Text.

## Summary {#sec:summary-of-two}

Text.

# Three

Text.

## Summary {#summary}

Text.
```
"""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.survey import LabelUse, LinkUse, ReferenceUse, Survey

CODE = "X006"
SEVERITY = Severity.WARNING
_KINDS = frozenset(("fig", "tbl", "sec", "eq", "lst"))


def check(survey: Survey) -> Iterator[Report]:
    """A link or a reference may lead to several places."""
    homes: dict[str, dict[str, LabelUse]] = defaultdict(dict)
    for label in survey.labels:
        if label.kind not in _KINDS or not label.written:
            homes[label.label].setdefault(label.chapter, label)
    used: list[tuple[str, LinkUse | ReferenceUse]] = [
        (unquote(use.address[1:]), use) for use in survey.links if use.address.startswith("#")
    ]
    used += [(use.label, use) for use in survey.references if use.kind != "note"]
    for target, use in used:
        several = homes.get(target, {})
        if len(several) < 2 or use.chapter in several or _alone(use.place, [each.place for each in several.values()]):
            continue
        places = tuple(label.place for label in several.values())
        held = [survey.editions_with(use.lacking, label.lacking) for label in several.values()]
        if any(sum(edition in names for names in held) > 1 for edition in survey.editions_with(use.lacking)):
            yield use.place, f"`#{target}` is in {len(several)} chapters", _HINT.format("{#sec:…}"), places, target
    yield from _notes(survey)


_HINT = "give the place that you mean a label of its own, `{}`, and refer to that"


def _alone(here: Place, places: list[Place]) -> bool:
    """True where one of the places alone is in the same file: it is meant."""
    return sum(place.file == here.file for place in places) == 1


def _notes(survey: Survey) -> Iterator[Report]:
    """References to a note's label, which is its file's own."""
    homes: dict[str, dict[str, Place]] = defaultdict(dict)
    for note in survey.notes:
        if note.label:
            homes[note.label].setdefault(note.chapter, note.place)
    for use in survey.references:
        several = homes.get(use.label, {}) if use.kind == "note" else {}
        if len(several) > 1 and use.chapter not in several and not _alone(use.place, list(several.values())):
            places = tuple(several.values())
            yield use.place, f"`[^{use.label}]` is in {len(several)} chapters", _HINT.format("[^…]"), places, use.label
