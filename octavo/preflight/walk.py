"""Walk: the instructions of a page are followed as a printer's machine follows them, and what matters is noted."""

import re
from dataclasses import dataclass, field, replace
from math import hypot, sqrt
from typing import Any

from octavo.preflight.colours import Colours
from octavo.preflight.facts import Seen
from octavo.preflight.fonts import Font, read_font

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# As many instructions as the pages of a long book have, many times over.
MOST = 20_000_000
_DEEPEST = 12
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_FILLS = frozenset(("f", "F", "f*"))
_PAINTS = _STROKES | _FILLS | {"n"}
_MOVES = frozenset(("BT", "Tm", "Td", "TD", "T*"))
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_THINNEST = 0.25
# Letters reach about so far above and below their line, in parts of their size; only what all letters have counts.
_ABOVE = 0.45


# Strings as qpdf writes them: brackets within are always escaped, other bytes by three octal figures.
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f]*)>", re.S)
_ESCAPED = re.compile(rb"\\([()\\])")


class Enough(Exception):
    """There is more in the file than a preflight looks at."""


@dataclass(slots=True)
class State:
    """The graphics state, as far as it matters."""

    ctm: Matrix = PLAIN
    line: float = 1.0
    font: Font | None = None
    size: float = 1.0
    spacing: float = 0.0
    words: float = 0.0
    stretch: float = 100.0
    leading: float = 0.0
    mode: float = 0


@dataclass(slots=True)
class Notes:
    """What was seen so far, each kind of thing once with its first page."""

    found: dict[tuple[str, str], Seen] = field(default_factory=dict)
    done: int = 0

    def note(self, kind: str, detail: str, page: int, value: float = 0.0, size: tuple[int, int] = (0, 0)) -> None:
        """Note one thing; of equal ones the first page stays, and the worst number."""
        known = self.found.get((kind, detail))
        if known is None:
            self.found[kind, detail] = Seen(kind, detail, page, 1, value, size)
            return
        worst = min(known.value, value) if kind in ("image", "hairline") else max(known.value, value)
        last = known.pages + (1 if known.page + known.pages <= page else 0)
        self.found[kind, detail] = replace(known, pages=last, value=worst)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix applied before another."""
    a, b, c, d, e, f = inner
    u, v, w, x, y, z = outer
    return (a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y, e * v + f * x + z)


class Walker:
    """Follows the content of one page after the other."""

    def __init__(self, pikepdf: Any, notes: Notes) -> None:
        self._pikepdf = pikepdf
        self._notes = notes
        self._fonts: dict[tuple[int, int], Font] = {}
        self._page = 0
        self._box: list[float] = []
        self._text = self._line = PLAIN

    def page(self, number: int, content: Any, resources: Any) -> tuple[float, float, float, float] | None:
        """Follow one page; the box of its text, if it has any."""
        self._page, self._box = number, []
        self._follow(content, resources, State(), 0)
        return (self._box[0], self._box[1], self._box[2], self._box[3]) if self._box else None

    def _say(self, kind: str, detail: str, value: float = 0.0, size: tuple[int, int] = (0, 0)) -> None:
        self._notes.note(kind, detail, self._page, value, size)

    def _follow(self, content: Any, resources: Any, state: State, depth: int) -> None:
        colours = Colours(self._say, resources, self._pikepdf)
        above: list[State] = []
        thin = 0.0
        for operands, operator in self._pikepdf.parse_content_stream(content):
            self._notes.done += 1
            if self._notes.done > MOST:
                raise Enough
            name = str(operator)
            if name == "q":
                above.append(replace(state))
            elif name == "Q":
                state = above.pop() if above else state
            elif name == "cm" and len(operands) == 6:
                state.ctm = times(_matrix(operands), state.ctm)
            elif name in _MOVES:
                self._moved(name, operands, state)
            elif name in _SHOWS and operands:
                self._shown(name, operands[-1], state)
            elif name == "re" and len(operands) == 4:
                thin = min(abs(float(operands[2])) * _across(state.ctm), abs(float(operands[3])) * _down(state.ctm))
            elif name in _PAINTS:
                self._drawn(name, thin, state)
                thin = 0.0
            elif name == "Do" and operands:
                self._placed(str(operands[0]), resources, state, depth)
            elif name == "INLINE IMAGE":
                self._pixels(operands[0].obj, "inline picture", state, resources)
            elif name in _WITH_NAMES:
                self._named(name, operands, resources, state)
            elif name in _SET and operands:
                setattr(state, _SET[name], float(operands[0]))
            else:
                colours.follow(name, operands)

    def _drawn(self, name: str, thin: float, state: State) -> None:
        """A path that is painted."""
        width = state.line * _scale(state.ctm)
        if name in _STROKES and width < _THINNEST - 0.01:
            self._say("hairline", "line", width)
        elif name in _FILLS and 0 < thin < _THINNEST - 0.01:
            self._say("hairline", "rule", thin)

    def _moved(self, name: str, operands: Any, state: State) -> None:
        """The place of the next letters."""
        if name == "BT":
            self._text = self._line = PLAIN
        elif name == "Tm":
            self._text = self._line = _matrix(operands)
        else:
            across, down = (0.0, -state.leading) if name == "T*" else (float(operands[0]), float(operands[1]))
            if name == "TD":
                state.leading = -down
            self._text = self._line = times((1, 0, 0, 1, across, down), self._line)

    def _shown(self, name: str, shown: Any, state: State) -> None:
        """Letters that are shown: where they stand counts, and the text goes on behind them."""
        if name in ("'", '"'):
            self._moved("T*", (), state)
        if state.font is None:
            return
        text, back = self._pieces(shown)
        advance, count = state.font.advance(text)
        width = (advance - back / 1000) * state.size + count * state.spacing
        width *= state.stretch / 100
        if state.mode != 3 and width > 0:
            whole = times(self._text, state.ctm)
            for x, y in ((0.0, 0.0), (width, 0.0), (0.0, _ABOVE * state.size)):
                self._reach(whole[0] * x + whole[2] * y + whole[4], whole[1] * x + whole[3] * y + whole[5])
        self._text = times((1, 0, 0, 1, width, 0), self._text)

    def _pieces(self, shown: Any) -> tuple[bytes, float]:
        """The codes of the letters that are shown, and how far numbers between them lead back, in thousandths."""
        if not isinstance(shown, self._pikepdf.Array):
            return bytes(shown), 0.0
        # Where letters are kerned each is a piece of its own: the array is read as it is written, not piece by piece.
        written = shown.unparse()[1:-1]
        if b"(" not in written:
            parts = written.replace(b">", b"<").split(b"<")
            return bytes.fromhex(b"".join(parts[1::2]).decode()), sum(map(float, b" ".join(parts[::2]).split()))
        pieces = _STRING.findall(written)
        plain = _ESCAPED.sub(_escape, b"".join(literal for literal, _ in pieces))
        text = plain.decode("unicode_escape").encode("latin-1") if b"\\" in plain else plain
        coded = bytes.fromhex(b"".join(coded for _, coded in pieces).decode())
        return text + coded, sum(map(float, _STRING.sub(b" ", written).split()))

    def _reach(self, x: float, y: float) -> None:
        if not self._box:
            self._box = [x, y, x, y]
        box = self._box
        box[0], box[1], box[2], box[3] = min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)

    def _named(self, name: str, operands: Any, resources: Any, state: State) -> None:
        """A font or a graphics state that the resources hold by name."""
        kind = "/Font" if name == "Tf" else "/ExtGState" if name == "gs" else "/Shading"
        thing = _held(resources, kind, str(operands[0])) if operands else None
        if name == "Tf":
            state.size = float(operands[1]) if len(operands) > 1 else 1.0
            state.font = self._font(thing) if isinstance(thing, self._pikepdf.Dictionary) else None
        elif name == "gs" and isinstance(thing, self._pikepdf.Dictionary):
            self._state(thing, state)
        elif name == "sh" and isinstance(thing, self._pikepdf.Dictionary | self._pikepdf.Stream):
            Colours(self._say, resources, self._pikepdf).space(thing.get("/ColorSpace"), "gradient")

    def _font(self, thing: Any) -> Font:
        known = self._fonts.get(thing.objgen) if thing.objgen != (0, 0) else None
        if known is None:
            known = read_font(thing, self._pikepdf)
            self._fonts[thing.objgen] = known
            if not known.inside:
                self._say("loose-font", known.name)
            elif known.whole:
                self._say("whole-font", known.name)
        return known

    def _state(self, thing: Any, state: State) -> None:
        if any(key in thing and float(thing[key]) < 1 for key in ("/ca", "/CA")):
            self._say("transparency", "opacity below 100 %")
        if "/SMask" in thing and thing.SMask != "/None":
            self._say("transparency", "a soft mask")
        if str(thing.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
            self._say("transparency", f"the blend mode {str(thing.BM)[1:40]}")
        if str(thing.get("/TR", "/Identity")) not in ("/Identity", "/Default"):
            self._say("forbidden", "a transfer function")
        if "/LW" in thing:
            state.line = float(thing.LW)

    def _placed(self, name: str, resources: Any, state: State, depth: int) -> None:
        """A picture or a drawing that is placed on the page."""
        thing = _held(resources, "/XObject", name)
        if not isinstance(thing, self._pikepdf.Stream):
            return
        kind = str(thing.get("/Subtype"))
        if kind == "/Image":
            self._pixels(thing, f"picture {thing.objgen[0] or name}", state, resources)
        elif kind == "/PS":
            self._say("forbidden", "PostScript")
        elif kind == "/Form":
            group = thing.get("/Group")
            if isinstance(group, self._pikepdf.Dictionary) and group.get("/S") == "/Transparency":
                self._say("transparency", "a transparency group")
            if "/OPI" in thing or "/Ref" in thing:
                self._say("forbidden", "a picture that lies elsewhere")
            if depth < _DEEPEST:
                matrix = _matrix(thing.get("/Matrix", PLAIN))
                inner = replace(state, ctm=times(matrix, state.ctm))
                self._follow(thing, thing.get("/Resources", resources), inner, depth + 1)

    def _pixels(self, picture: Any, said: str, state: State, resources: Any) -> None:
        width, height = (int(picture.get(key, picture.get(key[:2], 0))) for key in ("/Width", "/Height"))
        across, down = _across(state.ctm), _down(state.ctm)
        if width <= 0 or height <= 0 or not across or not down:
            return
        density = min(width / across, height / down) * 72
        bits = 1 if picture.get("/ImageMask", False) else int(picture.get("/BitsPerComponent", 8))
        # What is as small as a rule or a dot has no pixels that anyone sees.
        if min(across, down) > 3 and max(across, down) > 18 and (width, height) != (1, 1):
            self._say("image" if bits > 1 else "bilevel", said, density, (width, height))
        colours = Colours(self._say, resources, self._pikepdf)
        colours.picture(picture, said, bits)


_SET = {"w": "line", "Tc": "spacing", "Tw": "words", "Tz": "stretch", "TL": "leading", "Tr": "mode"}
_WITH_NAMES = frozenset(("Tf", "gs", "sh"))


def _escape(match: re.Match[bytes]) -> bytes:
    """An escaped bracket or backslash in the form that Python has for it."""
    return b"\\x%02x" % match[1][0]


def _held(resources: Any, kind: str, name: str) -> Any:
    """A thing that resources hold by kind and name; None where they are broken."""
    group = resources.get(kind) if resources is not None else None
    return group.get(name) if group is not None and hasattr(group, "get") else None


def _matrix(parts: Any) -> Matrix:
    numbers = [float(part) for part in parts]
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else PLAIN


def _across(ctm: Matrix) -> float:
    return hypot(ctm[0], ctm[1])


def _down(ctm: Matrix) -> float:
    return hypot(ctm[2], ctm[3])


def _scale(ctm: Matrix) -> float:
    return sqrt(abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]))
