"""Lines that were cut from shaped text (octavo/typeset/cut.py), written into a page without shaping them again."""

from collections.abc import Callable
from typing import Any

from octavo.typeset.shaped import SPACES, UNITS, Run

Find = Callable[..., Any]
Function = Callable[..., Any]
Wrap = Callable[[Function], Function]


class Pen:
    """Draws the texts of one document."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._ink = find("draw.color").get_color

    def cures(self) -> list[tuple[Any, str, Wrap]]:
        """The functions that are put in the place of the library's own."""
        return [(self._find("draw"), "draw_text", self._text)]

    def _text(self, original: Function) -> Function:
        def draw_text(stream: Any, box: Any, x: Any, overflow: Any, ellipsis: Any) -> None:
            pieces = getattr(box.pango_layout, "pieces", None)
            plain = overflow == "clip" and ellipsis == "none"
            font = self._font(stream, pieces) if pieces and plain else None
            if font is None:
                original(stream, box, x, overflow, ellipsis)
            elif box.style["visibility"] == "visible" and box.text.strip():
                self._draw(stream, box, pieces, font)

        return draw_text

    def _font(self, stream: Any, pieces: Any) -> Any:
        """The font of a line in the file, and its size; none for pictures of letters."""
        font, size = stream.add_font(pieces[0].run.font)
        return None if font.bitmap or font.svg or font.png or font.colr else (font, size)

    def _draw(self, stream: Any, box: Any, pieces: Any, set_in: tuple[Any, float]) -> None:
        font, size = set_in
        pango = self._find("text.ffi").pango
        stretch = box.pango_layout.justification_spacing + box.style["word_spacing"]
        each = -1000.0 * stretch / size
        stream.set_color(self._ink(box.style, "color"))
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        stream.set_font_size(font.hash, size)
        words: list[str] = []
        carried = 0.0
        for piece in pieces:
            run, at = piece.run, piece.start
            drawn = run.pieces.get(id(font)) or _pieces(stream, pango, run, font, size)
            for space in run.stretching(piece.start, piece.end) if stretch else ():
                words.append("".join(drawn[at : space + 1]))
                exact = each + carried
                carried = exact - (whole := round(exact))
                if whole:
                    words.append(f">{whole}<")
                at = space + 1
            words.append("".join(drawn[at : piece.end]))
        stream.show_text(f"<{''.join(words)}>".replace("<>", " "))
        stream.end_text()


def _pieces(stream: Any, pango: Any, run: Run, font: Any, size: float) -> list[str]:
    """What is written for each letter of a run: its glyphs, and how far what follows is moved.

    What is lost by rounding is made good within a word, so that a word is written alike wherever it stands.
    """
    widths, made, carried = font.widths, [], 0.0
    heads = run.heads
    ends = [0] * len(run.text)
    last = heads[-1]
    for at in range(len(run.text) - 1, -1, -1):
        ends[at] = last
        last = heads[at] if heads[at] >= 0 else last
    for at, head in enumerate(heads[:-1]):
        said = ""
        for number in range(head, ends[at]) if head >= 0 else ():
            glyph = run.glyphs[number]
            if glyph == pango.PANGO_GLYPH_EMPTY:
                continue
            if glyph not in font.to_unicode:
                stop = at + 1
                while heads[stop] < 0:
                    stop += 1
                font.to_unicode[glyph] = run.text[at:stop]
            if glyph not in widths:
                pango.pango_font_get_glyph_extents(run.font, glyph, stream.ink_rect, stream.logical_rect)
                widths[glyph] = round(stream.logical_rect.width * 1000 / UNITS / size)
            said += f"{glyph:04x}"
            carried = 0.0 if run.text[at] in SPACES else carried
            exact = widths[glyph] - run.widths[number] * 1000 / UNITS / size + carried
            carried = exact - (whole := round(exact))
            if whole:
                said += f">{whole}<"
        made.append(said)
    run.pieces[id(font)] = made
    return made
