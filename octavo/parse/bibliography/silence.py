"""Allowances in a BibTeX file: `% allow NAME: reason` above an entry speaks for all of it, within one for the rest."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from octavo.findings import Place
from octavo.model import Remark

_ALLOW = re.compile(r"^([ \t]*)%+[ \t]*allow[ \t]+(\S[^\n]*?)[ \t]*$", re.M)
_ENTRY = re.compile(r"^[ \t]*@[ \t]*\w+\s*[{(]", re.M)


def allowances(path: str, text: str) -> Iterator[Remark]:
    """Each allowance, with the last line that it speaks for."""
    found = list(_ALLOW.finditer(text))
    if not found:
        return
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    starts = [bisect_right(lines, match.start()) for match in _ENTRY.finditer(text)]
    for match in found:
        line = bisect_right(lines, match.start())
        after = bisect_left(starts, line)
        # Only other comments may stand between an allowance and its entry; else it stands within the one before.
        between = text[match.end() : lines[starts[after] - 1]] if after < len(starts) else "x"
        if not after or all(not row.strip() or row.lstrip().startswith("%") for row in between.split("\n")):
            after += 1
        last = starts[after] - 1 if after < len(starts) else len(lines)
        yield Remark("allow", match[2], Place(path, line, len(match[1]) + 1), (Place(path, last),))
