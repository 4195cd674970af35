"""The prose of a text: all marks hidden, letter for letter, so that a place in the one is a place in the other."""

import re

from octavo.parse.code import code_ranges, math_ranges
from octavo.prose import CITATION, CODE, HIDDEN, MATH, NOTE

_ADDRESS = r"(?:<[^<>\n]+>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*"
_MARKS = re.compile(
    "|".join((
        r"(?P<note>\[\^[^\]\s]+\]:?|\^(?=\[))",
        rf"(?P<target>(?<=\])\({_ADDRESS}\))",
        r"(?P<attributes>\{[ \t]*(?=[#.=]|[\w:-]+=|-[ }])(?:[^{}\n\"]|\"[^\"\n]*\"|\n(?=[^\n]*\}))*\})",
        r"(?P<cite>(?<!\w)-?@(?:\{[^{}\s]+\}|[\w*](?:\w|[:/](?=/)|[:.#$%&\-+?<>~/](?=\w))*))",
        r"(?P<link><(?:https?|ftp|mailto):[^<>\s]+>|<[^\s<>@]+@[^\s<>@]+>|(?:https?|ftp)://[^\s<>\[\]{}|]*[^\s<>\[\]{}|.,;:!?)'\"»”’])",
        r"(?P<tag></?[A-Za-z][^<>\n]*>)",
        r"(?P<definition>^[ \t]*\[[^\]\n^]+\]:[ \t]*\S+.*$)",
        r"(?P<fence>^[ \t>]*:{3,}[^\n]*$|^[ \t>]*[-=+|: \t]*[-=]{3,}[-=+|: \t]*$)",
        r"(?P<tex>\\(?:[A-Za-z]+\*?|[^\w\s]))",
    )),
    re.M,
)  # fmt: skip
_FILL = {"note": NOTE, "cite": CITATION}
_LETTER = re.compile(r"[^\n]")


def plain(text: str) -> str:
    """The text with each letter of a mark replaced: of notes' calls, citations, code, formulas, and all others."""
    hidden = text
    for ranges, fill in ((code_ranges(text), CODE), (math_ranges(text), MATH)):
        pieces: list[str] = []
        at = 0
        for start, end in ranges.spans:
            # A formula may stand within code, not the other way round.
            if start < at or CODE in hidden[start:end]:
                continue
            kind = HIDDEN if text.startswith("<!--", start) else fill
            pieces += [hidden[at:start], _LETTER.sub(kind, hidden[start:end])]
            at = end
        hidden = "".join((*pieces, hidden[at:]))
    return _MARKS.sub(_filled, hidden)


def _filled(match: re.Match[str]) -> str:
    if match.lastgroup == "tex" and not match.group()[1:].isalpha():
        return HIDDEN + match.group()[1]  # an escaped sign is the sign itself
    return _LETTER.sub(_FILL.get(match.lastgroup or "", HIDDEN), match.group())
