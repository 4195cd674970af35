"""Drawings on screen carry the faces that their text names."""

import base64
import io
import re
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from octavo import house
from octavo.make.lettering import lettered
from octavo.model import SourceFile

FONTS = tuple(file for file in house.assets() if file.path.startswith("fonts/"))
DRAWING = (
    b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" font-family="\'Source Sans 3\', sans">'
    b'<text>Alpha <tspan font-weight="600">Beta</tspan></text><text style="font-family: Papyrus">Zzz</text></svg>'
)
PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'


def faces(data: bytes) -> dict[str, TTFont]:
    rules = re.findall(rb'font-weight:(\d+);.*?base64,([^"]+)"', data)
    return {weight.decode(): TTFont(io.BytesIO(base64.b64decode(face))) for weight, face in rules}


def test_a_drawing_gets_the_faces_that_it_names_with_its_letters_alone() -> None:
    drawn, plain, other = lettered(
        (SourceFile("a.svg", DRAWING, "d"), SourceFile("b.svg", PLAIN, "e"), SourceFile("c.png", b"<text", "f")), FONTS
    )
    assert (plain.data, other.data) == (PLAIN, b"<text")
    found = faces(drawn.data)
    assert set(found) == {"400", "600"} and drawn.digest != "d"
    assert {chr(code) for code in found["400"].getBestCmap()} == set("Alpha ")
    assert {chr(code) for code in found["600"].getBestCmap()} == set("Beta")
    # A face with a reserved name does not keep it once it is cut.
    assert all(
        "Source" not in str(record)
        for font in found.values()
        for record in font["name"].names
        if record.nameID in (1, 4, 6)
    )
    texts = [
        text for text in ElementTree.fromstring(drawn.data).itertext() if text.strip() and "@font-face" not in text
    ]
    assert texts == ["Alpha ", "Beta", "Zzz"]


def test_the_same_drawings_give_the_same_bytes() -> None:
    files = (SourceFile("a.svg", DRAWING, "d"),)
    assert lettered(files, FONTS) == lettered(files, FONTS)


def test_what_is_no_drawing_stays_as_it_is() -> None:
    broken = SourceFile("a.svg", b"<svg><text>", "d")
    assert lettered((broken,), FONTS) == (broken,)
