"""Two entries are the same source.

## Why it matters
The bibliography lists it twice, and a second citation prints in full as if it were the first.

## Bad
```bibtex
@article{doe2003, title={On Armour and Arms}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003,
 pages={1--9}}
@article{doeArms, title={On armour and arms}, author={Doe, J.}, journal={The Review}, volume=3, year=2003,
 pages={1-9}}
```

## Good
```bibtex
@article{doe2003, title={On Armour and Arms}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003}
@article{doe2004, title={On Armour and Arms, II}, author={Doe, Jane}, journaltitle={Review}, volume=4, year=2004}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import Source, sources
from octavo.sources.likes import differ, doi, same_people, same_title, title
from octavo.sources.printing import lost
from octavo.survey import Survey

CODE = "S016"
SEVERITY = Severity.WARNING
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """Two entries are the same source."""
    groups = defaultdict(list)
    for source in sources(survey.entries):
        # Without fields of its own it is another name for one that has them; what is related says so itself.
        if source.entry.written == "[]" or '"related"' in source.entry.written:
            continue
        if doi(source):
            groups["DOI", doi(source)].append(source)
        if len(title(source)) > 14 and " " in title(source):
            groups["title", title(source)].append(source)
    reported = set()
    for (what, _), found in groups.items():
        for index, one in enumerate(found):
            for other in found[:index]:
                same = what == "DOI" or (same_people(one, other) and not differ(one, other))
                if same and same_title(one, other) and (one.key, other.key) not in reported and not _torn(one, other):
                    reported.add((one.key, other.key))
                    message = f"`{one.key}` is the same source as `{other.key}`"
                    hint = f"cite `{other.key}` alone"
                    yield one.entry.place, message, hint, (other.entry.place,), one.key


def _torn(*found: Source) -> bool:
    """True where words of a title are lost, so that titles may look alike that are not."""
    return any(lost(source, "title")[0] for source in found)
