"""Repaint: the colours of pages, drawings, patterns, shadings and pictures are said in the inks of the press.

Formes are made for the screen, in red, green and blue. A page whose colours are all grey, as nearly every page is, is
rewritten without being taken apart.
"""

import re
from typing import Any

from octavo.bind.ink import Black, Inks, from_lab
from octavo.bind.pictures import repaint_picture

_NUMBER = rb"\d*\.?\d+"
_FILL = re.compile(rb"(?<![\w.])(" + _NUMBER + rb")\s\1\s\1\srg(?!\w)")
_STROKE = re.compile(rb"(?<![\w.])(" + _NUMBER + rb")\s\1\s\1\sRG(?!\w)")
_BLACK = re.compile(rb"/DeviceCMYK\s(?:cs\s0\s0\s0\s1\sscn|CS\s0\s0\s0\s1\sSCN)(?!\w)")
_MARKS = re.compile(rb"(?<![\w/])(?:/\w+\s*<<[^<>]*>>\s*BDC|/\w+\s+BMC|EMC)(?!\w)\s?")
_COLOURED = re.compile(rb"\s(?:rg|RG|k|K|cs|CS|sh)(?!\w)")
# As the setter writes it. A search that begins with a sign is many times as fast as one that looks behind itself.
_MARK = re.compile(rb"/\w+\n<<[^<>]*>>\nBDC\n")
_FILLS = {"rg": True, "g": True, "k": True, "RG": False, "G": False, "K": False}
_SPACES = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}


class Repainter:
    """One book in the colour booth."""

    def __init__(self, pikepdf: Any, inks: Inks | None, flat: bool) -> None:
        """Without ``inks`` only greys are repainted, as black."""
        self._pikepdf = pikepdf
        self._plain = inks is None
        self._inks = inks or Black()
        self._flat = flat
        self._scratch = pikepdf.Pdf.new()
        self._spent: list[Any] = []
        self._seen: set[tuple[int, int]] = set()

    def page(self, page: Any) -> None:
        """Repaint one page with all that it shows. ``contents`` are one stream by then."""
        obj = page.obj
        if "/Contents" in obj:
            self._stream(obj.Contents, obj.get("/Resources"))
        self._resources(obj.get("/Resources"))

    def _new(self, thing: Any) -> bool:
        if thing.objgen in self._seen and thing.objgen != (0, 0):
            return False
        self._seen.add(thing.objgen)
        return True

    def _resources(self, resources: Any) -> None:
        if resources is None or not self._new(resources):
            return
        # Masks first: they are among the drawings too, and stay grey.
        for state in () if self._plain else (resources.get("/ExtGState") or {}).values():
            self._state(state)
        for thing in (resources.get("/XObject") or {}).values():
            if isinstance(thing, self._pikepdf.Stream) and self._new(thing):
                if thing.get("/Subtype") != "/Image":
                    self._form(thing)
                elif not self._plain:
                    repaint_picture(thing, self._inks, self._flat, self._pikepdf)
        for pattern in (resources.get("/Pattern") or {}).values():
            if isinstance(pattern, self._pikepdf.Stream):
                if self._new(pattern):
                    self._form(pattern)
            elif "/Shading" in pattern and not self._plain:
                self._shading(pattern.Shading)
        if self._plain:
            return
        for shading in (resources.get("/Shading") or {}).values():
            self._shading(shading)
        self._spent.append(resources)

    def close(self) -> None:
        """Take the colour spaces away when no content names them any longer."""
        for resources in self._spent:
            for key in ("/ColorSpace", "/ProcSet"):
                if key in resources:
                    del resources[key]

    def _form(self, form: Any) -> None:
        self._stream(form, form.get("/Resources"))
        self._resources(form.get("/Resources"))
        if "/Group" in form and self._flat:
            del form["/Group"]
        elif "/Group" in form and not self._plain:
            form.Group["/CS"] = self._pikepdf.Name(self._inks.space)

    def _state(self, state: Any) -> None:
        """A graphics state. What is flat has no transparency left: see ``flatten``."""
        if self._flat:
            for key in ("/ca", "/CA", "/SMask", "/BM", "/AIS"):
                if key in state:
                    del state[key]
            state["/Type"] = self._pikepdf.Name.ExtGState
            return
        mask = state.get("/SMask")
        if isinstance(mask, self._pikepdf.Dictionary) and "/G" in mask and self._new(mask.G):
            # Light and dark of a mask are greys, whatever the press prints with.
            inner = Repainter(self._pikepdf, Black(), False)
            inner._form(mask.G)
            inner.close()

    def _shading(self, shading: Any) -> None:
        """A gradient between colours. Those of meshes are left to the preflight."""
        if not self._new(shading) or shading.get("/ShadingType") not in (1, 2, 3):
            return
        space = str(shading.get("/ColorSpace"))
        count = _SPACES.get(space, 0)
        if space != self._inks.space and count and self._function(shading.get("/Function"), count):
            shading["/ColorSpace"] = self._pikepdf.Name(self._inks.space)
            if "/Background" in shading:
                del shading["/Background"]

    def _function(self, function: Any, count: int) -> bool:
        """Repaint the two ends of an interpolation, or of each that is stitched. False where that cannot be done."""
        if not isinstance(function, self._pikepdf.Dictionary):
            return False
        kind = function.get("/FunctionType")
        if kind == 3:
            done = [self._function(inner, count) for inner in function.Functions]
            return all(done)
        if kind != 2:
            return False
        for key, plain in (("/C0", 0.0), ("/C1", 1.0)):
            ends = tuple(float(part) for part in function.get(key, [plain]))
            if len(ends) != count:  # it was repainted before: gradients share their functions
                return len(ends) == len(self._ink((0.0,) * count))
            function[key] = self._pikepdf.Array([round(part, 4) for part in self._ink(ends)])
        return True

    def _ink(self, parts: tuple[float, ...]) -> tuple[float, ...]:
        if len(parts) == 1:
            return self._inks.of_rgb(parts[0], parts[0], parts[0])
        return self._inks.of_rgb(*parts) if len(parts) == 3 else self._inks.of_cmyk(*parts)

    # ---- streams

    def _stream(self, stream: Any, resources: Any) -> None:
        data = stream.read_bytes()
        fresh = _greyed(_unmarked(data))
        if not self._plain and _COLOURED.search(fresh):
            fresh = self._taken_apart(fresh, resources)
        if fresh != data:
            stream.write(fresh)

    def _taken_apart(self, data: bytes, resources: Any) -> bytes:
        pikepdf = self._pikepdf
        written: list[Any] = []
        spaces = ["/DeviceGray", "/DeviceGray"]
        above: list[list[str]] = []
        source = self._scratch.make_stream(data)
        for operands, operator in pikepdf.parse_content_stream(source):
            name = str(operator)
            if name == "q":
                above.append(list(spaces))
            elif name == "Q" and above:
                spaces = above.pop()
            if name in ("rg", "RG", "k", "K"):
                written.append(self._painted(tuple(float(part) for part in operands), _FILLS[name]))
            elif name in ("cs", "CS"):
                spaces[name == "CS"] = space = str(operands[0])
                written.append((operands, operator) if space == "/Pattern" else self._painted((0.0,), name == "cs"))
            elif name in ("sc", "scn", "SC", "SCN"):
                fill = name.islower()
                space = spaces[not fill]
                if space == "/Pattern":
                    written.append((operands, operator))
                else:
                    written.append(self._painted(self._parts(space, operands, resources), fill))
            else:
                written.append((operands, operator))
        return bytes(pikepdf.unparse_content_stream(written))

    def _parts(self, space: str, operands: Any, resources: Any) -> tuple[float, ...]:
        """A colour as grey, red, green and blue, or four inks."""
        parts = tuple(float(part) for part in operands)
        if space in _SPACES:
            return parts
        named = (resources.get("/ColorSpace") or {}).get(space) if resources is not None else None
        kind = str(named[0]) if isinstance(named, self._pikepdf.Array) and len(named) else str(named)
        if kind == "/Lab" and len(parts) == 3:
            return from_lab(*parts)
        return parts if len(parts) in (1, 3, 4) else (0.0,)

    def _painted(self, parts: tuple[float, ...], fill: bool) -> Any:
        ink = self._ink(parts) if len(parts) in (1, 3, 4) else (0.0,)
        if len(ink) == 4 and not any(ink[:3]):
            ink = (round(1 - ink[3], 4),)
        name = "g" if len(ink) == 1 else "k"
        operator = self._pikepdf.Operator(name if fill else name.upper())
        return [_decimal(part) for part in ink], operator


def _unmarked(data: bytes) -> bytes:
    """Content without the marks that screen readers are led by."""
    data = _MARK.sub(b"", data)
    while b"\nEMC\n" in data:
        data = data.replace(b"\nEMC\n", b"\n")
    return _MARKS.sub(b"", data) if any(word in data for word in (b"BDC", b"BMC", b"EMC")) else data


def _greyed(data: bytes) -> bytes:
    """Content whose greys are said as such."""
    data = data.replace(b"\n0 0 0 rg\n", b"\n0 g\n")
    if b"/DeviceCMYK" in data:
        data = _BLACK.sub(lambda match: b"0 g" if b"cs" in match[0] else b"0 G", data)
    if b" rg" in data or b"\nrg" in data:
        data = _FILL.sub(rb"\1 g", data)
    return _STROKE.sub(rb"\1 G", data) if b" RG" in data or b"\nRG" in data else data


def _decimal(number: float) -> Any:
    from decimal import Decimal

    return Decimal(f"{number:.4f}".rstrip("0").rstrip(".") or "0")
