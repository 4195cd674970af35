"""An address on the web is misspelt.

## Why it matters
No browser can follow it, in any edition.

## Bad
```markdown
# One

See the [report](https//example.org/report) and the [map](www.example.org/map).
```

## Good
```markdown
# One

See the [report](https://example.org/report) and the [map](https://www.example.org/map).
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.addresses import source_fields
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "K006"
SEVERITY = Severity.WARNING

_WEB = re.compile(r"https?:", re.I)
_SIGNS = re.compile(r"https?(?P<signs>[:;/]*)(?P<rest>[^:;/].*)?", re.I | re.S)
_TWICE = re.compile(r"https?://https?(?::|//)", re.I)
_BARE = re.compile(r"www\.[\w-]+\.[\w.-]+(?:[/?#]|\Z)", re.I)
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?P<host>\[[0-9a-f:.%]+\]|[^/?#:]*)", re.I)
_FAULTS = (
    (re.compile(r"[\s\u00a0]|%20(?=https?://|\Z)"), "has a space in it"),
    (re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]"), "has a sign in it that cannot be seen"),
    (re.compile(r"\\|%5C(?=[_#&~%])", re.I), "has a backslash in it"),
    (re.compile(r"%(?![0-9A-Fa-f]{2})"), "has a % that no two digits follow"),
)


def check(survey: Survey) -> Iterator[Report]:
    """An address on the web is misspelt."""
    linked = ((link.address, link.place) for link in survey.links)
    for address, place in (*linked, *((value, place) for _, value, place in source_fields(survey, "URL"))):
        fault, hint = _fault(address.strip())
        if fault:
            yield place, f"`{address[:80]}` {fault}", hint, (), address


def _fault(address: str) -> tuple[str, str]:
    """What is wrong with an address, and the cure; nothing for what is no address on the web."""
    if _BARE.match(address):
        return "lacks its scheme", f"write `https://{address}`"
    if _TWICE.match(address):
        return "begins twice", "write `https://` once"
    signs = _SIGNS.match(address)
    if signs and signs["rest"] and signs["signs"] not in ("", "/", "://"):
        return "begins wrongly", f"write `{'https' if address[4:5] in 'sS' else 'http'}://{signs['rest']}`"
    if not _WEB.match(address):
        return "", ""
    host = _HOST.match(address)
    if not host or not host["host"] or ".." in host["host"] or host["host"].startswith("."):
        return "names no server", "write it in full: https://example.org/page"
    return next(((said, "copy it again") for pattern, said in _FAULTS if pattern.search(address)), ("", ""))
