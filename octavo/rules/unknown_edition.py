"""A passage is for editions that the book does not have.

## Why it matters
Text "only" for an edition whose name is misspelt is in no edition at all.

## Bad
```markdown
# One

Text.

::: {.only editions="pirnt"}
This stands in print.
:::
```

## Good
```markdown
# One

Text.

::: {.only editions="print"}
This stands in print.
:::
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.near import did_you_mean
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "H009"
SEVERITY = Severity.WARNING
_FORMATS = frozenset(("print", "screen", "epub", "web", "print-pdf", "screen-pdf"))


def check(survey: Survey) -> Iterator[Report]:
    """A passage is for editions that the book does not have."""
    known = _FORMATS | {edition.name for edition in survey.config.editions}
    for passage in survey.passages:
        names = passage.editions.replace(",", " ").split()
        if not names:
            hint = f'say for which: `{{.{passage.kind} editions="print"}}`'
            yield passage.place, f"the passage is `.{passage.kind}` and names no edition", hint, (), passage.kind
        for name in names:
            if name not in known:
                hint = (
                    did_you_mean(name, known) or f"the editions are {', '.join(f'`{each}`' for each in sorted(known))}"
                )
                yield passage.place, f"there is no edition `{name}`", hint, (), name
