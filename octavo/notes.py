"""Notes of one chapter: its citations become what the style makes of them, and its notes get their numbers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from octavo import tree
from octavo.cite import CitedCluster
from octavo.clusters import REFERENCE
from octavo.model import Chapter, Node, Nodes, Number
from octavo.punctuation import after_punctuation, within_note
from octavo.references import split, target

# The attribute by which an index mark in a note carries the note's number.
IN_NOTE = "in-note"
_CITE, _NOTE, _SPAN = frozenset(("Cite",)), frozenset(("Note",)), frozenset(("Span",))
_NUMBERED, _NOTED = _NOTE | _SPAN, _SPAN | frozenset(("Reference",))


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A place where a source is cited: its key, the chapter's name, the number of the note ("" for one in the text),
    the id of the place, and what the author wrote behind the key.
    """

    key: str
    chapter: str
    note: str
    anchor: str
    locator: str


class Notes:
    """Fills in the citations of one chapter and numbers its notes."""

    def __init__(
        self, chapter: Chapter, results: Iterator[CitedCluster], keys: frozenset[str], first: int, in_notes: bool
    ) -> None:
        self._chapter = chapter
        self._results = results
        self._keys = keys
        self._in_notes = in_notes
        self.count = first
        self.labels: dict[tuple[str, str], Number] = {}
        self.uses: list[SourceUse] = []
        self._citations = 0

    def apply(self) -> tuple[Nodes, Nodes]:
        """The title and the blocks, in which every citation and every note stands as it is printed."""
        content = [self._chapter.title, self._chapter.blocks]
        filled = tree.rewrite(content, self._cite, _CITE, _CITE)
        if self._in_notes and filled is not content:
            filled = tree.rewrite(filled, _written, _NOTE)
            filled = tree.rewrite_lists(filled, after_punctuation)
        title, blocks = tree.rewrite(filled, self._number, _NUMBERED, _NOTE)
        return title, blocks

    def _cite(self, node: Node) -> Nodes:
        """What stands for a Cite node: its sources as the style prints them, its unknown keys, its references."""
        result = next(self._results).inlines
        targets, items = split(node, self._keys)
        unknown = [item for item in items if item["citationId"] not in self._keys]
        nodes: Nodes = []
        if result:
            cited = [
                _flat(inline) if inline["t"] == "Note" else inline for inline in tree.rewrite(result, _back, _SPAN)
            ]
            mode = node["c"][0][0]["citationMode"]["t"]
            sources = [(i["citationId"], _locator(i)) for i in items]
            nodes = [{**n, "sources": sources} if n["t"] == "Note" else n for n in cited]
            if not _is_note(cited):
                nodes = [{**tree.span(cited, "", ("citation",)), "cite_mode": mode, "sources": sources}]
        for item in unknown:
            nodes += [*gap(nodes), *_around(item, unresolved(f"@{item['citationId']}"))]
        if targets:
            sides = [_sides(item) for item in node["c"][0] if target(item, self._keys)]
            nodes += [*gap(nodes), {"t": "Reference", "targets": targets, "sides": sides, "c": []}]
        return nodes

    def _number(self, node: Node) -> Nodes | None:
        if node["t"] == "Span":
            return self._in_text(node)
        self.count += 1
        name = f"{self._chapter.name}-{self.count}"
        self._used(node, str(self.count), f"fnref-{name}")
        label = node.get("label", "")
        if label:
            found = Number(label, "note", str(self.count), "", self._chapter.name, f"fn-{name}")
            self.labels.setdefault((self._chapter.name, label), found)
        inner = tree.rewrite(node["c"], lambda inline: _in_note(inline, str(self.count)), _NOTED)
        kept = {"sources": node["sources"]} if node.get("sources") else {}
        return [{"t": "Note", "c": inner, "n": str(self.count), "id": name, **kept}]

    def _in_text(self, span: Node) -> Nodes | None:
        """A citation that stands in the text gets an id, so that the list of sources can lead back to it."""
        if "sources" not in span:
            return _declined(span)
        self._citations += 1
        anchor = f"cite-{self._chapter.name}-{self._citations}"
        self._used(span, "", anchor)
        _, classes, pairs = tree.attr(span)
        return [tree.with_attr(span, (anchor, classes, pairs))]

    def _used(self, item: Node, note: str, anchor: str) -> None:
        for node in tree.structure([item]):
            for key, locator in node.get("sources", ()):
                self.uses.append(SourceUse(key, self._chapter.name, note, anchor, locator))


def _locator(item: dict[str, Any]) -> str:
    return tree.text(item["citationSuffix"]).replace("\u00a0", " ").lstrip(", ")


def _in_note(inline: Node, number: str) -> Nodes | None:
    if inline["t"] == "Reference":
        return [{**inline, "noted": True}]
    identifier, classes, pairs = tree.attr(inline)
    if "index" in classes:
        return [tree.with_attr(inline, (identifier, classes, (*pairs, (IN_NOTE, number))))]
    return _declined(inline)


def _declined(span: Node) -> Nodes | None:
    """References in the case that their author asks for: ``[@sec:x]{case=genitive}``."""
    case, inner = tree.value(span, "case"), span["c"][1]
    found = [node for node in inner if node["t"] == "Reference"]
    if not case or not found:
        return None
    if all(node["t"] in ("Reference", "Space", "SoftBreak") or node.get("c") == ";" for node in inner):
        # To pandoc ``[@fig:x; @fig:y]{case=genitive}`` is a span with two citations; it is a list of references.
        targets = tuple(target for node in found for target in node["targets"])
        return [{**found[0], "targets": targets, "sides": [side for n in found for side in n["sides"]], "case": case}]
    return [{**node, "case": case} if node["t"] == "Reference" else node for node in inner]


def unresolved(label: str) -> Node:
    """The visible mark of something that has no target."""
    return tree.span([tree.string(f"[?{label}]")], "", ("unresolved",))


def gap(nodes: Nodes) -> Nodes:
    """A space behind nodes, none behind nothing."""
    return [{"t": "Space"}] if nodes else []


def _sides(item: dict[str, Any]) -> tuple[Nodes, Nodes]:
    """What an author wrote before and behind a key; another citation there keeps its words alone."""
    prefix, suffix = (
        tree.rewrite(item[side], lambda cite: cite["c"][1], _CITE, _CITE)
        for side in ("citationPrefix", "citationSuffix")
    )
    # ``@sec:x [p. 3]``: pandoc keeps no space before what an author adds to what stands in the text.
    apart = item["citationMode"]["t"] == "AuthorInText" and suffix and tree.text(suffix)[:1].isalnum()
    return prefix, [*gap(suffix), *suffix] if apart else suffix


def _around(item: dict[str, Any], node: Node) -> Nodes:
    prefix, suffix = _sides(item)
    return [*prefix, *gap(prefix), node, *suffix]


def _written(node: Node) -> Nodes | None:
    """A note of the author's, with the citations in it as parts of its sentences."""
    return None if node.get("cited") else [{**node, "c": tree.rewrite_lists(node["c"], within_note)}]


def _back(node: Node) -> Nodes | None:
    """A reference that was set aside while the style was at work."""
    if REFERENCE not in tree.attr(node)[1]:
        return None
    kept = json.loads(tree.value(node, "title"))
    items = [{"citationId": key, "citationMode": {"t": mode}, "label": label} for key, mode, label in kept]
    targets = tuple(found for item in items if (found := target(item, frozenset())))
    return [{"t": "Reference", "targets": targets, "sides": [([], [])] * len(targets), "c": []}]


def _flat(note: Node) -> Node:
    """A citation's note; a note that an author wrote within the citation stands in it in parentheses."""

    def parenthesis(inner: Node) -> Nodes:
        paragraphs = [block["c"] for block in inner["c"] if block["t"] in ("Para", "Plain")]
        inlines = [inline for paragraph in paragraphs for inline in ({"t": "Space"}, *paragraph)]
        return [tree.string("("), *inlines[1:], tree.string(")")]

    return {**note, "c": tree.rewrite(note["c"], parenthesis, _NOTE), "cited": True}


def _is_note(inlines: Nodes) -> bool:
    return any(node["t"] == "Note" for node in inlines)
