"""Where the lines of a paragraph may end: its text measured once, with the places at which the typesetter breaks it.

The typesetter is asked for shapes, for the ends of words and for hyphens, by the functions of its own that break lines,
so that what is found here is what it would do. Works on its boxes; the library itself is only handed in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from octavo.typeset.ideographs import are_ideographs
from octavo.typeset.optimum import Chance
from octavo.typeset.proof import children, kind
from octavo.typeset.shaped import UNITS, dictionary

Path = tuple[int, ...]
Stack = dict[int, Any] | None
Width = Callable[[Any], float]
HANGING: Mapping[str, float] = MappingProxyType(
    {
        "‐": 0.7, "-": 0.7, ",": 0.7, ".": 0.7, "”": 0.5, "’": 0.6, "»": 0.3, ";": 0.3, ":": 0.3, "–": 0.25,
        "—": 0.15, "!": 0.15, "?": 0.1, ")": 0.1,
    }
)  # fmt: skip
LEADING: Mapping[str, float] = MappingProxyType(
    {"“": 0.5, "‘": 0.6, "«": 0.3, "„": 0.4, "(": 0.08, "A": 0.04, "T": 0.05, "V": 0.05, "W": 0.05, "Y": 0.06}
)
_SOFT = "\u00ad"
_SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The chances of a paragraph, and how its boxes are counted: the bytes before each, by its path."""

    chances: tuple[Chance, ...]
    starts: Mapping[Path, int]
    text: bytes

    def offset(self, stack: Stack) -> int:
        """The byte at which a line starts whose place the typesetter tells by a stack."""
        path: Path = ()
        while stack:
            ((index, stack),) = stack.items()
            if (*path, index) not in self.starts:
                # In a text the last number is a byte of it; behind the last child, the end.
                at = self.starts[path] + index if (*path, 0) not in self.starts else len(self.text)
                return self._inked(at)
            path = (*path, index)
        return self._inked(self.starts[path])

    def _inked(self, at: int) -> int:
        while self.text[at : at + 1] == b" ":
            at += 1
        return at


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A text of the paragraph: its box, its first letter and its first byte."""

    box: Any
    letter: int
    byte: int


def paragraph(find: Any, context: Any, line: Any, hyphen: Width) -> Paragraph | None:
    """A paragraph measured; none where it holds something that is not plain text. ``hyphen`` gives the width of the
    hyphen of a style.
    """
    starts: dict[Path, int] = {(): 0}
    leaves: list[_Leaf] = []
    if not _leaves(line, (), starts, leaves, [0, 0]) or not leaves:
        return None
    text = "".join(leaf.box.text for leaf in leaves)
    if not text.strip() or _SOFT in text or "\n" in text or are_ideographs(text):
        return None
    breaker = find("text.line_break")
    places: list[float] = []
    for leaf in leaves:
        widths = _places(breaker, context, leaf.box)
        if widths is None:
            return None
        base = places.pop() if places else 0.0
        places += [base + width for width in widths]
    inner = dict.fromkeys(_breaks(breaker, text, leaves), 0.0)
    inner.update(_hyphens(breaker, context, leaves, hyphen))
    return Paragraph(tuple(_chances(text, places, inner)), starts, text.encode())


def _leaves(box: Any, path: Path, starts: dict[Path, int], leaves: list[_Leaf], count: list[int]) -> bool:
    """Gather the texts of a box; false where something else stands among them."""
    for index, child in enumerate(children(box)):
        style = child.style
        if kind(child) not in ("TextBox", "InlineBox") or child.element_tag == "br" or child.is_leader:
            return False
        if not child.is_in_normal_flow() or style["white_space"] != "normal" or style["direction"] != "ltr":
            return False
        starts[*path, index] = count[1]
        if kind(child) == "TextBox":
            leaves.append(_Leaf(child, count[0], count[1]))
            count[0] += len(child.text)
            count[1] += len(child.text.encode())
        elif any(_wide(style, side) for side in _SIDES) or not _leaves(child, (*path, index), starts, leaves, count):
            return False
    return True


def _wide(style: Any, side: str) -> bool:
    """True for a box that takes room beside its text."""
    lengths = (style[f"margin_{side}"], style[f"padding_{side}"])
    return bool(style[f"border_{side}_width"]) or any(getattr(length, "value", length) for length in lengths)


def _places(breaker: Any, context: Any, box: Any) -> list[float] | None:
    """How far from its start each letter of a text begins, and where the last ends; none for what reads leftwards."""
    text, encoded = box.text, box.text.encode()
    if not text:
        return [0.0]
    layout = breaker.create_layout(text, box.style, context, None, 0)
    line, _ = layout.get_first_line()
    at: dict[int, float] = {0: 0.0}
    x, run, null = 0, line.runs, breaker.ffi.NULL
    while run != null:
        item, string = run.data.item, run.data.glyphs
        if item.analysis.level % 2:
            return None
        offset, glyphs, clusters = item.offset, string.glyphs, string.log_clusters
        for number in range(string.num_glyphs):
            at.setdefault(offset + clusters[number], x / UNITS)
            x += glyphs[number].geometry.width
        run = run.next
    at[len(encoded)] = x / UNITS
    layout.deactivate()
    return _by_letter(text, at)


def _by_letter(text: str, at: dict[int, float]) -> list[float]:
    """Places by letter; those within a ligature lie evenly in it."""
    found: list[float] = []
    byte, waiting = 0, 0
    for letter in (*text, ""):
        if byte in at:
            if waiting:
                step = (at[byte] - found[-1]) / (waiting + 1)
                found += [found[-1] + step * (n + 1) for n in range(waiting)]
                waiting = 0
            found.append(at[byte])
        else:
            waiting += 1
        byte += len(letter.encode())
    return found


def _chances(text: str, places: list[float], inner: dict[int, float]) -> Iterator[Chance]:
    """The chances of a text: its beginning, the places within at which it breaks, each with the width of the hyphen
    that it gets there, and its end.
    """
    size, spaces, byte = len(text), [0], [0]
    for letter in text:
        spaces.append(spaces[-1] + (letter in " \u00a0"))
        byte.append(byte[-1] + len(letter.encode()))
    begin = next(n for n, letter in enumerate(text) if letter != " ")

    def chance(end: int, next_: int, hyphen: float = 0.0) -> Chance:
        while text[end - 1 : end] == " ":
            end -= 1
        while text[next_ : next_ + 1] == " ":
            next_ += 1
        last = "‐" if hyphen else text[end - 1 : end]
        wide = hyphen or (places[end] - places[end - 1] if end else 0.0)
        first = text[next_ : next_ + 1]
        left = LEADING.get(first, 0.0) * (places[next_ + 1] - places[next_]) if first else 0.0
        right = HANGING.get(last, 0.0) * wide
        broken = last in ("‐", "-")
        return Chance(byte[next_], places[end] + hyphen, places[next_], spaces[end], spaces[next_], right, left, broken)

    yield chance(begin, begin)._replace(hyphen=False)
    for place in sorted(inner):
        if begin < place < size and text[place:].strip(" "):
            yield chance(place, place, inner[place])
    yield chance(size, size)._replace(hyphen=False)


def _breaks(breaker: Any, text: str, leaves: list[_Leaf]) -> Iterator[int]:
    attributes = breaker.get_log_attrs(text, leaves[0].box.style["lang"])
    for number in range(1, len(text)):
        if attributes[number].is_line_break:
            yield number


def _hyphens(breaker: Any, context: Any, leaves: list[_Leaf], width: Width) -> Iterator[tuple[int, float]]:
    """Where words may be broken, with the width of the hyphen."""
    for leaf in leaves:
        style = leaf.box.style
        language = style["lang"] and breaker.pyphen.language_fallback(style["lang"])
        if style["hyphens"] != "auto" or not language:
            continue
        limits = style["hyphenate_limit_chars"]
        parts = dictionary(breaker.pyphen, context, language, limits)
        for start, word in _words(breaker, leaf.box.text, style["lang"]):
            if len(word) >= limits[0]:
                yield from ((leaf.letter + start + place, width(style)) for place in parts.positions(word))


def _words(breaker: Any, text: str, language: str) -> Iterator[tuple[int, str]]:
    """The words of a text, as the typesetter finds them."""
    attributes, start = breaker.get_log_attrs(text, language), 0
    for number in range(len(text) + 1):
        if attributes[number].is_word_end:
            yield start, text[start:number]
        if attributes[number].is_word_boundary:
            start = number


def letter_width(breaker: Any, context: Any, style: Any, letter: str) -> float:
    """The width of one letter in a style."""
    layout = breaker.create_layout(letter, style, context, None, 0)
    width, _ = breaker.line_size(layout.get_first_line()[0], style)
    layout.deactivate()
    return float(width)
