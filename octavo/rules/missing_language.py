"""A source in another language than the book's does not say so.

## Why it matters
An English style writes the words of a title with capitals, in Russian and German too; and a screen reader reads it
aloud as if it were English.

## Bad
```bibtex
@book{ivanov2001, title={Istoriia protivoraketnoi oborony v Rossii}, author={Ivanov, Ivan}, publisher={Nauka},
 year=2001}
```

## Good
```bibtex
@book{ivanov2001, title={Istoriia protivoraketnoi oborony v Rossii}, author={Ivanov, Ivan}, publisher={Nauka},
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

CODE = "S025"
SEVERITY = Severity.STYLE
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """A source in another language than the book's does not say so."""
    own = survey.config.language.split("-")[0]
    for source in sources(survey.entries):
        if source.text("language"):
            continue
        name, code = tongue(source.text("title"))
        if code and code != own and not (code == "und" and own not in ("en", "fr", "de", "it", "es", "pt", "nl", "pl")):
            field = source.spelling("language")
            hint = f"give its `{field}`" if code == "und" else f"give its `{field}`, perhaps `{code}`"
            message = f"the title of `{source.key}` is {name}, and no language is given"
            yield source.place("title"), message, hint, (), source.key
