r"""Small formulas in the titles of sources become letters, which a citation style can set: "$\beta$-decay"."""

import re

_GREEK = dict(zip(
    ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
     "omega varepsilon vartheta varphi varsigma Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega").split(),
    "αβγδεζηθικλμνξπρστυφχψωεϑφςΓΔΘΛΞΠΣΥΦΨΩ",
    strict=True,
))  # fmt: skip
_SIGNS = {
    "times": "×", "sim": "∼", "approx": "≈", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "pm": "±", "cdot": "·",
    "to": "→", "rightarrow": "→", "leftrightarrow": "↔", "infty": "∞", "circ": "°", "ell": "ℓ", "prime": "′",
    "ldots": "…",
    "neq": "≠", "dagger": "†", "ast": "*", "star": "*", "partial": "∂", "nabla": "∇", "in": "∈", "langle": "⟨",
    "rangle": "⟩", "hbar": "ħ", "AA": "Å", "equiv": "≡", "propto": "∝", "%": "%", ",": "", ";": " ", " ": " ", "!": "",
}  # fmt: skip
_MATH = re.compile(r"(?<!\\)\$([^$\n]{1,80})(?<!\\)\$")
_WRAPPER = re.compile(
    r"\\(?:mathrm|text|rm|mathit|mathbf|mathsf|ensuremath|operatorname|textrm|it|bf)\s*\{([^{}]*)\}|\\(?:rm|it|bf)\b\s*"
)
_COMMAND = re.compile(r"\\([A-Za-z]+|[%,; !])\s*")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|(.))")


def as_letters(bib: str) -> str:
    """The text of an entry with its small formulas as letters; a formula that is more than that stays."""
    return _MATH.sub(_letters, bib) if "$" in bib else bib


def _letters(match: re.Match[str]) -> str:
    inner = match[1]
    for _ in range(3):
        inner = _WRAPPER.sub(lambda m: m[1] or "", inner)
    inner = _COMMAND.sub(lambda m: _GREEK.get(m[1]) or _SIGNS.get(m[1], m.group()), inner)
    inner = _SCRIPT.sub(_script, inner)
    left = re.sub(r"\\text(?:sub|super)script\{[^{}\\]*\}", "", inner)
    if re.search(r"[\\_^]", left) or left.count("{") != left.count("}"):
        return match.group()
    return f"{{{inner}}}"


def _script(match: re.Match[str]) -> str:
    inner = match[2] if match[2] is not None else match[3]
    return f"\\text{'sub' if match[1] == '_' else 'super'}script{{{inner}}}" if inner != "°" else inner
