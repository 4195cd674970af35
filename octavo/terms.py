"""Terms: words that the book marks by list and not by hand, index headings (index.toml) and abbreviations.

``index.toml`` gives each heading ("Romania!Deveselu") the words that lead to it; ``abbreviations.toml`` gives each
abbreviation its expansion. Both are flat tables of TOML.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace

from octavo import tree
from octavo.findings import Finding, Place, Severity
from octavo.model import Book, Node, Nodes, SourceFile

_WORD = re.compile(r"^([^\w]*)(.*?)((?:[’']s)?[^\w]*)$", re.S)


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase to look for, word by word, what it stands for (an index heading, or an expansion), and its row."""

    words: tuple[str, ...]
    value: str
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a book."""

    index: tuple[Term, ...] = ()
    abbreviations: tuple[Term, ...] = ()


def read_terms(index: SourceFile | None, abbreviations: SourceFile | None) -> tuple[Terms, tuple[Finding, ...]]:
    """The terms of both files, and a finding for what cannot be read."""
    findings: list[Finding] = []
    headings = _table(index, findings)
    short = _table(abbreviations, findings)
    found = (
        Term(tuple(phrase.split()), heading, place)
        for heading, phrases, place in headings
        for phrase in phrases
        if phrase.split()
    )
    expansions = (Term(tuple(name.split()), texts[0], place) for name, texts, place in short if name.split() and texts)
    return Terms(tuple(found), tuple(expansions)), tuple(findings)


def _table(file: SourceFile | None, findings: list[Finding]) -> list[tuple[str, list[str], Place]]:
    """The rows of a flat table: each key with its text or texts, and its place."""
    if file is None:
        return []
    try:
        text = file.data.decode("utf-8")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        line = re.search(r"line (\d+), column (\d+)", str(fault))
        place = Place(file.path, int(line[1]), int(line[2])) if line else Place(file.path, 1, 1)
        findings.append(_fault(place, f"the file cannot be read: {fault}", "mend it at this place"))
        return []
    rows: list[tuple[str, list[str], Place]] = []
    for key, value in data.items():
        place = _row(file.path, text, key)
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else None
        if texts is None or not all(isinstance(text, str) for text in texts):
            findings.append(_fault(place, f"`{key}` is neither a text nor a list of texts", "put it in quotes"))
            continue
        rows.append((key, texts, place))
    return rows


def _row(path: str, text: str, key: str) -> Place:
    """Where a key of a flat table stands: at the beginning of its line."""
    found = re.search(rf"^[ \t]*([\"']?){re.escape(key)}\1[ \t]*=", text, re.M)
    return Place(path, text.count("\n", 0, found.start()) + 1, 1) if found else Place(path, 1, 1)


def _fault(place: Place, message: str, hint: str) -> Finding:
    return Finding("L006", "bad-terms", Severity.ERROR, place, message, hint)


def mark(book: Book, terms: Terms) -> Book:
    """The book with each term marked: index headings once a paragraph, abbreviations once a chapter."""
    if not terms.index and not terms.abbreviations:
        return book
    index, short = _by_first(terms.index), _by_first(terms.abbreviations)
    chapters = []
    for chapter in book.chapters:
        seen: set[tuple[str, ...]] = set()

        def change(nodes: Nodes, seen: set[tuple[str, ...]] = seen) -> Nodes:
            marked = _marked(nodes, index, set(), _indexed) if index else nodes
            return _marked(marked, short, seen, _abbreviated) if short else marked

        chapters.append(replace(chapter, blocks=tree.rewrite_lists(chapter.blocks, change)))
    return replace(book, chapters=tuple(chapters))


def _by_first(terms: tuple[Term, ...]) -> dict[str, list[Term]]:
    """The terms by their first word, longer ones first."""
    found: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: -len(term.words)):
        found.setdefault(term.words[0], []).append(term)
    return found


def _marked(
    nodes: Nodes, terms: dict[str, list[Term]], seen: set[tuple[str, ...]], make: Callable[[Nodes, Term], Nodes]
) -> Nodes:
    if not any(node["t"] == "Str" and _core(node) in terms for node in nodes):
        return nodes
    result: Nodes = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        term = (
            next((t for t in terms.get(_core(node), ()) if _stands(nodes, at, t)), None) if node["t"] == "Str" else None
        )
        if term is None or term.words in seen:
            result.append(node)
            at += 1
            continue
        seen.add(term.words)
        end = at + 2 * len(term.words) - 1
        result += make(nodes[at:end], term)
        at = end
    return result


def _core(node: Node) -> str:
    """A word without the punctuation around it."""
    match = _WORD.match(node["c"]) if node["t"] == "Str" else None
    return match[2] if match else ""


def _stands(nodes: Nodes, at: int, term: Term) -> bool:
    for number, word in enumerate(term.words):
        place = at + 2 * number
        if place >= len(nodes) or _core(nodes[place]) != word:
            return False
        if number and nodes[place - 1]["t"] not in ("Space", "SoftBreak"):
            return False
    return True


def _indexed(phrase: Nodes, term: Term) -> Nodes:
    return [tree.span(phrase, "", ("index",), term=term.value)]


def _abbreviated(phrase: Nodes, term: Term) -> Nodes:
    first, last = _WORD.match(phrase[0]["c"]), _WORD.match(phrase[-1]["c"])
    assert first and last
    inner = [*phrase]
    inner[0] = tree.string(inner[0]["c"][len(first[1]) :])
    if last[3]:
        inner[-1] = tree.string(inner[-1]["c"][: -len(last[3])])
    around = [tree.string(first[1])] if first[1] else []
    return [*around, tree.span(inner, "", ("abbr",), title=term.value), *([tree.string(last[3])] if last[3] else [])]
