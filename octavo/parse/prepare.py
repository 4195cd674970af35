"""What other tools' manuscripts hold and pandoc's reader would misread: metadata blocks, R chunks, shortcodes, knots.

Lines keep their numbers, and columns theirs outside what is replaced, so that places stay true.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from octavo.model import About, Remark
from octavo.parse.code import Ranges, code_ranges, math_ranges
from octavo.parse.decode import Lines
from octavo.parse.knots import untie

_METADATA = re.compile(r"\A---[ \t]*\n(?![ \t]*\n)(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_ROW = r"[^\n]*(?:\n[ \t]+\S[^\n]*)*"
_TITLE_BLOCK = re.compile(rf"\A%[ \t]+({_ROW})(?:\n(%{_ROW}(?:\n%{_ROW})?))?(?=\n|\Z)")
_YAML = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:[\w.\"'-]+[ \t]*:(?:\s|\Z)|-[ \t])|\s*\Z")
_TITLE = re.compile(r"^title:[ \t]*(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\n]|'')*)'|([^\n#|>\s\"'][^\n#]*))", re.M)
_TOP_HEADING = re.compile(r"^#[ \t]+\S|^\S[^\n]*\n=+[ \t]*$", re.M)
# Comments, the fences of divisions, single commands of TeX.
_NO_TEXT = re.compile(r"(?:\s|<!--.*?-->|^:{3,}[^\n]*$|^\\[A-Za-z]+[^\n]*$)*+", re.S | re.M)
_CHUNK = re.compile(r"^([ \t>]*(?:`{3,}|~{3,}))[ \t]*\{([A-Za-z]\w*)((?:[ ,][^}\n]*)?)\}[ \t]*$", re.M)
# The label of what a chunk makes, as Quarto has it.
_CHUNK_LABEL = re.compile(r"^[ \t>]*(?:#|//|--|%%)\|[ \t]*label:[ \t]*[\"']?((?:fig|tbl|lst|eq)-[\w:.-]*\w)", re.M)
_OPTIONS = re.compile(r"(?:\n[ \t>]*(?:#|//|--|%%)\|[^\n]*)+")
_NOT_RUN = re.compile(r"\beval\s*[=:]\s*(?:F\b|FALSE\b|false\b)")
_HIDDEN = re.compile(r"\b(?:echo|include)\s*[=:]\s*(?:F\b|FALSE\b|false\b)")
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}", re.S)
_FIELD = re.compile(
    r"\{(?<![\w}^_\\{]\{)\{\s*[\w.\-|'\"\[\]() ]{1,100}?\s*\}\}"
    r"|\{%-?[ \t]+\w(?:[^%\n]|%(?!\})|\n(?![ \t]*\n)){0,2000}%\}"
    r"|#(?<![^\n]#)[ \t]*\((?:PART|APPENDIX)\*?\)"
)
# Manubot's Jinja has {## … ##} for its comments.
_JINJA_COMMENT = re.compile(r"\{##.*?##\}", re.S)
_BOOKDOWN = re.compile(r"\\@ref\(([\w:-]+)\)")
_TEXT_REFERENCE = re.compile(r"^\(ref:[\w-]+\)", re.M)
_INLINE_R = re.compile(r"`r (?<!``r )[^`\n]+`(?!`)")
_ALLOW = re.compile(r"<!--\s*allow\s+(.*?)-->", re.S)
_GLUED = re.compile(
    r"@(?:(?<=[^\W\d_]@)(?:fig|tbl|tab|sec|eq|lst|note|page):\w[\w:.-]*"
    r"|(?<=[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3]@)\w[\w:.-]*)",
    re.I,
)
_ALIAS = re.compile(r"^[ ]{0,3}\[@([^\]\s]+)\]:[ \t]*@?([^\s]+)[ \t]*$", re.M)
# pandoc takes all between these lines for TeX, Markdown too; they only say how a page looks.
_LAYOUT_LINE = re.compile(
    r"^[ ]{0,3}(\\(?:begin|end)\{(?:center|landscape|flush(?:left|right)|(?:single|double)?spac(?:e|ing)"
    r"|onehalfspac(?:e|ing)|multicols|sloppypar|samepage|minipage|adjustwidth|small|footnotesize|scriptsize)\*?\}"
    r"(?:\[[^\]\n]*\]|\{[^{}\n]*\})*)[ \t]*$",
    re.M,
)
# A rule of dashes right above its text, and what follows up to the next rule.
_SCENE_BREAK = re.compile(
    r"(?:\A|(?<=\n))(?<![^\n]\n)(-{3,})(?=[ \t]*\n[ \t]*[^\s-]((?:[^\n]*\n)*?)-{3,}[ \t]*(?:\n|\Z))"
)
_COLUMNS = re.compile(r"^[ \t]*-+(?:[ \t]+-+)+[ \t]*$", re.M)
_BRACKET_MATH = re.compile(r"(?<!\\)\\(\(|\[)((?:[^\\\n]|\\[^()\[\]]|\n(?![ \t]*\n))+?)\\(\)|\])")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text made ready for pandoc, what was seen on the way, other names that citation keys go by, metadata."""

    text: str
    remarks: tuple[Remark, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    about: About = About()


def prepare(path: str, text: str) -> Prepared:
    """Blank the metadata block, fence R chunks as code, untie knots, and remark on what Octavo does not run."""
    remarks: list[Remark] = []
    text, about = _without_metadata(path, text, remarks)
    text = _JINJA_COMMENT.sub(_outside(code_ranges(text), lambda m: re.sub(r"[^\n]", " ", m.group())), text)
    code, lines = code_ranges(text), Lines(path, text)
    math = math_ranges(text)
    for kind, pattern, inside_code in _SEEN:
        for match in pattern.finditer(text):
            at = match.start()
            if kind == "code-chunk" and _to_be_shown(match):
                continue
            if inside_code or not (code.inside(at) or math.inside(at) or _indented(text, at)):
                remarks.append(Remark(kind, _brief(match.group()), lines.place(match.start())))
    for match in _CHUNK_LABEL.finditer(text):
        if code.inside(match.start(1)):
            remarks.append(Remark("code-label", match[1], lines.place(match.start(1))))
    for match in _ALLOW.finditer(text):
        if match.span() in code.spans:  # a comment of its own, not one that code shows
            remarks.append(Remark("allow", " ".join(match.group(1).split()), lines.place(match.start())))
    aliases = tuple((m[1], m[2]) for m in _ALIAS.finditer(text) if not code.inside(m.start()))
    for match in _LAYOUT_LINE.finditer(text):
        if not code.inside(match.start()):
            remarks.append(Remark("raw-tex-layout", _brief(match.group()), lines.place(match.start(1))))
    text = _LAYOUT_LINE.sub(_outside(code, lambda m: " " * len(m.group())), text)
    text = _ALIAS.sub(_outside(code, lambda m: " " * len(m.group())), text)
    text = _BRACKET_MATH.sub(_outside(code, _dollars), text)
    text = _SCENE_BREAK.sub(_outside(code, _stars), text)
    text, knots = untie(path, text, code)
    return Prepared(_CHUNK.sub(_fence, text), (*remarks, *knots), aliases, about)


_SEEN = (
    ("code-chunk", _CHUNK, True),
    ("shortcode", _SHORTCODE, False),
    ("template-field", _FIELD, False),
    ("bookdown-reference", _BOOKDOWN, False),
    ("bookdown-text", _TEXT_REFERENCE, False),
    ("inline-code-chunk", _INLINE_R, True),
    ("glued-reference", _GLUED, False),
)


def _without_metadata(path: str, text: str, remarks: list[Remark]) -> tuple[str, About]:
    """The text with its metadata block blanked, and what the block says. Its title stays, as a heading, where the text
    does not begin with a top heading.
    """
    if text.startswith("% "):
        return _without_title_block(path, text, remarks), About()
    block = _METADATA.match(text)
    if not block or not _YAML.match(block.group(1) or ""):
        return text, About()
    blank = re.sub(r"[^\n]+", "", block.group())
    found = _TITLE.search(block.group())
    title = next((group for group in found.groups() if group), "").strip() if found else ""
    from octavo.parse.about import read_about  # few files have such a block

    about, seen = read_about(path, block.group(1) or "", 2)
    remarks += seen
    rest = text[block.end() :]
    if found and title and _begins_untitled(rest):
        before = text.count("\n", 0, found.start())
        plain = title.replace("''", "'") if found[2] else re.sub(r"\\([\\\"])", r"\1", title) if found[1] else title
        return "\n" * before + f"# {plain}" + blank[before:] + rest, about
    return blank + rest, about


def _without_title_block(path: str, text: str, remarks: list[Remark]) -> str:
    """The text without pandoc's title block; its title stays where the text has no top heading before its words."""
    block = _TITLE_BLOCK.match(text)
    if not block:
        return text
    title = " ".join((block[1] or "").split())
    rest = text[block.end() :]
    blank = re.sub(r"[^\n]+", "", block.group())
    if block[2] and block[2].strip("% \n"):
        remarks.append(Remark("metadata", "author", Lines(path, text).place(block.start(2))))
    return f"# {title}{blank}{rest}" if title and _begins_untitled(rest) else blank + rest


def _to_be_shown(chunk: re.Match[str]) -> bool:
    """True for a chunk whose author wants it shown and not run, in its head or in the options below."""
    said = chunk.group() + (_OPTIONS.match(chunk.string, chunk.end()) or [""])[0]
    return bool(_NOT_RUN.search(said)) and not _HIDDEN.search(said)


def _indented(text: str, at: int) -> bool:
    """True within a paragraph that is code because it stands four columns in."""
    if not text.startswith(("    ", "\t"), text.rfind("\n", 0, at) + 1):
        return False
    from octavo.parse.prose import indented_code  # few texts ask for it

    return indented_code(text).inside(at)


def _begins_untitled(text: str) -> bool:
    """True where there is no top heading, or more before it than a remark or a line of layout."""
    code = code_ranges(text)
    first = next((match for match in _TOP_HEADING.finditer(text) if not code.inside(match.start())), None)
    return first is None or not _NO_TEXT.fullmatch(text, 0, first.start())


def _outside(code: Ranges, change: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    return lambda match: match.group() if code.inside(match.start()) else change(match)


def _dollars(match: re.Match[str]) -> str:
    r"""\( … \) and \[ … \] as dollars of the same width, where they hold mathematics: \[sic\] does not."""
    opening, inner, closing = match.groups()
    if (opening, closing) not in (("(", ")"), ("[", "]")):
        return match.group()
    telling = re.search(r"\\[A-Za-z]+|[=^<>]|\w_[\w{]", inner)
    if opening == "[":
        return f"$${inner}$$" if telling else match.group()
    short = re.fullmatch(r"\s*[^\W\d_](?:'|\d)?\s*", inner)
    return f"${{{inner}}}$" if telling or short else match.group()


def _stars(match: re.Match[str]) -> str:
    """A rule above text as stars: pandoc would take all up to the next rule for a table of one column."""
    return match.group() if _COLUMNS.search(match[2]) else "*" * len(match[1])


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "…"


def _fence(match: re.Match[str]) -> str:
    return f"{match.group(1)} {{.{match.group(2)}}}"
