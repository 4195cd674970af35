"""Reading of the term files: index.toml, the list of names that it may name, and abbreviations.toml."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from octavo.config.toml import Entry, Item, Table, parse_toml
from octavo.findings import Finding, Place, Severity
from octavo.model import SourceFile
from octavo.terms.rows import Row, Term, Terms

_KEYS = ("forms", "case", "exclude", "sort", "see", "see-also", "main")
_STAR = re.compile(r"\*(?=\w)|(?<!\w)\*")
_FILE = re.compile(r"\S+\.(?:txt|names|lst|md)\Z")
_NAMES = "names"


def read_terms(
    index: SourceFile | None, abbreviations: SourceFile | None, names: SourceFile | None = None
) -> tuple[Terms, tuple[Finding, ...]]:
    """The terms of the files, and a finding for what cannot be read."""
    findings: list[Finding] = []
    rows = [row for entry in _entries(index, findings) for row in _rows(entry, findings)]
    rows += _named(names, findings)
    rows = _told_apart(rows)
    short: list[Term] = []
    for entry in _entries(abbreviations, findings):
        texts = _texts(entry.item, entry.key, findings)
        if entry.key.split() and texts:
            short.append(Term(tuple(entry.key.split()), texts[0], entry.place))
    return Terms(tuple(rows), tuple(short)), tuple(findings)


def names_file(index: SourceFile | None) -> tuple[str, Place] | None:
    """The list of names that index.toml names: its path as written, and where that stands."""
    if index is None or b"names" not in index.data:
        return None
    item = next((entry.item for entry in _entries(index, []) if entry.key == _NAMES), None)
    return (str(item.value), item.place) if item and _is_file(item) else None


def _is_file(item: Item) -> bool:
    return isinstance(item.value, str) and bool(_FILE.match(item.value))


def _entries(file: SourceFile | None, findings: list[Finding]) -> tuple[Entry, ...]:
    """The entries of a file, each with its place."""
    table = parse_toml(file) if file else Table()
    if isinstance(table, Finding):
        message = f"the file cannot be read: {table.message}"
        findings.append(_fault(table.place, message, table.hint or "mend it at this place"))
        return ()
    return table.entries


def _fault(place: Place, message: str, hint: str, subject: str = "") -> Finding:
    return Finding("L006", "bad-terms", Severity.ERROR, place, message, hint, subject=subject)


# ---- rows -----------------------------------------------------------------------------------------------------------


def _rows(entry: Entry, findings: list[Finding]) -> Iterator[Row]:
    """The rows of an entry: a heading, or the table of names."""
    if entry.key == _NAMES and _is_file(entry.item):
        return
    if entry.key == _NAMES and isinstance(entry.item.value, Table):
        for inner in entry.item.value.entries:
            row = _row(inner, findings, bare=True)
            if row:
                yield replace(row, forms=tuple(dict.fromkeys((*name_forms(row.heading), *row.forms))), listed=True)
        return
    row = _row(entry, findings)
    if row:
        yield row


def _row(entry: Entry, findings: list[Finding], bare: bool = False) -> Row | None:
    """A heading with what is said of it. One that is ``bare`` need not name words."""
    heading, item = entry.key, entry.item
    if not any(letter.isalnum() for letter in heading):
        findings.append(_fault(entry.place, "a heading has no letters", "name what the index is to list", heading))
        return None
    if not isinstance(item.value, Table):
        forms = _forms(item, heading, findings)
        if not forms and not bare and item.value in ((), ""):
            findings.append(_fault(item.place, f"`{heading}` has no words", 'list them: ["…"]', heading))
        return Row(heading, entry.place, forms)
    given = {inner.key.replace("_", "-").replace("seealso", "see-also"): inner for inner in item.value.entries}
    for name in sorted(set(given) - set(_KEYS)):
        close = get_close_matches(name, _KEYS, 1)
        hint = f"did you mean `{close[0]}`?" if close else "the keys are " + ", ".join(f"`{key}`" for key in _KEYS)
        findings.append(_fault(given[name].place, f"`{name}` is no key of a heading", hint, name))
    row = Row(
        heading, entry.place,
        _forms(given["forms"].item, heading, findings) if "forms" in given else (),
        _case(given.get("case"), findings),
        _forms(given["exclude"].item, heading, findings) if "exclude" in given else (),
        "".join(_listed(given.get("sort"), findings)[:1]),
        _listed(given.get("see"), findings), _listed(given.get("see-also"), findings),
        _main(given.get("main"), findings),
    )  # fmt: skip
    # A table that names neither words nor another heading is about the words of the heading itself.
    own = not (bare or "forms" in given or row.see or row.see_also or row.sort)
    return replace(row, forms=(row.path[-1],)) if own else row


def _listed(entry: Entry | None, findings: list[Finding]) -> tuple[str, ...]:
    return _texts(entry.item, entry.key, findings) if entry else ()


def _texts(item: Item, key: str, findings: list[Finding]) -> tuple[str, ...]:
    """A text, or a list of texts."""
    items = item.value if isinstance(item.value, tuple) else (item,)
    texts: list[str] = []
    for each in items:
        if isinstance(each.value, str):
            texts += [" ".join(each.value.split())] if each.value.split() else []
        else:
            message = f"`{key}` is neither a text nor a list of texts"
            findings.append(_fault(each.place, message, "put it in quotes", key))
    return tuple(texts)


def _forms(item: Item, heading: str, findings: list[Finding]) -> tuple[str, ...]:
    """Phrases to look for; those that cannot be looked for are findings."""
    items = item.value if isinstance(item.value, tuple) else (item,)
    forms: list[str] = []
    for each in items:
        for form in _texts(each, heading, findings):
            if _STAR.search(form):
                message = f"`{form}` has a star that ends no word"
                findings.append(_fault(each.place, message, "a star stands at the end of a word: `Deveselu*`", heading))
            elif not any(letter.isalnum() for letter in form):
                message = f"`{form}` has no letters to look for"
                findings.append(_fault(each.place, message, "write the words as the text has them", heading))
            else:
                forms.append(form)
    return tuple(forms)


def _case(entry: Entry | None, findings: list[Finding]) -> bool:
    if entry is not None and not isinstance(entry.item.value, bool):
        findings.append(_fault(entry.item.place, "`case` is neither true nor false", "write it without quotes"))
    return entry is None or entry.item.value is not False


def _main(entry: Entry | None, findings: list[Finding]) -> str:
    value = entry.item.value if entry else False
    if entry is not None and not isinstance(value, bool | str):
        hint = 'write `main = true`, or the label of a chapter or section: `main = "sec:deveselu"`'
        findings.append(_fault(entry.item.place, "`main` is neither true nor a label", hint))
    return value if isinstance(value, str) else "*" if value is True else ""


# ---- names ----------------------------------------------------------------------------------------------------------


def _named(file: SourceFile | None, findings: list[Finding]) -> list[Row]:
    """A list of names, one a line: "Putin, Vladimir". A line that begins with # is a remark."""
    if file is None:
        return []
    try:
        lines = file.data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as fault:
        place = Place(file.path, file.data.count(b"\n", 0, fault.start) + 1, 1)
        findings.append(_fault(place, "the list of names is not UTF-8", "save it as UTF-8"))
        return []
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        name, place = " ".join(line.split()), Place(file.path, number, 1)
        if not name or name.startswith("#"):
            continue
        if _STAR.search(name) or not any(letter.isalnum() for letter in name):
            findings.append(_fault(place, f"`{name}` is no name", "write one a line: `Family, Given`", name))
            continue
        rows.append(Row(name.replace("*", ""), place, name_forms(name), listed=True))
    return rows


def name_forms(name: str) -> tuple[str, ...]:
    """How a text names "Putin, Vladimir": by the family name, by both, with initials."""
    family, _, given = (piece.strip() for piece in re.sub(r"\s*\([^()]*\)", "", name).partition(","))
    names = given.split()
    if not names:
        return (family,)
    initials = " ".join(f"{piece[0]}." for piece in names)
    befores = (given, names[0], initials, f"{names[0][0]}.", initials.replace(" ", ""))
    return tuple(dict.fromkeys((family, *(f"{before} {family}" for before in befores))))


def _told_apart(rows: list[Row]) -> list[Row]:
    """A family name that several people of the lists have leads to none of them."""
    shared = Counter(form for row in rows if row.listed for form in dict.fromkeys(row.forms))
    return [
        replace(row, forms=tuple(form for form in row.forms if shared[form] < 2), heading=row.heading.replace("*", ""))
        if row.listed
        else row
        for row in rows
    ]
