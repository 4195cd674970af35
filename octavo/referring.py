"""Referring: references become words and numbers, single ones, lists and ranges of them, each a link to its target."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from octavo import tree
from octavo.model import Node, Nodes, Number
from octavo.notes import unresolved
from octavo.number import roman
from octavo.phrases import phrases
from octavo.references import Target
from octavo.words import numbered, words

# Numbers that follow each other are a range from this many on: "figures 2.1 and 2.2", "figures 2.1–2.3".
_RANGE = 3
_LETTERS = r"[a-zа-я](?:[–-][a-zа-я])?"
_LETTERED = re.compile(rf"\s*({_LETTERS}(?:(?:, | and | и | et | und ){_LETTERS})*)")
_FIRST = re.compile(rf"({_LETTERS})([,;:].*)")
_ROMAN = {roman(number): number for number in range(1, 100)}
# Kinds that are written before the label, and are no part of it.
_OWN = ("note", "page")
_SPACE: Node = {"t": "Space"}


@dataclass(frozen=True, slots=True)
class Reference:
    """One of the references that an author puts into the same brackets: what it asks for, what it found (None for
    nothing), the words before and behind it, and letters that belong to its number ("2.1a").
    """

    target: Target
    number: Number | None
    prefix: Nodes
    suffix: Nodes
    letters: str = ""

    @property
    def kind(self) -> str:
        """What is said before its number: "page" where a page is asked for."""
        return "page" if self.target.kind == "page" else self.number.kind if self.number else ""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where references stand: language, chapter, true in a note, the case asked for; the number of each chapter, and
    true where the numbers of notes begin again in each of them.
    """

    language: str
    chapter: str
    noted: bool = False
    case: str = ""
    chapters: Mapping[str, Number] = field(default_factory=dict, repr=False)
    restarting: bool = True


def referred(target: Target, number: Number | None, prefix: Nodes, suffix: Nodes) -> Reference:
    """A reference, the letters that belong to its number taken from the words behind it: ``[@fig:x a]``."""
    if number is None or not number.text or target.kind == "page":
        return Reference(target, number, prefix, suffix)
    whole = _LETTERED.fullmatch(tree.text(suffix))
    if whole:
        return Reference(target, number, prefix, [], whole[1])
    rest = suffix[1:] if suffix[:1] == [_SPACE] else suffix
    first = _FIRST.fullmatch(rest[0]["c"]) if rest and rest[0]["t"] == "Str" else None
    if first:
        return Reference(target, number, prefix, [tree.string(first[2]), *rest[1:]], first[1])
    return Reference(target, number, prefix, suffix)


def refer(references: tuple[Reference, ...], here: Standpoint) -> Nodes:
    """The words of references that stand together."""
    language = phrases(here.language)
    runs = _runs(references, here)
    long = len(runs) == 2 and any(len(run) > 1 for run in runs)
    pieces: Nodes = []
    for at, run in enumerate(runs):
        between = "; " if at and run[0].prefix else language.last if at and long else ""
        pieces += _words(between or language.joined(at, len(runs)))
        pieces += run[0].prefix
        pieces += [_SPACE] if run[0].prefix else []
        pieces += _said(run, here)
        pieces += run[-1].suffix
    return [tree.span(pieces, "", ("references",))] if len(references) > 1 else pieces


def named(number: Number, here: Standpoint, capital: bool = False) -> str:
    """A thing by its name: "figure 2.1", “Title”, "chapter 3, note 12"."""
    language = phrases(here.language)
    before, after = _around(language.word(number.kind, short=_shortened(number, here), case=here.case), here.language)
    return _capital(_place(number, here) + before, capital) + number.text + after if number.text else number.title


# ---- runs -----------------------------------------------------------------------------------------------------------


def _runs(references: tuple[Reference, ...], here: Standpoint) -> list[tuple[Reference, ...]]:
    """References of one kind that follow each other with no words between, those with numbers in their order."""
    runs: list[list[Reference]] = []
    for reference in references:
        last = runs[-1][-1] if runs else None
        if last is not None and _together(runs[-1][0], last, reference, here):
            runs[-1].append(reference)
        else:
            runs.append([reference])
    return [_ordered(run) for run in runs]


def _together(first: Reference, last: Reference, new: Reference, here: Standpoint) -> bool:
    one, other = last.number, new.number
    if one is None or other is None or last.suffix or new.prefix or last.kind != new.kind:
        return False
    if first.target.bare and not new.target.bare:
        return False
    if new.kind == "page":
        return True
    return bool(one.text and other.text) and (new.kind != "note" or _foreign(one, here) == _foreign(other, here))


def _ordered(run: list[Reference]) -> tuple[Reference, ...]:
    """A run with its words outside, its numbers in order, and none twice."""
    if len(run) == 1 or run[0].kind == "page":
        return tuple(run)
    prefix, suffix, lead = run[0].prefix, run[-1].suffix, run[0].target
    unique = {(one.number.anchor if one.number else "", one.letters): one for one in reversed(run)}
    kept = sorted(unique.values(), key=_order)
    made = [Reference(one.target, one.number, [], [], one.letters) for one in kept]
    made[0] = Reference(lead, made[0].number, prefix, [], made[0].letters)
    made[-1] = Reference(made[-1].target, made[-1].number, made[-1].prefix, suffix, made[-1].letters)
    return tuple(made)


def _order(reference: Reference) -> tuple[tuple[int, int, str], ...]:
    text = reference.number.text if reference.number else ""
    if reference.kind == "part" and text in _ROMAN:
        text = str(_ROMAN[text])
    parts = re.findall(r"\d+|[^\d.]+", text)
    return (*((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts), (-1, 0, reference.letters))


def _follows(one: Reference, other: Reference) -> bool:
    """True when a number is the next one after another."""
    first, second = (r.number.text if r.number else "" for r in (one, other))
    if one.letters or other.letters:
        return False
    if one.kind == "part" and first in _ROMAN and second in _ROMAN:
        return _ROMAN[second] == _ROMAN[first] + 1
    (head, _, tail), (other_head, _, other_tail) = first.rpartition("."), second.rpartition(".")
    if head != other_head:
        return False
    if tail.isdigit() and other_tail.isdigit():
        return int(other_tail) == int(tail) + 1
    return len(tail) == len(other_tail) == 1 and tail.isalpha() and ord(other_tail) == ord(tail) + 1


def _stretches(run: tuple[Reference, ...]) -> list[tuple[Reference, ...]]:
    """The run in pieces: single numbers, and ranges as their first and last."""
    found: list[list[Reference]] = [[run[0]]]
    for before, after in pairwise(run):
        if _follows(before, after):
            found[-1].append(after)
        else:
            found.append([after])
    pieces: list[tuple[Reference, ...]] = []
    for stretch in found:
        pieces += [(stretch[0], stretch[-1])] if len(stretch) >= _RANGE else [(one,) for one in stretch]
    return pieces


# ---- words ----------------------------------------------------------------------------------------------------------


def _said(run: tuple[Reference, ...], here: Standpoint) -> Nodes:
    first, number = run[0], run[0].number
    if number is None:
        target = first.target
        return [unresolved(f"@{target.kind}:{target.label}" if target.kind in _OWN else f"@{target.label}")]
    if first.kind == "page":
        return _pages(run, here)
    if not number.text:
        return [tree.link(_title(number), f"#{number.anchor}", ("reference",))]
    language, bare = phrases(here.language), first.target.bare
    word = "" if bare else language.word(first.kind, len(run) > 1, _shortened(number, here), here.case)
    before, after = _around(word, here.language)
    if not bare:
        before = _capital(_place(number, here) + before, first.target.capital)
    stretches = _stretches(run)
    pieces: Nodes = []
    for at, stretch in enumerate(stretches):
        pieces += _words(language.joined(at, len(stretches)))
        texts = [_number(one, bare or language.bracketed) for one in stretch]
        texts[0] = (before if at == 0 else "") + texts[0]
        texts[-1] += after if at == len(stretches) - 1 else ""
        for end, (one, text) in enumerate(zip(stretch, texts, strict=True)):
            anchor = one.number.anchor if one.number else ""
            pieces += [tree.string("–")] if end else []
            pieces.append(tree.link([tree.string(text)], f"#{anchor}", ("reference",)))
    return pieces


def _number(reference: Reference, bracketed: bool) -> str:
    text = (reference.number.text if reference.number else "") + reference.letters
    return f"({text})" if reference.kind == "eq" and bracketed else text


def _around(word: str, language: str) -> tuple[str, str]:
    """What stands before a number and behind it: "figure ", and in Chinese "第" and "章"."""
    before, _, after = numbered(language, word, "\0").partition("\0") if word else ("", "", "")
    return before, after


def _capital(text: str, wanted: bool) -> str:
    return text[:1].upper() + text[1:] if wanted else text


def _shortened(number: Number, here: Standpoint) -> bool:
    """Notes speak of notes in short: "chap. 3, n. 12"."""
    return here.noted and number.kind == "note"


def _foreign(number: Number, here: Standpoint) -> str:
    """The chapter of a note that is in another one."""
    return number.chapter if number.kind == "note" and here.restarting and number.chapter != here.chapter else ""


def _place(number: Number, here: Standpoint) -> str:
    """The chapter of a note that is in another one, in words: "chapter 3, "."""
    chapter = here.chapters.get(_foreign(number, here))
    if chapter is None:
        return ""
    language, spoken = phrases(here.language), words(here.language)
    if not chapter.text:
        title = chapter.title
        return language.quoted.format(opening=spoken.open_quote, title=title, closing=spoken.close_quote)
    before, after = _around(language.word(chapter.kind, short=here.noted, case=here.case), here.language)
    return f"{before}{chapter.text}{after}{language.within}"


def _title(number: Number) -> Nodes:
    """A title in quotation marks; what it quotes itself gets inner ones."""
    if not number.title:
        return [tree.string("…")]
    inner: Nodes = []
    for at, piece in enumerate(re.split(r"“([^”]*)”", number.title)):
        if at % 2:
            inner.append({"t": "Quoted", "c": [{"t": "SingleQuote"}, tree.words(piece)]})
        elif piece:
            inner += _words(piece)
    return [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, inner]}]


def _pages(run: tuple[Reference, ...], here: Standpoint) -> Nodes:
    """Pages are known when the book is set: links that say what else their target is called, and the words for one and
    for several pages.
    """
    language, lead = phrases(here.language), run[0].target
    short = not lead.capital
    one, several = (_capital(language.word("page", many, short, here.case), lead.capital) for many in (False, True))
    links: Nodes = []
    for at, reference in enumerate(run):
        number = reference.number
        if number is not None:
            links += _words(language.joined(at, len(run)))
            inner = [tree.string(named(number, here, lead.capital and not at))] if number.text else _title(number)
            given = {"one": "" if lead.bare else one}
            links.append(tree.link(inner, f"#{number.anchor}", ("reference", "page-ref"), **given))
    if len(run) == 1:
        return links
    return [tree.span(links, "", ("page-refs",), **({} if lead.bare else {"one": one, "several": several}))]


def _words(text: str) -> Nodes:
    """A stretch of text as inlines, with the spaces at its ends."""
    nodes: Nodes = []
    for piece in re.split(r"( )", text):
        if piece:
            nodes.append(_SPACE if piece == " " else tree.string(piece))
    return nodes


def joined_pages(pages: list[tuple[str, str]], language: str) -> list[tuple[str, str, str]]:
    """Pages of a list, given as folio and address, as they are printed: what stands before each, folio, address; none
    is named twice.
    """
    unique: dict[str, str] = {}
    for folio, address in pages:
        unique.setdefault(folio, address)
    joined = phrases(language).joined
    return [(joined(at, len(unique)), folio, address) for at, (folio, address) in enumerate(unique.items())]
