"""Short forms: the first mention of an abbreviation in each chapter gets its expansion."""

import re
from collections.abc import Callable
from dataclasses import replace

from octavo import tree
from octavo.model import Book, Node, Nodes
from octavo.terms.rows import Term

_WORD = re.compile(r"^([^\w]*)(.*?)((?:[’']s)?[^\w]*)$", re.S)


def expanded(book: Book, terms: tuple[Term, ...]) -> Book:
    """The book with its abbreviations marked, each once a chapter."""
    by_first = _by_first(terms)
    chapters = []
    for chapter in book.chapters:
        seen: set[tuple[str, ...]] = set()

        def change(nodes: Nodes, seen: set[tuple[str, ...]] = seen) -> Nodes:
            return _marked(nodes, by_first, seen, _abbreviated)

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


def _abbreviated(phrase: Nodes, term: Term) -> Nodes:
    first, last = _WORD.match(phrase[0]["c"]), _WORD.match(phrase[-1]["c"])
    assert first and last
    inner = [*phrase]
    inner[0] = tree.string(inner[0]["c"][len(first[1]) :])
    if last[3]:
        inner[-1] = tree.string(inner[-1]["c"][: -len(last[3])])
    around = [tree.string(first[1])] if first[1] else []
    return [*around, tree.span(inner, "", ("abbr",), title=term.value), *([tree.string(last[3])] if last[3] else [])]
