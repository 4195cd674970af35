"""The README's picture, from the finished editions of the book: ``python -m tests.picture LEFT CHAPTER``.

It shows the spread of the print edition that begins with the left-hand page of this folio, the EPUB's cover, and a
chapter of the web edition as Chromium shows it. Run ``make`` before.
"""

import argparse
import io
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from tests.browsing import browser

ROOT = Path(__file__).resolve().parent.parent
SIZE, DESK, EDGE, SHADE = (1500, 710), "#e7e4dd", "#8f8b82", "#cdc9bf"
# Where the left page, the web page and the cover stand, and how large they are.
PAGE, WEB, COVER = (40, 45, 414, 621), (906, 195, 555, 471), (1300, 30, 142, 227)


def spread(folio: str) -> list[Image.Image]:
    """The left-hand page of this folio, and the page that faces it. The screen edition has the pages of print, and
    their labels.
    """
    document = pypdfium2.PdfDocument(next((ROOT / "output" / "screen").glob("*.pdf")).read_bytes())
    at = next(n for n in range(len(document)) if document.get_page_label(n) == folio)
    return [document[n].render(scale=2).to_pil() for n in (at, at + 1)]


def cover() -> Image.Image:
    """The cover of the EPUB."""
    book = zipfile.ZipFile(next((ROOT / "output" / "epub").glob("*.epub")))
    name = next(name for name in book.namelist() if "cover" in name and name.endswith((".jpg", ".png")))
    return Image.open(io.BytesIO(book.read(name))).convert("RGB")


def page(name: str) -> Image.Image:
    """A page of the web edition."""
    with browser() as found:
        shown = found.new_page(viewport={"width": 1180, "height": 1000}, color_scheme="light")
        shown.goto((ROOT / "output" / "web" / name).as_uri())
        shown.wait_for_timeout(800)
        return Image.open(io.BytesIO(shown.screenshot())).convert("RGB")


def lay(desk: Image.Image, picture: Image.Image, box: tuple[int, int, int, int]) -> None:
    """Lay a picture on the desk, with an edge and a shadow."""
    left, top, width, height = box
    draw = ImageDraw.Draw(desk)
    draw.rectangle((left + 5, top + 5, left + width + 5, top + height + 5), fill=SHADE)
    scaled = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    desk.paste(scaled.crop((0, 0, width, height)), (left, top))
    draw.rectangle((left, top, left + width, top + height), outline=EDGE)


def main() -> None:
    """Make the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("left", help="the folio of the left-hand page")
    parser.add_argument("chapter", help="the file of the web edition, such as ch07.html")
    given = parser.parse_args()
    desk = Image.new("RGB", SIZE, DESK)
    left, top, width, height = PAGE
    for number, leaf in enumerate(spread(given.left)):
        lay(desk, leaf, (left + number * width, top, width, height))
    lay(desk, page(given.chapter), WEB)
    lay(desk, cover(), COVER)
    desk.quantize(128).save(ROOT / "docs" / "editions.png", optimize=True)


if __name__ == "__main__":
    main()
