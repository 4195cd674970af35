"""The command that explains: the manual page of a finding on the terminal."""

import argparse
import re
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octavo.cli.faults import UsageFault
from octavo.cli.statuses import CLEAN
from octavo.findings import Severity

if TYPE_CHECKING:
    from octavo.codes import Kind

_WIDTH = 88
_CLASSES = {
    Severity.ERROR: "error: a release stops",
    Severity.WARNING: "warning: a release goes on, unless the book is strict",
    Severity.STYLE: "house style: off until the book asks for it",
}


def explain(options: argparse.Namespace) -> int:
    """Print the manual page of a finding, or a list of all that there are."""
    from octavo import codes
    from octavo.rules.near import did_you_mean

    kinds = codes.kinds()
    if not options.code:
        print(_listed(kinds), end="")
        return CLEAN
    wanted = str(options.code)
    found = [kind for kind in kinds if wanted.casefold() in (kind.code.casefold(), kind.name)]
    if not found:
        near = did_you_mean(wanted, codes.names())
        raise UsageFault(f"there is no finding `{wanted[:80]}`; {near or '`octavo explain` lists them all'}")
    print("\n".join(_page(kind) for kind in found), end="")
    return CLEAN


def _listed(kinds: "tuple[Kind, ...]") -> str:
    width = max(len(kind.name) for kind in kinds)
    rows = [f"{kind.code}  {kind.name:{width}}  {kind.severity.word:7}  {kind.fault}" for kind in kinds]
    return "\n".join(row if len(row) <= 140 else f"{row[:139].rstrip()}…" for row in rows) + "\n"


def _page(kind: "Kind") -> str:
    parts = [f"{kind.code} {kind.name}\n{_CLASSES[kind.severity]}", _wrapped(kind.fault)]
    parts += [f"{heading}\n{_indented(text)}" for heading, text in _sections(kind) if text]
    return "\n\n".join(parts) + "\n"


def _sections(kind: "Kind") -> Iterator[tuple[str, str]]:
    yield "Why it matters", _wrapped(kind.why)
    yield "Bad", _shown(kind.bad)
    yield "Good", _shown(kind.good)
    yield "What to do", _wrapped(kind.cure)
    yield "Mended by `octavo check --fix`", _wrapped(kind.fix)
    yield "To allow it", _silence(kind)
    yield "To weigh it otherwise", "" if kind.fixed or kind.code[0] == "A" else _weight(kind)


def _silence(kind: "Kind") -> str:
    """How a finding is silenced, which depends on where it stands."""
    in_toml = f'[[allow]]\nname = "{kind.name}"\nfile = "…"    # or key = "…", what the finding is about\nreason = "…"'
    if kind.fixed or kind.code[0] in "CLA":
        return ""
    if kind.code[0] == "I":
        return f"in book.toml:\n\n{in_toml}"
    if kind.code[0] == "S":
        beside = f"% allow {kind.name}: why\n\nabove an entry of a .bib file; <!-- allow {kind.name}: why --> beside "
        return f"{beside}or above\na place of the text; for any other file, in book.toml:\n\n{in_toml}"
    return f"<!-- allow {kind.name}: why -->\n\nbeside the place or above its paragraph; or in book.toml:\n\n{in_toml}"


def _weight(kind: "Kind") -> str:
    other = Severity.WARNING if kind.severity is Severity.ERROR else Severity.ERROR
    words = ", ".join(f'"{word.word}"' for word in reversed(Severity))
    return f'in book.toml:\n\n[severity]\n{kind.name} = "{other.word}"    # {words} or "off"'


def _shown(example: str) -> str:
    """An example without what a terminal would obey."""
    from octavo.report.escape import visible

    return "\n".join(visible(line) for line in example.rstrip("\n").split("\n")) if example else ""


def _wrapped(text: str) -> str:
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n{2,}", text.strip()))
    return "\n\n".join(textwrap.fill(p, _WIDTH, break_long_words=False, break_on_hyphens=False) for p in paragraphs)


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")
