"""A few words or paragraphs of Markdown from elsewhere than a chapter: a biography, an abstract, a subtitle."""

import re

from octavo import tree
from octavo.model import ChapterEntry, Kind, Nodes, SourceFile
from octavo.parse.chapters import parse_file

# Words that say the same with and without Markdown.
_PLAIN = re.compile(r"[^\W_]+(?:[ ,.;:!?][ ]?[^\W_]+)*[.!?]?")


def blocks_of(path: str, text: str) -> Nodes:
    """The blocks of a text of this file. Never fails."""
    if _PLAIN.fullmatch(text) and not text[0].isdigit():
        return [{"t": "Para", "c": tree.words(text)}]
    parsed = parse_file(SourceFile(path, text.encode("utf-8", "surrogatepass"), ""), ChapterEntry(path, Kind.BACK))
    blocks: Nodes = []
    for section in parsed.sections:
        blocks += [{"t": "Para", "c": section.title}] if section.title else []
        blocks += section.blocks
    return blocks
