"""A term that the glossary is asked for is not in it.

## Why it matters
The reader is promised an explanation, and gets none.

## Bad
```markdown
# One

A [missile shield]{.gloss} was built.

::: {#glossary}
missile defence
:   Defence against missiles.
:::
```

## Good
```markdown
# One

A [missile shield]{.gloss term="missile defence"} was built.

::: {#glossary}
missile defence
:   Defence against missiles.
:::
```
"""

from collections.abc import Iterator
from difflib import get_close_matches

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "X019"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """A term that the glossary is asked for is not in it."""
    known = set(survey.glossary)
    for use in survey.glosses:
        if use.term not in known:
            near = get_close_matches(use.term, sorted(known), n=1, cutoff=0.75)
            hint = f'write `[{use.words}]{{.gloss term="{near[0]}"}}`' if near else "explain it there, or drop the mark"
            message = f"`{use.term}` is not in the glossary" if known else "the book has no glossary"
            yield use.place, message, hint, (), use.term
