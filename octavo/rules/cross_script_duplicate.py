"""A source stands in the bibliography twice, once in Cyrillic and once romanised.

## Why it matters
Readers take the two for two works.

## Bad
```bibtex
@book{arbatov2012ru, title={Противоракетная оборона: противостояние или сотрудничество?}, author={Арбатов, Алексей},
 year=2012, publisher={РОССПЭН}, langid={russian}}
@book{arbatov2012, title={Protivoraketnaia oborona: protivostoianie ili sotrudnichestvo?}, author={Arbatov, Alexei},
 year=2012, publisher={ROSSPEN}, langid={russian}}
```

## Good
```bibtex
@book{arbatov2012, title={Protivoraketnaia oborona: protivostoianie ili sotrudnichestvo?}, author={Arbatov, Alexei},
 year=2012, publisher={ROSSPEN}, langid={russian}}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import Source, sources
from octavo.sources.folding import cyrillic, skeleton
from octavo.sources.likes import differ
from octavo.survey import Survey

CODE = "S017"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_SHORTEST = 8


def check(survey: Survey) -> Iterator[Report]:
    """A source stands in the bibliography twice, once in Cyrillic and once romanised."""
    found = sources(survey.entries)
    original = {source.key: source for source in found if cyrillic(source.text("title"))}
    if not original:
        return
    romanised: dict[tuple[int, str], list[Source]] = {}
    years = {source.year for source in original.values()}
    for source in found:
        if source.key not in original and source.year in years:
            romanised.setdefault((source.year, skeleton(source.text("title"))), []).append(source)
    for source in original.values():
        bones = skeleton(source.text("title"))
        for twin in romanised.get((source.year, bones), ()) if len(bones) >= _SHORTEST else ():
            if not differ(source, twin) or _alike(source, twin):
                message = f"`{source.key}` is `{twin.key}` in Cyrillic"
                hint = "keep one entry, with the Cyrillic title as `original-title`"
                yield source.entry.place, message, hint, (twin.entry.place,), source.key


def _alike(one: Source, other: Source) -> bool:
    """True for two of one type whose first authors are one: houses and journals differ by alphabet too."""
    names = [source.names("author", "editor") for source in (one, other)]
    if one.type != other.type or not all(names):
        return False
    first, second = (skeleton(found[0].family or found[0].literal) for found in names)
    volumes = {source.text("volume") for source in (one, other)} - {""}
    return len(first) > 1 and first == second and len(volumes) < 2
