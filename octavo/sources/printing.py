"""The texts of a source that a style prints, each with the variable that it is."""

import html
import re
from collections.abc import Iterator

from octavo.sources.folding import folded
from octavo.sources.source import Source, in_bibtex

_TEXTS = (
    "title", "container-title", "collection-title", "publisher", "publisher-place", "authority", "genre", "edition",
    "event-title", "event-place", "translated-title", "original-title", "title-short", "volume-title", "archive",
    "archive_collection", "archive_location", "container-title-short", "medium", "part-title", "reviewed-title",
)  # fmt: skip
_PEOPLE = ("author", "editor", "translator", "container-author", "collection-editor", "interviewer", "recipient")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|[\"'`^~=.&%$#_{}])")
_FORMULA = re.compile(r"\$[^$]*[\\^_][^$]*\$")
_TAGS = "em|strong|p|br|div|italic|bold|scp|inline-formula|tex-math|sec|list|mml:[a-z]+|jats:[a-z]+"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.I)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_ARGUMENT = re.compile(r"\\([A-Za-z]+)\*?\s*\{([^{}\\]*)\}")
# Commands whose arguments are not meant to print.
_SILENT = frozenset(
    "noop noopsort sortnoop switchargs url href color textcolor label ref cite citep citet nocite vspace hspace hskip "
    "foreignlanguage selectlanguage begin end phantom vphantom hphantom fontsize index special includegraphics "
    "protect sortas bibsort".split()
)
_BRACES = re.compile(r"\{[^{}]*\}")
# The first letter of UTF-8's pairs and triples, and what the others look like in Windows' and ISO's Latin.
_GARBLED = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)


def texts(source: Source) -> Iterator[tuple[str, str]]:
    """Each variable that is printed, with its value as it is, markup and all."""
    for variable in _TEXTS:
        value = source.values.get(variable)
        if isinstance(value, str):
            yield variable, value
    for variable in _PEOPLE:
        for name in source.values.get(variable) or ():
            if isinstance(name, dict):
                yield variable, " ".join(part for part in name.values() if isinstance(part, str))


def markup(source: Source, variable: str, text: str) -> str:
    """The first piece of TeX, HTML or BibTeX in a text that would print as it stands, or "".

    In a .bib file TeX has been read already: a backslash or a brace that is still there was meant to be one, where it
    does not stand so in the file.
    """
    for pattern in (_FORMULA, _TAG, _ENTITY):
        match = pattern.search(text)
        if match and not (pattern is _ENTITY and html.unescape(match.group()) == match.group()):
            return match.group()
    match = _COMMAND.search(text) or (None if in_bibtex(source.entry) else _BRACES.search(text))
    if not match:
        return ""
    written = source.field(variable) if in_bibtex(source.entry) else None
    return match.group() if not written or match.group() in written.value else ""


def lost(source: Source, variable: str) -> tuple[str, str]:
    """A TeX command in a field as it is written that nobody knows, and the words that went with it; ("", "") for none.

    What is unknown is dropped with all that stands in its braces.
    """
    written = source.field(variable) if in_bibtex(source.entry) and "\\\\" in source.entry.written else None
    if not written or "\\" not in written.value:
        return "", ""
    printed = " ".join(folded(str(value)) for value in source.values.values())
    for command, argument in _ARGUMENT.findall(written.value):
        words = [word for word in folded(argument).split() if len(word) > 2 and word.isalpha()]
        if words and command.lower() not in _SILENT and not any(word in printed for word in words):
            return f"\\{command}", argument
    return "", ""


def garbled(text: str) -> tuple[str, str]:
    """The first letters that are UTF-8 read as something else, and what they were; ("", "") for none."""
    for match in _GARBLED.finditer(text) if not text.isascii() else ():
        said = match.group()
        for encoding in ("cp1252", "latin-1"):
            try:
                return said, said.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
    return "", ""
