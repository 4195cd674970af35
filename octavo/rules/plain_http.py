"""An address begins with http where https is known to work.

## Why it matters
Whoever stands between reader and server can read along and change the page; browsers warn of it.

## Bad
```markdown
# One

See the [map](http://example.org/plain).
```

## Good
```markdown
# One

See the [map](https://example.org/plain).
```
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from octavo.findings import Severity
from octavo.rules.addresses import secure, web_addresses
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "K004"
SEVERITY = Severity.STYLE

# Servers that send every reader from http to https.
_HOSTS = frozenset(
    "doi.org dx.doi.org hdl.handle.net orcid.org www.jstor.org jstor.org archive.org web.archive.org www.gutenberg.org "
    "books.google.com github.com arxiv.org www.wikidata.org www.nature.com www.worldcat.org catalog.hathitrust.org "
    "babel.hathitrust.org www.loc.gov www.nytimes.com www.theguardian.com www.youtube.com vimeo.com".split()
)


def check(survey: Survey) -> Iterator[Report]:
    """An address begins with http where https is known to work."""
    known = {state.address for state in survey.beside.links if state.well}
    moved = {state.address: state.final for state in survey.beside.links}
    for address, places in web_addresses(survey).items():
        if not address.casefold().startswith("http://"):
            continue
        better = secure(address)
        answers = better in known or moved.get(address, "").rstrip("/") == better.rstrip("/")
        if answers or _host(address) in _HOSTS or _host(address).endswith(".wikipedia.org"):
            yield places[0], f"`{address}` begins with http", f"write `{better}`", places[1:], address


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
