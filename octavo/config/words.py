"""Checks of single words: addresses, slugs, dates, names of styles, roles and fonts."""

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

from octavo.config.codes import BAD_VALUE
from octavo.config.fault import Check, Fault, did_you_mean

ROLES = ("author", "editor", "translator", "illustrator", "foreword", "introduction", "series-editor", "contributor")

# MARC's codes and other words for the roles that we know.
ROLE_ALSO = {
    "aut": "author",
    "writer": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "artist": "illustrator",
    "aui": "introduction",
    "wfw": "foreword",
    "win": "introduction",
    "collection-editor": "series-editor",
    "pbd": "series-editor",
    "ctb": "contributor",
}

# Letters that Unicode does not take apart into a base letter and an accent.
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

# Windows opens devices by these names, whatever the ending.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def one_of(*choices: str) -> Check:
    """The check that a value is one of a few words."""

    def check(text: str) -> str | Fault:
        if text in choices:
            return text
        among = " or ".join(f"`{choice}`" for choice in choices)
        return Fault(BAD_VALUE, f"`{text}` is not a value of this key", did_you_mean(text, choices) or f"write {among}")

    return check


def role(text: str) -> str | Fault:
    """What a contributor did: a word of ``ROLES``."""
    if text in ROLES:
        return text
    meant = ROLE_ALSO.get(text.casefold())
    hint = f"did you mean `{meant}`?" if meant else did_you_mean(text, ROLES)
    return Fault(BAD_VALUE, f"`{text}` is no role", hint or "write " + ", ".join(ROLES), meant or "")


def url(text: str) -> str | Fault:
    """An address on the web."""
    hint = "write it in full: https://example.org/"
    try:
        parts = urlsplit(text)
    except ValueError:
        return Fault(BAD_VALUE, f"`{text}` is no address", hint)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or re.search(r"[\s\"<>\\^`{|}]", text):
        return Fault(BAD_VALUE, f"`{text}` is no http or https address", hint)
    return text


def slug(text: str) -> str | Fault:
    """A name for files and folders: small letters, digits and hyphens."""
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) and len(text) <= 60 and text not in DEVICES:
        return text
    instead = slug_of(text)
    hint = "small letters, digits and hyphens, 60 at most" + (f": `{instead}`" if instead else "")
    return Fault(BAD_VALUE, f"`{text}` cannot be the name of a file everywhere", hint, instead)


def slug_of(title: str) -> str:
    """The slug of a title, or "" when none of its letters are Latin."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(LETTERS).replace("'", "").replace("’", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    made = ""
    for word in words:
        if len(made) + len(word) > 59:
            break
        made = f"{made}-{word}" if made else word
    return "" if made in DEVICES else made


def day(text: str) -> str | Fault:
    """A date as text: a day, a month or a year. ``day_of`` reads it."""
    if day_of(text):
        return text
    return Fault(BAD_VALUE, f"`{text}` is no date", 'write a day, "2026-11-22", or a year, "2026"')


def day_of(text: str) -> date | None:
    """The first day that a date means."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        return None


def style(text: str) -> str | Fault:
    """A citation style: a name, or the path of a .csl file (which is checked as a path later)."""
    if text.endswith(".csl") or re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
        return text
    return Fault(BAD_VALUE, f"`{text}` is no citation style", "the name of a style, or the path of a .csl file")


def font(text: str) -> str | Fault:
    """The name of a font family."""
    if re.fullmatch(r"\w[\w .+-]{0,79}", text):
        return text
    return Fault(BAD_VALUE, f"`{text}` is no name of a font", 'the name of the family alone: "Noto Serif CJK JP"')


def rule(text: str) -> str | Fault:
    """The name or the code of a rule; whether there is such a rule, the rules know."""
    if re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*|[A-Z][0-9]{3}", text):
        return text
    return Fault(BAD_VALUE, f"`{text}` is no name of a rule", "a name such as `unused-note`, or a code such as `N002`")
