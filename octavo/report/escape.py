"""Untrusted text made safe to print: a manuscript never commands the terminal or the CI that shows its findings."""

import re
import unicodedata

# Characters that a terminal obeys, that cannot be seen, or that turn the text around them (Unicode's general
# categories: controls, formats, lone surrogates, private and unassigned ones, line and paragraph separators).
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# CI runners obey "::" at the start of a line and "##[" or "##word[" anywhere in it.
COMMAND = re.compile(r"##(?=\w*\[)")


def visible(text: str) -> str:
    r"""The text on one line, each hidden character as its escape: ``\x1b``, ``\u202e``, ``\U000e0041``."""
    if text.isprintable():  # the quick way for nearly all: what is hidden is not printable
        return text
    return "".join(_escape(character) if unicodedata.category(character) in HIDDEN else character for character in text)


def printable(text: str) -> str:
    """The text as one line of a log that no CI takes for a command."""
    line = COMMAND.sub(r"#\\u0023", visible(text))
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + r"\u003a" + bare[1:] if bare.startswith("::") else line


def _escape(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
