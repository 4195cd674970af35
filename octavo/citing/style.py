"""What the house changes in the text of a citation style before it is used, and what it reads there."""

import re

# A variable of the house's own, for the shelf-mark in the short form of an archival source.
SHELF_MARK = "octavo-shelf-mark"
_POSITION = re.compile(r"\bposition=([\"'])([^\"']*)\1")
_SAYS_IBID = re.compile(r"<text\b[^>]*\b(?:term|value)=[\"'](?:ibid|idem)", re.I)
_IBID = frozenset(("ibid", "ibid-with-locator"))
# No source has this variable, so that the condition is never met.
_NEVER = 'is-uncertain-date="octavo-never"'
_CHICAGO_SHORT = '<text macro="citation-notes-shortened-author-title-disambiguate"/>'
_WITHOUT_PLACES = '<!-- <text variable="publisher-place"/> -->'
_MACRO = re.compile(r"<macro\s+name=[\"']([^\"']+)[\"'][^>]*>(.*?)</macro>", re.S)
_CALL = re.compile(r"\bmacro=[\"']([^\"']+)[\"']")
_BIBLIOGRAPHY = re.compile(r"<bibliography\b(.*?)</bibliography>", re.S)
_FIRST_KEY = re.compile(r"<sort>.*?<key\b([^>]*)>", re.S)
_NUMBERED = re.compile(r"<text\b[^>]*\bvariable=[\"']citation-number[\"']")
_NAMES = frozenset(("author", "editor"))


def for_edition(style: str, paged: bool) -> str:
    """The style of an edition: in EPUB and on the web a note opens by itself, and "ibid." would point nowhere; there
    what the style would say so is said as any further mention.
    """
    return without_ibid(style) if says_ibid(style) and not paged else style


def without_ibid(style: str) -> str:
    """A style that knows further mentions alone, and none of the source that was cited just now."""
    return _POSITION.sub(_without_ibid, style)


def _without_ibid(match: re.Match[str]) -> str:
    kept = [word for word in match[2].split() if word not in _IBID]
    return f'position="{" ".join(kept)}"' if kept else _NEVER


def says_ibid(style: str) -> bool:
    """True for a style that has a word for "the same source as just now"."""
    return bool(_SAYS_IBID.search(style)) and any(_IBID & set(match[2].split()) for match in _POSITION.finditer(style))


def of_notes(style: str) -> bool:
    """True for a style of notes."""
    return bool(re.search(r"<style\b[^>]*\bclass=[\"']note[\"']", style))


def with_shelf_marks(style: str) -> str:
    """Chicago's style with the shelf-mark in short forms; other styles as they are."""
    return style.replace(_CHICAGO_SHORT, f'{_CHICAGO_SHORT}<text variable="{SHELF_MARK}"/>')


def of_chicago(style: str) -> bool:
    """True for Chicago's styles since the 18th edition, which print no place beside a publisher (14.30)."""
    return _WITHOUT_PLACES in style


def files_by_name(style: str) -> bool:
    """True where the bibliography is sorted by names before all else, and prints no numbers that follow its order."""
    if _NUMBERED.search(style):
        return False
    bibliography = _BIBLIOGRAPHY.search(style)
    first = _FIRST_KEY.search(bibliography[1]) if bibliography else None
    if first is None:
        return False
    variable = re.search(r"\bvariable=[\"']([^\"']+)", first[1])
    if variable:
        return variable[1] in _NAMES
    macro = _CALL.search(first[1])
    return bool(macro) and _prints_names(macro[1], dict(_MACRO.findall(style)), set()) if macro else False


def _prints_names(macro: str, macros: dict[str, str], seen: set[str]) -> bool:
    body = macros.get(macro, "")
    if "<names" in body:
        return True
    seen.add(macro)
    return any(_prints_names(inner, macros, seen) for inner in _CALL.findall(body) if inner not in seen)


def keeps_particles(style: str) -> bool:
    """True where "van Gogh" is filed under its particle."""
    return bool(re.search(r"demote-non-dropping-particle=[\"']never[\"']", style))
