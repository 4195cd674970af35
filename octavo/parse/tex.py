"""Raw TeX that has a plain meaning: symbols, formulas, references, citations, index entries, simple runs of type."""

import re
from typing import Any

from octavo import tree
from octavo.model import Node, Nodes
from octavo.parse.equations import equation
from octavo.references import label_kind

_ARGUMENT = r"(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})"
_NAMES = (
    "newpage clearpage cleardoublepage pagebreak nopagebreak linebreak newline noindent indent bigskip medskip "
    "smallskip vfill hfill centering raggedright raggedleft par frontmatter mainmatter backmatter appendix "
    "tableofcontents listoffigures listoftables maketitle printindex normalsize small large Large LARGE huge Huge "
    "footnotesize scriptsize tiny singlespacing doublespacing onehalfspacing sloppy fussy null relax protect "
    "ignorespaces markboth markright vspace hspace pagestyle thispagestyle pagenumbering setcounter addtocounter "
    "stepcounter refstepcounter bibliographystyle usepackage phantomsection addcontentsline chaptermark sectionmark "
    "setlength addtolength renewcommand newcommand providecommand def let enlargethispage samepage vskip hskip "
    "nobreak allowbreak looseness needspace Needspace FloatBarrier flushbottom raggedbottom selectfont itshape "
    "bfseries normalfont balance columnbreak twocolumn onecolumn dominitoc minitoc nocite makeatletter makeatother"
).split()
_ENVIRONMENTS = (
    "center landscape flushleft flushright singlespace singlespacing doublespace spacing multicols sloppypar samepage "
    "minipage adjustwidth small footnotesize"
).split()
_LAYOUT = re.compile(
    rf"\s*(?:%[^\n]*(?:\n|\Z)|\\(?:{'|'.join(_NAMES)})(?![A-Za-z])\*?(?:(?<=let|def|and|gth|ace)(?:\s*\\[A-Za-z]+){{1,2}})?"
    rf"(?:\[[^\]]*\]|{_ARGUMENT})*"
    rf"|\\(?:begin|end)\{{(?:{'|'.join(_ENVIRONMENTS)})\*?\}}(?:\[[^\]]*\]|{_ARGUMENT})*)\s*"
)
_COMMAND = re.compile(rf"\A\s*\\([A-Za-z]+)\*?((?:\[[^\]]*\])*)({_ARGUMENT})\s*\Z", re.S)
_SYMBOLS = {
    r"\LaTeX": "LaTeX", r"\TeX": "TeX", r"\BibTeX": "BibTeX", r"\ldots": "…", r"\dots": "…", r"\textellipsis": "…",
    r"\textendash": "–", r"\textemdash": "—", r"\S": "§", r"\P": "¶", r"\copyright": "©", r"\pounds": "£",
    r"\euro": "€",
    r"\textregistered": "®", r"\texttrademark": "™", r"\quad": "\u2003", r"\qquad": "\u2003\u2003", r"\,": "\u202f",
    r"\thinspace": "\u202f", r"\textbackslash": "\\", r"\textasciitilde": "~", r"\dag": "†", r"\ddag": "‡",
    r"\degree": "°", r"\textdegree": "°", r"\slash": "/", r"\textbar": "|", r"\textbullet": "•", r"\ss": "ß",
    r"\ae": "æ", r"\AE": "Æ", r"\oe": "œ", r"\OE": "Œ", r"\o": "ø", r"\O": "Ø", r"\aa": "å", r"\AA": "Å", r"\l": "ł",
    r"\textquotesingle": "'", r"\textasciicircum": "^",
}  # fmt: skip
_TYPE = {
    "emph": "Emph", "textit": "Emph", "textsl": "Emph", "textbf": "Strong", "textsc": "SmallCaps",
    "textsuperscript": "Superscript", "textsubscript": "Subscript", "underline": "Underline", "uline": "Underline",
    "sout": "Strikeout", "mbox": "Span", "textrm": "Span", "textnormal": "Span", "textsf": "Span",
}  # fmt: skip
_CITES = {
    "cite": "NormalCitation", "citep": "NormalCitation", "autocite": "NormalCitation", "parencite": "NormalCitation",
    "footcite": "NormalCitation", "citet": "AuthorInText", "textcite": "AuthorInText", "citeauthor": "AuthorInText",
    "citeyear": "SuppressAuthor", "citeyearpar": "SuppressAuthor",
}  # fmt: skip
_REFS = {
    "ref": "SuppressAuthor",
    "eqref": "SuppressAuthor",
    "autoref": "AuthorInText",
    "cref": "AuthorInText",
    "Cref": "AuthorInText",
}

_QUANTITY = re.compile(rf"\A\\(?:SI|si|num|ang|qty|unit|SIrange)(?:\[[^\]]*\])?{_ARGUMENT}+\Z")
_TWO = re.compile(rf"\A\\(href|textcolor|colorbox|raisebox)({_ARGUMENT})({_ARGUMENT})\Z")
_LEADING = re.compile(r"(see|seealso)\{([^{}]*)\}")
_LEVELS = {"chapter": 1, "addchap": 1, "section": 2, "addsec": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_HEADING = re.compile(rf"\\({'|'.join(_LEVELS)})(\*?)(?:\[[^\]]*\])?({_ARGUMENT})")
_LABEL = re.compile(r"\\label\{([^{}]*)\}")
_PIECE = re.compile(
    rf"\\\\|\\(?P<escaped>[%&$#_{{}} ])|\\[A-Za-z]+\*?(?:\[[^\]]*\])*(?:{_ARGUMENT})*"
    rf"|\\,|\$[^$]+\$|{_ARGUMENT}"
)


def layout(raw: str) -> bool:
    """True for TeX that only says how a page looks: nothing of the text is in it."""
    at = 0
    while at < len(raw):
        match = _LAYOUT.match(raw, at)
        if not match or match.end() == at:
            return False
        at = match.end()
    return bool(raw.strip())


def meaning(raw: str, at: tuple[int, int]) -> Nodes | None:
    """The inlines that a piece of TeX means, or None where it is none of those that Octavo knows."""
    bare = raw.strip()
    symbol = _SYMBOLS.get(bare.removesuffix("{}"))
    if symbol:
        return [tree.string(symbol)]
    formula = equation(bare)
    if formula:
        return [{**formula, "at": at}]
    if _QUANTITY.match(bare):
        return [{"t": "Math", "c": [{"t": "InlineMath"}, bare], "at": at}]
    command = _COMMAND.match(bare)
    if not command:
        return _pair(bare, at)
    name, options, argument = command[1], re.findall(r"\[([^\]]*)\]", command[2]), command[3][1:-1].strip()
    if name in _CITES:
        return [_cite(argument, options, _CITES[name], at)]
    if name in _REFS or name == "pageref":
        return _reference(name, argument, at)
    if name == "label":
        return [{**tree.span([], argument), "at": at, "label-at": at}]
    if options:
        return None
    if name == "url":
        return [{**tree.link([tree.string(argument)], argument), "at": at}]
    if name == "enquote":
        quoted = _inlines(argument, at)
        return None if quoted is None else [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, quoted]}]
    if name == "texttt":
        return None if re.search(r"[\\{}$]", argument) else [{"t": "Code", "c": [["", [], []], argument]}]
    if name == "index":
        entry = _index(argument)
        return [{**entry, "at": at}] if entry else None
    if name not in _TYPE and name not in ("footnote", "footnotetext", "thanks"):
        return None
    inner = _inlines(argument, at)
    if inner is None:
        return None
    if name not in _TYPE:
        return [{"t": "Note", "c": [{"t": "Para", "c": inner}], "at": at}]
    return [tree.span(inner) if _TYPE[name] == "Span" else {"t": _TYPE[name], "c": inner}]


def _pair(bare: str, at: tuple[int, int]) -> Nodes | None:
    r"""Commands of two arguments: ``\href{address}{words}``, ``\textcolor{red}{words}``."""
    found = _TWO.match(bare)
    inner = _inlines(found[3][1:-1].strip(), at) if found else None
    if found is None or inner is None:
        return None
    if found[1] == "href":
        return [{**tree.link(inner, re.sub(r"\\([%#_&])", r"\1", found[2][1:-1].strip())), "at": at}]
    return [tree.span(inner)]


def heading(raw: str, at: tuple[int, int]) -> Nodes | None:
    r"""The heading that ``\chapter*{Thanks}`` makes, where beside it there is nothing but layout and its label."""
    found = _HEADING.search(raw)
    if not found:
        return None
    rest = raw[: found.start()] + raw[found.end() :]
    beside = _LABEL.sub("", rest)
    if beside.strip() and not layout(beside):
        return None
    inner = _inlines(found[3][1:-1].strip(), at)
    if inner is None:
        return None
    slug = re.sub(r"[^\w.-]+", "-", tree.text(inner).lower()).strip("-")
    labels = [{**tree.span([], label), "at": at, "label-at": at} for label in _LABEL.findall(rest)]
    classes = ["unnumbered"] if found[2] else []
    return [{"t": "Header", "c": [_LEVELS[found[1]], [slug, classes, []], [*inner, *labels]], "at": at}]


def _inlines(argument: str, at: tuple[int, int]) -> Nodes | None:
    """The inlines of an argument with commands in it; None where one of them is unknown."""
    nodes: Nodes = []
    end = 0
    for match in _PIECE.finditer(argument):
        if argument[end : match.start()]:
            nodes += _plain(argument[end : match.start()])
        end = match.end()
        piece = match.group()
        if piece == "\\\\":
            nodes.append({"t": "LineBreak"})
        elif piece.startswith("$"):
            nodes.append({"t": "Math", "c": [{"t": "InlineMath"}, piece[1:-1]], "at": at})
        elif match["escaped"]:
            nodes.append(tree.string(match["escaped"]))
        else:
            inner = _inlines(piece[1:-1], at) if piece.startswith("{") else meaning(piece, at)
            if inner is None:
                return None
            nodes += inner
    tail = argument[end:]
    if re.search(r"[{}$\\]", re.sub(_PIECE, "", argument)):
        return None
    return [node for node in [*nodes, *(_plain(tail) if tail else [])] if node["t"] != "Str" or node["c"]]


def _plain(argument: str) -> Nodes:
    typed = argument.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”").replace("~", "\u00a0")
    return tree.words(" ".join(re.split(r"[ \t\n]+", typed)))


def _cite(keys: str, options: list[str], mode: str, at: tuple[int, int]) -> Node:
    prefix = [*_plain(options[0]), {"t": "Space"}] if len(options) > 1 and options[0].strip() else []
    suffix = [tree.string(","), {"t": "Space"}, *_plain(options[-1])] if options and options[-1].strip() else []
    wanted = [key.strip() for key in keys.split(",") if key.strip()]
    items = [_item(key, mode, at) for key in wanted]
    if items:
        items[0]["citationPrefix"] = prefix
        items[-1]["citationSuffix"] = suffix
    return {"t": "Cite", "c": [items, tree.words(f"[{'; '.join('@' + key for key in wanted)}]")]}


def _reference(name: str, label: str, at: tuple[int, int]) -> Nodes | None:
    r"""``\ref{fig:x}``, when the label is of a kind that can be referred to, or a page is asked for."""
    if name == "pageref":
        key = f"page:{label}"
    elif label_kind(label):
        key = label[0].upper() + label[1:] if name == "Cref" else label
    else:
        item = {**_item(label, _REFS.get(name, "SuppressAuthor"), at), "label": True}
        return [{"t": "Cite", "c": [[item], [tree.string(f"@{label}")]]}]
    return [{"t": "Cite", "c": [[_item(key, _REFS.get(name, "SuppressAuthor"), at)], [tree.string(f"@{key}")]]}]


def _item(key: str, mode: str, at: tuple[int, int]) -> dict[str, Any]:
    return {
        "citationId": key, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": mode},
        "citationNoteNum": 0, "citationHash": 0, "at": at,
    }  # fmt: skip


def _index(argument: str) -> Node | None:
    r"""An entry of the index, as makeindex has it: ``\index{Romania!Deveselu|see{Base}}``, ``\index{key@text|(}``; None
    where TeX is in it that has a meaning.
    """
    term, _, command = re.sub(r"\\([_&%#$ ])", r"\1", argument).partition("|")
    leading = _LEADING.fullmatch(command)
    if re.search(r"[\\{}$]", term + (leading[2] if leading else command)):
        return None
    path = "!".join(piece.split("@")[-1].strip() for piece in term.split("!"))
    pairs = {"term": path}
    if leading:
        pairs[leading[1]] = leading[2].strip()
    if command in ("(", ")"):
        pairs["range"] = "start" if command == "(" else "end"
    return tree.span([], "", ("index", "main") if command == "textbf" else ("index",), **pairs)
