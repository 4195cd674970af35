"""A DOI, ISBN, ISSN, ORCID iD or number of arXiv is none.

## Why it matters
The link that is made of it leads nowhere, and a library cannot find the source by it.

## Bad
```bibtex
@book{doe2001b, title={Shields}, author={Doe, Jane}, publisher={Press}, year=2001, isbn={978-0-306-40615-8}}
```

## Good
```bibtex
@book{doe2001b, title={Shields}, author={Doe, Jane}, publisher={Press}, year=2001, isbn={978-0-306-40615-7}}
```
"""

import re
from collections.abc import Iterator

from octavo import identifiers
from octavo.findings import Place, Severity
from octavo.rules.report import Report
from octavo.rules.scope import SOURCES
from octavo.sources import Source, sources
from octavo.survey import Survey

CODE = "S014"
SEVERITY = Severity.WARNING
SCOPE = SOURCES
_ORCID = re.compile(r'"orcid"\s*:\s*"([^"]*)"', re.I)


def check(survey: Survey) -> Iterator[Report]:
    """A DOI, ISBN, ISSN, ORCID iD or number of arXiv is none."""
    for source in sources(survey.entries):
        for place, kind, said, wrong in _faults(source):
            yield place, f"the {kind} `{said}` of `{source.key}` {wrong}", "compare it with the source", (), source.key


def _faults(source: Source) -> Iterator[tuple[Place, str, str, str]]:
    """The place, kind and text of each number that is none, and why."""
    doi = source.text("DOI")
    if doi and (wrong := identifiers.doi_fault(doi)):
        yield source.place("DOI"), "DOI", doi, wrong
    for said, wrong in identifiers.isbn_faults(source.text("ISBN")):
        yield source.place("ISBN"), "ISBN", said, wrong
    for said, wrong in identifiers.issn_faults(source.text("ISSN")):
        yield source.place("ISSN"), "ISSN", said, wrong
    if "orcid" in source.entry.written.lower():
        for place, said in _orcids(source):
            if wrong := identifiers.orcid_fault(said):
                yield place, "ORCID iD", said, wrong
    if '"eprint"' in source.entry.written:
        written = {field.name: field for field in source.entry.fields}
        archive = written.get("eprinttype") or written.get("archiveprefix")
        if archive and archive.value.lower() == "arxiv":
            eprint = written["eprint"]
            wrong = identifiers.arxiv_fault(eprint.value)
            if wrong:
                yield eprint.place, "number", eprint.value, wrong


def _orcids(source: Source) -> Iterator[tuple[Place, str]]:
    """The ORCID iDs of a source: a field of that name, or what a person's record holds."""
    for field in source.entry.fields:
        if field.name.lower() == "orcid":
            yield field.place, field.value
        else:
            yield from ((field.place, said) for said in _ORCID.findall(field.value))
