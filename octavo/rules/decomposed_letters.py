r"""Letters are written in pieces: a letter, and its accent as a character of its own.

## Why it matters
They look as they should, and neither an editor's search nor a spelling checker finds them. Octavo itself reads them as
whole letters.

## Bad
```markdown escaped
# One

A cafe\xcc\x81.
```

## Good
```markdown escaped
# One

A caf\xc3\xa9.
```
"""

from collections.abc import Iterator

from octavo.findings import Edit, Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "T008"
SEVERITY = Severity.STYLE


def check(survey: Survey) -> Iterator[Report]:
    """Letters are written in pieces: a letter, and its accent as a character of its own."""
    for remark in survey.noted("not-composed"):
        yield (
            remark.place,
            f"{remark.text} written in pieces, the first of them here",
            "save the file in Unicode's composed form (NFC)",
            (),
            remark.place.file,
        )


def fix(survey: Survey) -> Iterator[Edit]:
    """The letters of the file are put together."""
    texts = {prose.path: prose.text for prose in survey.prose}
    for remark in survey.noted("not-composed"):
        lines = texts.get(remark.place.file, "").split("\n")[remark.place.line - 1 :]
        rest = "\n".join(lines)[remark.place.column - 1 :]
        yield Edit(remark.place, rest, rest)
