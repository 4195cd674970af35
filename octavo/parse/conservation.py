"""Conservation: the words of a text that pandoc passes over in silence are found, because no book may lose one."""

import re

from octavo.model import Remark
from octavo.parse.decode import Lines
from octavo.parse.scan import Scan

_WORD = re.compile(r"(?<!\\)(?<![^\W_])[^\W_]{3,}")
# What has a meaning and is not printed: labels of notes, definitions of links, attributes, entities, tags, the first
# word of captions.
_PASSED = re.compile(
    r"\[\^[^\]\n]*\]|^[ \t>]*\[[^\]\n]+\]:.*(?:\n[ \t]+[\"'(].*)?"
    r"|\{[^{}\n]*[#.=][^{}\n]*(?:\n[^{}\n]+){0,4}\}|&#?\w+;|\(@[^)\s]*\)"
    r"|(?<=\])\[[^\[\]]*\]|</?[A-Za-z][^<>]*>|^[ \t>]*[Tt]able:|^[ \t>]*(?:`{3,}|~{3,}|:{3,}).*$",
    re.M,
)
_DEFINITION = re.compile(r"[^\n]*(?:\n(?:[ \t]*\n)*(?:[ \t]+\S[^\n]*|(?<=\S\n)\S[^\n]*))*")
_MOST = 20


def lost(seen: Scan, path: str, trees: tuple[str, ...]) -> tuple[Remark, ...]:
    """A remark on each line of the text with words that are nowhere in the trees (pandoc's JSON), at the first."""
    source = _PASSED.sub(_blank, seen.text)
    labels = [mark.text for mark in seen.definitions]
    for mark in seen.definitions:
        if labels.count(mark.text) > 1:  # one of the two is printed, and a remark is made of the other
            end = _DEFINITION.match(seen.text, mark.offset)
            source = (
                source[: mark.offset]
                + " " * (end.end() - mark.offset if end else 0)
                + source[end.end() if end else mark.offset :]
            )
    joined = "\n".join(set().union(*map(_strings, trees))).replace("\\n", "\n")
    words = set(_WORD.findall(joined))
    unknown = {word for word in set(_WORD.findall(source)) - words if word not in joined}
    if not unknown:
        return ()
    missing = [match for match in _WORD.finditer(source) if match.group() in unknown]
    lines = Lines(path, seen.text)
    found: dict[int, list[re.Match[str]]] = {}
    for match in missing:
        found.setdefault(lines.place(match.start()).line, []).append(match)
    return tuple(
        Remark("lost-text", " ".join(match.group() for match in matches), lines.place(matches[0].start()))
        for matches in list(found.values())[:_MOST]
    )


def _strings(json: str) -> set[str]:
    """The strings of a tree in JSON without its tags; one that holds quotation marks is in pieces."""
    short = json.replace('{"t":"Space"},', "").replace('{"t":"Str","c":', "").replace('{"t":"', '{"t:')
    return set(short.split('"'))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())
