"""The page of a rule, read from its docstring: for ``octavo explain``, the manual, and the tests that run it."""

import re
from dataclasses import dataclass
from types import ModuleType

from octavo.findings import Severity
from octavo.rules import RULES, name

_FAMILIES = {
    "X": "Labels, references and links", "N": "Notes", "S": "Sources and citations", "F": "Figures and tables",
    "H": "Structure and metadata", "T": "Text", "E": "Formulas", "U": "Markup of other tools",
    "K": "Live links", "D": "Index marks",
}  # fmt: skip
_CLASSES = {
    Severity.ERROR: "An error: a release stops.",
    Severity.WARNING: "A warning.",
    Severity.STYLE: "House style: off unless the book asks for it.",
}
_EXAMPLE = re.compile(r"^```(?P<form>\w+)(?P<escaped> escaped)?\n(?P<text>.*?)\n```\s*\Z", re.S)


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a page: what it is written in ("markdown", "bibtex"), and its bytes."""

    form: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page in the manual: the fault in one line, why it matters, an example that has it and one without."""

    title: str
    why: str
    bad: Example
    good: Example


def page(rule: ModuleType) -> Page:
    """The page that a rule's docstring is."""
    text = (rule.__doc__ or "").strip()
    title, *rest = re.split(r"^## (?:Why it matters|Bad|Good)\n", text, flags=re.M)
    why, bad, good = (part.strip() for part in rest)
    return Page(title.strip(), why, _example(bad), _example(good))


def _example(fenced: str) -> Example:
    match = _EXAMPLE.match(fenced)
    if not match:
        raise ValueError(f"no example: {fenced}")
    text = match["text"] + "\n"
    # In an escaped example \xNN is a byte, so that a page can show what no text file may hold.
    data = (
        re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), text.encode())
        if match["escaped"]
        else text.encode()
    )
    return Example(match["form"], data)


def manual() -> str:
    """The manual's list of rules, in Markdown: ``docs/rules.md`` is this text."""
    parts = [
        "# Findings\n\nThis page is made from the pages of the rules in `octavo/rules/`; `octavo explain CODE` prints "
        "one of them. A code is for life. `docs/checking.md` says how to allow a finding, and how a book gives it "
        "another weight.\n"
    ]
    family = ""
    for rule in RULES:
        if rule.CODE[0] != family:
            family = rule.CODE[0]
            parts.append(f"## {_FAMILIES[family]}\n")
        parts.append(_section(rule))
    return "\n".join(parts)


def _section(rule: ModuleType) -> str:
    text = (rule.__doc__ or "").strip()
    body = re.sub(r"^## ", "#### ", text.split("\n", 1)[1].strip(), flags=re.M)
    # A fence within an example asks for a longer one around it.
    body = re.sub(r"^```(\w+)( escaped)?\n(.*?)\n```(?=\n\n####|\Z)", _longer, body, flags=re.M | re.S)
    mended = ((rule.fix.__doc__ or "").split("\n")[0]) if hasattr(rule, "fix") else ""
    fix = f"\n\nWith `octavo check --fix`: {mended[:1].lower()}{mended[1:]}" if mended else ""
    return f"### {rule.CODE} {name(rule)}\n\n{page(rule).title} {_CLASSES[rule.SEVERITY]}{fix}\n\n{body}\n"


def _longer(match: re.Match[str]) -> str:
    fence = "````" if "```" in match[3] else "```"
    return f"{fence}{match[1]}\n{match[3]}\n{fence}"
