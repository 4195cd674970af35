"""The people who made the book, from `author`, `authors` and `[[contributor]]`."""

import re

from octavo.config.codes import MISSING_KEY
from octavo.config.values import Values
from octavo.findings import Finding
from octavo.model import Contributor

SUFFIXES = ("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV")


def contributors(values: Values) -> tuple[tuple[Contributor, ...], list[Finding]]:
    """All contributors in the order of the file, authors of the short form first."""
    short = (*values.strings("author"), *values.strings("authors"))
    people = [Contributor(name, filed(name)) for name in short]
    findings: list[Finding] = []
    for table in values.tables("contributor"):
        given, family = table.line("given"), table.line("family")
        name = table.line("name") or " ".join(part for part in (given, family) if part)
        if not name:
            findings.append(MISSING_KEY.finding(table.place, "[[contributor]] has no `name`", subject="name"))
            continue
        by_parts = f"{family}, {given}" if family and given else family
        people.append(
            Contributor(
                name=name,
                file_as=table.line("file-as") or by_parts or filed(name),
                role=table.line("role", "author"),
                orcid=table.line("orcid"),
                biography=table.line("biography"),
                affiliation=table.line("affiliation"),
            )
        )
    return tuple(people), findings


def filed(name: str) -> str:
    """A printed name as it is filed: "Ludwig van Beethoven" under "van Beethoven, Ludwig".

    A guess: the last word is the family name, with the small words before it. `file-as` overrules it.
    """
    words = name.replace(", ", " ").split() if name.rpartition(", ")[2] in SUFFIXES else name.split()
    if "," in " ".join(words):
        return name
    suffix = words.pop() if len(words) > 2 and words[-1] in SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and re.fullmatch(r"[^\W\d_]+['’]?", words[start - 1]) and words[start - 1].islower():
        start -= 1
    if start < 1:
        return name
    return ", ".join(part for part in (" ".join(words[start:]), " ".join(words[:start]), suffix) if part)
