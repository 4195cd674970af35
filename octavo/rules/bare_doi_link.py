"""A DOI is written as an address.

## Why it matters
A source with a DOI is cited as a source, so that its style prints the DOI, catalogues find it and the bibliography
lists it; an address in a link or in the field `url` does none of that.

## Bad
```bibtex
@article{poe2003, title={On Bows}, author={Poe, Anna}, journaltitle={Review}, volume=5, number=1, year=2003,
 pages={1--9}, url={https://doi.org/10.5555/bows}}
```

## Good
```bibtex
@article{poe2003, title={On Bows}, author={Poe, Anna}, journaltitle={Review}, volume=5, number=1, year=2003,
 pages={1--9}, doi={10.5555/bows}}
```
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from octavo.findings import Severity
from octavo.rules.addresses import source_fields
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "K005"
SEVERITY = Severity.STYLE

_DOI = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/[^#]+)", re.I)


def check(survey: Survey) -> Iterator[Report]:
    """A DOI is written as an address."""
    keys = {value.casefold(): key for key, value, _ in source_fields(survey, "DOI")}
    for link in survey.links:
        match = _DOI.match(link.address)
        if match:
            doi = unquote(match[1])
            key = keys.get(doi.casefold())
            hint = f"cite `@{key}`" if key else "put the source into the bibliography, with its DOI, and cite it"
            yield link.place, f"the DOI {doi} is linked to, not cited", hint, (), link.address
    for _, value, place in source_fields(survey, "URL"):
        match = _DOI.match(value)
        if match and unquote(match[1]).casefold() not in keys:
            doi = unquote(match[1])
            yield place, f"the DOI {doi} is in the field for addresses", f"write `doi = {{{doi}}}`", (), value
