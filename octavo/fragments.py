"""Fragments: texts in Markdown that stand elsewhere than in chapters, kept or parsed side by side."""

from octavo import children, tree
from octavo.desk import Desk
from octavo.model import Nodes

LIMITS = children.Limits(60.0, 4096)
# A few paragraphs; what is longer is taken for words.
LONGEST = 20_000


def read_fragment(path: str, text: str) -> Nodes:
    """The blocks of a text of this file. Runs in a child that ends with it."""
    from octavo.parse.fragment import blocks_of

    return blocks_of(path, text)


def read_fragments(texts: tuple[str, ...], path: str, desk: Desk) -> dict[str, Nodes]:
    """The blocks of each text; its words alone, where a limit was hit."""
    keys = {text: desk.cache.key("fragment", path, text) for text in texts}
    found: dict[str, Nodes] = {text: kept for text, key in keys.items() if (kept := desk.cache.get(key)) is not None}
    wanted = [text for text in texts if text not in found and len(text) <= LONGEST]
    tasks = [children.Task(text, read_fragment, (path, text), len(text), LIMITS) for text in wanted]
    for outcome in children.run_all(tasks, desk.workers):
        if outcome.fault and not outcome.limit:
            raise children.ToolFault(f"parsing a text of `{path}` failed: {outcome.fault}\n{outcome.trace}")
        if not outcome.fault:
            found[outcome.key] = outcome.value
            desk.cache.put(keys[outcome.key], outcome.value)
    return {text: found.get(text) or _plain(text) for text in texts}


def _plain(text: str) -> Nodes:
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return [{"t": "Para", "c": tree.words(paragraph)} for paragraph in paragraphs if paragraph]
