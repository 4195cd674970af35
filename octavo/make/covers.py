"""A front cover for a book that brings none: a field of one colour with the title in it, author and publisher below."""

import hashlib
import io
from typing import TYPE_CHECKING

from octavo.make.errors import MakeError
from octavo.make.metadata import makers
from octavo.model import Config, MadeFile, SourceFile

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

COVER, DRAWN_COVER = "images/cover.jpg", "images/cover.svg"
SIZE = (1600, 2560)
_MARGIN = 150
_BAND = (0, 300, 1600, 1640)
_PAPER = (246, 242, 232)
_INK = (34, 31, 28)
# Deep enough that the paper colour reads on each of them; the book's slug chooses.
_COLOURS = ((24, 54, 84), (122, 31, 43), (27, 75, 61), (62, 44, 92), (134, 72, 24), (40, 60, 66))
_FACES = {
    "roman": "STIXTwoText-Regular.woff2",
    "italic": "STIXTwoText-Italic.woff2",
    "sans": "SourceSans3-Semibold.woff2",
}


def cover_colour(slug: str) -> tuple[int, int, int]:
    """The colour of a book's cover: always the same for the same book."""
    return _COLOURS[hashlib.sha256(slug.encode()).digest()[0] % len(_COLOURS)]


def draw_cover(config: Config, fonts: tuple[SourceFile, ...]) -> bytes:
    """The cover as a JPEG of 1600 by 2560 pixels: the same bytes for the same book and fonts."""
    from PIL import Image, ImageDraw

    faces = {name: _unpacked(file, fonts) for name, file in _FACES.items()}
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((_BAND[0], _BAND[1], _BAND[2], _BAND[3] - 1), fill=cover_colour(config.slug))
    _draw_titles(draw, faces, config)
    _draw_makers(draw, faces, config)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0, optimize=True)
    return out.getvalue()


def cover_file(config: Config, given: SourceFile | None, fonts: tuple[SourceFile, ...]) -> MadeFile:
    """The front cover under the name that every edition uses: a JPEG, or the drawing that the book brings along."""
    from PIL import Image

    if given is None:
        return MadeFile(COVER, draw_cover(config, fonts))
    if given.path.endswith(".svg"):
        return MadeFile(DRAWN_COVER, given.data)
    if given.path.endswith((".jpg", ".jpeg")):
        return MadeFile(COVER, given.data)
    out = io.BytesIO()
    with Image.open(io.BytesIO(given.data)) as image:
        # Transparency has no colour in a JPEG: it becomes the paper.
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, (*_PAPER, 255))
        Image.alpha_composite(paper, shown).convert("RGB").save(out, "JPEG", quality=92, subsampling=0, optimize=True)
    return MadeFile(COVER, out.getvalue())


def _draw_titles(draw: "ImageDraw", faces: dict[str, bytes], config: Config) -> None:
    """Series above the band; title and subtitle in it, the title as large as the band allows."""
    if config.series:
        series = _Setting(draw, faces["sans"], config.series.title, 44, 30, _width(), 120)
        series.draw(150, _INK)
    height = _BAND[3] - _BAND[1] - 2 * 130
    subtitle = _Setting(draw, faces["italic"], config.subtitle, 76, 40, _width(), height * 2 // 5)
    room = height - (subtitle.height + 70 if config.subtitle else 0)
    title = _Setting(draw, faces["roman"], config.title, 196, 56, _width(), room)
    title.draw(_BAND[1] + 130, _PAPER)
    if config.subtitle:
        subtitle.draw(_BAND[3] - 130 - subtitle.height, _PAPER)


def _draw_makers(draw: "ImageDraw", faces: dict[str, bytes], config: Config) -> None:
    """Authors, or editors where there are none, below the band; the publisher at the foot."""
    authors = [person.name for person in makers(config)]
    _Setting(draw, faces["roman"], "\n".join(authors), 104, 40, _width(), 480).draw(_BAND[3] + 110, _INK)
    publisher = _Setting(draw, faces["sans"], config.publisher.imprint or config.publisher.name, 50, 28, _width(), 130)
    publisher.draw(SIZE[1] - _MARGIN - publisher.height, _INK)


def _width() -> int:
    return SIZE[0] - 2 * _MARGIN


def _unpacked(file: str, fonts: tuple[SourceFile, ...]) -> bytes:
    """A web font as the plain font that a drawing library reads."""
    from fontTools.ttLib import TTFont

    font = next((font for font in fonts if font.path.rpartition("/")[2] == file), None)
    if font is None:
        raise MakeError("cover.jpg", f"the cover is drawn with {file}, which the fonts do not hold")
    opened = TTFont(io.BytesIO(font.data), recalcTimestamp=False)
    opened.flavor = None
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def wrap(text: str, measure: "FreeTypeFont", width: int) -> tuple[str, ...]:
    """The text in lines of at most this width, as even as can be; a word that is wider has a line of its own."""
    return tuple(line for paragraph in text.split("\n") for line in _wrap_evenly(paragraph.split(), measure, width))


def _wrap_evenly(words: list[str], measure: "FreeTypeFont", width: int) -> list[str]:
    """Of all ways to break into the fewest lines, the one whose lines differ least: by dynamic programming."""
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            used = measure.getlength(" ".join(words[start:end]))
            if used > width and end - start > 1:
                break
            lines, slack, _ = best[start]
            choices.append((lines + 1, slack + max(width - used, 0.0) ** 2, start))
        best.append(min(choices))
    lines_, end = [], len(words)
    while end:
        start = best[end][2]
        lines_.append(" ".join(words[start:end]))
        end = start
    return lines_[::-1]


class _Setting:
    """A text set in lines: as large as fits the width and the height, between two sizes."""

    def __init__(
        self, draw: "ImageDraw", face: bytes, text: str, largest: int, smallest: int, width: int, height: int
    ) -> None:
        from PIL import ImageFont

        self._draw = draw
        for size in range(largest, smallest - 1, -2):
            self._font = ImageFont.truetype(io.BytesIO(face), size, layout_engine=ImageFont.Layout.BASIC)
            self._lines = wrap(text, self._font, width)
            self._leading = round(size * 1.16)
            self.height = self._leading * len(self._lines)
            widest = max((self._font.getlength(line) for line in self._lines), default=0)
            if self.height <= height and widest <= width:
                break

    def draw(self, top: int, colour: tuple[int, int, int]) -> None:
        """Draw the lines, flush left at the margin, from this height downward."""
        for count, line in enumerate(self._lines):
            self._draw.text((_MARGIN, top + count * self._leading), line, font=self._font, fill=colour)
