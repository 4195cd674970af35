"""Texts without what cannot be seen: control characters, and marks that turn the direction of writing."""

import re
import unicodedata

# What XML cannot hold, and what shows nothing and turns the text around it.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(value: str) -> tuple[str, tuple[str, ...]]:
    """The text in composed form without unseen characters, and which those were."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    unseen = set(CONTROLS.findall(value))
    if not _balanced(value):
        unseen |= set(TURNS.findall(value))
    kept = "".join(character for character in value if character not in unseen)
    return unicodedata.normalize("NFC", kept).strip(), tuple(sorted(unseen))


def _balanced(value: str) -> bool:
    """True when a text turns direction only by closed isolates, and for letters that are written from right to left."""
    turns = TURNS.findall(value)
    depth = 0
    for character in turns:
        if character < "\u2066":
            return False
        depth += -1 if character == "\u2069" else 1
        if depth < 0:
            return False
    right_to_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in value)
    return not turns or (depth == 0 and right_to_left)
