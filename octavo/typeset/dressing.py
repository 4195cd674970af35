"""Dressing: what a printed page shows in another way than the sheet says it: headings that run in, stanzas that stay in
one piece, lines of code that hang, sentences that go on below what interrupts them, columns of labels and of dates.
"""

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

# Headings of the third degree and below begin the paragraph that they head.
_LOW = frozenset({"h4", "h5", "h6"})
RUN_IN, HEADED = "run-in", "headed"
# What ends a sentence, or leads on by itself.
_STOPS = (".", "!", "?", ":", "…", "。", "！", "？", "：")
_EMPTY = "\u00a0"
_TAB = 4
_DISPLAYS = frozenset({"blockquote", "ul", "ol", "pre"})
# In ems: a letter, what stands behind a label, the column of labels that the stylesheet has, that of dates, a space
# between words, and what bold letters are wider; and the most lines of a date that room is left for.
_LATIN, _CYRILLIC, _GAP, _LABELS, _DATE, _SPACE, _BOLD, _MOST = 0.46, 0.54, 0.6, 5.08, 7.5, 0.25, 1.1, 6


def dress(root: Element) -> None:
    """Dress a sheet for print, in place."""
    for holder in list(root.iter()):
        _run_in(holder)
        if holder.tag == "div" and "verse" in (holder.get("class") or "").split():
            _stanzas(holder)
        _resumed(holder)
        if holder.tag == "dl":
            _dates(holder)
        elif holder.tag == "ul" and "list-lines" in (holder.get("class") or "").split():
            _labels(holder)
    for block in list(root.iter("pre")):
        _code(block)


def _run_in(holder: Element) -> None:
    """Put each low heading at the beginning of the paragraph below it; before anything else it stands alone."""
    for head, below in pairwise(list(holder)):
        if head.tag not in _LOW or below.tag != "p" or below.get("class"):
            continue
        stopped = "".join(head.itertext()).rstrip().endswith(_STOPS)
        head.set("class", RUN_IN if stopped else f"{RUN_IN} unstopped")
        below.set("class", HEADED)
        holder.remove(head)
        head.tail, below.text = below.text, None
        below.insert(0, head)


def _resumed(holder: Element) -> None:
    """Give no indent to a paragraph that goes on with the sentence before a formula, a list or a quotation."""
    for above, below in pairwise(holder):
        text = below.text or ""
        if below.tag == "p" and not below.get("class") and text[:1].islower() and _interrupts(above):
            below.set("class", "continues")


def _interrupts(element: Element) -> bool:
    classes = (element.get("class") or "").split()
    if element.tag == "p":
        inner = (element[0].get("class") or "").split() if len(element) == 1 else []
        return not (element.text or "").strip() and bool({"display", "equation"} & set(inner))
    return element.tag in _DISPLAYS or bool({"equation", "verse"} & set(classes))


def _labels(lines: Element) -> None:
    """Make the column of the labels as wide as the widest of them."""
    labels = [label for label in lines.iter("span") if label.get("class") == "label"]
    width = max((_ems("".join(label.itertext())) for label in labels), default=0.0) + _GAP
    if width > _LABELS:
        for label in labels:
            label.set("style", f"min-width: {width:.2f}em; margin-left: -{width:.2f}em")
        for line in lines:
            line.set("style", f"padding-left: {width:.2f}em")


def _dates(terms: Element) -> None:
    """Leave room below a date that turns over, where less is said of it than it has lines."""
    for term, said in pairwise(list(terms)):
        if term.tag == "dt" and said.tag == "dd":
            lines = _lines("".join(term.itertext()))
            if lines > 1:
                said.set("data-beside", str(min(lines, _MOST)))


def _lines(text: str) -> int:
    """The lines of a date, about: those of other lists, which have the whole measure, do not care."""
    lines, room = 1, _DATE
    for word in text.split(" "):
        wide = _ems(word) * _BOLD
        if wide > room and room < _DATE:
            lines, room = lines + 1, _DATE
        room -= wide + _SPACE
    return lines


def _ems(text: str) -> float:
    """How wide a text is, about."""
    return sum(_CYRILLIC if letter > "\u0400" else _LATIN for letter in text)


def _stanzas(verse: Element) -> None:
    """Put the lines between two empty ones into a stanza."""
    lines = list(verse)
    if not any(map(_is_empty, lines)) or any(line.tag != "div" for line in lines):
        return
    for line in lines:
        verse.remove(line)
    stanza: Element | None = None
    for line in lines:
        if _is_empty(line):
            stanza = None
            continue
        if stanza is None:
            stanza = Element("div", {"class": "stanza"})
            verse.append(stanza)
        stanza.append(line)


def _is_empty(line: Element) -> bool:
    return not len(line) and (line.text or "").strip(" \n") == _EMPTY


def _code(block: Element) -> None:
    """Make each line of code a block of its own, which hangs where it turns over. What holds marks stays as it is."""
    code = block[0] if len(block) == 1 and block[0].tag == "code" else None
    if code is None or len(code) or not code.text:
        return
    lines = code.text.rstrip("\n").split("\n")
    code.text = None
    code.extend(_hanging(lines))


def _hanging(lines: list[str]) -> Iterator[Element]:
    for text in lines:
        line = Element("span", {"class": "code-line"})
        # What turns over stands deeper than the line began.
        deep = len(text.expandtabs(_TAB)) - len(text.expandtabs(_TAB).lstrip()) + 2
        line.set("style", f"padding-left: {deep}ch; text-indent: -{deep}ch")
        # Something has to hold an empty line open.
        line.text = text or _EMPTY
        yield line
