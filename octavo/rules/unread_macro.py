r"""A field has a TeX command that is not known, so that its words are lost.

## Why it matters
The bibliography prints the title without them, and nothing shows that something is missing.

## Bad
```bibtex
@article{doe2003, title={A Review of \bookname{Arms and Armour}}, author={Doe, Jane}, journaltitle={Review},
 year=2003}
```

## Good
```bibtex
@article{doe2003, title={A Review of \emph{Arms and Armour}}, author={Doe, Jane}, journaltitle={Review},
 year=2003}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import sources
from octavo.sources.printing import lost, texts
from octavo.survey import Survey

CODE = "S029"
SEVERITY = Severity.WARNING
SCOPE = SOURCES


def check(survey: Survey) -> Iterator[Report]:
    """A field has a TeX command that is not known, so that its words are lost."""
    for source in sources(survey.entries):
        for variable, _ in texts(source) if "\\\\" in source.entry.written else ():
            command, words = lost(source, variable)
            if command:
                said = " ".join(words.split())
                message = f"`{command}` in the entry `{source.key}` is not known, so `{said}` is lost"
                yield source.place(variable), message, "write it without the command", (), source.key
