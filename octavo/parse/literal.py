"""Literal marks: what pandoc did not read and prints as it stands, though it was surely meant as a mark.

pandoc's own tree is the proof: nothing is remarked on that is not among its words. The text tells only where it stands.
"""

import re
from collections.abc import Callable, Iterator

from octavo.model import Remark
from octavo.parse.decode import Lines
from octavo.prose import CODE, HIDDEN, MATH

_GLUED_HEADING = re.compile(r"^[ ]{0,3}(?P<mark>#{2,6}[^\W\d_][^\n]*)$", re.M)
_HEADING = re.compile(r"(?<=[^\n]\n)(?P<mark>(?:#(?=[ ]+[A-ZÀ-ÞА-Я])|#{2,6})[ ]+[^\W_][^\n]*)$", re.M)
_FENCE = re.compile(r"^(?P<mark>`{3,}[^\n`]*)$", re.M)
_DIVISION = re.compile(r"^(?P<mark>:{3,}[ \t]*(?P<given>[^\n:]*)):*[ \t]*$", re.M)
_FENCED = re.compile(r"^[ ]{0,3}(?P<mark>:{3,}[ \t]*(?P<given>[^\n]*?)):*[ \t]*$", re.M)
_ATTRIBUTES = re.compile(r"(?P<mark>\{\.[A-Za-z][\w-]*)[^{}\n]*\}")
_LINK = re.compile(
    r"(?P<mark>!?\[(?![@^\d])[^\[\]\n]+\])[ ]\((?:https?://[^()\s]+|[^()\s]+\.(?:md|html|png|jpe?g|svg|pdf))\)"
)
_TABLE = re.compile(r"(?<=[^\n]\n)(?P<mark>\|[^\n]*\|)[ \t]*\n\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$", re.M)
_STRONG = re.compile(r"(?<!\S)(?P<mark>\*\*[ ][^*\n]+[^*\s]\*\*)(?!\*)")
_COMMENT = re.compile(r"(?P<mark><!--)")
_NOTE = re.compile(r"(?P<mark>\[\^[\w-]{1,30})(?=[\s.,;:]|\Z)")
_QUOTATION = re.compile(r"(?<![\w`])(?P<mark>``[^\W_][^`\n]*'')(?!')")
_KRAMDOWN = re.compile(r"(?P<mark>\{:[ \t]*(?:[.#][\w-]|\w[\w-]*=)[^{}\n]*\})")
_LIST = re.compile(
    r"(?:\A|(?<=\n\n))(?![ \t>|#*+~:-]|\(?\w{1,3}[.)]\s)(?:[^\n]+\n)*?(?P<before>[^\n]+)\n"
    r"(?P<mark>[-*+][ ]+[^\n]+)\n(?:[ ]+[^\n]+\n)*[-*+][ ]+[^\n]",
)
# Where a word of the text may end otherwise in the tree, or its word ends.
_PLAIN = re.compile(r"[\s'\"]|--|\.\.\.")
_STRING = r'"t":"Str","c":"'
_BREAK = '{"t":"SoftBreak"},{' + _STRING


def literal(path: str, text: str, plain: str, json: str) -> tuple[Remark, ...]:
    """A remark on each mark that is printed; ``plain`` is the text with its marks hidden, ``json`` pandoc's tree."""
    lines = Lines(path, text)
    return tuple(
        Remark(f"literal-{kind}", _brief(match["mark"]), lines.place(match.start("mark")))
        for kind, needle, find in _KINDS
        if needle in json
        for match in find(text, plain, json)
    )


def unclosed(path: str, text: str, plain: str) -> tuple[Remark, ...]:
    """A remark on each division that no line of colons closes: pandoc closes it where its surroundings end."""
    opened: list[re.Match[str]] = []
    for match in _FENCED.finditer(text) if ":::" in text else ():
        if plain[match.start("mark")] != HIDDEN:
            continue
        if not match["given"].strip():
            opened = opened[:-1]
        elif not match.start() or not _text(plain, match.start() - 1):
            opened.append(match)
    lines = Lines(path, text)
    return tuple(Remark("unclosed-division", _brief(m["mark"]), lines.place(m.start("mark"))) for m in opened)


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _shown(pattern: re.Pattern[str], text: str, plain: str) -> Iterator[re.Match[str]]:
    """The matches outside code, formulas and comments."""
    return (match for match in pattern.finditer(text) if plain[match.start("mark")] == text[match.start("mark")])


def _word(json: str, mark: str, before: str = _STRING) -> bool:
    """True where the first word of a mark is one of the tree."""
    return before + _PLAIN.split(mark, maxsplit=1)[0].replace("\\", "\\\\") in json


def _begins(pattern: re.Pattern[str]) -> Callable[[str, str, str], Iterator[re.Match[str]]]:
    return lambda text, plain, json: (m for m in _shown(pattern, text, plain) if _word(json, m["mark"]))


def _within(pattern: re.Pattern[str]) -> Callable[[str, str, str], Iterator[re.Match[str]]]:
    return lambda text, plain, json: (m for m in _shown(pattern, text, plain) if _word(json, m["mark"], ""))


def _headings(text: str, plain: str, json: str) -> Iterator[re.Match[str]]:
    """Headings right below a line of text."""
    return (m for m in _shown(_HEADING, text, plain) if _word(json, m["mark"], _BREAK) and _text(plain, m.start() - 1))


def _divisions(text: str, plain: str, json: str) -> Iterator[re.Match[str]]:
    """Lines of colons that open nothing because they stand right below text, or close nothing."""
    depth = unread = 0
    for match in _DIVISION.finditer(text):
        if plain[match.start()] in (CODE, MATH):
            continue
        if match["given"].strip():
            if match.start() and _text(plain, match.start() - 1):
                yield match
                unread += 1
            else:
                depth += 1
        elif depth:
            depth -= 1
        elif unread:
            unread -= 1  # told of already, by its opening
        else:
            yield match


def _attributes(text: str, plain: str, json: str) -> Iterator[re.Match[str]]:
    for match in _ATTRIBUTES.finditer(text):
        if plain[match.start()] == HIDDEN and re.search(rf'{_STRING}[^"]*{re.escape(match["mark"])}', json):
            yield match


def _lists(sign: str) -> Callable[[str, str, str], Iterator[re.Match[str]]]:
    """Items right below a line of text."""

    def find(text: str, plain: str, json: str) -> Iterator[re.Match[str]]:
        if json.count(f'{_BREAK}{sign}"}},{{"t":"Space"}}') > 1:
            for match in _LIST.finditer(plain):
                if match["mark"][0] == sign and _text(plain, match.end("before")):
                    yield match

    return find


def _text(plain: str, at: int) -> bool:
    """True where the line that ends at an offset is one of running text."""
    line = plain[plain.rfind("\n", 0, at) + 1 : at]
    return bool(line.strip(HIDDEN + CODE + MATH + " \t")) and not line.lstrip(" >").startswith(
        ("#", "|", "+", ":", HIDDEN)
    )


_KINDS: tuple[tuple[str, str, Callable[[str, str, str], Iterator[re.Match[str]]]], ...] = (
    ("heading", f"{_STRING}##", _begins(_GLUED_HEADING)),
    ("heading-below", f"{_BREAK}#", _headings),
    ("list", f'{_BREAK}-"', _lists("-")),
    ("list", f'{_BREAK}*"', _lists("*")),
    ("fence", f"{_STRING}```", _begins(_FENCE)),
    ("division", f"{_STRING}:::", _divisions),
    ("attributes", "{.", _attributes),
    ("link", ']"},{"t":"Space"},{"t":"Str","c":"(', _within(_LINK)),
    ("table", '"c":"|', _begins(_TABLE)),
    ("strong", f'{_STRING}**"', _begins(_STRONG)),
    ("comment", f"{_STRING}<!", lambda text, plain, json: _shown(_COMMENT, text, plain)),
    ("note", "[^", _within(_NOTE)),
    ("kramdown", "{:", _within(_KRAMDOWN)),
    ("quotation", f"{_STRING}``", _begins(_QUOTATION)),
)
