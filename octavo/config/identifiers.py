"""The numbers that books and people are known by: ISBN, ISSN, ORCID iD, DOI, and the codes of subjects."""

import re

from octavo.config.codes import (
    BAD_DOI,
    BAD_ISBN,
    BAD_ISSN,
    BAD_ORCID,
    BAD_SUBJECT_CODE,
    Code,
)
from octavo.config.fault import Fault
from octavo.identifiers import mod10, mod11


def isbn(text: str) -> str | Fault:
    """An ISBN of 13 digits, with the hyphens that it was given; one of 10 digits becomes its 13."""
    given = re.sub(r"[\s\u2010-\u2015-]+", "-", re.sub(r"^(?i:isbn)(?i:-1[03])?:?\s*", "", text)).strip("-")
    digits = given.replace("-", "").upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        if digits[-1] != mod11(digits[:-1]):
            return _check_digit(BAD_ISBN, "ISBN", text, digits[:-1] + mod11(digits[:-1]))
        body = given[:-1].rstrip("-")
        check = mod10("978" + digits[:-1])
        return f"978-{body}-{check}" if "-" in given else f"978{body}{check}"
    if not re.fullmatch(r"[0-9]{13}", digits):
        return Fault(BAD_ISBN, f"`{text}` is no ISBN", "an ISBN has 13 digits (older ones 10)")
    if not digits.startswith(("978", "979")):
        return Fault(BAD_ISBN, f"`{text}` is no ISBN", "an ISBN of 13 digits begins with 978 or 979")
    if digits[-1] != mod10(digits[:-1]):
        return _check_digit(BAD_ISBN, "ISBN", text, digits[:-1] + mod10(digits[:-1]))
    return given


def issn(text: str) -> str | Fault:
    """An ISSN in its printed form, 1234-5679."""
    match = re.fullmatch(r"(?i:issn:?\s*)?([0-9]{4})-?([0-9]{3})([0-9Xx])", text)
    if not match:
        return Fault(BAD_ISSN, f"`{text}` is no ISSN", "an ISSN has the form 1234-5679")
    digits = match[1] + match[2]
    check = mod11(digits)
    if match[3].upper() != check:
        return _check_digit(BAD_ISSN, "ISSN", text, f"{match[1]}-{match[2]}{check}")
    return f"{match[1]}-{match[2]}{check}"


def orcid(text: str) -> str | Fault:
    """An ORCID iD without its address, 0000-0002-1825-0097."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?orcid\.org/", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx]", bare):
        return Fault(BAD_ORCID, f"`{text}` is no ORCID iD", "an ORCID iD has the form 0000-0002-1825-0097")
    total = 0
    for digit in bare[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    check = "0123456789X"[(12 - total % 11) % 11]  # ISO 7064, mod 11-2
    if bare[-1].upper() != check:
        return _check_digit(BAD_ORCID, "ORCID iD", text, bare[:-1] + check)
    return bare.upper()


def doi(text: str) -> str | Fault:
    """A DOI without its address, 10.1234/abc."""
    bare = re.sub(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>]+", bare):
        return Fault(BAD_DOI, f"`{text}` is no DOI", "a DOI has the form 10.1234/suffix")
    return bare


def bisac(text: str) -> str | Fault:
    """A BISAC subject code, POL012000."""
    if re.fullmatch(r"[A-Z]{3}[0-9]{6}", text):
        return text
    return Fault(BAD_SUBJECT_CODE, f"`{text}` is no BISAC code", "three capitals and six digits: POL012000", text)


def thema(text: str) -> str | Fault:
    """A Thema subject or qualifier code, JWKF or 1DVUA."""
    if re.fullmatch(r"[A-Y1-6][A-Z0-9]{0,9}(?:-[A-Z0-9]{1,6})*", text):
        return text
    return Fault(BAD_SUBJECT_CODE, f"`{text}` is no Thema code", "capitals and digits: JWKF, 1DVUA", text)


def _check_digit(code: Code, noun: str, text: str, right: str) -> Fault:
    message = f"the check digit of the {noun} `{text}` does not fit its other digits"
    return Fault(code, message, f"with these digits it would be {right}; one of them may be mistyped")
