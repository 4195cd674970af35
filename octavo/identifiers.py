"""The numbers that books, sources and people are known by: their form and their check digits, by arithmetic alone."""

import re

_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:[a-z-]+\.)*doi\.org[:/]+|doi:?\s*", re.I)
# A short DOI, 10/abc12 or abc12 alone, leads on from the same address.
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"{}\\]+|(?:10/)?(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{5,7}")
_ARXIV = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\.[A-Za-z-]+)?/[0-9]{7}(?:v[0-9]+)?")
_ISBN_SIGN = re.compile(r"\b(?:e-?)?isbn(?:-?1[03])?\b:?", re.I)
_REMARK = re.compile(r"\([^()]*\)")
_DASH = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9X]", re.I)


def bare_doi(text: str) -> str:
    """A DOI without its address and without the full stop of a sentence that ended there."""
    found = text.strip()
    while match := _DOI_ADDRESS.match(found):
        found = found[match.end() :]
    return found.rstrip(".,; ") if found else text.strip()


def doi_fault(text: str) -> str:
    """Why a text is no DOI, "" when it is one; an address around it is no fault of the DOI."""
    return "" if _DOI.fullmatch(bare_doi(text)) else "is no DOI"


def isbn_faults(text: str) -> list[tuple[str, str]]:
    """The ISBNs of a text that are none: (as written, why). Several may stand there, and remarks in parentheses."""
    plain = _DASH.sub("-", _REMARK.sub(" ", _ISBN_SIGN.sub(" ", text)))
    whole = _digits(plain)
    pieces = [plain] if len(whole) in (10, 13) else [p for p in re.split(r"[,;/|]|\band\b|\n", plain) if _digits(p)]
    spread = [word for p in pieces for word in ([p] if len(_digits(p)) in (10, 13) else p.split()) if _digits(word)]
    # Other programs put the ISSN of a journal into the same field.
    return [(w.strip(), fault) for w in spread if (fault := _isbn_fault(w)) and not _ISSN.fullmatch(w.strip())]


def _digits(text: str) -> str:
    return re.sub(r"[^0-9X]", "", text.upper()) if re.search("[0-9]", text) else ""


def _isbn_fault(text: str) -> str:
    """Why a text is no ISBN; nothing is said of a text with letters, which never meant to be one."""
    digits = re.sub(r"[\s.-]", "", text).upper()
    if not re.fullmatch(r"[0-9]{8,13}X?", digits):
        return ""
    digits = (
        f"0{digits}" if len(digits) == 9 and mod11(f"0{digits[:-1]}") == digits[-1] else digits
    )  # an SBN of the 1960s
    if len(digits) == 10:
        right = mod11(digits[:-1])
    elif len(digits) == 13 and digits.startswith(("978", "979")):
        right = mod10(digits[:-1])
    else:
        return f"has {len(digits)} digits" if len(digits) != 13 else "does not begin with 978 or 979"
    return "" if digits[-1] == right else f"has the check digit {digits[-1]}, where {right} would be right"


def issn_faults(text: str) -> list[tuple[str, str]]:
    """The ISSNs of a text that are none: (as written, why)."""
    words = re.findall(r"[0-9X-]{5,}", _DASH.sub("-", _REMARK.sub(" ", text)), re.I)
    return [(word, fault) for word in words if (fault := _issn_fault(word))]


def _issn_fault(text: str) -> str:
    if not _ISSN.fullmatch(text):
        return "has not the form 1234-5679"
    digits = text.replace("-", "").upper()
    right = mod11(digits[:-1])
    return "" if digits[-1] == right else f"has the check digit {digits[-1]}, where {right} would be right"


def arxiv_fault(text: str) -> str:
    """Why a text is no identifier of arXiv, "" when it is one."""
    bare = re.sub(r"(?i)^(?:https?://arxiv\.org/abs/|arxiv:\s*)|\s*\[[\w.,\s-]+\]$", "", text.strip())
    return "" if _ARXIV.fullmatch(bare) else "is no identifier of arXiv"


def orcid_fault(text: str) -> str:
    """Why a text is no ORCID iD, "" when it is one; an address around it is no fault."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?orcid\.org/", "", text.strip(), flags=re.I).rstrip("/")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", bare, re.I):
        return "is no ORCID iD"
    total = 0
    for digit in bare[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    right = "0123456789X"[(12 - total % 11) % 11]  # ISO 7064, mod 11-2
    return "" if bare[-1].upper() == right else f"has the check digit {bare[-1]}, where {right} would be right"


def mod10(digits: str) -> str:
    """The check digit of the first twelve digits of an ISBN."""
    return str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10)


def mod11(digits: str) -> str:
    """The check digit of the first nine digits of an old ISBN, or the first seven of an ISSN."""
    weights = range(len(digits) + 1, 1, -1)
    return "0123456789X"[-sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]
