"""Text that is shaped once: its letters measured, its glyphs kept, so that lines are cut from it and drawn of it.

WeasyPrint shapes the text of a paragraph anew for each of its lines, several times, and once more to draw it; and a
space that is wider or narrower than the font's own is shaped apart for it, with each word beside it. Here a text is
shaped as it stands, and what its spaces take besides is added by the book-keeper. What cannot be treated so (letters
that are set apart, that read leftwards, that stand on each other) is nobody's run, and goes the library's own way.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

Find = Callable[..., Any]
UNITS = 1024.0
# A glyph in Pango is so many whole numbers: glyph, width, two offsets, what it looks like; a mark is so many bytes.
RECORD, MARK = 5, 4
SPACES = (" ", "\u00a0")
_ODD = frozenset("\n\t\r\f\v\u0085\u00ad\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FONT = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override",
    "font_size", "lang", "word_spacing",
)  # fmt: skip
# What Pango tells of each letter, by the bits of its record.
BREAK, WORD_END, WORD_EDGE = 1, 1 << 6, 1 << 12


@dataclass(slots=True, eq=False)
class Run:
    """A text in one style, shaped.

    ``edges`` are the places of its letters, in pixels from its start, with its end; ``marks`` is what Pango says of
    each letter; ``heads`` tells the glyph that each letter begins with, or -1 within a ligature; ``spaces`` are the
    letters that stretch.
    """

    text: str
    edges: list[float]
    marks: Any
    glyphs: Any
    widths: Any
    heads: list[int]
    height: float
    baseline: float
    font: Any
    spaces: list[int] = field(default_factory=list)
    pieces: "dict[int, list[str]]" = field(default_factory=dict)

    def stretching(self, start: int, end: int) -> list[int]:
        """The spaces between two letters."""
        return self.spaces[bisect_left(self.spaces, start) : bisect_left(self.spaces, end)]


@dataclass(frozen=True, slots=True)
class Face:
    """What decides how a text of a style is shaped and broken; ``style`` is kept, as it is known by where it is."""

    style: Any = field(repr=False)
    key: tuple[Any, ...]
    usable: bool
    wraps: bool
    language: str
    limits: tuple[int, int, int]


class Shaper:
    """The runs of one document, by their style and text, and by the rest of a text that a line has begun."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._faces: dict[int, Face] = {}
        self._runs: dict[tuple[Any, str], tuple[Run, int] | None] = {}
        # A layout can be used again where another keeps its font alive.
        self._spare: dict[Any, Any] = {}
        self._held: dict[Any, Any] = {}
        self._own: dict[tuple[Any, int], int] = {}
        self._extents = find("text.ffi").ffi.new("PangoRectangle *")

    def face(self, style: Any) -> Face:
        """The face of a style."""
        face = self._faces.get(id(style))
        if face is None:
            face = self._faces[id(style)] = self._face(style)
        return face

    def _face(self, style: Any) -> Face:
        key = tuple(str(style[name]) for name in _FONT)
        usable = (
            style["white_space"] in ("normal", "nowrap")
            and style["direction"] == "ltr"
            and style["word_break"] == "normal"
            and style["text_decoration_line"] == "none"
            and not _number(style["letter_spacing"])
            and style["font_size"] > 0
        )
        breaker = self._find("text.line_break")
        language = style["lang"] and breaker.pyphen.language_fallback(style["lang"])
        hyphenated = language if style["hyphens"] == "auto" and language else ""
        return Face(style, key, usable, style["white_space"] == "normal", hyphenated, style["hyphenate_limit_chars"])

    def run(self, face: Face, text: str) -> tuple[Run, int] | None:
        """The run that a text is, or the rest of, and where in it the text begins; none for what is odd."""
        known = (face.key, text)
        if known not in self._runs:
            run = None if _ODD.intersection(text) else self._shape(face, text)
            self._runs[known] = (run, 0) if run else None
        return self._runs[known]

    def rest(self, face: Face, run: Run, start: int) -> None:
        """Remember that the rest of a run is known."""
        if run.heads[start] >= 0:
            self._runs.setdefault((face.key, run.text[start:]), (run, start))

    def kerned(self, run: Run, end: int) -> float:
        """How far the letter before a place would go on, were there nothing behind it, in pixels."""
        head = run.heads[end]
        if head < 1:
            return 0.0
        glyph, width = run.glyphs[head - 1], run.widths[head - 1]
        key = (run.font, glyph)
        if key not in self._own:
            text = self._find("text.line_break")
            text.pango.pango_font_get_glyph_extents(run.font, glyph, text.ffi.NULL, self._extents)
            self._own[key] = self._extents.width
        return float(self._own[key] - width) / UNITS

    def _shape(self, face: Face, text: str) -> Run | None:
        """A text shaped, in one line; none where it is set in two fonts, or its glyphs do not stand in a row."""
        breaker = self._find("text.line_break")
        layout = self._spare.pop(face.key, None) or breaker.Layout(face.style)
        pointer, encoded = breaker.unicode_to_char_p(text)
        breaker.pango.pango_layout_set_text(layout.layout, pointer, -1)
        line, rest = layout.get_first_line()
        glyphs = _Glyphs(text, None if len(encoded) == len(text) else _letters(text))
        font = None if rest is not None else self._gather(line, glyphs)
        if font is None:
            return None
        if font in self._held:
            self._spare[face.key] = layout
        else:
            self._held[font] = layout
        spaces = [at for at, letter in enumerate(text) if letter in SPACES]
        more = int(face.style["word_spacing"] * UNITS)
        for at in spaces if more else ():
            glyphs.advances[at] += more
        edges = [place / UNITS for place in accumulate(glyphs.advances, initial=0)]
        _, height = breaker.line_size(line, face.style)
        baseline = breaker.pango.pango_layout_get_baseline(layout.layout) / UNITS
        said = breaker.pango.pango_layout_get_log_attrs_readonly(layout.layout, breaker.ffi.NULL)
        marks = array("I", bytes(breaker.ffi.buffer(said, MARK * (len(text) + 1))))
        return Run(text, edges, marks, glyphs.numbers, glyphs.widths, glyphs.heads, height, baseline, font, spaces)

    def _gather(self, line: Any, glyphs: "_Glyphs") -> Any:
        """Take in the glyphs of a line; its font, or none where they are odd."""
        ffi, name_of = self._find("text.ffi").ffi, self._find("text.fonts").get_pango_font_key
        font, item = None, line.runs
        while item != ffi.NULL:
            part, string = item.data.item, item.data.glyphs
            item = item.next
            if font is None:
                font = part.analysis.font
            elif part.analysis.font != font and name_of(part.analysis.font)[0] != name_of(font)[0]:
                return None
            records = array("i", bytes(ffi.buffer(string.glyphs, string.num_glyphs * RECORD * 4)))
            if part.analysis.level % 2 or any(records[2::RECORD]) or any(records[3::RECORD]):
                return None
            glyphs.add(part.offset, records, ffi.unpack(string.log_clusters, string.num_glyphs))
        unknown = self._find("text.ffi").pango.PANGO_GLYPH_UNKNOWN_FLAG
        return None if max(glyphs.numbers, default=0) & unknown else font


class _Glyphs:
    """The glyphs of a text, as they are gathered: ``letters`` tells the letter of each byte, where these differ."""

    def __init__(self, text: str, letters: list[int] | None) -> None:
        self.numbers, self.widths = array("I"), array("i")
        self.heads = [-1] * (len(text) + 1)
        self.advances = [0] * len(text)
        self._letters = letters

    def add(self, offset: int, records: Any, clusters: list[int]) -> None:
        """Take in the glyphs of a part that begins at a byte."""
        base, wide = len(self.numbers), records[1::RECORD]
        for number, cluster in enumerate(clusters):
            at = offset + cluster if self._letters is None else self._letters[offset + cluster]
            if self.heads[at] < 0:
                self.heads[at] = base + number
            self.advances[at] += wide[number]
        self.numbers.extend(array("I", records[0::RECORD].tobytes()))
        self.widths.extend(wide)
        self.heads[-1] = len(self.numbers)


def dictionary(pyphen: Any, context: Any, language: str, limits: tuple[int, int, int]) -> Any:
    """The places where words of a language may be broken, as the typesetter keeps them for a document."""
    total, left, right = limits
    key = (language, left, right, total)
    if key not in context.dictionaries:
        context.dictionaries[key] = pyphen.Pyphen(lang=language, left=left, right=right)
    return context.dictionaries[key]


def _number(value: Any) -> float:
    return 0.0 if value == "normal" else float(getattr(value, "value", value))


def _letters(text: str) -> list[int]:
    """The letter that each byte of a text belongs to."""
    found: list[int] = []
    for number, letter in enumerate(text):
        found += [number] * len(letter.encode())
    return found
