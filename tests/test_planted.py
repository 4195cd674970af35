"""One fault of each kind, planted in a copy of a whole book: each is found, and nothing else, at its line and column.

The faults are those of the rules' own pages. A page's Bad comes into the book as a chapter among others; where it is
a passage, also in the midst of another chapter, far down. Where it is to be found is known from the golden files of the
pages, which were read by eye.
"""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from conftest import LINKS, PICTURES, SOURCES
from test_rule_pages import asked, bad_findings, each_rule

from octavo.checking import check
from octavo.findings import Finding
from octavo.links.lock import write_lock
from octavo.orders import Order
from octavo.parse.bibliography import parse_bibliography
from octavo.rules import RULES, name, pages
from tests import bigbook
from tests.conftest import source

pytestmark = pytest.mark.slow
TODAY = date(2026, 1, 1)
CHAPTERS = ("chapters/001.md", "chapters/002.md", "chapters/one.md", "chapters/two.md", "chapters/003.md")
HOST, PLANTED = "chapters/002.md", "chapters/one.md"
ONE = "# One\n\nAn anti-ballistic missile (ABM) [@mcnamara1967; @doe2001; @roe2002].\n"
# A page's Bad that is a passage: one heading on top, and nothing but text below it.
_PASSAGE = re.compile(r"# One\n\n(?P<text>(?:(?!#|---|===|\[\^[^\]]+\]:)[^\n]*\n)+)\Z")
# Their faults are what the rest of the book holds, or that nothing of a file can be read, or all that follows.
_OF_THE_WHOLE = (
    "uncited-entry", "abbreviation-expanded-twice", "unused-abbreviation", "unreadable-text", "unclosed-division",
)  # fmt: skip


class Whole:
    """A whole book in a folder, into which faults are planted one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        bigbook.make(folder, chapters=3, words=9_000, sources=150, notes=140)
        self.host = (folder / HOST).read_text(encoding="utf-8")
        self.files: dict[str, bytes] = {
            "references.bib": SOURCES.encode(),
            "abbreviations.toml": b'ABM = "anti-ballistic missile"\n',
            "links.lock": write_lock(LINKS),
            HOST: self.host.encode(),
            PLANTED: ONE.encode(),
            "chapters/two.md": b"# Two\n\nText.\n",
        }

    def findings(self, planted: dict[str, bytes], style: tuple[str, ...]) -> set[Finding]:
        """What a check finds with these files in the book."""
        sources = ["sources.json", "references.bib", *(path for path in planted if path.startswith("more."))]
        toml = (
            f'title = "A whole book"\nlanguage = "en"\nchapters = {json.dumps(CHAPTERS)}\n'
            f"bibliography = {json.dumps(sources)}\nhouse-style = {json.dumps(style)}\n"
            '[[contributor]]\nname = "Jane Doe"\n'
        )
        toml += "".join(f'[[edition]]\nname = "{edition}"\n' for edition in ("print", "epub", "web"))
        for path, data in {"book.toml": toml.encode(), **self.files, **planted}.items():
            (self.folder / path).parent.mkdir(exist_ok=True)
            (self.folder / path).write_bytes(data)
        found = set(check(Order(self.folder, workers=1, today=TODAY)).findings)
        for path in planted.keys() - self.files.keys() - {"book.toml"}:
            (self.folder / path).unlink()
        return found

    @cache  # noqa: B019 - one book a module
    def before(self, style: tuple[str, ...]) -> set[Finding]:
        """What is found in the book with no fault planted."""
        return self.findings({}, style)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return Whole(tmp_path_factory.mktemp("whole"))


def where(findings: set[Finding] | tuple[Finding, ...]) -> list[str]:
    return sorted(f"{finding.name} {finding.place}" for finding in findings)


def lower(finding: Finding, lines: int, file: str) -> Finding:
    """A finding that stands so many lines further down, in a file."""
    return replace(finding, place=replace(finding.place, file=file, line=finding.place.line + lines))


def fault(rule: ModuleType) -> dict[str, bytes]:
    """The files that have the fault of a rule's page."""
    bad = pages.page(rule).bad
    if bad.form == "markdown":
        return {PLANTED: bad.data, **PICTURES, "figures/map.svg": PICTURES["map.svg"]}
    if bad.form == "index":
        return {"index.toml": bad.data, PLANTED: b"# One\n\nA lamp was lit at Deveselu.\n"}
    if bad.form == "toml":
        toml = f"house-style = {json.dumps(asked(rule))}\n".encode() + bad.data
        return {"book.toml": toml, "figures/map.svg": PICTURES["map.svg"]}
    file = f"more.{ {'bibtex': 'bib'}.get(bad.form, bad.form) }"
    keys = [entry.key for entry in parse_bibliography(source(file, bad.data)).entries]
    return {file: bad.data, PLANTED: f"{ONE}\nText{''.join(f' [@{{{key}}}]' for key in keys)}.\n".encode()}


@each_rule
def test_a_fault_is_found_in_a_whole_book(rule: ModuleType, whole: Whole) -> None:
    planted = fault(rule)
    found = whole.findings(planted, asked(rule))
    new = {finding for finding in found if finding.place.file in planted or finding not in whole.before(asked(rule))}
    wanted = bad_findings(rule)
    if "book.toml" in planted:
        wanted = tuple(lower(f, 1, "book.toml") if f.place.file == "book.toml" else f for f in wanted)
        new = {finding for finding in new if finding.name == name(rule)}  # another book.toml, other faults
    assert where(new) == where(wanted)


def passages() -> list[ModuleType]:
    """The rules whose page shows a passage of text."""
    shown = ((rule, pages.page(rule).bad) for rule in RULES)
    texts = [(rule, bad.data.decode("utf-8", "replace")) for rule, bad in shown if bad.form == "markdown"]
    return [rule for rule, text in texts if _PASSAGE.match(text) and name(rule) not in _OF_THE_WHOLE]


@pytest.mark.parametrize("rule", passages(), ids=name)
def test_a_fault_far_down_in_a_chapter_is_found(rule: ModuleType, whole: Whole) -> None:
    text = pages.page(rule).bad.data.removeprefix(b"# One\n\n")
    paragraphs = whole.host.split("\n\n")
    before = "\n\n".join(paragraphs[:9]) + "\n\n"
    after = "\n\n".join(paragraphs[9:])
    planted = {**fault(rule), PLANTED: ONE.encode(), HOST: before.encode() + text + b"\n" + after.encode()}
    above, added = before.count("\n"), text.count(b"\n") + 1
    moved = {
        lower(finding, added, HOST) if finding.place.file == HOST and finding.place.line > above else finding
        for finding in whole.before(asked(rule))
    }
    wanted = {lower(f, above - 2, HOST) if f.place.file == PLANTED else f for f in bad_findings(rule)}
    found = whole.findings(planted, asked(rule))
    assert where(found) == where(moved | wanted)
