"""References by hand: one source of each kind, its full note, its short note and its entry, as Chicago 18 wants them.

``golden/references.txt`` is to be read and checked by people. A line that begins with "# Chicago:" says what the manual
would have instead of the line below it; a line that begins with "pandoc" is what pandoc alone makes of the source.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from conftest import assembled, files_of, source

from octavo import pandoc, tree
from octavo.cite import Citations, asked, cite
from octavo.model import Bibliography, Config, Node, Nodes
from octavo.parse.bibliography import parse_bibliography
from octavo.styles import citation_style

GOLDEN = Path(__file__).parent / "golden"
SOURCES = (GOLDEN / "references.json").read_text(encoding="utf-8")
# Where in the source the short note points; nowhere in those that have no pages.
PLACES = {"ancient": ", 2.40", "sacred": ", 11:8", "garf": ", l. 34", "case": ", 998"} | dict.fromkeys(
    "interview-unpublished interview-confidential letter broadcast podcast video web-page web-page-undated blog post "
    "dataset map image law bill hearing treaty press-conference speech nara tna nato-archives".split(),
    "",
)


def emphasis(node: Node) -> Nodes | None:
    """Italics as they are typed."""
    return [tree.string("*"), *node["c"], tree.string("*")] if node["t"] == "Emph" else None


def shown(inlines: Nodes) -> str:
    text = tree.text(tree.rewrite(inlines, emphasis), notes=True)
    return text.replace("\u00a0", " ")


@cache
def cited(style: str = "chicago-notes-bibliography", **wants: str) -> tuple[tuple[str, ...], Citations]:
    """The keys, and the book in which each source is cited twice."""
    entries = parse_bibliography(source("references.json", SOURCES)).entries
    keys = tuple(entry.key for entry in entries)
    text = "# One\n\n" + "\n\n".join(f"A [@{key}]. B [@{key}{PLACES.get(key, ', 12')}]." for key in keys)
    config = Config("book.toml", "A book", citation_style=style, **wants)  # type: ignore[arg-type]
    book = assembled(config, files_of((text,)), Bibliography(entries, citation_style(config, None)[0]))
    return tuple(entry.key for entry in book.bibliography.entries), cite(asked(book))


def printed(citations: Citations, keys: tuple[str, ...]) -> dict[str, tuple[str, str, str]]:
    """Full note, short note and entry of each source."""
    notes = [shown(result.inlines) for _, results in citations.clusters for result in results]
    listed = {entry.key: shown(entry.inlines) for entry in citations.entries}
    return {key: (notes[2 * at], notes[2 * at + 1], listed.get(key, "")) for at, key in enumerate(keys)}


def pandocs_own() -> dict[str, str]:
    """The entries that pandoc alone makes."""
    items: list[dict[str, Any]] = json.loads(SOURCES)
    plain = [{name: value for name, value in item.items() if name != "custom"} for item in items]
    citations = [
        {
            "citationId": item["id"], "citationPrefix": [], "citationSuffix": [], "citationNoteNum": 1,
            "citationHash": 0, "citationMode": {"t": "NormalCitation"},
        } for item in items
    ]  # fmt: skip
    style = citation_style(Config("book.toml", "A book"), None)[0]
    blocks, _ = pandoc.cite([{"t": "Para", "c": [{"t": "Cite", "c": [citations, []]}]}], [], plain, style, "en")
    return {
        tree.attr(node)[0].removeprefix("ref-"): shown(node["c"][1])
        for node in tree.walk(blocks)
        if node["t"] == "Div" and tree.attr(node)[0].startswith("ref-")
    }


def golden() -> str:
    """The golden file as it is today, without the remarks."""
    keys, citations = cited()
    alone = pandocs_own()
    lines: list[str] = []
    names = [str(item["id"]) for item in json.loads(SOURCES)]
    for key, (note, short, entry) in zip(names, printed(citations, keys).values(), strict=True):
        lines += [f"== {key}", f"note: {note}", f"short: {short}", f"list: {entry or '(not listed)'}"]
        lines += [f"pandoc list: {alone[key] or '(not listed)'}"] if alone.get(key, "") != entry else []
    return "\n".join(lines) + "\n"


def test_references_are_as_they_were_checked() -> None:
    kept = (GOLDEN / "references.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in kept if line and not line.startswith("#")] == golden().splitlines()
