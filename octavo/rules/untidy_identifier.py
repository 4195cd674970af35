"""A DOI is written with its address, or with a full stop behind it.

## Why it matters
Octavo takes both away, but other programs that read the bibliography print the address twice.

## Bad
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003,
 doi={https://doi.org/10.1000/armour}}
```

## Good
```bibtex
@article{doe2003, title={On Armour}, author={Doe, Jane}, journaltitle={Review}, volume=3, year=2003,
 doi={10.1000/armour}}
```
"""

from collections.abc import Iterator

from octavo import identifiers
from octavo.findings import Edit, Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.survey import Survey

CODE = "S015"
SEVERITY = Severity.STYLE
SCOPE = SOURCES
_NAMES = frozenset(("doi", "DOI"))


def check(survey: Survey) -> Iterator[Report]:
    """A DOI is written with its address, or with a full stop behind it."""
    for edit, key in _edits(survey):
        yield edit.place, f"the DOI of `{key}` is written `{edit.old}`", f"write `{edit.new}`", (), key


def fix(survey: Survey) -> Iterator[Edit]:
    """The DOI alone stays."""
    for edit, _ in _edits(survey):
        yield edit


def _edits(survey: Survey) -> Iterator[tuple[Edit, str]]:
    for entry in survey.entries:
        for field in entry.given(_NAMES) if "doi" in entry.written.lower() else ():
            if "\n" not in field.value:
                said, bare = field.value.strip(), identifiers.bare_doi(field.value)
                if bare != said and not identifiers.doi_fault(said):
                    yield Edit(field.place, said, bare), entry.key
