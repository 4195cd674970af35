"""Expansions of abbreviations: plain words, with the language of foreign ones and with emphasis where they say so."""

import re

from octavo import tree
from octavo.model import Nodes

_MARKED = re.compile(
    r"\[(?P<words>[^\[\]{}]+)\]\{[^{}\n]{0,40}?\blang=[\"']?(?P<language>[A-Za-z][A-Za-z0-9-]*)[\"']?[^{}\n]{0,40}?\}"
    r"|(?<!\w)\*(?P<stressed>[^*\s](?:[^*\n]*[^*\s])?)\*(?!\w)"
)


def inlines(expansion: str) -> Nodes:
    """The expansion as it is printed: ``[protivoraketnaya oborona]{lang=ru-Latn}, missile defence``."""
    found: Nodes = []
    at = 0
    for match in _MARKED.finditer(expansion):
        found += _words(expansion[at : match.start()])
        if match["stressed"]:
            found.append({"t": "Emph", "c": inlines(match["stressed"])})
        else:
            found.append(tree.span(_words(match["words"]), lang=match["language"]))
        at = match.end()
    return [*found, *_words(expansion[at:])]


def plain(expansion: str) -> str:
    """The words of an expansion."""
    return tree.text(inlines(expansion))


def _words(text: str) -> Nodes:
    return tree.words(re.sub(r"(?<=\w)'(?=\w)", "’", text)) if text else []
