"""One ink for the press: equal parts of red, green and blue are said as grey, so that black is black ink alone.

Print and screen share their formes; the setter writes greys as RGB, which a press would make of four inks.
"""

import re
from typing import Any

_NUMBER = rb"\d*\.?\d+"
_FILL = re.compile(rb"(?<![\w.])(" + _NUMBER + rb") \1 \1 rg(?!\w)")
_STROKE = re.compile(rb"(?<![\w.])(" + _NUMBER + rb") \1 \1 RG(?!\w)")


def one_ink(pdf: Any, pikepdf: Any) -> None:
    """Rewrite the content of all pages and of the forms in them; drop what only a structure tree would use."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
        for stream in streams:
            _rewrite(stream, seen, pikepdf)
        _forms(page.obj.get("/Resources"), seen, pikepdf)
        for key in ("/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]


def _forms(resources: Any, seen: set[tuple[int, int]], pikepdf: Any) -> None:
    if resources is None:
        return
    for kind in ("/XObject", "/Pattern"):
        for thing in (resources.get(kind) or {}).values():
            if not isinstance(thing, pikepdf.Stream) or thing.objgen in seen:
                continue
            if thing.get("/Subtype") != "/Image":
                _rewrite(thing, seen, pikepdf)
                _forms(thing.get("/Resources"), seen, pikepdf)


def _rewrite(stream: Any, seen: set[tuple[int, int]], pikepdf: Any) -> None:
    if stream.objgen in seen and stream.objgen != (0, 0):
        return
    seen.add(stream.objgen)
    data = stream.read_bytes()
    fresh = _STROKE.sub(rb"\1 G", _FILL.sub(rb"\1 g", data))
    if fresh != data:
        stream.write(fresh)
