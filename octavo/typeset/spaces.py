"""Spaces at which no line is broken: between an abbreviation and its number, initials and a surname, a preposition of
one or two Russian letters and its word, a French sign and what it closes, and before a short last word.

They are put in when a sheet is set: a book on screen is broken into lines by whoever reads it.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from octavo.typeset.notes import is_note

KEPT, THIN, JOINED = "\u00a0", "\u202f", "\u2060"
# Cells are narrow, and code and formulas are as they are.
_APART = frozenset({"pre", "code", "kbd", "samp", "table", "svg", "math", "style", "title", "script"})
_TITLES = frozenset({"h1", "h2", "h3"})
_PARAGRAPHS = frozenset({"p", "li", "dd"})
# So few letters and signs do not make a last line.
_SHORTEST = 4
_GAP = "[ \n]"
_MONEY = r"[%€$£¥]|°[CF]?"
_MEASURES = "km|m|cm|mm|kg|g|kt|Mt|MW|kW|GW|MHz|GHz|Hz|kB|MB|GB|кг|км|м|см|мм|кт|Мт|МВт|кВт|МГц|ГГц|Гц"
_UNITS = rf"(?:{_MONEY}|(?:{_MEASURES})(?![\w’'-]))"
_LATIN, _CYRILLIC = r"A-ZÀ-ÖØ-Þ", "А-ЯЁ"
_EVERYWHERE = (
    rf"(?<=\d){_GAP}(?={_UNITS})",
    rf"(?<=[№§]){_GAP}(?=[\dIVX])",
    rf"(?<=\d){_GAP}(?=\d{{3}}(?!\d))",
    rf"{_GAP}(?=[–—](?:{_GAP}|\Z))",
    rf"(?<=(?<![\w.])[{_LATIN}]\.){_GAP}(?=[{_LATIN}](?:\.|[\w’-]))",
)
_OF = {
    "en": (
        rf"(?<=(?<![\w.])[pnfl]\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])(?:pp|nn|no|vv|ll|pt|bk)\.){_GAP}(?=[\dIVXivx])",
        rf"(?<=(?<![\w.])(?:vol|nos|fig|sec|art|eqs|col)\.){_GAP}(?=[\dIVX])",
        rf"(?<=(?<![\w.])(?:vols|figs|chap|secs|arts)\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])(?:Mr|Ms|Dr|St)\.){_GAP}(?=[{_LATIN}])",
        rf"(?<=(?<![\w.])(?:Mrs|Gen|Col)\.){_GAP}(?=[{_LATIN}])",
        rf"{_GAP}(?=…)",
    ),
    "de": (
        rf"(?<=(?<![\w.])S\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])(?:Nr|Bd)\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])(?:Abb|Tab|Kap|Anm|Art|Abs)\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])[zZ]\.){_GAP}(?=B\.)",
        rf"(?<=(?<![\w.])[dDuU]\.){_GAP}(?=[hahÄ]\.)",
        rf"(?<=(?<![\w.])Dr\.){_GAP}(?=[{_LATIN}])",
    ),
    "fr": (
        rf"(?<=(?<![\w.])[pt]\.){_GAP}(?=[\dIVX])",
        rf"(?<=(?<![\w.])pp\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])n[°o]){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])M\.){_GAP}(?=[{_LATIN}])",
        rf"(?<=«){_GAP}",
        rf"{_GAP}(?=[:»])",
    ),
    "ru": (
        rf"(?<=(?<![\w.])[стчлдпф]\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])(?:гл|ст|кн|оп|пп)\.){_GAP}(?=[\dIVX])",
        rf"(?<=(?<![\w.])(?:стр|рис|вып)\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])(?:табл|разд|прим)\.){_GAP}(?=\d)",
        rf"(?<=(?<![\w.])[Тт]\.){_GAP}(?=[едпкн]\.)",
        rf"(?<=(?<![\w.])[дН]о){_GAP}(?=н\.)",
        rf"(?<=(?<![\w.])н\.){_GAP}(?=э\.)",
        rf"(?<=(?<![\w.])и){_GAP}(?=(?:др|пр|т)\.)",
        rf"(?<=[\dIVX]){_GAP}(?=(?:гг?|вв?|тыс|млн|млрд|руб)\b)",
        rf"(?<=(?<![\w.])[{_CYRILLIC}]\.){_GAP}(?=[{_CYRILLIC}](?:\.|[\w-]))",
        rf"(?<=(?<![\w-])[вксуоаияВКСУОАИЯ]){_GAP}(?=[\w«„])",
        rf"(?<=(?<![\w-])(?i:на|по|за|из|от|до|об|во|со|ко|не|ни)){_GAP}(?=[\w«„])",
        rf"(?<=\w){_GAP}(?=(?:бы|же|ли|ж|б)(?![\w-]))",
    ),
}  # fmt: skip
_KEPT = {name: re.compile("|".join((*rules, *_EVERYWHERE))) for name, rules in _OF.items()}
_KEPT[""] = re.compile("|".join(_EVERYWHERE))
_FRENCH = re.compile(rf"{_GAP}(?=[;!?]+(?:\W|\Z))")
# What French sets apart, where the author typed no space; Canada sets only guillemets and colons so.
_SIGNS = re.compile(r"(?<=[\w»”’)])(?=[;!?]+(?:[\s\u00a0\u202f)»]|\Z))")
_COLON = re.compile(r"(?<=[^\W_]|[»”’)])(?=:(?:\s|\Z))")
_GUILLEMETS = re.compile(r"(?<=«)(?=[^\s\u00a0\u202f]|\Z)|(?:(?<=[^\s\u00a0\u202f])|(?<=\A))(?=»)")
# In Chinese no space stands between a label and its number.
_LABEL = re.compile(r"(?<=[图圖表式章节節])(?=\d)")
_YEARS = re.compile(r"(?<=\d)–(?=\d)")
# A mark at the end of a cell belongs to its last word.
_MARK = re.compile(rf"{_GAP}(?=[*†‡§]{{1,3}}\s*\Z)")
_LAST = re.compile(rf"(?<=\S){_GAP}(?=\S{{1,{_SHORTEST}}}\s*\Z)")


def keep_together(root: Element, language: str) -> None:
    """Put no-break spaces into the text of a sheet, in place."""
    for element, language_ in _texts(root, language):
        kept = _keeper(language_)
        element.text = kept(element.text) if element.text else element.text
        for child in element:
            child.tail = kept(child.tail) if child.tail else child.tail
    for cell in root.iter():
        if cell.tag in ("td", "th") and len(cell) == 0:
            cell.text = _MARK.sub(KEPT, cell.text or "")
    for title in root.iter():
        if title.tag in _TITLES or "subtitle" in (title.get("class") or ""):
            _keep_years(title)
    for paragraph in root.iter():
        if paragraph.tag in _PARAGRAPHS and not paragraph.get("class"):
            _keep_last(paragraph)


def _texts(element: Element, language: str) -> Iterator[tuple[Element, str]]:
    """The elements whose own text is running text, each with its language."""
    language = element.get("lang") or language
    if element.tag in _APART:
        return
    yield element, language
    for child in element:
        yield from _texts(child, language)


def _keeper(language: str) -> Callable[[str], str]:
    name = language.split("-")[0].lower()
    rule = _KEPT.get("" if "latn" in language.lower() else name, _KEPT[""])
    if name == "fr":
        apart = not language.lower().startswith("fr-ca")
        return lambda text: _french(_FRENCH.sub(THIN, rule.sub(KEPT, text)), apart)
    if name == "zh":
        return lambda text: _LABEL.sub(JOINED, rule.sub(KEPT, text))
    return lambda text: rule.sub(KEPT, text)


def _french(text: str, apart: bool) -> str:
    """French text with the spaces that its signs want."""
    text = _GUILLEMETS.sub(THIN, _COLON.sub(KEPT, text))
    return _SIGNS.sub(THIN, text) if apart else text


def _keep_years(title: Element) -> None:
    """Hold the years of a title together: it has room enough for them."""
    for element in title.iter():
        element.text = _YEARS.sub(f"–{JOINED}", element.text) if element.text else element.text
        element.tail = _YEARS.sub(f"–{JOINED}", element.tail) if element.tail and element is not title else element.tail


def _keep_last(paragraph: Element) -> None:
    """Hold a last word of a few letters to the one before it. A note behind it is no part of the line."""
    holder, name = paragraph, "text"
    for child in paragraph:
        if not is_note(child) and child.tag not in ("p", "ul", "ol", "sup") and "".join(child.itertext()).strip():
            # The last words stand in this element, or behind it.
            holder, name = child, ""
        if (child.tail or "").strip():
            holder, name = child, "tail"
    if name:
        setattr(holder, name, _LAST.sub(KEPT, getattr(holder, name) or ""))
