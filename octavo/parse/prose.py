"""The prose of a text: all marks hidden, letter for letter, so that a place in the one is a place in the other."""

import re
from collections.abc import Callable
from functools import lru_cache

from octavo.parse.code import Ranges, code_ranges, math_ranges
from octavo.prose import CITATION, CODE, HIDDEN, MATH, NOTE

_BLANK_LINE = r"(?![ \t>]*\n)"
_ADDRESS = (
    r"(?:<[^<>\n]+>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
    r"(?:\s{1,9}(?:\"[^\"]{0,400}\"|'[^']{0,400}'|\([^()]{0,400}\)))?\s{0,9}"
)
_KEY = r"(?:\{[^{}\s]+\}|[\w*](?:\w|[:/](?=/)|[:.#$%&\-+?<>~/](?=\w))*)"
# Each mark begins with one of few signs, so that the search runs from one of them to the next.
_INLINE = re.compile(
    r"[\[(@{<\\&^-](?:" + "|".join((
        r"(?<=\[)(?P<note>\^[^\]\s]{1,200}\]:?)",
        r"(?<=\^)(?P<inline>(?=\[))",
        rf"(?<=\]\()(?P<target>{_ADDRESS}\))",
        r"(?<=\]\[)(?P<name>[^\[\]]*\])",
        r"(?<=\{)(?P<attributes>[ \t]*(?=[#.=]|[\w:-]+=|-[ }])(?:[^{}\n\"]|\"[^\"\n]*\"|\n(?=[^\n]*\}))*\})",
        r"(?<=\{)(?P<field>\{[^{}\n]*\}\}|%(?:[^%\n]|%(?!\})|\n(?![ \t]*\n)){0,2000}%\})",
        rf"(?<=@)(?<!\w@)(?P<cite>{_KEY})",
        rf"(?<=-)(?<!\w-)(?P<year>@{_KEY})",
        r"(?<=<)(?P<link>(?:https?|ftp|mailto):[^<>\s]+>|[^\s<>@]+@[^\s<>@]+>)",
        rf"(?<=<)(?P<tag>/?[A-Za-z](?:[^<>\n]|\n{_BLANK_LINE})*>)",
        r"(?<=&)(?P<entity>(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
        r"(?<=\\)(?P<keyed>(?:[A-Za-z]*cite[A-Za-z]*|[A-Za-z]*ref|label|url|index|input|include(?:graphics)?|SI|si|num"
        r"|ang|qty|unit|bibliography|[vh]space|(?:re|provide)?newcommand)\*?(?:\[[^\]\n]*\])*(?:\{[^{}\n]*\})+)",
        r"(?<=\\)(?P<typed>texttt\{[^{}\n]*\})",
        r"(?<=\\)(?P<tex>[A-Za-z]+\*?)",
        r"(?<=\\)(?P<space>[ ]|(?=\n))",
        r"(?<=\\)(?P<escaped>[^\w\s])",
    )) + ")"
)  # fmt: skip
_SIGNS = r"\s<>\[\]{}|()\ue000-\ue004"
_URL = re.compile(rf"[hf]t(?:tps?|p)://(?:[^{_SIGNS}]|\([^{_SIGNS}]*\))*(?:[^{_SIGNS}.,;:!?'\"»”’*]|\([^{_SIGNS}]*\))")
_LINES = re.compile(
    r"^(?:(?P<definition>[ ]{0,3}\[(?![\^@])[^\]\n]+\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s\"]\S*)"
    r"(?:[ \t]*\n?[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\{[^{}\n]*\})?[ \t]*$)"
    r"|(?P<div>[ \t>]*:{3,}[^\n]*$)"
    r"|(?P<rule>(?=[-=+|: \t>]*$)(?=[^\n]*(?:[-=]{3}|\|[ \t:]*-|-[ \t:]*\|))[^\n]*$)"
    r"|(?P<table>[ ]{0,3}[Tt]able:(?=[ \t])))",
    re.M,
)
_NAMED = re.compile(r"^[ ]{0,3}\[(?![\^@])([^\]\n]+)\]:[ \t]*\S", re.M)
_GROUP = re.compile(rf"(?<={CITATION})[ ]?\[[^\[\]]{{0,200}}\]|\[[^\[\]{CITATION}]*{CITATION}[^\[\]]*\]")
# What follows a key is the style's to print: a word for the division, numbers and signs of ranges between them.
_NUMBER = r"(?:\{[^{}\n]*\}|[A-Za-z]{0,3}\d[\w:./*-]*|[ivxlcdmIVXLCDM]{1,8}(?![^\W_]))"
_WORD = r"(?:[^\W\d_]{1,12}\.?|§{1,2}|¶{1,2})"
_LOCATOR = re.compile(
    rf"(?:(?<={CITATION})[ \n]?,?|(?<=[ ]\[)|(?<={CITATION}\[))[ \n]{{0,2}}(?:{_WORD}[ \n\u00a0\u202f]{{0,2}}){{0,2}}"
    rf"{_NUMBER}(?:[ \n]?[,&–—-]+[ \n]?{_NUMBER})*(?=[ \n]*[\];,.])"
)
_ENVIRONMENT = re.compile(r"\\begin\{([A-Za-z]+\*?)\}|<(script|style)\b", re.I)
_FORMULA = re.compile(
    r"(?:equation|align(?:at)?|gather|multline|eqnarray|flalign|(?:display)?math|split|[bpvBV]?matrix|cases)\*?\Z"
)
_ITEM = re.compile(r"(?:[-*+]|\(?(?:\w{1,4}|#|@[\w-]*)[.)]|[:~]|\[\^[^\]\s]+\]:)(?=\s)")
_FILL = {"note": NOTE, "cite": CITATION, "year": CITATION, "typed": CODE}
_LETTER = re.compile(r"[^\n]")
# Signs that were muted for pandoc (``parse.knots``).
_MUTED = re.compile("[\U0010ff00-\U0010ffff]")


def plain(text: str) -> str:
    """The text with each letter of a mark replaced: of notes' calls, citations, code, formulas, and all others."""
    hidden = _without_code(text)
    if not hidden.isascii():
        hidden = _MUTED.sub(HIDDEN, hidden)
    if "\n    " in hidden or "\n\t" in hidden:
        hidden = _hide(hidden, [(*span, CODE) for span in _indented(hidden)])
    if "$" in hidden:
        hidden = _hide(hidden, [(*span, MATH) for span in math_ranges(text).spans if CODE not in hidden[slice(*span)]])
    if "\\begin{" in hidden or "<" in hidden:
        hidden = _hide(hidden, _environments(hidden))
    hidden = _LINES.sub(_line, hidden)
    named = {_folded(name) for name in _NAMED.findall(text)} if "]:" in text else set()
    hidden = _INLINE.sub(_marker(named), hidden)
    if "://" in hidden:
        hidden = _URL.sub(lambda match: HIDDEN * len(match.group()), hidden)
    return _GROUP.sub(_without_locators, hidden) if CITATION in hidden else hidden


def _hide(text: str, spans: list[tuple[int, int, str]]) -> str:
    """The text with each letter of these stretches replaced; what begins within another is passed over."""
    pieces: list[str] = []
    at = 0
    for start, end, fill in spans:
        if start >= at:
            pieces += [text[at:start], _filled(text[start:end], fill)]
            at = end
    return "".join((*pieces, text[at:]))


def _filled(text: str, fill: str) -> str:
    return _LETTER.sub(fill, text)


def _without_code(text: str) -> str:
    if "`" not in text and "~~~" not in text and "<!--" not in text:
        return text
    spans = code_ranges(text).spans
    return _hide(text, [(*span, HIDDEN if text.startswith("<!--", span[0]) else CODE) for span in spans])


@lru_cache(maxsize=2)
def indented_code(text: str) -> Ranges:
    """The lines that are code because they stand four columns in, or eight within an item."""
    return Ranges(_indented(_without_code(text)))


def _indented(text: str) -> tuple[tuple[int, int], ...]:
    """The lines of a text without other code that are code by where they begin."""
    spans: list[tuple[int, int]] = []
    item, after_blank = 0, True
    inside = False
    at = 0
    for line in text.split("\n"):
        bare = line.lstrip(" \t")
        if not bare:
            after_blank = True
        else:
            depth = len(line[: len(line) - len(bare)].expandtabs(4))
            if depth < 4:
                opens = _ITEM.match(bare)
                item = 4 if opens else item if depth or not after_blank else 0
                inside = False
            elif after_blank or inside:
                inside = depth >= item + 4 and (not item or not _ITEM.match(bare))
            if inside:
                spans.append((at, at + len(line)))
            after_blank = False
        at += len(line) + 1
    return tuple(spans)


def _environments(text: str) -> list[tuple[int, int, str]]:
    """The environments of TeX, scripts and style sheets."""
    spans: list[tuple[int, int, str]] = []
    endless: set[str] = set()
    at = 0
    while match := _ENVIRONMENT.search(text, at):
        at = match.end()
        closing = f"\\end{{{match[1]}}}" if match[1] else f"</{match[2]}>"
        if closing in endless:
            continue
        end = text.find(closing, at)
        if end < 0:
            endless.add(closing)
            continue
        at = end + len(closing)
        spans.append((match.start(), at, HIDDEN if match[2] else MATH if _FORMULA.match(match[1]) else CODE))
    return spans


def _line(match: re.Match[str]) -> str:
    return _filled(match.group(), HIDDEN)


def _marker(named: set[str]) -> Callable[[re.Match[str]], str]:
    def marked(match: re.Match[str]) -> str:
        kind, whole = match.lastgroup or "", match.group()
        if kind == "escaped":  # an escaped sign is the sign itself
            return HIDDEN + whole[1]
        if kind == "name" and not _refers(match, named):
            return whole
        if kind == "note" and whole.endswith(":") and not _begins(match):
            return NOTE * (len(whole) - 1) + ":"
        return _filled(whole, _FILL.get(kind, HIDDEN))

    return marked


def _refers(match: re.Match[str], named: set[str]) -> bool:
    """True for ``[name]`` behind the words of a link, where the text says what it means."""
    name = match["name"][:-1]
    return not name or _folded(name) in named


def _begins(match: re.Match[str]) -> bool:
    """True for what begins its line."""
    text = match.string
    return not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t>")


def _without_locators(match: re.Match[str]) -> str:
    return _LOCATOR.sub(lambda found: _filled(found.group(), CITATION), match.group())


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
