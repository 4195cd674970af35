r"""TeX that pandoc's reader of formulas does not know, said in TeX that it does: ``{\rm d}x`` as ``{\mathrm{d}}x``.

What is rewritten here is what LaTeX, or MathJax, takes: old commands for type, spellings of the same sign, lines of a
display without an environment. A formula that is wrong stays wrong.
"""

import re

_SWITCHES = {
    "rm": "mathrm", "bf": "mathbf", "it": "mathit", "sf": "mathsf", "tt": "mathtt", "cal": "mathcal",
    "rmfamily": "mathrm", "sffamily": "mathsf", "ttfamily": "mathtt", "bfseries": "mathbf", "itshape": "mathit",
}  # fmt: skip
_SAME = {
    "thicksim": r"\sim", "thickapprox": r"\approx", "bigm": r"\big", "Bigm": r"\Big", "biggm": r"\bigg",
    "Biggm": r"\Bigg", "nonumber": "", "notag": "", "hbox": r"\mbox", "smash": "", "degree": r"^\circ",
    "mathbbm": r"\mathbb", "mathds": r"\mathbb", "vcentcolon": ":", "strut": "", "null": "", "allowbreak": "",
    "nobreak": "", "hfill": r"\qquad", "space": r"\ ", "normalfont": "", "boldmath": "", "unboldmath": "",
}  # fmt: skip
# A switch with its braces, as "\rm{b}", is no argument in TeX, but means one.
_TOKEN = re.compile(r"\\(?P<name>[A-Za-z]+)[ \t\n]*|\\.|(?P<brace>[{}])", re.S)
_TAG = re.compile(r"\\tag\*?[ ]*\{([^{}]*)\}")
_NESTED = 200


def in_known_words(tex: str, display: bool) -> str:
    """The formula in words that pandoc knows; as it is where it has none of the others."""
    said = _TAG.sub(lambda match: rf"\qquad\text{{({match[1]})}}", tex).replace('"', "”")
    said = _reworded(said)
    if display and _has_lines(said):
        said = rf"\begin{{aligned}}{said}\end{{aligned}}"
    return said


def _reworded(tex: str) -> str:
    """With other commands for the same; what a switch switches, to the end of its group, is its argument."""
    pieces: list[str] = []
    depth = at = 0
    # How deep the group is that a switch stands in: its end closes the argument too.
    open_: list[int] = []
    for match in _TOKEN.finditer(tex):
        pieces.append(tex[at : match.start()])
        at = match.end()
        name = match["name"] or ""
        if match["brace"] == "}":
            while open_ and open_[-1] == depth:
                open_.pop()
                pieces.append("}")
            depth -= 1
        depth += match["brace"] == "{"
        if name in _SWITCHES and len(open_) < _NESTED:
            if open_ and open_[-1] == depth:  # one switch after the other: the last one counts
                pieces.append("}")
            else:
                open_.append(depth)
            pieces.append(rf"\{_SWITCHES[name]}{{")
        elif name in _SAME:
            pieces.append(f"{_SAME[name]} ")
        elif open_ and open_[-1] == depth and (match.group() == r"\\" or name in ("end", "right")):
            open_.pop()
            pieces.append("}" + match.group())
        else:
            pieces.append(match.group())
    return "".join((*pieces, tex[at:], "}" * len(open_)))


def _has_lines(tex: str) -> bool:
    """True where a line ends outside all environments and groups."""
    depth = 0
    for match in re.finditer(r"\\(begin|end)\b\{\w*\*?\}|\\\\|\\.|[{}]", tex, re.S):
        if match.group() == r"\\" and depth <= 0:
            return True
        if match[1] or match.group() in ("{", "}"):
            depth += 1 if match[1] == "begin" or match.group() == "{" else -1
    return False
