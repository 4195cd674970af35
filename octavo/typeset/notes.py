"""Notes as the sheet has them: which elements they are, and what is asked of one that found no place."""

from xml.etree.ElementTree import Element

UNSEEN = "\u00ad\u2060\u200b\ufeff"


def is_note(element: Element) -> bool:
    """True for an element that is set at the foot of the page."""
    return "note" in (element.get("class") or "").split()


def letters(text: str | None) -> int:
    """How many characters leave ink: white space and invisible ones do not count."""
    return sum(1 for sign in text or "" if not sign.isspace() and sign not in UNSEEN)


def defer(root: Element, names: set[str]) -> None:
    """Let these notes go to the next page if they must; otherwise the typesetter moves their lines."""
    for element in root.iter():
        if element.get("id") in names and is_note(element):
            element.set("class", f"{element.get('class')} deferred")
