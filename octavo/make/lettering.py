"""Drawings in editions for the screen carry the letters that they are set in: a picture sees no font of its page.

The faces are cut down to the letters of all drawings, and are called otherwise inside, as the licence of faces with a
reserved name asks (https://openfontlicense.org).
"""

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from xml.etree import ElementTree

from octavo.make.faces import cut
from octavo.model import SourceFile

# A face: family, weight, style. Each has the file that it is in.
Face = tuple[str, int, str]
_FACES: dict[Face, str] = {
    ("Source Sans 3", 400, "normal"): "SourceSans3-Regular.woff2",
    ("Source Sans 3", 600, "normal"): "SourceSans3-Semibold.woff2",
    ("Source Sans 3", 400, "italic"): "SourceSans3-It.woff2",
    ("STIX Two Text", 400, "normal"): "STIXTwoText-Regular.woff2",
    ("STIX Two Text", 600, "normal"): "STIXTwoText-Bold.woff2",
    ("STIX Two Text", 400, "italic"): "STIXTwoText-Italic.woff2",
}
_FEATURES = ("kern", "mark", "mkmk", "ccmp")
_INNER = "Octavo Figures"
_OPENING = re.compile(rb"<svg\b[^>]*[^/]>")
_BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))


def lettered(files: Iterable[SourceFile], fonts: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """The files, drawings with text among them with the faces of the house that they name."""
    files = tuple(files)
    used = {file.path: _used(file.data) for file in files if file.path.lower().endswith(".svg")}
    letters: dict[Face, set[str]] = defaultdict(set)
    for faces in used.values():
        for face, found in faces.items():
            letters[face] |= found
    rules = {face: _rule(face, "".join(sorted(found)), fonts) for face, found in sorted(letters.items())}
    return tuple(_with(file, "".join(rules[face] for face in sorted(used.get(file.path, ())))) for file in files)


def _used(data: bytes) -> dict[Face, set[str]]:
    """The house's faces that a drawing asks for, each with its letters."""
    if b"<text" not in data or b"@font-face" in data:
        return {}
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return {}
    found: dict[Face, set[str]] = defaultdict(set)
    _gather(root, ("", 400, "normal"), found)
    return {face: letters for face, letters in found.items() if face in _FACES}


def _gather(element: ElementTree.Element, around: Face, found: dict[Face, set[str]]) -> None:
    family, weight, style = around
    styles = (each.partition(":") for each in (element.get("style") or "").split(";"))
    given = element.attrib | {name.strip(): value.strip() for name, colon, value in styles if colon}
    family = given.get("font-family", family).split(",")[0].strip(" '\"")
    weight = (600 if given["font-weight"] in _BOLD else 400) if "font-weight" in given else weight
    style = ("italic" if given["font-style"] == "italic" else "normal") if "font-style" in given else style
    face = (family, weight, style) if (family, weight, style) in _FACES else (family, 400, style)
    if element.tag.rpartition("}")[2] in ("text", "tspan", "textPath"):
        found[face] |= set(element.text or "")
    for child in element:
        _gather(child, (family, weight, style), found)
        if element.tag.rpartition("}")[2] in ("text", "tspan", "textPath"):
            found[face] |= set(child.tail or "")


def _rule(face: Face, letters: str, fonts: tuple[SourceFile, ...]) -> str:
    """The rule that gives a drawing a face; none where the fonts do not hold it."""
    family, weight, style = face
    file = next((font for font in fonts if PurePosixPath(font.path).name == _FACES[face]), None)
    if file is None or not letters.strip():
        return ""
    data = b64encode(cut(file.data, letters, _FEATURES, _INNER)).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )


def _with(file: SourceFile, rules: str) -> SourceFile:
    """A drawing with rules for its letters, right behind its opening."""
    opening = _OPENING.search(file.data)
    if not rules or opening is None:
        return file
    style = f'<style type="text/css">{rules}</style>'.encode()
    data = file.data[: opening.end()] + style + file.data[opening.end() :]
    return replace(file, data=data, digest=sha256(data).hexdigest())
