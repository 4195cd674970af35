"""A title stands in letters that the readers of the book may not read.

## Why it matters
Many presses ask for a romanised title, with the original or a translation beside it.

## Bad
```bibtex
@book{ivanov2001, title={История обороны}, author={Ivanov, Ivan}, publisher={Nauka}, year=2001, langid={russian}}
```

## Good
```bibtex
@book{ivanov2001, title={Istoriia oborony}, origtitle={История обороны}, author={Ivanov, Ivan}, publisher={Nauka},
 year=2001, langid={russian}}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import sources
from octavo.sources.tongues import tongue
from octavo.survey import Survey

CODE = "S026"
SEVERITY = Severity.STYLE
SCOPE = SOURCES
_LATIN = frozenset(
    "af ca cs cy da de en es et eu fi fr ga hr hu id is it lt lv nb nl nn no pl pt ro sk sl sq sv tr vi".split()
)


def check(survey: Survey) -> Iterator[Report]:
    """A title stands in letters that the readers of the book may not read."""
    if survey.config.language.split("-")[0] not in _LATIN:
        return
    for source in sources(survey.entries):
        name, code = tongue(source.text("title"))
        if code == "und":
            hint = "give a romanised `title`, and this one as `original-title`"
            yield source.place("title"), f"the title of `{source.key}` is {name} alone", hint, (), source.key
