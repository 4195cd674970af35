"""The screen: what makes of a bound book a file that keeps (PDF/A-2a) and that everyone can read (PDF/UA-1).

Colours are those of a screen, as the file says by a profile of its own: nothing depends on what a machine has.
"""

import re
import struct
from typing import Any

NAME = "sRGB IEC61966-2.1"
_NUMBER = rb"(\d*\.?\d+)"
_INKS = re.compile(rb"/DeviceCMYK\s(cs|CS)\s" + rb"\s".join([_NUMBER] * 4) + rb"\s(?:scn|SCN|sc|SC)(?!\w)")
_SHORT_INKS = re.compile(rb"(?<![\w.])" + rb"\s".join([_NUMBER] * 4) + rb"\s(k|K)(?!\w)")
# Red, green and blue of sRGB as the profile's white, which is that of daylight at dusk (D50), sees them.
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
_WHITE = (0.9642, 1.0, 0.8249)
_STEPS = 1024


def finish(pdf: Any, pikepdf: Any) -> None:
    """Say all colours in red, green and blue, and smooth no picture."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        for stream in list(contents) if isinstance(contents, pikepdf.Array) else [contents]:
            if stream is not None and _new(stream, seen):
                _recolour(stream)
        _within(page.obj.get("/Resources"), seen, pikepdf)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name("/GTS_PDFA1"),
        OutputConditionIdentifier=pikepdf.String(NAME),
        Info=pikepdf.String(NAME),
        DestOutputProfile=pdf.make_stream(profile(), N=3),
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _new(thing: Any, seen: set[tuple[int, int]]) -> bool:
    if thing.objgen in seen and thing.objgen != (0, 0):
        return False
    seen.add(thing.objgen)
    return True


def _within(resources: Any, seen: set[tuple[int, int]], pikepdf: Any) -> None:
    """The drawings, patterns and pictures that a page or a drawing uses."""
    if resources is None or not _new(resources, seen):
        return
    for kind in ("/XObject", "/Pattern"):
        for thing in (resources.get(kind) or {}).values():
            if not isinstance(thing, pikepdf.Stream) or not _new(thing, seen):
                continue
            if thing.get("/Subtype") == "/Image":
                _picture(thing, pikepdf)
                continue
            _recolour(thing)
            group = thing.get("/Group")
            if group is not None and group.get("/CS") == "/DeviceCMYK":
                group.CS = pikepdf.Name.DeviceRGB
            _within(thing.get("/Resources"), seen, pikepdf)


def _picture(image: Any, pikepdf: Any) -> None:
    """A picture is not smoothed, which readers do as they please; one made for the press is said in screen colours."""
    for thing in (image, image.get("/SMask")):
        if thing is not None and "/Interpolate" in thing:
            del thing["/Interpolate"]
    if image.get("/ColorSpace") == "/DeviceCMYK":
        shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        image.write(shown.tobytes())
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        for key in ("/Decode", "/DecodeParms"):
            if key in image:
                del image[key]


def _recolour(stream: Any) -> None:
    data = stream.read_bytes()
    if b"DeviceCMYK" not in data and not _SHORT_INKS.search(data):
        return
    stream.write(_SHORT_INKS.sub(_short, _INKS.sub(_long, data)))


def _long(match: "re.Match[bytes]") -> bytes:
    return _rgb(match.groups()[1:], match[1] == b"cs")


def _short(match: "re.Match[bytes]") -> bytes:
    return _rgb(match.groups()[:4], match[5] == b"k")


def _rgb(inks: tuple[bytes, ...], fill: bool) -> bytes:
    *parts, black = (min(1.0, float(ink)) for ink in inks)
    shown = [(1 - part) * (1 - black) for part in parts]
    return b" ".join([*(b"%.3f" % part for part in shown), b"rg" if fill else b"RG"])


def profile() -> bytes:
    """A profile of sRGB, made by its formula: primaries, white, and one curve for the three colours."""
    curve = (
        b"curv"
        + struct.pack(">4xI", _STEPS)
        + b"".join(struct.pack(">H", round(65535 * _linear(step / (_STEPS - 1)))) for step in range(_STEPS))
    )
    text = NAME.encode()
    tags = [
        (b"desc", b"desc" + struct.pack(">4xI", len(text) + 1) + text + b"\0" + bytes(78)),
        (b"cprt", b"text" + bytes(4) + b"No rights reserved\0"),
        (b"wtpt", _xyz(_WHITE)),
        *((name, _xyz(place)) for name, place in _PRIMARIES.items()),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    table, body, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags:
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", places[data], len(data))
    whole = struct.pack(">I", len(tags)) + table + body
    return _header(128 + len(whole)) + whole


def _header(size: int) -> bytes:
    """The head of a profile of version 2.1: for a display, of a day that is always the same."""
    day = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4x4s", size, b"\x02\x10\0\0") + b"mntrRGB XYZ " + day + b"acsp"
    return head.ljust(68, b"\0") + _xyz(_WHITE)[8:] + bytes(48)


def _xyz(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(part * 65536)) for part in place)


def _linear(shown: float) -> float:
    return shown / 12.92 if shown <= 0.04045 else ((shown + 0.055) / 1.055) ** 2.4
